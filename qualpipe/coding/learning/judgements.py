"""Judgements: the decisions of all reviewers, boiled down to one answer a segment and code."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qualpipe.model import Decision, Segment, Verdict

_ANSWERS = {Verdict.ACCEPT: 1.0, Verdict.ADD: 1.0, Verdict.REJECT: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One answer to "does this code belong to this segment?".

    `segment` is the index in the corpus; `accepted` lies between 0 (rejected) and 1 (accepted):
    the mean over reviewers where they disagree. `odds` says how many times likelier than in an
    even draw the queue was to draw the segment; None if a person came upon it otherwise.
    """

    segment: int
    code: str
    accepted: float
    odds: float | None = None


def judgements(
    decisions: Iterable[Decision],
    segments: Sequence[Segment],
    *,
    odds: Mapping[tuple[str, str], float] | None = None,
) -> tuple[Judgement, ...]:
    """Boil decisions down: the last word of each reviewer, the mean over reviewers.

    A decision counts for the segment of its address (others are passed over). `unsure` and
    `change` (which a decision on another code completes) teach nothing by themselves. `odds` maps
    (address, code) to the odds of having been drawn.
    """
    rows = {segment.address: row for row, segment in enumerate(segments)}
    answers: defaultdict[tuple[int, str], dict[str, float | None]] = defaultdict(dict)
    for decision in sorted(decisions, key=_moment):
        row = rows.get(decision.segment)
        if row is not None:
            answers[row, decision.code][decision.reviewer] = _ANSWERS.get(decision.verdict)
    found = []
    for (row, code), by_reviewer in sorted(answers.items()):
        given = [answer for answer in by_reviewer.values() if answer is not None]
        if given:
            drawn = (odds or {}).get((segments[row].address, code))
            mean = sum(given) / len(given)
            found.append(Judgement(segment=row, code=code, accepted=mean, odds=drawn))
    return tuple(found)


def _moment(decision: Decision) -> tuple[datetime, str, str]:
    """Order decisions in time; at the same moment by who and what, so that no order is chance."""
    return datetime.fromisoformat(decision.at), decision.reviewer, decision.verdict.value
