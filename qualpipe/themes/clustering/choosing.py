"""Choosing: how many themes there are, by whether they come out again."""

from dataclasses import dataclass

import numpy as np

from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.methods import Method
from qualpipe.themes.clustering.resampling import Resample, agreement, parts
from qualpipe.themes.clustering.steady import Labels

# Tried are these multiples of 1.1 √(n/8), which gives 8 themes for 400 segments, 19 for 2,500.
_MULTIPLES = (0.75, 1.0, 1.25, 1.5, 2.0)
_TIMES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A number of themes that was tried.

    `stability` is the mean adjusted Rand index (-1 to 1) with groupings of resampled corpora,
    `spread` its standard error; `coherence` the mean cosine of a segment with the middle of its
    theme.
    """

    count: int
    stability: float
    spread: float
    coherence: float


def choose(method: Method, vectors: Vectors, *, seed: int) -> tuple[int, tuple[Tried, ...]]:
    """Return the number of themes, and what was tried.

    Of the numbers that are as steady as the steadiest, within its standard error, it is the one
    whose themes are the most coherent: the finest division that the corpus bears. (The rule of one
    standard error is that of Breiman and others, 1984, for the size of trees.)
    """
    middle = 1.1 * np.sqrt(len(vectors) / 8)
    counts = sorted({max(2, round(middle * multiple)) for multiple in _MULTIPLES})
    tried = tuple(_tried(method, vectors, count, seed) for count in counts)
    steadiest = max(tried, key=lambda one: one.stability)
    near = [one for one in tried if one.stability >= steadiest.stability - steadiest.spread]
    return max(near, key=lambda one: one.coherence).count, tried


def _tried(method: Method, vectors: Vectors, count: int, seed: int) -> Tried:
    reduction, clustering = method.models(count, seed)
    labels: Labels = clustering.fit(reduction.fit_transform(vectors)).labels_
    alike = [
        agreement(
            labels,
            Resample(rows=rows, labels=method.grouped(rows, count=count, seed=seed + number + 1)),
        )
        for number, rows in enumerate(parts(len(vectors), _TIMES, seed))
    ]
    return Tried(
        count=count,
        stability=float(np.mean(alike)),
        spread=float(np.std(alike) / np.sqrt(len(alike))),
        coherence=coherence(vectors, labels),
    )


def coherence(vectors: Vectors, labels: Labels) -> float:
    """Return the mean cosine of a row with the middle of its group; rows in none do not count.

    The length of a sum of unit vectors is the sum of their cosines with its direction.
    """
    groups = [np.flatnonzero(labels == label) for label in range(int(labels.max(initial=-1)) + 1)]
    lengths = [np.linalg.norm(vectors[rows].sum(axis=0)) for rows in groups]
    return float(sum(lengths) / max(sum(map(len, groups)), 1))
