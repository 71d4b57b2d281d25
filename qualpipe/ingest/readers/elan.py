"""ELAN annotation files (.eaf): the tiers of the speakers, put in the order of time."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qualpipe.ingest.draft import Draft, RawFile, Utterance, assemble
from qualpipe.ingest.safety import safe_xml
from qualpipe.ingest.turns import in_parallel, joined
from qualpipe.model import Problem, UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

# A tier is known as a translation by its name or type; a bare language counts only below another
# tier, since "English" at the top may well be what was spoken.
_TRANSLATION = re.compile(r"translat|\bft\b|\bfree\b|譯|译|翻", re.IGNORECASE)
_LANGUAGES = (
    ("en", re.compile(r"(?<![a-z])eng?(?![a-z])|english|英", re.IGNORECASE)),
    (
        "zh",
        re.compile(
            r"(?<![a-z])(?:zh|zho|chi|cmn)(?![a-z])|chinese|mandarin|中|漢|汉", re.IGNORECASE
        ),
    ),
)
_NOTES = re.compile(
    r"\bnotes?\b|comment|gesture|gaze|noise|memo|備註|备注|註|注釋|手勢", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Annotation:
    """A stretch on a tier; `of` is the annotation it hangs on ('' if it stands by its times)."""

    id: str
    speaker: str
    words: str
    of: str
    started: float | None
    ended: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tier:
    """A tier; `label` is all that names it: its id, its type and its language."""

    name: str
    label: str
    parent: str
    annotations: tuple[_Annotation, ...]

    @property
    def language(self) -> str:
        """Return the language of a translation, `translation` if nothing names it."""
        known = (code for code, is_it in _LANGUAGES if is_it.search(self.label))
        return next(known, "translation")

    @property
    def is_translation(self) -> bool:
        """Say whether the tier renders what another one says."""
        named = self.language != "translation"
        return bool(_TRANSLATION.search(self.label)) or (bool(self.parent) and named)

    @property
    def is_speech(self) -> bool:
        """Say whether the tier is what a person said, not something about it."""
        return not (self.parent or self.is_translation or _NOTES.search(self.label))


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read the top tiers as speakers; each language of translation tiers is a draft of its own.

    The speaker is the tier's PARTICIPANT, else its name. Annotations of one speaker in a row make
    a turn. A translation is linked by the annotation it refers to, else by the longest overlap in
    time. Tiers below others and tiers of notes are left out and named.
    """
    root = safe_xml(file)
    if root.tag != "ANNOTATION_DOCUMENT":
        message = f"this XML is no ELAN file: it begins with <{root.tag}>"
        raise UnreadableFile(file.name, message, "Save it in ELAN as .eaf")
    slots, problems = _slots(root, file.name)
    tiers = [_tier(element, slots) for element in root.iter("TIER")]
    said = [one for tier in tiers if tier.is_speech for one in tier.annotations if one.words]
    if not said:
        raise UnreadableFile(file.name, "no tier of a speaker holds a word", _remedy(tiers))
    said.sort(key=lambda one: (one.started is None, one.started or 0.0))
    rows = {one.id: row for row, one in enumerate(said, 1)}
    spoken = [replace(_utterance(one), row=rows[one.id]) for one in said]
    problems += _left_out(tiers, file.name)
    encoding = (root.getroottree().docinfo.encoding or "utf-8").lower()
    drafts = [_draft(in_parallel(spoken, {})[0], encoding, problems=tuple(problems))]
    for language, renderings in _renderings(tiers, said, rows).items():
        drafts.append(_draft(in_parallel(spoken, renderings)[1], encoding, part=language))
    return tuple(drafts)


def _draft(
    turns: Sequence[Utterance],
    encoding: str,
    *,
    part: str = "",
    problems: tuple[Problem, ...] = (),
) -> Draft:
    text, pieces = assemble(turns)
    return Draft(
        text=text,
        pieces=pieces,
        format="elan",
        part=part,
        translates="" if part else None,
        encoding=encoding,
        problems=problems,
    )


def _slots(root: "_Element", name: str) -> tuple[dict[str, float | None], list[Problem]]:
    """Return the seconds of each time slot; one without a value lies evenly between its neighbours.

    ELAN writes no value for a border inside an annotation that was cut without listening.
    """
    slots = [
        (slot.get("TIME_SLOT_ID", ""), slot.get("TIME_VALUE")) for slot in root.iter("TIME_SLOT")
    ]
    known = [n for n, (_, value) in enumerate(slots) if value is not None and value.isdecimal()]
    seconds: dict[str, float | None] = dict.fromkeys((slot for slot, _ in slots), None)
    for n in known:
        seconds[slots[n][0]] = int(slots[n][1] or 0) / 1000
    for before, after in pairwise(known):
        start, end = (int(slots[n][1] or 0) / 1000 for n in (before, after))
        for n in range(before + 1, after):
            share = (n - before) / (after - before)
            seconds[slots[n][0]] = round(start + share * (end - start), 3)
    units = next((head.get("TIME_UNITS") for head in root.iter("HEADER")), None) or "milliseconds"
    if units == "milliseconds":
        return seconds, []
    message = f"times are counted in {units}, which is not known; left out"
    return dict.fromkeys(seconds, None), [Problem(where=name, message=message)]


def _tier(element: "_Element", slots: Mapping[str, float | None]) -> _Tier:
    name = element.get("TIER_ID", "")
    annotations = []
    for one in element.iter("ALIGNABLE_ANNOTATION", "REF_ANNOTATION"):
        started, ended = (slots.get(one.get(f"TIME_SLOT_REF{n}", "")) for n in (1, 2))
        annotations.append(
            _Annotation(
                id=one.get("ANNOTATION_ID", ""),
                speaker=element.get("PARTICIPANT", "").strip() or name,
                words=(one.findtext("ANNOTATION_VALUE") or "").strip(),
                of=one.get("ANNOTATION_REF", ""),
                started=started,
                ended=ended,
            )
        )
    return _Tier(
        name=name,
        label=f"{name} {element.get('LINGUISTIC_TYPE_REF', '')} {element.get('LANG_REF', '')}",
        parent=element.get("PARENT_REF", ""),
        annotations=tuple(annotations),
    )


def _utterance(one: _Annotation) -> Utterance:
    return Utterance(speaker=one.speaker, words=one.words, started=one.started, ended=one.ended)


def _renderings(
    tiers: Sequence[_Tier], said: Sequence[_Annotation], rows: Mapping[str, int]
) -> dict[str, dict[int, str]]:
    """Return by language and row what the translation tiers say."""
    parents = {one.id: one.of for tier in tiers for one in tier.annotations}
    by_language: dict[str, dict[int, str]] = {}
    for tier in tiers:
        if not tier.is_translation:
            continue
        renderings = by_language.setdefault(tier.language, {})
        for one in tier.annotations:
            row = rows.get(_root_of(one.id, parents)) or _beside(one, said, rows)
            if row and one.words:
                renderings[row] = joined([renderings.get(row, ""), one.words])
    return {language: renderings for language, renderings in by_language.items() if renderings}


def _root_of(annotation: str, parents: Mapping[str, str]) -> str:
    """Follow references up to the annotation that has times of its own."""
    seen = {annotation}  # a damaged file may refer in a circle
    while (above := parents.get(annotation, "")) and above not in seen:
        seen.add(above)
        annotation = above
    return annotation


def _beside(one: _Annotation, said: Sequence[_Annotation], rows: Mapping[str, int]) -> int | None:
    """Return the row of the speech that a free-standing translation overlaps longest."""
    if one.started is None or one.ended is None:
        return None
    shares = {
        rows[other.id]: min(one.ended, other.ended) - max(one.started, other.started)
        for other in said
        if other.started is not None and other.ended is not None
    }
    best = max(shares, key=lambda row: shares[row], default=None)
    return best if best is not None and shares[best] > 0 else None


def _left_out(tiers: Sequence[_Tier], name: str) -> Iterator[Problem]:
    for tier in tiers:
        held = sum(bool(one.words) for one in tier.annotations)
        if held and not (tier.is_speech or tier.is_translation):
            message = f"tier {tier.name!r} ({held} annotations) is not speech; left out"
            yield Problem(where=f"{name}:tier {tier.name}", message=message)


def _remedy(tiers: Sequence[_Tier]) -> str:
    names = ", ".join(repr(tier.name) for tier in tiers) or "none"
    return f"Speech is looked for on tiers without a parent tier; the file's tiers: {names}"
