"""Tallies: the sums that every coefficient is made of.

Each sum is additive over units, so that participants can be added up, parted and drawn again
without going back to the ratings: a bootstrap is one matrix product.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.signedinteger[Any]]
Truths = npt.NDArray[np.bool_]

UNKNOWN = -1
PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Tally:
    """Sums over units rated by R raters with K categories, for each of several codes.

    The last two axes of each sum are `...` = (units, codes), or (participants, codes) or (draws,
    codes) once added up; the short axes come first, where adding them up is quick.

    `units` (...): units that two raters or more rated; `agreed` (...): the share of agreeing pairs
    of raters, summed over those; `coincidences` (K, K, ...): Krippendorff's; `shares` (K, ...): the
    share of a unit's raters that chose a category, summed over all units with a rating (Gwet
    2014); `marginals` (R, K, ...): how often a rater chose a category; `table` (K, K, ...): the
    first rater by the second where both rated, (0, 0, ...) unless R = 2. `scale` (K,) holds the
    categories as numbers.
    """

    scale: Floats
    units: Floats
    agreed: Floats
    coincidences: Floats
    shares: Floats
    marginals: Floats
    table: Floats

    def each(self, change: Callable[[Floats], Floats]) -> "Tally":
        """Return the tally with each of its sums changed alike."""
        return Tally(
            scale=self.scale,
            units=change(self.units),
            agreed=change(self.agreed),
            coincidences=change(self.coincidences),
            shares=change(self.shares),
            marginals=change(self.marginals),
            table=change(self.table),
        )

    def total(self) -> "Tally":
        """Add up all units, or participants: one draw of each."""
        return self.each(lambda sums: sums.sum(axis=-2, keepdims=True))

    def drawn(self, weights: Floats) -> "Tally":
        """Add up participants as often as `weights` (draws, participants) says."""
        return self.each(lambda sums: weights @ sums)

    def clustered(self, chosen: Whole, clusters: Whole) -> "Tally":
        """Add up the chosen units per cluster; `clusters` are theirs, in rising order."""
        starts = np.flatnonzero(np.diff(clusters, prepend=-1))
        return self.each(lambda sums: np.add.reduceat(sums[..., chosen, :], starts, axis=-2))

    def pooled(self) -> "Tally":
        """Add up the codes."""
        return self.each(lambda sums: sums.sum(axis=-1, keepdims=True))

    def with_pooled(self) -> "Tally":
        """Put the sum over the codes in front of them."""
        return self.each(lambda sums: np.insert(sums, 0, sums.sum(axis=-1), axis=-1))


def tallied(values: Whole, *, scale: Floats, weights: Floats | None = None) -> Tally:
    """Count the ratings of each unit.

    `values` (R, units, codes) are places in `scale`, or UNKNOWN; `weights` (units,) says how often
    a unit counts, e.g. the characters of a stretch of text.
    """
    kinds = np.arange(len(scale), dtype=values.dtype).reshape(-1, 1, 1)
    chosen = values[:, None] == kinds
    counts = chosen.sum(axis=0, dtype=np.float64)
    raters = counts.sum(axis=0)
    pairs = counts[:, None] * counts
    for at, count in enumerate(counts):
        pairs[at, at] -= count  # no rating is paired with itself
    coincidences = pairs / np.maximum(raters - 1, 1)  # one rating makes no pair: 0 / 1
    sums = Tally(
        scale=scale,
        units=(raters >= PAIR).astype(np.float64),
        agreed=np.trace(coincidences) / np.maximum(raters, 1),
        coincidences=coincidences,
        shares=counts / np.maximum(raters, 1),
        marginals=chosen.astype(np.float64),
        table=_table(chosen),
    )
    if weights is None or (weights == 1).all():
        return sums
    return sums.each(lambda one: one * weights[:, None])


def _table(chosen: Truths) -> Floats:
    """Cross the first rater with the second; nothing if there are not just two."""
    if len(chosen) != PAIR:
        return np.zeros((0, 0, *chosen.shape[2:]))
    first, second = chosen
    both: Floats = (first[:, None] & second).astype(np.float64)
    return both
