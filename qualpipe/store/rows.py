"""Nouns as rows and rows as nouns: one pair of functions each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from qualpipe.model import (
    Code,
    Codebook,
    Evidence,
    Language,
    Phrase,
    Problem,
    Role,
    Run,
    Segment,
    Source,
    Span,
    Suggestion,
    Transcript,
    Turn,
)

Row = Mapping[str, Any]
_WORDING = (
    "name",
    "definition",
    "include",
    "exclude",
    "keywords",
    "examples",
    "counter_examples",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """A file that was looked at: one that did not change since is not read again.

    `name` is its path, relative to the project where it lies inside; `sha256` of its bytes;
    `reading` the digest of the settings it was read with; `failure` why it gave no transcript.
    """

    name: str
    sha256: str
    reading: str
    failure: str = ""

    def row(self, number: int) -> tuple[object, ...]:
        """Return the record in the order of the table's columns."""
        return (self.name, self.sha256, self.reading, self.failure, number)


def as_json(value: object) -> str:
    """Write a value down the same way every time."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def transcript_row(
    transcript: Transcript, *, name: str, file: str, as_read: str, part: int, kept: str | None
) -> tuple[object, ...]:
    """Return a transcript without its turns, under a name, in the order of the table's columns."""
    return (
        name,
        file,
        transcript.title,
        transcript.text,
        as_json(asdict(transcript.source)),
        as_json(dict(transcript.attributes)),
        transcript.translation_of,
        "",
        as_read,
        part,
        kept,
    )


def unlinked(transcript: Transcript) -> str:
    """Write down what linking may change of a transcript."""
    return as_json(
        {
            "id": transcript.id,
            "title": transcript.title,
            "attributes": dict(transcript.attributes),
            "translation_of": transcript.translation_of,
            "translates": [turn.translates for turn in transcript.turns],
        }
    )


def as_it_was_read(transcript: Transcript, document: str) -> Transcript:
    """Return a stored transcript as it was before it was linked."""
    fields = json.loads(document)
    links = fields.pop("translates")
    turns = tuple(
        replace(turn, translates=number)
        for turn, number in zip(transcript.turns, links, strict=True)
    )
    return replace(transcript, turns=turns, **fields)


def under_kept_names(
    transcript: Transcript, file: str, names: Mapping[tuple[str, str], str]
) -> Transcript:
    """Return a transcript under the id it keeps, a translation pointing at what its original keeps.

    `names` maps (file, id as read) to the id kept.
    """
    original = transcript.translation_of
    return replace(
        transcript,
        id=names[file, transcript.id],
        translation_of=names.get((file, original), original) if original else None,
    )


def turn_rows(transcript: Transcript, *, name: str) -> list[tuple[object, ...]]:
    """Return the turns of a transcript under a name."""
    return [
        (
            name,
            turn.number,
            turn.speaker,
            turn.role.value,
            turn.span.start,
            turn.span.end,
            turn.started,
            turn.ended,
            turn.translates,
        )
        for turn in transcript.turns
    ]


def transcript_of(row: Row, turns: Sequence[Row], problems: Sequence[Row]) -> Transcript:
    """Read a transcript back."""
    return Transcript(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        turns=tuple(turn_of(turn) for turn in turns),
        source=Source(**json.loads(row["source"])),
        attributes=json.loads(row["attributes"]),
        problems=tuple(problem_of(problem) for problem in problems),
        translation_of=row["translation_of"],
    )


def turn_of(row: Row) -> Turn:
    """Read a turn back."""
    return Turn(
        number=row["number"],
        speaker=row["speaker"],
        role=Role(row["role"]),
        span=Span(row["start"], row["end"]),
        started=row["started"],
        ended=row["ended"],
        translates=row["translates"],
    )


def problem_row(problem: Problem, *, file: str | None, transcript: str | None) -> Sequence[object]:
    """Return a problem and what it belongs to."""
    return (file, transcript, problem.where, problem.message, problem.remedy)


def problem_of(row: Row) -> Problem:
    """Read a problem back."""
    return Problem(where=row["where"], message=row["message"], remedy=row["remedy"])


def segment_row(segment: Segment) -> tuple[object, ...]:
    """Return a segment; its words stay in the transcript's text alone."""
    return (
        segment.transcript,
        segment.turn,
        segment.within.start,
        segment.within.end,
        segment.span.start - segment.within.start,
        segment.language.value,
        segment.speaker,
        segment.role.value,
        segment.case,
    )


def segment_of(row: Row, text: str) -> Segment:
    """Read a segment back, its words from the transcript's text."""
    within = Span(row["start"], row["end"])
    span = within.shifted(row["offset"])
    return Segment(
        transcript=row["transcript"],
        turn=row["turn"],
        span=span,
        within=within,
        text=span.of(text),
        language=Language(row["language"]),
        speaker=row["speaker"],
        role=Role(row["role"]),
        case=row["case"],
    )


def codebook_document(codebook: Codebook) -> str:
    """Write a codebook down as JSON."""
    return as_json(asdict(codebook))


def codebook_of(document: str) -> Codebook:
    """Read a codebook back."""
    fields = json.loads(document)
    return Codebook(
        **{
            **fields,
            "title": _phrases(fields["title"]),
            "languages": tuple(Language(one) for one in fields["languages"]),
            "codes": tuple(_code(one) for one in fields["codes"]),
        }
    )


def _code(fields: dict[str, Any]) -> Code:
    return Code(**{**fields, **{name: _phrases(fields[name]) for name in _WORDING}})


def _phrases(fields: Sequence[Mapping[str, str]]) -> tuple[Phrase, ...]:
    return tuple(Phrase(Language(one["language"]), one["text"]) for one in fields)


def run_document(run: Run) -> str:
    """Write a run down as JSON."""
    return as_json(asdict(run))


def run_of(document: str) -> Run:
    """Read a run back."""
    return Run(**json.loads(document))


def suggestion_row(suggestion: Suggestion) -> tuple[object, ...]:
    """Return a suggestion with its evidence."""
    evidence = [
        [one.span.start, one.span.end, one.reason, one.weight] for one in suggestion.evidence
    ]
    return (
        suggestion.segment,
        suggestion.code,
        suggestion.segment.rsplit(":", 2)[0],
        suggestion.score,
        suggestion.basis,
        as_json(evidence),
        suggestion.run,
    )


def suggestion_of(row: Row) -> Suggestion:
    """Read a suggestion back."""
    return Suggestion(
        segment=row["segment"],
        code=row["code"],
        score=row["score"],
        basis=row["basis"],
        evidence=tuple(
            Evidence(span=Span(start, end), reason=reason, weight=weight)
            for start, end, reason, weight in json.loads(row["evidence"])
        ),
        run=row["run"],
    )
