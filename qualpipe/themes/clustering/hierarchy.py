"""Hierarchy: which themes stand close enough to be parts of one."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from qualpipe.themes.clustering.neighbours import unit
from qualpipe.themes.clustering.resampling import Resample
from qualpipe.themes.clustering.steady import Labels

# Fewer themes than this are read at one glance and need no headings.
_FEW = 6
_PER_HEADING = 3


def upper(middles: npt.NDArray[np.floating]) -> tuple[tuple[int, ...], ...]:
    """Return which themes to put under one heading, those that stay alone left out.

    Headings are as many as a third of the themes, by average linkage of cosines (Sokal & Michener
    1958); themes that have no more in common than any two stay apart.
    """
    if len(middles) < _FEW:
        return ()
    from scipy.cluster.hierarchy import fcluster, linkage  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import

    directions = unit(middles - middles.mean(axis=0)).astype(np.float64)
    likeness = directions @ directions.T
    far = np.maximum(1 - likeness[np.triu_indices(len(middles), 1)], 0)
    found = fcluster(linkage(far, "average"), max(2, len(middles) // _PER_HEADING), "maxclust")
    together = [tuple(np.flatnonzero(found == one).tolist()) for one in np.unique(found)]
    return tuple(sorted(one for one in together if len(one) > 1 and _related(likeness, one)))


def _related(likeness: npt.NDArray[np.float64], group: Sequence[int]) -> bool:
    among = likeness[np.ix_(group, group)]
    return bool((among.sum() - len(group)) > 0)


def lifted(resample: Resample, headings: Labels) -> Resample:
    """Put the groups of a resample under the headings that most of their segments belong to.

    `headings` has one for each row of the whole, -1 for none.
    """
    there = resample.labels
    table = np.zeros((int(there.max(initial=-1)) + 2, int(headings.max(initial=-1)) + 2), np.int64)
    np.add.at(table, (there, headings[resample.rows]), 1)
    names = np.append(np.arange(table.shape[1] - 1), -1)
    return Resample(rows=resample.rows, labels=names[table.argmax(axis=1)][there])
