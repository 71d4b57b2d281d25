"""Tallies: predictions on all splits boiled down to figures with intervals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.coding.evaluation.measures import MEASURES, Floats, measured
from qualpipe.coding.evaluation.predictions import Prediction

RESAMPLINGS = 200
_POINTS = (2.5, 50.0, 97.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A measure and its 95 % interval."""

    value: float
    low: float
    high: float


Figures = Mapping[str, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The figures of each code, and their plain mean over codes."""

    codes: Mapping[str, Figures]
    macro: Figures


def resampled(groups: Sequence[str], *, seed: int) -> Floats:
    """Return how often each row counts in each resampling of whole groups; first row: once each.

    Shape (RESAMPLINGS + 1, rows): the cluster bootstrap, since what one person says hangs together.
    """
    names = {name: place for place, name in enumerate(sorted(set(groups)))}
    group = np.array([names[name] for name in groups])
    random = np.random.default_rng(seed)
    draws = random.integers(len(names), size=(RESAMPLINGS, len(names)))
    counts = np.stack([np.bincount(draw, minlength=len(names)) for draw in draws])
    every = np.ones((1, len(group)))
    return np.concatenate([every, counts[:, group].astype(np.float64)])


def tallied(
    predictions: Sequence[Prediction],
    truth: Floats,
    weights: Floats,
    codes: Mapping[str, int],
    *,
    probable: bool = True,
) -> Tally:
    """Measure predictions, one a split, for the codes (id to column); means over the splits."""
    every = {
        code: _code(predictions, truth, weights, column, probable) for code, column in codes.items()
    }
    names = [name for name in MEASURES if probable or name != "ece"]
    macro = {name: _mean([one[name] for one in every.values()]) for name in names} if every else {}
    return Tally(codes={code: _figures(one) for code, one in every.items()}, macro=_figures(macro))


def _code(
    predictions: Sequence[Prediction],
    truth: Floats,
    weights: Floats,
    column: int,
    probable: bool,  # noqa: FBT001 - a fact about the predictions, handed through
) -> dict[str, Floats]:
    each = [
        measured(
            truth[one.rows, column],
            one.score[:, column],
            one.chosen[:, column],
            weights[:, one.rows],
            probable=probable,
        )
        for one in predictions
        if truth[one.rows, column].any()
    ]
    names = [name for name in MEASURES if probable or name != "ece"]
    nothing = np.full(len(weights), np.nan)
    return {name: _mean([one[name] for one in each]) if each else nothing for name in names}


def _mean(values: Sequence[Floats]) -> Floats:
    """Return the mean of what is defined; nan where nothing is."""
    stacked = np.stack(values)
    there = ~np.isnan(stacked)
    total = np.where(there, stacked, 0.0).sum(axis=0)
    count = there.sum(axis=0)
    mean: Floats = np.where(count > 0, total / np.maximum(count, 1), np.nan)
    return mean


def _figures(values: Mapping[str, Floats]) -> Figures:
    return {name: _figure(each) for name, each in values.items()}


def _figure(values: Floats) -> Figure:
    """Return the value and its interval, laid around the value.

    Resamplings hold fewer different segments than the data, which lowers or raises some measures
    (calibration error above all): only their spread is used, not their middle.
    """
    spread = values[1:][~np.isnan(values[1:])]
    low, middle, high = np.percentile(spread, _POINTS) if len(spread) else (np.nan,) * 3
    shift = values[0] - middle
    low, high = np.clip([low + shift, high + shift], 0.0, 1.0)
    return Figure(value=float(values[0]), low=float(low), high=float(high))
