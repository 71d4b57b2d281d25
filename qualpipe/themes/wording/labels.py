"""Labels: a few of the participants' own words that name a theme."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from qualpipe.model import Segment
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count
from qualpipe.text.words import Word, words
from qualpipe.themes.clustering.neighbours import Floats, unit
from qualpipe.themes.material import Material
from qualpipe.themes.wording.counts import Counts, tells
from qualpipe.themes.wording.terms import Rows, Terms

# A phrase is looked for in the most typical segments, and the likeliest ones are compared.
_READ, _COMPARED = 30, 20
_LONGEST = 4  # words
_HAN = range(3, 9)  # characters
_WORDLESS = 30  # characters of a quote, for themes without a word to them
# Below this cosine with the theme a phrase is a turn of speech, and two good terms name it better;
# what one alone said must be nearer than what several said.
_NEAR, _NEAR_ONCE = 0.15, 0.45
_BETWEEN = frozenset(folded("of for the a an to my our in at on with 嘅 的 到 完 緊 住").split())


@dataclass(slots=True)
class _Phrase:
    """A stretch of speech that may name a theme: how much it tells, and how many say it."""

    text: str
    telling: float
    people: set[str] = field(default_factory=set)

    @property
    def worth(self) -> float:
        return self.telling * (1 + math.log(len(self.people)))


def find_labels(
    groups: Sequence[Rows], terms: Sequence[Terms], counts: Counts, material: Material
) -> tuple[str, ...]:
    """Name each theme in each of its languages: `waiting for the doctor / 等睇醫生`.

    `groups` are the rows of the themes, the most typical first. Each half of a label is a phrase
    that participants said, or the two best terms where no phrase comes near the theme.
    """
    phrases = [
        _phrases([material.segments[row] for row in rows[:_READ]], found, counts)
        for rows, found in zip(groups, terms, strict=True)
    ]
    middles = [unit(material.texts[rows].mean(axis=0, keepdims=True))[0] for rows in groups]
    english, chinese = (
        _nearest([_likely(found, chinese=chinese) for found in phrases], middles, material)
        for chinese in (False, True)
    )
    named = []
    for rows, words_of, phrase_en, phrase_zh in zip(groups, terms, english, chinese, strict=True):
        halves = (
            phrase_en or ", ".join(counts.shown[place] for place in words_of.english[:2]),
            phrase_zh or "、".join(counts.shown[place] for place in words_of.chinese[:2]),
        )
        wordless = material.segments[rows[0]].text[:_WORDLESS]
        named.append(" / ".join(half for half in halves if half) or wordless)
    return tuple(named)


def _likely(phrases: Iterable[_Phrase], *, chinese: bool) -> list[_Phrase]:
    """Keep the phrases of one language that tell most."""
    found = [one for one in phrases if (han_count(one.text) > 0) is chinese]
    return sorted(found, key=lambda one: (-one.worth, one.text))[:_COMPARED]


def _nearest(
    likely: Sequence[Sequence[_Phrase]], middles: Sequence[Floats], material: Material
) -> list[str]:
    """Return for each theme the phrase that tells most and is near it in meaning, '' if none is."""
    texts = list(dict.fromkeys(phrase.text for phrases in likely for phrase in phrases))
    if not texts:
        return [""] * len(likely)
    raw = material.embed(texts)
    # What all phrases of a language have in common says nothing of a theme.
    vectors = dict(zip(texts, unit(raw - raw.mean(axis=0)), strict=True))
    chosen = []
    for middle, phrases in zip(middles, likely, strict=True):
        near = {one.text: float(vectors[one.text] @ middle) for one in phrases}
        close = [
            one
            for one in phrases
            if near[one.text] >= (_NEAR if len(one.people) > 1 else _NEAR_ONCE)
        ]
        best = max(close, key=lambda one: one.worth * near[one.text], default=None)
        chosen.append(best.text if best else "")
    return chosen


def _phrases(segments: Sequence[Segment], terms: Terms, counts: Counts) -> Iterable[_Phrase]:
    """Collect the phrases of some segments that hold a word which tells of the theme."""
    places = np.flatnonzero(terms.telling)
    telling = {counts.lemmas[place]: float(terms.telling[place]) for place in places}
    found: dict[str, _Phrase] = {}
    for segment in segments:
        for said in _stretches(words(segment.text, language=segment.language), segment.text):
            content = [telling.get(word.lemma, 0.0) for word in said if tells(word.lemma)]
            if max(content) > 0:
                text = segment.text[said[0].span.start : said[-1].span.end]
                key = folded(text)
                phrase = found.setdefault(key, _Phrase(text, sum(content) / len(content)))
                phrase.people.add(segment.case or segment.transcript)
    return found.values()


def _stretches(spoken: Sequence[Word], text: str) -> Iterator[Sequence[Word]]:
    """Find two to four words side by side in one language that begin and end with telling ones."""
    for start, first in enumerate(spoken):
        if not tells(first.lemma):
            continue
        chinese = han_count(first.lemma) > 0
        for end in range(start + 1, min(start + _LONGEST, len(spoken))):
            before, last = spoken[end - 1], spoken[end]
            between = text[before.span.end : last.span.start]
            if between.strip() or (han_count(last.lemma) > 0) is not chinese:
                break
            if tells(last.lemma):
                said = spoken[start : end + 1]
                if _reads_well(said, chinese=chinese):
                    yield said
            elif last.lemma not in _BETWEEN:
                break


def _reads_well(said: Sequence[Word], *, chinese: bool) -> bool:
    if not chinese:
        return all(b.span.start > a.span.end for a, b in pairwise(said))  # not the 's of it's
    length = sum(len(word.text) for word in said)
    return length in _HAN and any(len(word.text) > 1 for word in (said[0], said[-1]))
