"""Limitations: what the reader has to hold against the findings, from the project's own records."""

from collections.abc import Iterator

from qualpipe.export.report.facts import Facts
from qualpipe.export.report.parts import Heading, Part, Sentence
from qualpipe.export.report.saying import Voice
from qualpipe.export.report.sections.methods import language_name
from qualpipe.model import Language

_FEW = 6  # interviews under which a curve of new codes says next to nothing
_TENTATIVE = 0.667  # Krippendorff 2019
_APART = 0.15  # shares of languages that differ by less are called alike


def limits(facts: Facts, voice: Voice) -> Iterator[Part]:
    """Write the section, an item a limitation; what is no limitation here is not said."""
    yield Heading(text=voice.told("limits.heading"))
    for one in (
        *_unreviewed(facts, voice),
        *_agreement(facts, voice),
        *_languages(facts, voice),
        *_data(facts, voice),
        voice.say("limits.always"),
    ):
        yield from voice.paragraph(one, kind="item")


def _unreviewed(facts: Facts, voice: Voice) -> Iterator[Sentence]:
    total, decided = len(facts.segments), len(facts.decided)
    if total and decided < total:
        share = voice.share(total - decided, total)
        yield voice.say("limits.unread", count=total - decided, total=total, share=share)
    if facts.undecided:
        yield voice.say("limits.undecided", count=facts.undecided)
    if facts.study.sealed:
        yield voice.say("limits.sealed", count=facts.study.sealed)
    open_rounds = [one.name for one in facts.study.rounds if not one.closed]
    if open_rounds:
        yield voice.say("limits.rounds", count=len(open_rounds), names=voice.listed(open_rounds))
    if facts.study.adrift:
        yield voice.say("limits.adrift", count=len(facts.study.adrift))
    if facts.distrusted:
        names = [facts.material.names.get(one, one) for one in facts.distrusted]
        yield voice.say("limits.trust", count=len(names), codes=voice.listed(names))


def _agreement(facts: Facts, voice: Voice) -> Iterator[Sentence]:
    if len(facts.reviewers) == 1:
        yield voice.say("limits.one_reviewer")
    if facts.pooled is None:
        return
    low, undefined = [], []
    for row in facts.study.agreement:
        code, value = str(row.get("code") or ""), row.get("alpha")
        if not code or row.get("split") or row.get("scope") not in {"all", None}:
            continue
        name = facts.material.names.get(code, code)
        if not isinstance(value, int | float):
            undefined.append(name)
        elif value < _TENTATIVE:
            low.append(f"{name} ({voice.manner.coefficient(value)})")
    if low:
        yield voice.say("limits.low", count=len(low), codes=voice.listed(low))
    if undefined:
        yield voice.say("limits.undefined", count=len(undefined), codes=voice.listed(undefined))


def _languages(facts: Facts, voice: Voice) -> Iterator[Sentence]:
    """Say where one language was read or coded less than another."""
    known = {one: n for one, n in facts.languages.items() if one is not Language.UNKNOWN}
    if len(known) < 2:  # noqa: PLR2004 - one language is compared with nothing
        return
    of = {one.address: one.language for one in facts.segments}
    shares: dict[str, dict[Language, float]] = {}
    for what, places in (("read", facts.decided), ("coded", facts.coded)):
        counts = {one: sum(of[place] is one for place in places) for one in known}
        shares[what] = {one: counts[one] / known[one] for one in known}
    for what, found in shares.items():
        if max(found.values()) - min(found.values()) >= _APART:
            told = [
                voice.told("methods.language", name=language_name(one, voice), share=f"{share:.0%}")
                for one, share in found.items()
            ]
            yield voice.say(f"limits.languages_{what}", shares=voice.listed(told))


def _data(facts: Facts, voice: Voice) -> Iterator[Sentence]:
    if facts.participants == 1:
        yield voice.say("limits.one_participant")
    elif len(facts.interviews) < _FEW:
        yield voice.say("limits.few", count=len(facts.interviews))
    if facts.translations:
        yield voice.say("limits.translations", count=facts.translations)
    if facts.material.strange:
        codes = voice.listed(facts.material.strange)
        yield voice.say("limits.strange", count=len(facts.material.strange), codes=codes)
    if facts.study.problems:
        yield voice.say("limits.problems", count=len(facts.study.problems))
