"""Company: what the talk around a segment says of it.

A short answer says little without its question, and people stay with a subject for some turns.
How far that holds differs from code to code and from corpus to corpus, so each kind of company
counts as much as it goes together with the segments' own scores, which needs no labels.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from qualpipe.coding.scoring.corpus import Matrix
from qualpipe.coding.scoring.space import correlations, standardised
from qualpipe.model import Segment

# Whole transcripts differ by chance too: only what goes beyond this correlation counts.
_BY_CHANCE = 0.1


def with_question(own: Matrix, meaning: Matrix, asked: Matrix) -> Matrix:
    """Add what the question before says of a code (zeros in `asked` where there is none)."""
    there = np.any(asked != 0, axis=1)
    if not there.any():
        return own
    values = np.zeros_like(asked)
    values[there] = standardised(asked[there], spread=0.11)
    weights = np.maximum(0.0, correlations(meaning, values, there))
    return standardised(own + weights * values, spread=1.0)


def with_neighbours(own: Matrix, segments: Sequence[Segment]) -> Matrix:
    """Add what was said right before and after, and in the rest of the transcript."""
    next_to, rest = _neighbours(own, segments)
    near = _agreeing(own, next_to, beyond=0.0)
    far = _agreeing(own, rest, beyond=_BY_CHANCE)
    return standardised(own + near + far, spread=1.0)


def _agreeing(own: Matrix, other: Matrix, *, beyond: float) -> Matrix:
    """Weigh other segments' scores by how well they tell a segment's own, over all codes."""
    there = np.any(other != 0, axis=1)
    if not there.any():
        return np.zeros_like(own)
    values = np.zeros_like(other)
    values[there] = standardised(other[there], spread=1.0)
    weight = max(0.0, float(correlations(own, values, there).mean()) - beyond)
    return weight * values


def _neighbours(own: Matrix, segments: Sequence[Segment]) -> tuple[Matrix, Matrix]:
    """Return the mean score of the segments next to each, and of the rest of its transcript."""
    next_to, rest = np.zeros_like(own), np.zeros_like(own)
    for rows in _transcripts(segments):
        if len(rows) < 2:  # noqa: PLR2004 - alone
            continue
        scores = own[rows]
        # A few segments say little of a transcript: drawn to 0 as if three more had none.
        rest[rows] = (scores.sum(axis=0) - scores) / (len(rows) + 2)
        sums = np.zeros_like(scores)
        sums[1:] += scores[:-1]
        sums[:-1] += scores[1:]
        sums[1:-1] /= 2
        next_to[rows] = sums
    return next_to, rest


def _transcripts(segments: Sequence[Segment]) -> list[npt.NDArray[np.int64]]:
    """Return the rows of each transcript in the order of speech."""
    rows: defaultdict[str, list[int]] = defaultdict(list)
    spoken = sorted(range(len(segments)), key=lambda row: _place(segments[row]))
    for row in spoken:
        rows[segments[row].transcript].append(row)
    return [np.array(own) for own in rows.values()]


def _place(segment: Segment) -> tuple[str, int, int, int]:
    return (segment.transcript, segment.turn, segment.within.start, segment.within.end)
