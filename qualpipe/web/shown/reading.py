"""What the page of an interview is told: marks, what both sides say, histories, memos."""

from typing import Any

from qualpipe.model import Decision, Memo
from qualpipe.project.reviewing.interview import Carried, Mark, Row, Stretch


def mark_shown(mark: Mark) -> dict[str, Any]:
    """Return a mark as plain values."""
    return {
        "transcript": mark.place.transcript,
        "turn": mark.place.turn,
        "start": mark.place.within.start,
        "end": mark.place.within.end,
        "code": mark.code,
        "state": mark.state.value,
        "score": None if mark.score is None else round(mark.score, 2),
        "reviewers": list(mark.reviewers),
        "mine": mark.mine,
        "differ": mark.differ,
        "settled": mark.settled,
        "older": mark.older,
    }


def carried_shown(carried: Carried, row: Row) -> dict[str, Any]:
    """Return a code that one side gives, with the turns of both sides."""
    return {
        "code": carried.code,
        "original": {"turns": list(row.original), "support": carried.original.value},
        "translation": {"turns": list(row.translation), "support": carried.translation.value},
        "one_sided": carried.one_sided,
    }


def stretch_shown(stretch: Stretch, viewer: str) -> dict[str, Any]:
    """Return all that is known of a code on a stretch; evidence counts in the stretch's turn."""
    suggestion = stretch.suggestion
    return {
        "address": str(stretch.place),
        "words": stretch.words,
        "score": None if suggestion is None else round(suggestion.score, 2),
        "basis": "" if suggestion is None else suggestion.basis,
        "evidence": [
            {"words": one.words, "reason": one.reason, "against": one.against}
            for one in stretch.evidence
        ],
        "said": [
            _decision_shown(one, viewer)
            | {"undone": one.number in stretch.undone, "older": one.number in stretch.stale}
            for one in stretch.said
        ],
        "memos": [memo_shown(one, viewer) for one in stretch.memos],
    }


def _decision_shown(one: Decision, viewer: str) -> dict[str, Any]:
    return {
        "number": one.number,
        "verdict": one.verdict.value,
        "reviewer": one.reviewer,
        "mine": one.reviewer == viewer,
        "at": one.at,
        "note": one.note,
        "adjudicates": one.adjudicates,
    }


def memo_shown(memo: Memo, viewer: str) -> dict[str, Any]:
    """Return a memo as plain values."""
    return {
        "number": memo.number,
        "about": memo.about,
        "text": memo.text,
        "words": memo.words,
        "reviewer": memo.reviewer,
        "mine": memo.reviewer == viewer,
        "at": memo.at,
    }
