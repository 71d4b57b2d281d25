"""Decisions as evidence: how far what reviewers decided has moved a score."""

from collections.abc import Sequence

from qualpipe.coding.scoring import Corpus, Scores
from qualpipe.model import Evidence

_NOTICEABLE = 0.1  # in standard deviations of the score


def by_decisions(
    pairs: Sequence[tuple[int, int]], scores: Scores, corpus: Corpus
) -> list[list[Evidence]]:
    """Return the learned evidence of each pair: none where decisions moved nothing."""
    return [_of(row, column, scores, corpus) for row, column in pairs]


def _of(row: int, column: int, scores: Scores, corpus: Corpus) -> list[Evidence]:
    moved = float(scores.z[row, column] - scores.drawn_by[row, column])
    count = scores.taught[column]
    if not count or abs(moved) < _NOTICEABLE:
        return []
    reason = f"learned from {count} decision{'s' if count > 1 else ''}"
    return [Evidence(span=corpus.segments[row].span, reason=reason, weight=round(moved, 3))]
