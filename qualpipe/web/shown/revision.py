"""What a change of the codebook brings, as the page shows it."""

from typing import Any

from qualpipe.model import Codebook, Decision
from qualpipe.project.reviewing.revising import Impact, Shift
from qualpipe.web.shown.speech import link, locator, names_of

PARTS = ("name", "definition", "include", "exclude", "keywords", "examples", "counter_examples")
"""The fields of a code that hold words."""

MOST = 60
"""Shifts of one kind that are shown; the largest come first, and all are counted."""


def impact_shown(impact: Impact, language: str, new: Codebook) -> dict[str, Any]:
    """Return an impact as plain values, the longest lists cut."""
    names = names_of(new, language)
    return {
        "changes": list(impact.changes),
        "problems": [
            {"where": one.where, "message": one.message, "remedy": one.remedy}
            for one in impact.problems
        ],
        "segments": impact.segments,
        "counts": {kind: len(getattr(impact, kind)) for kind in ("appear", "disappear", "move")},
        **{
            kind: [
                _shift(one, names.get(one.code, one.code)) for one in getattr(impact, kind)[:MOST]
            ]
            for kind in ("appear", "disappear", "move")
        },
        "revisits": len(impact.revisit),
        "revisit": [
            recheck_shown(one.decision)
            | {"why": one.why.value, "code": names.get(one.decision.code, one.decision.code)}
            for one in impact.revisit[:MOST]
        ],
    }


def _shift(shift: Shift, name: str) -> dict[str, Any]:
    segment = shift.segment
    return {
        "code": name,
        "words": segment.text,
        "language": segment.language.value,
        "where": locator(segment.address),
        "link": link(segment.address),
        "before": None if shift.before is None else round(shift.before * 100),
        "after": None if shift.after is None else round(shift.after * 100),
    }


def recheck_shown(one: Decision) -> dict[str, Any]:
    """Return a decision with the way to where it was made."""
    return {
        "address": one.segment,
        "code": one.code,
        "words": one.words,
        "where": locator(one.segment),
        "link": link(one.segment),
        "verdict": one.verdict.value,
        "reviewer": one.reviewer,
        "note": one.note,
    }
