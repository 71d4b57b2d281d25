"""Which passages show a code best: nearest to how all of its passages are worded."""

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from qualpipe.export.passages import Passage
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count

_BINS = 1 << 16
_PRIMES = np.array([2_654_435_761, 40_503, 97], dtype=np.uint64)
_SHORT, _LONG = 12, 160
Floats = npt.NDArray[np.float64]


def ranked(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Put the passages of one code in order, the most typical first.

    Each passage is a bag of its pairs and triples of characters in the matching form, weighted by
    rarity; typical is what lies near the middle of all bags of its script (a Chinese passage is
    not held against English ones, so both can lead). What is too short to mean something by
    itself, or too long to quote, steps back. Equals keep the order of speech.
    """
    scores = [0.0] * len(passages)
    for chinese in (True, False):
        places = [n for n, one in enumerate(passages) if (han_count(one.text) > 0) is chinese]
        near = _nearness([passages[n].text for n in places])
        # The share of its script that a passage is more typical than: comparable between scripts.
        order = np.argsort(np.argsort(near, kind="stable"), kind="stable")
        for n, rank in zip(places, order, strict=True):
            scores[n] = (int(rank) + 1) / len(places) * _fitness(passages[n].text)
    best = sorted(range(len(passages)), key=lambda n: (-scores[n], n))
    return tuple(passages[n] for n in best)


def spread(passages: Sequence[Passage], count: int) -> tuple[Passage, ...]:
    """Return the first so many, taking one of each participant before a second of anybody.

    The same words are taken once.
    """
    chosen: list[Passage] = []
    seen: set[str] = set()
    waiting = list(passages)
    while waiting and len(chosen) < count:
        heard: set[str] = set()
        later = []
        for one in waiting:
            if one.case in heard:
                later.append(one)
            elif one.text not in seen and len(chosen) < count:
                chosen.append(one)
                heard.add(one.case)
                seen.add(one.text)
        waiting = later
    return tuple(chosen)


def _fitness(text: str) -> float:
    """Return 1 for a length that is good to quote, less outside it."""
    length = 2 * han_count(text) + len(text)  # three Latin letters say about what one Han does
    if length < 3 * _SHORT:
        return length / (3 * _SHORT)
    return min(1.0, 3 * _LONG / length)


def _nearness(texts: Sequence[str]) -> Floats:
    """Return the cosine of each bag with the middle of all (0 for an empty one)."""
    bags = [np.unique(np.concatenate([*_grams(text)])) for text in texts]
    if not bags:
        return np.zeros(0)
    bins = np.concatenate(bags)
    of = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    weights = np.log1p(len(bags) / np.bincount(bins, minlength=_BINS).clip(1))[bins]
    length = np.sqrt(np.bincount(of, weights**2, minlength=len(bags))).clip(1e-12)
    weights /= length[of]
    middle = np.bincount(bins, weights, minlength=_BINS)
    near = np.bincount(of, weights * middle[bins], minlength=len(bags)).astype(np.float64)
    return near.round(12)  # so that the order does not hang on the last bit of a machine


def _grams(text: str) -> Iterator[npt.NDArray[np.int64]]:
    points = np.frombuffer(folded(text).encode("utf-32-le"), dtype="<u4").astype(np.uint64)
    for size in (2, 3):
        if len(points) >= size:
            parts = [points[n : len(points) - size + 1 + n] * _PRIMES[n] for n in range(size)]
            yield (np.add.reduce(parts) >> np.uint64(7)).astype(np.int64) % _BINS
    yield np.zeros(0, dtype=np.int64)
