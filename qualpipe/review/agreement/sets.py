"""Agreement on sets of codes: what a segment was given, compared as a whole.

Krippendorff's alpha with a distance between sets: Jaccard's, or MASI (Passonneau 2006), which also
asks whether one set holds the other. A reviewer who gave no code gave the empty set: the same as
another empty set, wholly different from any other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import numpy.typing as npt

from qualpipe.review.agreement.coefficients import ratio
from qualpipe.review.agreement.figure import Figure, Measure, Reason
from qualpipe.review.agreement.ratings import Ratings
from qualpipe.review.agreement.resampling import Plan, figures_of
from qualpipe.review.agreement.tally import PAIR, UNKNOWN, Floats, Truths, Whole

Small = npt.NDArray[np.float32]  # a distance needs no more, and there are very many
MEASURES = (Measure.ALPHA_JACCARD, Measure.ALPHA_MASI)
BLOCK = 64  # distinct sets compared with all others at a time: stays in the processor's cache
MOST_CELLS = 5000  # distances between cells are kept: this many take 100 MB a measure


def distances(shared: Small, first: Small, second: Small) -> dict[Measure, Small]:
    """Return how far apart sets are, 0 to 1, from the sizes of both and of what they share.

    Jaccard: 1 less what is in both over what is in either. MASI: the likeness counts in full if the
    sets are the same, two thirds if one lies in the other, one third if they only overlap.

    >>> one, two = np.float32([1]), np.float32([2])
    >>> distances(one, one, two)[Measure.ALPHA_MASI].round(3)
    array([0.667], dtype=float32)
    """
    either = first + second - shared
    alike: Small = (shared + (either == 0)) / np.maximum(either, 1)  # empty and empty: the same
    within = shared == np.minimum(first, second)
    thirds = np.float32(1) + within + (within & (first == second))
    return {Measure.ALPHA_JACCARD: 1 - alike, Measure.ALPHA_MASI: 1 - alike * thirds / 3}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SetTally:
    """Sums over cells: groups of stretches that are always counted, parted and drawn together.

    `cells` (stretches,) and `clusters` (cells,) say what lies where. `units` and `judged` (cells,):
    stretches that two reviewers judged, and judgements of them; `met` (cells,): distances inside
    stretches, each stretch's over its judgements less one; `apart` (cells, cells): distances
    between all judgements of one cell and all of another.
    """

    cells: Whole
    clusters: Whole | None
    units: Floats
    judged: Floats
    met: Mapping[Measure, Floats]
    apart: Mapping[Measure, Small]

    def figures(self, chosen: Whole, plan: Plan) -> dict[Measure, Figure]:
        """Return alpha over these stretches, which are whole cells."""
        cells = np.unique(self.cells[chosen])
        owners = np.zeros_like(cells) if self.clusters is None else self.clusters[cells]
        names, clusters = np.unique(owners, return_inverse=True)
        belongs = np.zeros((len(names), len(cells)))
        belongs[clusters, np.arange(len(cells))] = 1
        units, judged = (belongs @ one[cells] for one in (self.units, self.judged))
        drawn = plan.draws(len(names)) if len(names) > 1 else None
        found = {}
        for measure in MEASURES:
            met = belongs @ self.met[measure][cells]
            apart = belongs @ self.apart[measure][np.ix_(cells, cells)] @ belongs.T
            figure = figures_of(
                _alpha(np.ones((1, len(names))), judged, met, apart),
                None if drawn is None else _alpha(drawn, judged, met, apart)[:, None],
                n=units.sum(keepdims=True),
                reasons=[Reason.ONE_VALUE if units.sum() else Reason.NO_PAIR],
                plan=plan,
            )[0]
            crowded = self.clusters is None and figure.reason == Reason.ONE_CLUSTER
            found[measure] = replace(figure, reason=Reason.TOO_MANY) if crowded else figure
        return found


def _alpha(weights: Floats, judged: Floats, met: Floats, apart: Floats) -> Floats:
    """Return alpha once per row of weights: each counts a cluster so many times."""
    expected = ((weights @ apart) * weights).sum(axis=1)
    return 1 - ratio((weights @ judged - 1) * (weights @ met), expected, above=0.0)


def set_tally(ratings: Ratings, *, clusters: Whole, labels: Sequence[Whole]) -> SetTally:
    """Compare all sets of codes with each other.

    `clusters` (stretches,) and each of `labels` (stretches,) number the parts that figures will be
    asked for. A reviewer who is unsure of one code of a stretch gave no known set to it.
    """
    cells, owners = _cells([clusters, *labels])
    crowded = len(owners) > MOST_CELLS
    if crowded:
        cells, owners = _cells(labels)
    count = int(cells.max(initial=-1)) + 1
    known = (ratings.values != UNKNOWN).all(axis=2)  # (reviewers, stretches)
    raters = known.sum(axis=0)
    known &= raters >= PAIR
    weights = ratings.weights * (raters >= PAIR)
    distinct, counts = _counted(ratings, known, cells, count)

    def per_cell(amounts: Floats) -> Floats:
        return np.bincount(cells, amounts, minlength=count).astype(np.float64)

    return SetTally(
        cells=cells,
        clusters=None if crowded else owners,
        units=per_cell(weights),
        judged=per_cell(weights * raters),
        met={name: per_cell(weights * one) for name, one in _within(ratings, known).items()},
        apart=_between(distinct, counts),
    )


def _cells(labels: Sequence[Whole]) -> tuple[Whole, Whole]:
    """Return the number of each stretch's combination of labels, and each one's first label."""
    kinds, cells = np.unique(np.column_stack(labels), axis=0, return_inverse=True)
    return cells.ravel(), kinds[:, 0]


def _counted(ratings: Ratings, known: Truths, cells: Whole, count: int) -> tuple[Small, Floats]:
    """Return the distinct sets (sets, codes) and how often each occurs per cell, sparsely."""
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # noqa: PLC0415 - slow

    by, at = np.nonzero(known)
    given = ratings.values[by, at] == 1
    packed, which = np.unique(np.packbits(given, axis=1), axis=0, return_inverse=True)
    distinct = np.unpackbits(packed, axis=1, count=given.shape[1]).astype(np.float32)
    shape = (count, len(distinct))
    counts: Floats = csr_array((ratings.weights[at], (cells[at], which.ravel())), shape=shape)
    return distinct, counts


def _within(ratings: Ratings, known: Truths) -> dict[Measure, Floats]:
    """Return the distances between judgements of the same stretch, over judgements less one."""
    sums = {measure: np.zeros(known.shape[1]) for measure in MEASURES}
    for first, second in combinations(range(len(known)), 2):
        pair = ratings.values[[first, second]] == 1
        shared, one, other = (
            sets.sum(axis=-1, dtype=np.float32) for sets in (pair.all(axis=0), *pair)
        )
        both = known[first] & known[second]
        for measure, apart in distances(shared, one, other).items():
            sums[measure] += 2 * both * apart  # a pair is met from both sides
    partners = np.maximum(known.sum(axis=0) - 1, 1)
    return {measure: one / partners for measure, one in sums.items()}


def _between(distinct: Small, counts: Floats) -> dict[Measure, Small]:
    """Return the distances between all judgements of one cell and all of another.

    Distances are the same both ways: each block of sets is compared with itself and those after it,
    and the sum is turned over and added at the end.
    """
    cells = counts.shape[0]
    sizes = distinct.sum(axis=1)
    apart = {measure: np.zeros((cells, cells), dtype=np.float32) for measure in MEASURES}
    for start in range(0, len(distinct), BLOCK):
        block, rest = slice(start, start + BLOCK), slice(start, None)
        shared = distinct[rest] @ distinct[block].T
        for measure, between in distances(shared, sizes[rest, None], sizes[None, block]).items():
            between[:BLOCK] /= 2  # the block with itself is there both ways already
            apart[measure] += counts[:, block] @ (counts[:, rest] @ between).T
    return {measure: one + one.T for measure, one in apart.items()}
