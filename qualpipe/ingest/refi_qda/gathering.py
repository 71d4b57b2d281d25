"""From what a project file says to our own nouns: transcripts, decisions, memos, reviewers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qualpipe.ingest.refi_qda.codes import Codes
from qualpipe.ingest.refi_qda.counting import Counted, usual, way_of
from qualpipe.ingest.refi_qda.found import Found, FoundCoding, FoundSelection, FoundText
from qualpipe.ingest.refi_qda.people import People
from qualpipe.ingest.refi_qda.placing import parts_of, transcribed
from qualpipe.model import Code, Decision, Language, Memo, Phrase, Span, Transcript, Verdict
from qualpipe.text.refi_qda import SUGGESTIONS, asides
from qualpipe.text.refi_qda.losses import Losses
from qualpipe.text.refi_qda.positions import Raw, Way


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """What the user says of speakers, whose roles are then not guessed."""

    interviewers: Sequence[str] = ()
    participants: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A source with its words.

    `known` is the transcript as it was when a note of ours was written, if its words are still the
    same; `changed` says that there is such a note and that they are not. `certain` says that the
    file is as qualpipe wrote it, so that there is nothing to find out about its positions.
    """

    found: FoundText
    raw: Raw
    known: Transcript | None = None
    changed: bool = False
    certain: bool = False


def read_source(found: FoundText, raw: Raw, aside: dict[str, Any] | None, *, ours: bool) -> Read:
    """Put a source together with what a note of ours says of it.

    The words are tried as they stand, with a carriage return less before every line feed, and with
    all line ends made alike: other programs, and our own profiles, change these.
    """
    if aside is None:
        return Read(found=found, raw=raw)
    tried = dict.fromkeys((raw.content, raw.content.replace("\r\n", "\n"), raw.text))
    made = (asides.transcript_of(aside, text) for text in tried)
    known = next((one for one in made if one is not None), None)
    if known is None:
        return Read(found=found, raw=raw, changed=True)
    if ours or known.text == raw.content:
        # Where line ends are kept as they are, every character counts for itself.
        raw = replace(Raw.of(known.text, marked=raw.marked), crlf=())
    return Read(found=found, raw=raw, known=known, certain=ours)


@dataclass(slots=True, kw_only=True)
class Gathering:
    """Collects what comes of a file, source by source."""

    found: Found
    codes: Codes
    people: People
    notes: dict[str, str]
    losses: Losses
    labels: Labels
    transcripts: dict[str, Transcript] = field(default_factory=dict)
    decisions: dict[tuple[str, str, str], Decision] = field(default_factory=dict)
    memos: list[Memo] = field(default_factory=list)
    unknown: dict[str, Code] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    stretches: dict[str, str] = field(default_factory=dict)
    of_cases: frozenset[str] = frozenset()

    def take(self, sources: Sequence[Read], *, first: Way) -> None:
        """Take sources up; those that do not tell how they were counted follow the others."""
        told = [_way(one, first) for one in sources]
        then = usual(told, first)
        for one, counted in zip(sources, told, strict=True):
            settled = counted if counted.decided or one.certain else _way(one, then)
            self._note_way(one, settled, first)
            self._take(one, settled)

    def _note_way(self, one: Read, counted: Counted, first: Way) -> None:
        usual_here = one.raw.ways(first)[0]
        if counted.way == usual_here:
            return
        for field_, what in (
            ("wide", "positions in UTF-16 units"),
            ("crlf", "positions that count CRLF as two"),
            ("mark", "positions that count the byte-order mark"),
        ):
            if getattr(counted.way, field_) != getattr(usual_here, field_):
                more = getattr(counted.way, field_) > getattr(usual_here, field_)
                told = (
                    what
                    if more
                    else what.replace("count", "do not count").replace("in", "not in", 1)
                )
                self.losses.add(told, one.found.name, became="put right")

    def _take(self, one: Read, counted: Counted) -> None:
        known = one.known
        text = known.text if known else one.raw.text
        inward = one.raw.inward(counted.way)
        placed = [
            (
                selection,
                self._span(one, selection, inward(selection.start), inward(selection.end), text),
            )
            for selection in one.found.selections
        ]
        if known is not None:
            transcript = known
        else:
            if one.changed:
                became = "taken as it is now, its turns found anew"
                self.losses.add("texts changed in the other program", one.found.name, became=became)
            coded = [span for each, span in placed if span and (each.codings or each.notes)]
            transcript = transcribed(
                one.found,
                text,
                coded,
                interviewers=self.labels.interviewers,
                participants=self.labels.participants,
            )
        transcript = self._with_own_id(transcript, one.found)
        self.transcripts[one.found.guid] = transcript
        for selection, span in placed:
            if span is not None:
                self._select(transcript, one.found, selection, span)
        self._whole(transcript, one.found)

    def _with_own_id(self, transcript: Transcript, found: FoundText) -> Transcript:
        taken = {one.id for one in self.transcripts.values()}
        name, number = transcript.id, 1
        while name in taken:
            number += 1
            name = f"{transcript.id}-{number}"
        if name != transcript.id:
            self.losses.add("sources of the same name", found.name, became=f"called {name}")
        return replace(transcript, id=name)

    def _span(
        self, one: Read, selection: FoundSelection, start: int, end: int, text: str
    ) -> Span | None:
        """Return the stretch of a selection in the text; what is beyond it is cut off or lost."""
        count = max(1, sum(len(coding.codes) for coding in selection.codings))
        where = f"{one.found.name} {selection.start}-{selection.end}"
        if end > len(text) or start < 0:
            cut = max(0, start), min(end, len(text))
            became = "cut off at its end" if cut[0] < cut[1] else "not kept: there are no words"
            self.losses.add("selections beyond the text", where, became=became, count=count)
            start, end = cut
            if start >= end:
                return None
        elif start >= end:
            became = "not kept: there are no words"
            self.losses.add("selections of no length", where, became=became, count=count)
            return None
        return Span(start, end)

    def _select(
        self, transcript: Transcript, found: FoundText, selection: FoundSelection, span: Span
    ) -> None:
        parts = parts_of(transcript, span)
        where = f"{found.name} {span}"
        says = bool(selection.codings or selection.notes or selection.description)
        if not parts:
            if says:
                became = "not kept: it holds no words"
                self.losses.add("selections of white space", where, became=became)
            return
        self.stretches[selection.guid] = transcript.id
        if not says and selection.guid not in self.of_cases:
            became = "not kept: nothing is said of it"
            self.losses.add("selections without a code", where, became=became)
        if says and (len(parts) > 1 or parts[0][1] != span):
            became = "a coding on the part in each turn, labels left out"
            self.losses.add("selections over labels or several turns", where, became=became)
        for coding in selection.codings:
            for address, _ in parts:
                self._code(address, coding, found, selection)
        for text, user, at in self._said(selection.notes):
            self._memo(parts[0][0], text, user or selection.user, at or selection.at, where)
        if selection.description.strip():
            self.losses.add("descriptions of selections", where, became="memos")
            at = selection.at or found.at
            self._memo(parts[0][0], selection.description, selection.user, at, where)

    def _whole(self, transcript: Transcript, found: FoundText) -> None:
        """Take up what is on a source as a whole."""
        if found.codings and transcript.turns:
            became = "a coding on every turn"
            count = len(found.codings)
            self.losses.add("codings of whole sources", found.name, became=became, count=count)
            nowhere = FoundSelection(guid="", name="", start=0, end=0)
            for coding in found.codings:
                for address, _ in parts_of(transcript, Span(0, len(transcript.text))):
                    self._code(address, coding, found, nowhere)
        about = f"transcript:{transcript.id}"
        for text, user, at in self._said(found.notes):
            self._memo(about, text, user, at or found.at, found.name)
        if found.description.strip():
            self.losses.add("descriptions of sources", found.name, became="memos")
            self._memo(about, found.description, found.user, found.at, found.name)

    def _code(
        self, address: str, coding: FoundCoding, found: FoundText, selection: FoundSelection
    ) -> None:
        reviewer = self.people.name_of(coding.user or selection.user, found.name)
        if reviewer == SUGGESTIONS:
            self.used.update(coding.notes)
            became = "not taken in: qualpipe suggests anew"
            self.losses.add("the machine's suggestions", found.name, became=became)
            return
        at = self.people.moment(coding.at or selection.at, found.name)
        note = "\n\n".join(text for text, _, _ in self._said(coding.notes))
        for guid in coding.codes:
            code = self._code_id(guid, found.name)
            key = (address, code, reviewer)
            if key in self.decisions:
                became = "kept once"
                self.losses.add("the same coding twice", f"{address} {code}", became=became)
                continue
            self.decisions[key] = Decision(
                segment=address, code=code, verdict=Verdict.ADD, reviewer=reviewer, at=at, note=note
            )

    def _code_id(self, guid: str, where: str) -> str:
        if guid in self.codes.ids:
            return self.codes.ids[guid]
        code = f"unknown_{guid[:8]}"
        self.losses.add("codings with a code that the file lacks", where, became=f"coded {code}")
        name = (Phrase(Language.UNKNOWN, code),)
        self.unknown.setdefault(code, Code(id=code, name=name))
        return code

    def note_codes(self) -> None:
        """Take up the notes on codes as memos."""
        for one in self.found.codes:
            for text, user, at in self._said(one.notes):
                self._memo(f"code:{self.codes.ids[one.guid]}", text, user, at, one.name)

    def _said(self, notes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Yield the text, the user and the moment of notes that people wrote."""
        for guid in notes:
            self.used.add(guid)
            note = self.found.notes.get(guid)
            if note is None:
                self.losses.add("references to notes that the file lacks", guid, became="left out")
                continue
            text = self.notes.get(guid, "")
            if note.description.strip() and note.description.strip() != text.strip():
                text = f"{text}\n\n{note.description}".strip()
            if asides.read_aside(text) is None and text.strip():
                yield text, note.user, note.at

    def _memo(self, about: str, text: str, user: str, at: str, where: str) -> None:
        reviewer = self.people.name_of(user, where)
        moment = self.people.moment(at, where)
        self.memos.append(Memo(about=about, text=text, reviewer=reviewer, at=moment))


def _way(one: Read, first: Way) -> Counted:
    """Return how the positions of a source were counted."""
    if one.certain:
        return Counted(way=one.raw.ways(first)[0], decided=False)
    return way_of(one.raw, one.found.selections, first=first)
