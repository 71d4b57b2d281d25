"""What is on each stretch of a transcript: codings of each reviewer, memos, whose turn it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from qualpipe.export.study import Study
from qualpipe.model import Address, Coding, Decision, Memo, Role, Span, Suggestion, Transcript
from qualpipe.text.refi_qda import SUGGESTIONS
from qualpipe.text.refi_qda.losses import Losses


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A code on a stretch by one user, when, and what was noted with it."""

    code: str
    user: str
    at: str
    note: str = ""


@dataclass(slots=True, kw_only=True)
class Stretch:
    """A stretch of a transcript's text and all that is on it."""

    address: str
    span: Span
    marks: list[Mark] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)


ELSEWHERE = ("code:", "transcript:")
"""What memos are about that are on no stretch of speech."""

Marked = Mapping[str, dict[str, Stretch]]
"""The stretches of each transcript, by address, in the order of the text."""


def marked(study: Study, *, suggestions: bool, losses: Losses) -> Marked:
    """Gather what is on the stretches of every transcript."""
    gathering = _Gathering(study, losses)
    for address, mark in _decided(study):
        for stretch in gathering.at(address, "coding"):
            stretch.marks.append(mark)
    for one in study.suggestions if suggestions else ():
        mark = Mark(code=one.code, user=SUGGESTIONS, at=study.at, note=_reasons(one))
        for stretch in gathering.at(one.segment, "suggestion"):
            stretch.marks.append(mark)
    for memo in standing_memos(study):
        if not memo.about.startswith(ELSEWHERE):
            for stretch in gathering.at(memo.about, "memo"):
                stretch.memos.append(memo)
    for transcript in study.transcripts:
        for address in (one for _, found in turns_of_several(transcript) for one in found):
            gathering.at(address, "turn")
    return gathering.in_order()


def standing_memos(study: Study) -> tuple[Memo, ...]:
    """Return the memos that none replaces and that say something."""
    replaced = {memo.replaces for memo in study.memos if memo.replaces is not None}
    return tuple(one for one in study.memos if one.number not in replaced and one.text.strip())


def turns_of_several(transcript: Transcript) -> Iterator[tuple[str, list[str]]]:
    """Yield the case and the turns' addresses of each participant, where there are several."""
    turns = [turn for turn in transcript.turns if turn.role is Role.PARTICIPANT]
    by_case: dict[str, list[str]] = {}
    if len({turn.speaker for turn in turns}) > 1:
        label = f"{_case(transcript)}/"
        for turn in turns:
            address = f"{transcript.id}:{turn.number}:{Span(0, len(turn.span))}"
            by_case.setdefault(label + turn.speaker, []).append(address)
    yield from by_case.items()


def _case(transcript: Transcript) -> str:
    return transcript.attributes.get("participant") or transcript.translation_of or transcript.id


def _decided(study: Study) -> Iterator[tuple[str, Mark]]:
    """Yield each coding of each reviewer, with the time and the note of the decision behind it."""
    words = {(one.segment, one.code, one.reviewer): one for one in study.last_words}
    for coding in study.codings:
        for reviewer in coding.reviewers:
            decision = words.get((coding.segment, coding.code, reviewer))
            yield coding.segment, _mark(coding, reviewer, decision, study.at)


def _mark(coding: Coding, reviewer: str, decision: Decision | None, at: str) -> Mark:
    if decision is None:
        return Mark(code=coding.code, user=reviewer, at=at)
    return Mark(code=coding.code, user=reviewer, at=decision.at, note=decision.note)


def _reasons(one: Suggestion) -> str:
    reasons = "\n".join(f"- {why.reason}" for why in one.evidence)
    return f"Suggested with a probability of {one.score:.2f} ({one.basis}).\n{reasons}".strip()


class _Gathering:
    """Finds the stretch of an address in its transcript; what is not there is a loss."""

    def __init__(self, study: Study, losses: Losses) -> None:
        self._transcripts = {one.id: one for one in study.transcripts}
        self._found: dict[str, dict[str, Stretch]] = {one.id: {} for one in study.transcripts}
        self._losses = losses

    def at(self, written: str, what: str) -> tuple[Stretch, ...]:
        """Return the stretch at an address: none where the words are not there."""
        address = Address.parse(written)
        stretch = self._found.get(address.transcript, {}).get(written) or self._new(address)
        if stretch is None:
            self._losses.add(
                f"{what} on words that are no longer there", written, became="left out"
            )
            return ()
        return (stretch,)

    def _new(self, address: Address) -> Stretch | None:
        whole = self._transcripts.get(address.transcript)
        if whole is None or not 0 < address.turn <= len(whole.turns):
            return None
        turn = whole.turns[address.turn - 1]
        if address.within.end > len(turn.span):
            return None
        stretch = Stretch(address=str(address), span=address.within.shifted(turn.span.start))
        self._found[address.transcript][stretch.address] = stretch
        return stretch

    def in_order(self) -> Marked:
        """Return the stretches by transcript, in the order of the text."""
        return {
            name: dict(sorted(found.items(), key=lambda pair: (pair[1].span, pair[0])))
            for name, found in self._found.items()
        }
