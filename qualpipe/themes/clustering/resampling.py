"""Resampling: whether the same groups come out where other segments are at hand."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.themes.clustering.steady import Labels

Rows = npt.NDArray[np.int64]

_SHARE = 0.8
# What ten thousand segments say of stability, a hundred thousand say no better.
_LARGEST = 10_000


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Resample:
    """A part of the segments (sorted rows) and the groups found in it alone."""

    rows: Rows
    labels: Labels


def part_size(rows: int) -> int:
    """Return how many rows a part has."""
    return min(round(_SHARE * rows), _LARGEST)


def part(rows: int, number: int, seed: int) -> Rows:
    """Draw four fifths of the rows, without putting any back; the same for the same number."""
    size = part_size(rows)
    chance = np.random.default_rng((seed, number))
    return np.sort(chance.choice(rows, size, replace=False))


def agreement(labels: Labels, resample: Resample) -> float:
    """Return how alike two groupings are, corrected for chance: the adjusted Rand index.

    1 is the same, 0 no more alike than by chance; segments in no group are passed over
    (Hubert & Arabie 1985, doi:10.1007/BF01908075).
    """
    table = _crossed(labels, resample)
    pairs = _pairs(table).sum()
    across, down = _pairs(table.sum(axis=1)).sum(), _pairs(table.sum(axis=0)).sum()
    total = _pairs(table.sum())
    if not total:
        return 0.0
    by_chance = across * down / total
    most = (across + down) / 2
    return float((pairs - by_chance) / (most - by_chance)) if most > by_chance else 1.0


def stabilities(labels: Labels, resamples: Sequence[Resample]) -> tuple[float, ...]:
    """Return for each group how surely it comes out again, 0 to 1.

    It is the share of segments that the group and its likest counterpart have in common, of those
    in either, on the mean of resamples: above .75 a theme is stable, below .5 it is a chance find
    (Hennig 2007, doi:10.1016/j.csda.2006.11.025).
    """
    groups = int(labels.max(initial=-1)) + 1
    found: list[list[float]] = [[] for _ in range(groups)]
    for resample in resamples:
        table = _crossed(labels, resample, whole=True)
        ours, theirs = table.sum(axis=1), table.sum(axis=0)
        either = ours[:, None] + theirs[None, :] - table
        alike = (table / np.maximum(either, 1))[:groups, :-1].max(axis=1, initial=0.0)
        for group in np.flatnonzero(ours[:groups]):
            found[group].append(float(alike[group]))
    return tuple(float(np.mean(one)) if one else 0.0 for one in found)


def _crossed(labels: Labels, resample: Resample, *, whole: bool = False) -> npt.NDArray[np.int64]:
    """Count the segments by their group here (rows) and there (columns); the last is no group."""
    here, there = labels[resample.rows], resample.labels
    shape = (int(labels.max(initial=-1)) + 2, int(there.max(initial=-1)) + 2)
    table = np.zeros(shape, np.int64)
    np.add.at(table, (here, there), 1)  # -1 lands in the last
    return table if whole else table[:-1, :-1]


def _pairs(counts: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    pairs: npt.NDArray[np.float64] = counts * (counts - 1.0) / 2
    return pairs
