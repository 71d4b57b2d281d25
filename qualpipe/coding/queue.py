"""The queue: which segments a reviewer should read next, drawn so that rates can be estimated."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.coding.learning.lesson import eagerness
from qualpipe.coding.scoring import Corpus, Matrix, Scores
from qualpipe.model import QualpipeError, Segment

# Two segments this alike (cosine) need not both be read.
ALIKE = 0.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A segment drawn for review of a code.

    `segment` is the index in the corpus. `odds` says how many times likelier it was to be drawn
    than in an even draw; keep it with the decision, the estimates need it. `alike` are the indices
    of segments that say nearly the same, so that one look settles them too.
    """

    segment: int
    code: str
    odds: float
    alike: tuple[int, ...] = ()


def draw(
    scores: Scores,
    corpus: Corpus,
    *,
    code: str,
    size: int,
    seed: int,
    reviewed: Iterable[int] = (),
    unsuggested: float = 0.2,
) -> tuple[Drawn, ...]:
    """Draw up to `size` unreviewed segments for a code, the promising ones more often.

    The chance grows with exp(1.2 z) of the score before any decision; a share `unsuggested` is
    drawn evenly from what the machine would not have suggested, so that what it missed can be
    estimated. Every segment keeps one chance number for a seed (sequential Poisson sampling,
    Ohlsson 1998, Journal of Official Statistics 14:149): a second draw goes on where the first
    ended, and the order of the segments changes nothing.
    """
    if code not in scores.codes:
        raise QualpipeError(f"the codebook has no code {code!r}; known: {', '.join(scores.codes)}")
    column, done = scores.codes.index(code), set(reviewed)
    odds = draw_odds(scores, column, unsuggested=unsuggested)
    twins = _same_words(corpus.segments)
    settled = {row for row, group in enumerate(twins) if done.intersection(group)}
    keys = [
        (_chance(segment, code, seed) / (odds[row] * len(twins[row])), segment.address, row)
        for row, segment in enumerate(corpus.segments)
        if row not in settled and row == twins[row][0]
    ]
    picked: list[Drawn] = []
    for _, _, row in sorted(keys):
        if len(picked) == size:
            break
        if not any(row in one.alike for one in picked):
            alike = _alike(row, corpus, twins[row], done)
            one = Drawn(segment=row, code=code, odds=round(float(odds[row]), 6), alike=alike)
            picked.append(one)
    return tuple(picked)


def draw_odds(scores: Scores, column: int, *, unsuggested: float) -> Matrix:
    """Return how many times likelier than in an even draw each segment is drawn (mean 1)."""
    z = scores.drawn_by[:, column]
    if not len(z):
        return z
    below = (scores.probability[:, column] < scores.cuts[column]).astype(np.float64)
    evenly = below / below.mean() if below.any() else np.ones_like(z)
    mixed: Matrix = (1 - unsuggested) * eagerness(z) + unsuggested * evenly
    return mixed


def _chance(segment: Segment, code: str, seed: int) -> float:
    """Return the segment's own number between 0 and 1 for a code and a seed."""
    name = f"{seed}\x1f{code}\x1f{segment.address}".encode()
    return (int.from_bytes(hashlib.sha256(name).digest()[:8], "big") + 1) / 2**64


def _same_words(segments: Sequence[Segment]) -> list[list[int]]:
    """Return for each segment all that have the same words, the first in speech first."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for row in sorted(range(len(segments)), key=lambda row: segments[row].address):
        groups[" ".join(segments[row].text.split())].append(row)
    return [groups[" ".join(segment.text.split())] for segment in segments]


def _alike(row: int, corpus: Corpus, same: Sequence[int], done: set[int]) -> tuple[int, ...]:
    """Return the unreviewed segments that say nearly the same."""
    cosine = corpus.vectors @ corpus.vectors[row]
    length = corpus.sizes / corpus.sizes[row]
    near = np.flatnonzero((cosine >= ALIKE) & (length > 2 / 3) & (length < 3 / 2))
    found = {int(other) for other in near} | set(same)
    return tuple(sorted(found - {row} - done))
