"""A sheet that goes out: a row for each suggestion to be decided on."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualpipe.export.sheet import Field, Form, write
from qualpipe.model import Codebook, Decision, Segment, Span, Suggestion, Transcript, wording
from qualpipe.project import Project
from qualpipe.project.reviewing.people import who
from qualpipe.project.reviewing.rounds import items_for, round_named, segments_at
from qualpipe.project.reviewing.sheets.mark import Mark

VERDICTS = ("accept", "reject", "unsure")
FIELDS = (
    Field(name="address", width=18),
    Field(name="speaker", width=12),
    Field(name="language", width=9),
    Field(name="words", width=70),
    Field(name="code", width=22),
    Field(name="name", width=24),
    Field(name="score", width=7),
    Field(name="evidence", width=40),
    Field(name="verdict", width=11, choices=VERDICTS, fill=True),
    Field(name="note", width=36, fill=True),
    Field(name="check", width=10, hidden=True),
)
LONGEST = 30_000  # characters of a cell
_INSTRUCTIONS = (
    "Choose accept, reject or unsure in the column verdict; leave open what you have not decided.",
    "A note says why. Nothing else needs to be changed, and nothing else is read.",
    "To give a code that is not suggested, write a row of address, code and, as verdict, add.",
    "Save the file, then: qualpipe review import FILE --reviewer YOU",
    "請在 verdict 一欄選 accept（接受）、reject（拒絕）或 unsure（未能決定）；未決定的留空。",
    "note 一欄可寫理由；其他欄請勿更改。",
    "要加一個沒有建議的編碼，另加一行，填上 address 和 code，verdict 填 add。",
    "存檔後執行：qualpipe review import 檔案 --reviewer 你的名字",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What went out: how many rows, of which round ('' for none), how many are decided already."""

    rows: int
    round: str
    decided: int


def write_sheet(
    project: Project,
    path: Path,
    *,
    round: str | None = None,  # noqa: A002 - the noun's own word
    reviewer: str | None = None,
) -> Sent:
    """Write what is to be decided on as .xlsx or .csv: of a round, else all that is suggested.

    A reviewer who is in an open round gets what she was given there. What she said already stands
    in its row, unless it is sealed: anyone can name anybody here.
    """
    name = who(project, reviewer) if reviewer else ""
    named = round if round is not None else _open_round(project, name)
    suggested = _suggested(project, named, name)
    # Open to all, so that no sheet tells what is sealed.
    said = {
        (one.segment, one.code): one
        for one in project.last_words()
        if one.reviewer == name and not one.adjudicates
    }
    rows = tuple(_rows(project, suggested, said))
    title = f"{named}: {name}" if named and name else named or "All that is suggested"
    write(Form(title=title, fields=FIELDS, rows=rows, instructions=_INSTRUCTIONS), path)
    decided = sum((one.segment, one.code) in said for one in suggested)
    return Sent(rows=len(rows), round=named, decided=decided)


def _open_round(project: Project, name: str) -> str:
    opened = (one for one in project.review.rounds() if not one.closed and name in one.reviewers)
    return next((one.name for one in opened), "")


def _suggested(project: Project, named: str, name: str) -> Sequence[Suggestion]:
    if not named:
        return project.suggestions()
    one = round_named(project, named)
    items = items_for(project, one, name) if name else project.store.team.rounds.items(one.name)
    return [item.suggestion for item in items]


def _rows(
    project: Project,
    suggested: Sequence[Suggestion],
    said: Mapping[tuple[str, str], Decision],
) -> Iterable[tuple[str | float | None, ...]]:
    segments = {one.address: one for one in segments_at(project, {s.segment for s in suggested})}
    wholes = {one.id: one for one in project.transcripts()}
    codebook = project.codebook()
    head = max((one.number for one in project.store.ledger.decisions()), default=0)
    there = sorted((one for one in suggested if one.segment in segments), key=_place(segments))
    for number, one in enumerate(there, 1):
        mark = Mark(number=number, total=len(there), head=head, run=one.run, codebook=codebook.hash)
        segment = segments[one.segment]
        yield _row(
            one,
            segment,
            wholes[segment.transcript],
            codebook=codebook,
            said=said.get((one.segment, one.code)),
            mark=mark,
        )


def _place(segments: Mapping[str, Segment]) -> Callable[[Suggestion], tuple[str, int, Span, str]]:
    """Return the order of speech: that is how one reads."""

    def order(one: Suggestion) -> tuple[str, int, Span, str]:
        segment = segments[one.segment]
        return segment.transcript, segment.turn, segment.within, one.code

    return order


def _row(
    one: Suggestion,
    segment: Segment,
    whole: Transcript,
    *,
    codebook: Codebook,
    said: Decision | None,
    mark: Mark,
) -> tuple[str | float | None, ...]:
    names = {code.id: wording(code.name, segment.language) for code in codebook}
    evidence = "; ".join(
        f"{'against: ' if why.weight < 0 else ''}{why.reason} ← {why.span.of(whole.text)}"
        for why in one.evidence
    )
    words = segment.text[:LONGEST]
    return (
        one.segment,
        segment.speaker,
        segment.language.value,
        words,
        one.code,
        names.get(one.code, one.code),
        round(one.score, 3),
        evidence[:LONGEST],
        said.verdict.value if said else "",
        said.note if said else "",
        mark.written(address=one.segment, code=one.code, words=words),
    )
