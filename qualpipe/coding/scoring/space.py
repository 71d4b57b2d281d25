"""Spaces: vectors seen from the middle of a corpus, where only what sets them apart is left.

All interviews of a project are about much the same thing, so that raw vectors all point the same
way. Taking the mean away is the largest single gain in finding codes without labels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.coding.scoring.corpus import Matrix
from qualpipe.text.vectors import Vectors

# A corpus this small says as much about its own middle and spread as is known beforehand.
PRIOR = 10.0
_ROWS = 1024  # rows turned to double precision at once
_NOTHING = 1e-9


def unit(rows: Matrix) -> Matrix:
    """Scale rows to length 1; a row of zeros stays."""
    norms = np.linalg.norm(rows, axis=-1, keepdims=True)
    scaled: Matrix = rows / np.where(norms > _NOTHING, norms, 1.0)
    return scaled


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Centre:
    """Where a corpus has its middle: of all its vectors, and of those in each language.

    `means` has a row a language, `of` the row that belongs to each vector. Encoders put languages
    in different places; seen from its own language's middle a text lies where its meaning lies.
    """

    middle: Matrix
    means: Matrix
    of: npt.NDArray[np.int64]

    @classmethod
    def found(cls, vectors: Vectors, languages: Sequence[str], *, prior: Matrix) -> "Centre":
        """Find the centre; zeros are no vectors, and what is few is drawn to what is known.

        A language's mean is drawn to the corpus's, the corpus's to `prior`, shape (d,).
        """
        names = sorted(set(languages))
        places = {name: place for place, name in enumerate(names)}
        of = np.array([places[language] for language in languages], np.int64)
        totals, counts = _totals(vectors, of, len(names))
        middle = _mean(totals.sum(axis=0), counts.sum(), prior)
        means = [_mean(*one, middle) for one in zip(totals, counts, strict=True)]
        return cls(middle=middle, means=np.array(means).reshape(-1, len(middle)), of=of)

    def seen(self, vectors: Vectors, rows: Sequence[int] | npt.NDArray[np.int64]) -> Matrix:
        """Return the directions in which the vectors of some rows lie from their centre."""
        return unit(vectors.astype(np.float64) - self.means[self.of[rows]])


def _totals(
    vectors: Vectors, of: npt.NDArray[np.int64], groups: int
) -> tuple[Matrix, npt.NDArray[np.int64]]:
    """Return the sum of each group's vectors and how many there are; zeros are no vectors."""
    totals, counts = np.zeros((groups, vectors.shape[1])), np.zeros(groups, np.int64)
    for start in range(0, len(vectors), _ROWS):
        block, own = vectors[start : start + _ROWS], of[start : start + _ROWS]
        for group in np.unique(own):
            totals[group] += block[own == group].sum(axis=0, dtype=np.float64)
        counts += np.bincount(own[block.any(axis=1)], minlength=groups)
    return totals, counts


def _mean(total: Matrix, count: int, prior: Matrix) -> Matrix:
    mean: Matrix = (total + PRIOR * prior) / (count + PRIOR)
    return mean


def cosines(vectors: Vectors, directions: Matrix, *, centre: Centre) -> Matrix:
    """Return the cosine of each vector, seen from its centre, to each direction.

    Shapes (n, d) and (k, d) to (n, k); a vector of zeros is near to nothing.
    """
    out = np.zeros((len(vectors), len(directions)))
    at_centre = centre.means @ directions.T
    for start in range(0, len(vectors), _ROWS):
        block = vectors[start : start + _ROWS].astype(np.float64)
        of = centre.of[start : start + _ROWS]
        away = block - centre.means[of]
        length = np.sqrt(np.einsum("ij,ij->i", away, away))
        near = (block @ directions.T - at_centre[of]) / np.maximum(length, _NOTHING)[:, None]
        out[start : start + _ROWS] = near * (block.any(axis=1) & (length > _NOTHING))[:, None]
    return out


def standardised(values: Matrix, *, spread: float) -> Matrix:
    """Bring each column to mean 0 and deviation 1 over the corpus.

    In a small corpus the mean is drawn to 0 and the deviation to `spread`, what is usual for these
    values elsewhere: one segment alone has no spread of its own.
    """
    total = len(values) + PRIOR
    middle = values.sum(axis=0) / total
    variance = (((values - middle) ** 2).sum(axis=0) + PRIOR * spread**2) / total
    scaled: Matrix = (values - middle) / np.sqrt(variance)
    return scaled


def correlations(left: Matrix, right: Matrix, rows: npt.NDArray[np.bool_]) -> Matrix:
    """Return the correlation of each pair of columns over some rows, drawn to 0 if few."""
    few = 20.0
    a, b = left[rows], right[rows]
    if not len(a):
        return np.zeros(left.shape[1])
    a, b = a - a.mean(axis=0), b - b.mean(axis=0)
    norm = np.sqrt((a**2).sum(axis=0) * (b**2).sum(axis=0))
    together: Matrix = (a * b).sum(axis=0) / np.where(norm > 0, norm, 1.0)
    return together * len(a) / (len(a) + few)
