"""Estimates: how common a code is and how right the machine is, from the reviewed part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.coding.learning import Judgement
from qualpipe.coding.learning.trust import wilson, worth
from qualpipe.coding.scoring import Matrix, Scores


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A rate (0 to 1) with its 95 % interval; `reviewed` is how many answers it rests on."""

    value: float
    low: float
    high: float
    reviewed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What the reviewed segments say of a code on the whole corpus; None where nothing is known."""

    code: str
    prevalence: Estimate | None
    precision: Estimate | None
    recall: Estimate | None


def rates(scores: Scores, judgements: Iterable[Judgement]) -> tuple[Rates, ...]:
    """Estimate prevalence, precision and recall of each code from drawn and reviewed segments.

    Each answer counts for as many segments as its odds of being drawn were small (Horvitz &
    Thompson 1952, in Hájek's form). Only answers to segments that the queue drew count: what a
    person chose to look at says nothing about the rest. Whether the machine would have suggested
    a reviewed segment is judged without its own answer.
    """
    drawn = [one for one in judgements if one.odds is not None]
    return tuple(
        _rates(scores, column, [one for one in drawn if one.code == code])
        for column, code in enumerate(scores.codes)
    )


def _rates(scores: Scores, column: int, judged: Sequence[Judgement]) -> Rates:
    rows = [one.segment for one in judged]
    accepted = np.array([one.accepted for one in judged])
    weights = _weights(np.array([one.odds or 1.0 for one in judged]), total=len(scores.z))
    chances = [scores.unseen.get((row, column), scores.probability[row, column]) for row in rows]
    suggested = (np.array(chances) >= scores.cuts[column]).astype(np.float64)
    return Rates(
        code=scores.codes[column],
        prevalence=_share(accepted, weights),
        precision=_share(accepted, weights * suggested),
        recall=_share(suggested, weights * accepted),
    )


def _weights(odds: Matrix, *, total: int) -> Matrix:
    """Return how many segments each answer stands for; together they are the whole corpus.

    The chance of having been drawn by now is min(1, pace * odds): the pace is found by bisection.
    """
    if not len(odds) or len(odds) >= total:
        return np.ones(len(odds))
    low, high = 0.0, 1 / float(odds.min())
    for _ in range(60):
        pace = (low + high) / 2
        if float((1 / np.minimum(1.0, pace * odds)).sum()) > total:
            low = pace
        else:
            high = pace
    weights: Matrix = 1 / np.minimum(1.0, high * odds)
    return weights


def _share(values: Matrix, weights: Matrix) -> Estimate | None:
    total = float(weights.sum())
    if total <= 0:
        return None
    value = min(1.0, max(0.0, float((values * weights).sum()) / total))
    low, high = wilson(value, worth(weights))
    return Estimate(value=value, low=low, high=high, reviewed=int((weights > 0).sum()))
