"""Rounds with defaults, so that a test states only what matters."""

from collections.abc import Mapping, Sequence

import make

from qualpipe.model import Decision, Language, Role, Segment, Span, Verdict
from qualpipe.review.agreement import Ratings, Unit, ratings

REVIEWERS = ("ana", "ben", "陳")


def segment(
    turn: int = 1,
    *,
    case: str = "P01",
    text: str = "我覺得好舒服。",
    language: Language = Language.YUE,
    role: Role = Role.PARTICIPANT,
) -> Segment:
    within = Span(0, len(text))
    return Segment(
        transcript=case,
        turn=turn,
        span=within.shifted(100 * turn),
        within=within,
        text=text,
        language=language,
        role=role,
        case=case,
    )


def sheet(
    columns: Mapping[str, Sequence[int | None]],
    *,
    code: str = "home",
    cases: Sequence[str] = (),
    segments: Sequence[Segment] = (),
    unit: Unit = Unit.SEGMENT,
) -> Ratings:
    """Make ratings of one code from a column of 1, 0 and None (unsure) per reviewer."""
    count = len(next(iter(columns.values())))
    where = segments or [segment(at + 1, case=cases[at] if cases else "P01") for at in range(count)]
    return ratings(
        [
            made
            for reviewer, column in columns.items()
            for place, value in zip(where, column, strict=True)
            for made in said(place, value, reviewer=reviewer, code=code)
        ],
        where,
        assigned={(reviewer, one.address) for reviewer in columns for one in where},
        codes=[code],
        unit=unit,
    )


def said(
    place: Segment, value: int | None, *, reviewer: str = "ana", code: str = "home"
) -> list[Decision]:
    """Make what a reviewer says: nothing at all where he did not give the code."""
    if value == 0:
        return []
    verdict = Verdict.UNSURE if value is None else Verdict.ACCEPT
    return [make.decision(place.address, code=code, verdict=verdict, reviewer=reviewer)]
