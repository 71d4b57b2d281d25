"""Coefficients of agreement, each a formula over a tally.

All work on all codes and draws at once, in the last two axes, and give NaN where the formula
divides by zero: where it is undefined, no number stands in for it.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from qualpipe.review.agreement.figure import Measure
from qualpipe.review.agreement.tally import Floats, Tally

Formula = Callable[[Tally], Floats]
NOTHING = 1e-12  # sums of fractions that cancel leave less than this


def ratio(top: Floats, bottom: Floats | float, *, above: float = NOTHING) -> Floats:
    """Divide; NaN where there is nothing to divide by: a divisor not above `above`.

    >>> ratio(np.array([1.0, 1.0]), np.array([2.0, 0.0])).tolist()
    [0.5, nan]
    """
    divisor = np.asarray(bottom, dtype=np.float64)
    result: Floats = np.full(np.broadcast_shapes(top.shape, divisor.shape), np.nan)
    np.divide(top, divisor, out=result, where=divisor > above)
    return result


def _beyond_chance(observed: Floats, expected: Floats | float) -> Floats:
    """Return the part of the possible agreement beyond chance that was reached."""
    return ratio(observed - expected, 1 - expected)


def percent(tally: Tally) -> Floats:
    """Return the share of pairs of raters that agree, averaged over units."""
    return ratio(tally.agreed, tally.units)


def fleiss(tally: Tally) -> Floats:
    """Return Fleiss' kappa (1971), with gaps as Gwet (2014) has it: shares of all rated units."""
    return _beyond_chance(percent(tally), np.square(_shares(tally)).sum(axis=0))


def ac1(tally: Tally) -> Floats:
    """Return Gwet's AC1 (2008): chance as the spread of the shares over the categories."""
    shares = _shares(tally)
    spread = (shares * (1 - shares)).sum(axis=0)
    return _beyond_chance(percent(tally), ratio(spread, len(tally.scale) - 1))


def brennan_prediger(tally: Tally) -> Floats:
    """Return Brennan and Prediger's coefficient (1981); of two categories it is PABAK."""
    return _beyond_chance(percent(tally), 1 / len(tally.scale))


def conger(tally: Tally) -> Floats:
    """Return Conger's kappa (1980): chance agreement averaged over the pairs of raters.

    With gaps, shares are those of what each rater rated (Gwet 2014); raters without a rating, as
    there may be in a draw, are left out.
    """
    rated = tally.marginals.sum(axis=1, keepdims=True)
    shares = np.nan_to_num(ratio(tally.marginals, rated))
    raters = (rated[:, 0] > 0).sum(axis=0)
    crossed = np.square(shares.sum(axis=0)) - np.square(shares).sum(axis=0)
    return _beyond_chance(percent(tally), ratio(crossed.sum(axis=0), raters * (raters - 1.0)))


def scott(tally: Tally) -> Floats:
    """Return Scott's pi (1955) of two raters, over the units that both rated."""
    table = _proportions(tally)
    shares = (table.sum(axis=0) + table.sum(axis=1)) / 2
    return _beyond_chance(np.trace(table), np.square(shares).sum(axis=0))


def cohen(tally: Tally, credit: Callable[[int], Floats] = np.eye) -> Floats:
    """Return Cohen's kappa (1960; weighted 1968) of two raters, over the units that both rated.

    `credit` gives the (K, K) weights: 1 for the same category, less the further apart.
    """
    table, weights = _proportions(tally), _wide(credit(len(tally.scale)))
    chance = table.sum(axis=1)[:, None] * table.sum(axis=0)
    observed, expected = ((weights * one).sum(axis=(0, 1)) for one in (table, chance))
    return _beyond_chance(observed, expected)


def cohen_error(tally: Tally, credit: Callable[[int], Floats] = np.eye) -> Floats:
    """Return the large-sample standard error of kappa (Fleiss, Cohen & Everitt 1969)."""
    table, weights = _proportions(tally), _wide(credit(len(tally.scale)))
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    by_row, by_column = (weights * columns).sum(axis=1), (weights * rows[:, None]).sum(axis=0)
    observed, expected = (weights * table).sum(axis=(0, 1)), (rows * by_row).sum(axis=0)
    spread = weights * (1 - expected) - (by_row[:, None] + by_column) * (1 - observed)
    centre = observed * expected - 2 * expected + observed  # the mean of the spread
    variance = (table * np.square(spread - centre)).sum(axis=(0, 1))
    count = tally.table.sum(axis=(0, 1))
    return np.sqrt(ratio(variance, count * (1 - expected) ** 4))


def linear(kinds: int) -> Floats:
    """Return weights that fall evenly with the distance in rank."""
    return 1 - _steps(kinds)


def quadratic(kinds: int) -> Floats:
    """Return weights that fall with the square of the distance in rank."""
    return 1 - np.square(_steps(kinds))


def alpha(tally: Tally, distance: Callable[[Tally], Floats]) -> Floats:
    """Return Krippendorff's alpha (2019, ch. 12) for the squared distance of a level."""
    used = tally.coincidences.sum(axis=1)
    apart = distance(tally)
    observed = (tally.coincidences * apart).sum(axis=(0, 1))
    expected = (used[:, None] * used * apart).sum(axis=(0, 1))
    return np.subtract(1.0, ratio((used.sum(axis=0) - 1) * observed, expected, above=0.0))


def nominal(tally: Tally) -> Floats:
    """Return squared distances of names: all the same."""
    return 1 - _wide(np.eye(len(tally.scale)))


def ordinal(tally: Tally) -> Floats:
    """Return squared distances of ranks: the values used between the two, in mid-ranks."""
    used = tally.coincidences.sum(axis=1)
    ranks: Floats = np.cumsum(used, axis=0) - used / 2
    return np.square(ranks[:, None] - ranks)


def interval(tally: Tally) -> Floats:
    """Return squared distances of numbers."""
    return _wide(np.square(np.subtract.outer(tally.scale, tally.scale)))


def in_proportion(tally: Tally) -> Floats:
    """Return squared distances of amounts: in proportion to their sum; 0 and 0 are the same."""
    sums = _wide(np.add.outer(tally.scale, tally.scale))
    return np.nan_to_num(ratio(interval(tally), np.square(sums), above=0.0))


def _shares(tally: Tally) -> Floats:
    return ratio(tally.shares, tally.shares.sum(axis=0))


def _proportions(tally: Tally) -> Floats:
    return ratio(tally.table, tally.table.sum(axis=(0, 1)))


def _steps(kinds: int) -> Floats:
    ranks = np.arange(kinds, dtype=np.float64)
    return np.abs(np.subtract.outer(ranks, ranks)) / max(kinds - 1, 1)


def _wide(weights: Floats) -> Floats:
    """Give weights (K, K) axes for draws and codes."""
    return weights[:, :, None, None]


FORMULAS: Mapping[Measure, Formula] = MappingProxyType(
    {
        Measure.PERCENT: percent,
        Measure.COHEN: cohen,
        Measure.COHEN_LINEAR: lambda tally: cohen(tally, linear),
        Measure.COHEN_QUADRATIC: lambda tally: cohen(tally, quadratic),
        Measure.SCOTT: scott,
        Measure.FLEISS: fleiss,
        Measure.CONGER: conger,
        Measure.ALPHA: lambda tally: alpha(tally, nominal),
        Measure.ALPHA_ORDINAL: lambda tally: alpha(tally, ordinal),
        Measure.ALPHA_INTERVAL: lambda tally: alpha(tally, interval),
        Measure.ALPHA_RATIO: lambda tally: alpha(tally, in_proportion),
        Measure.AC1: ac1,
        Measure.BRENNAN_PREDIGER: brennan_prediger,
    }
)
ERRORS: Mapping[Measure, Formula] = MappingProxyType(
    {
        Measure.COHEN: cohen_error,
        Measure.COHEN_LINEAR: lambda tally: cohen_error(tally, linear),
        Measure.COHEN_QUADRATIC: lambda tally: cohen_error(tally, quadratic),
    }
)
FOR_TWO = frozenset({*ERRORS, Measure.SCOTT})  # these need a table of one reviewer by another
