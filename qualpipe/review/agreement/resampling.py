"""Intervals: how far a figure moves when other participants had been interviewed.

What people say in one interview hangs together, so whole participants are drawn, with replacement,
and the interval runs between percentiles of the figure over the draws (Efron & Tibshirani 1993,
ch. 13; of clusters: Field & Welsh 2007).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from qualpipe.model import QualpipeError
from qualpipe.review.agreement.coefficients import ERRORS, FOR_TWO, FORMULAS
from qualpipe.review.agreement.figure import Figure, Measure, Reason
from qualpipe.review.agreement.tally import Floats, Tally

DRAWN_AT_ONCE = 1_000_000  # numbers held in memory while drawing


class Cluster(StrEnum):
    """What is drawn again: participants, or segments where there are too few participants."""

    PARTICIPANT = "participant"
    SEGMENT = "segment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How intervals are made: draws (0: none), seed, coverage and what is drawn."""

    resamples: int = 2000
    seed: int = 0
    level: float = 0.95
    cluster: Cluster = Cluster.PARTICIPANT

    def __post_init__(self) -> None:
        if self.resamples < 0:
            raise QualpipeError(f"{self.resamples} resamples cannot be drawn; give 0 or more")
        if not 0 < self.level < 1:
            raise QualpipeError(f"an interval covers between 0 and 1, not {self.level}")

    def draws(self, clusters: int) -> Floats:
        """Return how often each cluster is drawn: (resamples, clusters), each row summing up."""
        chance = np.random.default_rng(self.seed)
        drawn = np.empty((self.resamples, clusters))
        for start in range(0, self.resamples, step := max(1, DRAWN_AT_ONCE // clusters)):
            part = drawn[start : start + step]
            picked = chance.integers(clusters, size=part.shape)
            picked += np.arange(len(part))[:, None] * clusters
            part[:] = np.bincount(picked.ravel(), minlength=part.size).reshape(part.shape)
        return drawn


def estimated(
    clusters: Tally, measures: Sequence[Measure], plan: Plan
) -> dict[Measure, tuple[Figure, ...]]:
    """Return the figures of a tally over (clusters, codes), one per code."""
    total = clusters.total()
    count = clusters.units.shape[0]
    drawn = clusters.drawn(plan.draws(count)) if count > 1 else None
    figures = {}
    for measure in measures:
        formula = FORMULAS[measure]
        n = (total.table.sum(axis=(0, 1)) if measure in FOR_TWO else total.units)[0]
        figures[measure] = figures_of(
            formula(total)[0],
            None if drawn is None else formula(drawn),
            n=n,
            reasons=np.where(n > 0, Reason.ONE_VALUE, Reason.NO_PAIR).tolist(),
            plan=plan,
            errors=ERRORS[measure](total)[0] if measure in ERRORS else None,
        )
    return figures


def figures_of(
    values: Floats,
    drawn: Floats | None,
    *,
    n: Floats,
    reasons: Sequence[str],
    plan: Plan,
    errors: Floats | None = None,
) -> tuple[Figure, ...]:
    """Put values (codes,) and their resamples (resamples, codes) together; NaN is undefined.

    `reasons` say, per code, why its value would be undefined; `drawn` is None where there is only
    one cluster and so nothing to draw from.
    """
    errors = np.full(values.shape, np.nan) if errors is None else errors
    if drawn is None or not plan.resamples:
        why = Reason.ONE_CLUSTER if plan.resamples else ""
        low = high = np.full(values.shape, np.nan)
        gone = np.zeros(values.shape)
    else:
        why = Reason.NO_RESAMPLE
        low, high = _percentiles(drawn, plan.level)
        gone = np.isnan(drawn).sum(axis=0)
    figures = []
    for at, value in enumerate(values.tolist()):
        figure = Figure(
            value=_number(value),
            low=_number(low[at]),
            high=_number(high[at]),
            n=round(float(n[at])),
            reason=reasons[at] if np.isnan(value) else why if np.isnan(low[at]) else "",
            undefined=int(gone[at]),
            error=_number(errors[at]),
        )
        figures.append(figure)
    return tuple(figures)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _percentiles(drawn: Floats, level: float) -> tuple[Floats, Floats]:
    """Return the ends that leave out (1 - level) / 2 of the defined resamples on either side."""
    ordered = np.sort(drawn, axis=0)  # NaN sorts last
    last = np.maximum((~np.isnan(drawn)).sum(axis=0) - 1, 0)
    ends = []
    for share in ((1 - level) / 2, (1 + level) / 2):
        place = share * last
        below = np.floor(place).astype(np.intp)
        under, over = (
            np.take_along_axis(ordered, np.minimum(one, last)[None], axis=0)[0]
            for one in (below, below + 1)
        )
        ends.append(under + (over - under) * (place - below))
    return ends[0], ends[1]
