"""Counts: which words that mean something stand in which segment."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from qualpipe.model import Segment
from qualpipe.text.script import han_count, latin_words
from qualpipe.text.words import pieces
from qualpipe.themes.wording.stop_words import stop_words

# 七間, 兩三次, 八九點: how many of what, and the what alone says little.
_NUMBER = re.compile("[一二两三四五六七八九十百千万零半几廿]+.?")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Counts:
    """The words of each segment, as places in `lemmas`.

    `places` holds the words of one segment after the other, the segment in row `n` from
    `starts[n]` to `starts[n + 1]`; `chinese` says of each lemma whether it is; `shown` is how it is
    mostly written in the interviews.
    """

    lemmas: tuple[str, ...]
    shown: tuple[str, ...]
    chinese: npt.NDArray[np.bool_]
    places: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int64]

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """Return the segment that each of `places` stands in."""
        return np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))

    def of(self, rows: npt.NDArray[np.int64]) -> "Counts":
        """Return the words of some segments alone, the lemmas numbered as before."""
        lengths = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(lengths)])
        shift = np.repeat(self.starts[rows] - starts[:-1], lengths)
        return replace(self, places=self.places[np.arange(starts[-1]) + shift], starts=starts)

    def documents(self) -> list[str]:
        """Return each segment as its lemmas joined by spaces: what BERTopic is given."""
        spelt = [self.lemmas[place] for place in self.places]
        bounds = zip(self.starts[:-1], self.starts[1:], strict=True)
        return [" ".join(spelt[start:end]) for start, end in bounds]


def count(segments: Sequence[Segment]) -> Counts:
    """Find the words of segments that say what is talked about, in the order they stand.

    >>> from qualpipe.model import Language, Span
    >>> said = Segment(transcript="P1", turn=1, span=Span(0, 15), within=Span(0, 15),
    ...     text="即係啲藥，I mean the pills", language=Language.YUE)
    >>> count([said]).shown
    ('藥', 'pills')
    """
    vocabulary: dict[str, int] = {}
    written: Counter[tuple[str, str]] = Counter()
    places: list[int] = []
    starts = [0]
    for segment in segments:
        text = segment.text
        found = [
            (lemma, text[start:end])
            for start, end, lemma in pieces(text, language=segment.language)
            if tells(lemma)
        ]
        written.update(found)
        places += [vocabulary.setdefault(lemma, len(vocabulary)) for lemma, _ in found]
        starts.append(len(places))
    return Counts(
        lemmas=tuple(vocabulary),
        shown=_shown(vocabulary, written),
        chinese=np.array([han_count(lemma) > 0 for lemma in vocabulary], bool),
        places=np.array(places, np.int32),
        starts=np.array(starts, np.int64),
    )


def amount(text: str) -> float:
    """Estimate how many words a text has; a Chinese word has one and a half characters.

    >>> amount("I wait"), amount("等睇醫生，等好耐")
    (2.0, 4.666666666666667)
    """
    return han_count(text) / 1.5 + latin_words(text)


@cache
def tells(lemma: str) -> bool:
    """Say whether a lemma may name what is talked about.

    >>> [tells(lemma) for lemma in ("medicine", "药", "mean", "七间", "b", "2019")]
    [True, True, False, False, False, False]
    """
    if lemma in stop_words() or not any(map(str.isalpha, lemma)):
        return False
    if han_count(lemma):
        return not _NUMBER.fullmatch(lemma)
    return len(lemma) > 1 and lemma.replace("'", "").replace("-", "").isalpha()


def _shown(lemmas: Iterable[str], written: Mapping[tuple[str, str], int]) -> tuple[str, ...]:
    """Return the commonest way of writing each lemma."""
    forms: dict[str, dict[str, int]] = {lemma: {} for lemma in lemmas}
    for (lemma, text), times in written.items():
        forms[lemma][text] = times
    return tuple(map(_mostly, forms.values()))


def _mostly(written: Mapping[str, int]) -> str:
    """Return the commonest form; English at the start of a sentence is no form of its own."""
    small = Counter[str]()
    for form, times in written.items():
        small[form.lower() if form.istitle() and form.lower() in written else form] += times
    return min(small, key=lambda form: (-small[form], form.isupper(), form))
