"""Corpora: the segments of a project with all that scoring needs to know of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from qualpipe.model import QualpipeError, Segment
from qualpipe.text.script import han_count, latin_words
from qualpipe.text.vectors import Vectors

Embed = Callable[[Sequence[str]], Vectors]
"""Turns texts into rows of unit length; the caller's cache stands behind it."""

Matrix = npt.NDArray[np.float64]
"""Numbers by segment (rows) and code (columns). In double precision, so that sums taken in
another order still round to the same score."""

_BITE = 4096  # texts embedded at once: no second copy of all their vectors
_WORDS_PER_HAN = 1 / 1.6  # a Chinese word has about 1.6 characters


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corpus:
    """Segments, their vectors (one row each) and the question each one answers.

    `contexts` holds what was said to the participant right before ('' if nothing);
    `context_vectors` has a row for each, zeros where there is none. `sizes` are lengths in words.
    """

    segments: tuple[Segment, ...]
    vectors: Vectors
    contexts: tuple[str, ...]
    context_vectors: Vectors
    sizes: Matrix

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the language of each segment."""
        return tuple(segment.language.value for segment in self.segments)

    def __len__(self) -> int:
        return len(self.segments)

    def scored(self) -> "Corpus":
        """Return the corpus without the vectors of the questions, which only scoring needs."""
        return replace(self, context_vectors=self.context_vectors[:0].copy())


def gather(segments: Sequence[Segment], *, embed: Embed, contexts: Sequence[str] = ()) -> Corpus:
    """Embed the segments, and the questions before them, into a corpus.

    `contexts` is one text a segment ('' where nobody asked anything), or nothing at all.
    """
    asked = tuple(contexts) or ("",) * len(segments)
    if len(asked) != len(segments):
        raise QualpipeError(f"{len(asked)} contexts for {len(segments)} segments: give one each")
    vectors = embed([segment.text for segment in segments])
    return Corpus(
        segments=tuple(segments),
        vectors=vectors,
        contexts=asked,
        context_vectors=_where_any(asked, embed, vectors.shape[1]),
        sizes=np.array([size_of(segment.text) for segment in segments]),
    )


def size_of(text: str) -> float:
    """Return the length of a text in words, comparable between Chinese and English.

    >>> size_of("我好攰呀，so tired")
    4.5
    """
    return max(1.0, han_count(text) * _WORDS_PER_HAN + latin_words(text))


def _where_any(texts: Sequence[str], embed: Embed, dimensions: int) -> Vectors:
    """Embed the texts that say anything; the others get zeros."""
    rows = np.zeros((len(texts), dimensions), np.float32)
    places = [place for place, text in enumerate(texts) if text.strip()]
    for start in range(0, len(places), _BITE):
        some = places[start : start + _BITE]
        rows[some] = embed([texts[place] for place in some])
    return rows
