"""Data frames for notebooks: one row a noun, one column a field."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from qualpipe.model import (
    Code,
    Codebook,
    Coding,
    Decision,
    Language,
    Problem,
    Segment,
    Suggestion,
    Transcript,
    pick,
    wording,
)
from qualpipe.project.steps.decisions import open_to_all, standing
from qualpipe.review import current
from qualpipe.store import Store

if TYPE_CHECKING:
    from pandas import DataFrame

Rows = Iterable[Mapping[str, object]]


def frame(name: str, *, store: Store, codebook: Codebook) -> "DataFrame":
    """Return one of the project's tables; an unknown name lists the known ones."""
    columns, rows = pick(FRAMES, name, kind="frame")
    import pandas  # noqa: PLC0415 - a second to import, wanted in notebooks alone

    return pandas.DataFrame(list(rows(store, codebook)), columns=list(columns))


def _transcripts(store: Store, _codebook: Codebook) -> Rows:
    return [_transcript(one) for one in store.transcripts()]


def _transcript(one: Transcript) -> dict[str, object]:
    return {
        "transcript": one.id,
        "title": one.title,
        "file": one.source.name,
        "format": one.source.format,
        "encoding": one.source.encoding,
        "confidence": one.source.confidence,
        "turns": len(one.turns),
        "translation_of": one.translation_of,
        "attributes": dict(one.attributes),
    }


def _turns(store: Store, _codebook: Codebook) -> Rows:
    for whole in store.transcripts():
        for turn in whole.turns:
            yield {
                "transcript": whole.id,
                "turn": turn.number,
                "speaker": turn.speaker,
                "role": turn.role.value,
                "start": turn.span.start,
                "end": turn.span.end,
                "started": turn.started,
                "ended": turn.ended,
                "translates": turn.translates,
                "text": whole.words_of(turn),
            }


def _segments(store: Store, _codebook: Codebook) -> Rows:
    return [_segment(one) for one in store.segments()]


def _segment(one: Segment) -> dict[str, object]:
    return {
        "segment": one.address,
        "transcript": one.transcript,
        "turn": one.turn,
        "start": one.span.start,
        "end": one.span.end,
        "speaker": one.speaker,
        "role": one.role.value,
        "participant": one.case,
        "language": one.language.value,
        "text": one.text,
    }


def _suggestions(store: Store, _codebook: Codebook) -> Rows:
    segments = {one.address: one for one in store.segments()}
    return [_suggestion(one, segments[one.segment]) for one in store.suggestions()]


def _suggestion(one: Suggestion, segment: Segment) -> dict[str, object]:
    return {
        "segment": one.segment,
        "code": one.code,
        "score": one.score,
        "basis": one.basis,
        "participant": segment.case,
        "language": segment.language.value,
        "text": segment.text,
        "evidence": "; ".join(why.reason for why in one.evidence),
        "run": one.run,
    }


def _decisions(store: Store, _codebook: Codebook) -> Rows:
    return [_decision(one) for one in open_to_all(store)]


def _decision(one: Decision) -> dict[str, object]:
    return {
        "segment": one.segment,
        "code": one.code,
        "verdict": one.verdict.value,
        "reviewer": one.reviewer,
        "at": one.at,
        "note": one.note,
        "seen": one.seen,
        "odds": one.odds,
    }


def _codings(store: Store, _codebook: Codebook) -> Rows:
    return [_coding(one) for one in current(standing(store)[0])]


def _coding(one: Coding) -> dict[str, object]:
    return {"segment": one.segment, "code": one.code, "reviewers": ", ".join(one.reviewers)}


def _problems(store: Store, _codebook: Codebook) -> Rows:
    return [_problem(one) for one in store.problems()]


def _problem(one: Problem) -> dict[str, object]:
    return {"where": one.where, "message": one.message, "remedy": one.remedy}


def _codes(_store: Store, codebook: Codebook) -> Rows:
    return [_code(one) for one in codebook]


def _code(one: Code) -> dict[str, object]:
    return {
        "code": one.id,
        "name": wording(one.name, Language.EN),
        "parent": one.parent,
        "definition": wording(one.definition, Language.EN),
        "keywords": len(one.keywords),
        "examples": len(one.examples),
        "share": one.share,
    }


Made = Callable[[Store, Codebook], Rows]

# An empty table has its columns too, so that a notebook's next line does not fail.
FRAMES: dict[str, tuple[tuple[str, ...], Made]] = {
    "codes": (("code", "name", "parent", "definition", "keywords", "examples", "share"), _codes),
    "codings": (("segment", "code", "reviewers"), _codings),
    "decisions": (
        ("segment", "code", "verdict", "reviewer", "at", "note", "seen", "odds"),
        _decisions,
    ),
    "problems": (("where", "message", "remedy"), _problems),
    "segments": (
        (
            "segment",
            "transcript",
            "turn",
            "start",
            "end",
            "speaker",
            "role",
            "participant",
            "language",
            "text",
        ),
        _segments,
    ),
    "suggestions": (
        (
            "segment",
            "code",
            "score",
            "basis",
            "participant",
            "language",
            "text",
            "evidence",
            "run",
        ),
        _suggestions,
    ),
    "transcripts": (
        (
            "transcript",
            "title",
            "file",
            "format",
            "encoding",
            "confidence",
            "turns",
            "translation_of",
            "attributes",
        ),
        _transcripts,
    ),
    "turns": (
        (
            "transcript",
            "turn",
            "speaker",
            "role",
            "start",
            "end",
            "started",
            "ended",
            "translates",
            "text",
        ),
        _turns,
    ),
}
