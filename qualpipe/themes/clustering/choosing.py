"""Choosing: how many themes there are, by whether they come out again."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.methods import Method
from qualpipe.themes.clustering.resampling import Resample, agreement, part
from qualpipe.themes.clustering.steady import Labels

# Tried are these multiples of 1.1 √(n/8), which gives 8 themes for 400 segments, 19 for 2,500.
_MULTIPLES = (0.75, 1.0, 1.25, 1.5)
# A quarter more that does not come out again is a fair price for finer themes. In a small corpus
# it is half as much again, since there the difference is as large by chance.
_PRICE, _PRICE_SMALL = 1.25, 1.5
# Below this themes are no longer called steady, whatever is gained: where one reaches it, all must.
_STEADY = 0.6
# A small corpus is resampled more often: there chance is larger, and time is not short.
_SMALL, _TIMES_SMALL, _TIMES = 1_000, 12, 6
_CHOOSING = "choosing the number of themes"

Watch = Callable[[str, int, int], None]
"""Told of progress: the step, how far, of how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A number of themes that was tried.

    `stability` is the mean adjusted Rand index (-1 to 1) with groupings of resampled corpora,
    `coherence` the mean cosine of a segment with the middle of its theme.
    """

    count: int
    stability: float
    coherence: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Choice:
    """The number of themes chosen, what was tried, and the resamples made with that number."""

    count: int
    tried: tuple[Tried, ...]
    resamples: tuple[Resample, ...]


def choose(method: Method, vectors: Vectors, *, seed: int, watch: Watch) -> Choice:
    """Choose the number of themes that the corpus bears.

    Of the numbers that come out again nearly as surely as the steadiest (see `_PRICE`), and by .6
    or more where one does, it is the one whose themes are the most coherent.
    """
    middle = 1.1 * np.sqrt(len(vectors) / 8)
    counts = sorted({max(2, round(middle * multiple)) for multiple in _MULTIPLES})
    times = _TIMES_SMALL if len(vectors) <= _SMALL else _TIMES
    made: dict[int, tuple[Resample, ...]] = dict.fromkeys(counts, ())
    parts = list(product(range(times), counts))  # part by part, so that each is smoothed once
    for done, (number, count) in enumerate(parts):
        watch(_CHOOSING, done, len(parts))
        made[count] += resampled(method, len(vectors), [number], count=count, seed=seed)
    tried = tuple(_tried(method, vectors, count, seed, again) for count, again in made.items())
    watch(_CHOOSING, len(parts), len(parts))
    price = _PRICE_SMALL if len(vectors) <= _SMALL else _PRICE
    lost = min(1 - one.stability for one in tried)
    near = [one for one in tried if 1 - one.stability <= price * lost]
    near = [one for one in near if one.stability >= _STEADY] or near
    count = max(near, key=lambda one: one.coherence).count
    return Choice(count=count, tried=tried, resamples=made[count])


def resampled(
    method: Method, rows: int, numbers: Iterable[int], *, count: int, seed: int
) -> tuple[Resample, ...]:
    """Group parts of the rows; the part and the chance of a number are always the same."""
    found = []
    for number in numbers:
        drawn = part(rows, number, seed)
        labels = method.grouped(drawn, count=count, seed=seed + number + 1)
        found.append(Resample(rows=drawn, labels=labels))
    return tuple(found)


def _tried(
    method: Method, vectors: Vectors, count: int, seed: int, again: Sequence[Resample]
) -> Tried:
    labels = method.grouped(np.arange(len(vectors)), count=count, seed=seed)
    alike = [agreement(labels, one) for one in again]
    return Tried(count=count, stability=float(np.mean(alike)), coherence=coherence(vectors, labels))


def coherence(vectors: Vectors, labels: Labels) -> float:
    """Return the mean cosine of a row with the middle of its group; rows in none do not count.

    The length of a sum of unit vectors is the sum of their cosines with its direction.
    """
    groups = [np.flatnonzero(labels == label) for label in range(int(labels.max(initial=-1)) + 1)]
    lengths = [np.linalg.norm(vectors[rows].sum(axis=0)) for rows in groups]
    return float(sum(lengths) / max(sum(map(len, groups)), 1))
