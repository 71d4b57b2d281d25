"""Predictions: what the engine says of held-out segments after so many reviewed ones a code."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.coding.evaluation.splits import Rows, Split
from qualpipe.coding.learning import Judgement, learn
from qualpipe.coding.learning.lesson import eagerness
from qualpipe.coding.scoring import Corpus, Matrix, Scores

# More than this share of the pool is never labelled: there must be something to choose from.
_MOST = 0.6


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prediction:
    """Scores and choices for the held-out rows of one split, all codes (rows by codes)."""

    rows: Rows
    score: Matrix
    chosen: npt.NDArray[np.bool_]


Labelled = Mapping[int, Rows]
"""The rows labelled for each code (by column), in the order in which they were drawn."""


def drawn(scores: Scores, split: Split, columns: Sequence[int], *, most: int) -> Labelled:
    """Draw rows of the pool for each code as the review queue does, promising ones more often."""
    room = min(most, int(_MOST * len(split.pool)))
    order = {}
    for column in columns:
        chance = eagerness(scores.drawn_by[split.pool, column])
        random = np.random.default_rng([split.seed, column])
        keys = random.exponential(size=len(chance)) / chance
        order[column] = split.pool[np.argsort(keys)[:room]]
    return order


def engine(
    scores: Scores,
    corpus: Corpus,
    truth: Matrix,
    split: Split,
    labelled: Labelled,
    *,
    labels: Sequence[int],
) -> Iterator[Prediction]:
    """Predict the held-out rows after each number of labels a code."""
    for count in labels:
        answers = [
            Judgement(segment=int(row), code=scores.codes[column], accepted=truth[row, column])
            for column, rows in labelled.items()
            for row in rows[:count]
        ]
        learned = learn(scores, corpus, answers)
        yield Prediction(
            rows=split.held_out,
            score=learned.probability[split.held_out],
            chosen=learned.chosen[split.held_out],
        )
