"""Labels: a few of the participants' own words that name a theme."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from qualpipe.model import Segment
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count
from qualpipe.text.words import Word, words
from qualpipe.themes.material import Material, unit
from qualpipe.themes.wording.counts import Counts, tells
from qualpipe.themes.wording.terms import Rows, Terms

# A phrase is looked for in the most typical segments, and the likeliest ones are compared.
_READ, _COMPARED = 30, 20
_LONGEST = 4  # words
_HAN = range(3, 9)  # characters
# Below this cosine with the theme a phrase is a turn of speech: two good terms name it better.
_NEAR = 0.25
_BETWEEN = frozenset("of for the a an to my our in at on and with".split()) | frozenset(
    folded("嘅 的 到 唔 冇 不 没 完 緊 住")
)


@dataclass(slots=True)
class _Phrase:
    """A stretch of speech that may name a theme: how much it tells, and how often it is said."""

    text: str
    telling: float
    times: int = 0


def label(rows: Rows, terms: Terms, counts: Counts, material: Material) -> str:
    """Name a theme in each of its languages: `waiting for the doctor / 等睇醫生`.

    `rows` are its segments, the most typical first. Each half is a phrase that participants said,
    or the two best terms where no phrase comes near the theme.
    """
    middle = unit(material.texts[rows].mean(axis=0, keepdims=True))[0]
    found = _phrases([material.segments[row] for row in rows[:_READ]], terms, counts)
    halves = []
    for chinese, places in ((False, terms.english), (True, terms.chinese)):
        phrases = [one for key, one in found.items() if (han_count(key) > 0) is chinese]
        best = _nearest(phrases, middle, terms, counts, material, chinese=chinese)
        shown = [counts.shown[place] for place in places[:2]]
        halves.append(best or ("、" if chinese else ", ").join(shown))
    return " / ".join(half for half in halves if half) or material.segments[rows[0]].text[:30]


def _phrases(segments: Sequence[Segment], terms: Terms, counts: Counts) -> dict[str, _Phrase]:
    telling = {
        counts.lemmas[place]: float(terms.telling[place]) for place in np.flatnonzero(terms.telling)
    }
    found: dict[str, _Phrase] = {}
    for segment in segments:
        seen = set()
        for said in _stretches(segment):
            content = [telling.get(word.lemma, 0.0) for word in said if tells(word.lemma)]
            if max(content) > 0:
                text = segment.text[said[0].span.start : said[-1].span.end]
                key = folded(text)
                phrase = found.setdefault(key, _Phrase(text, sum(content) / len(content)))
                phrase.times += key not in seen
                seen.add(key)
    return found


def _stretches(segment: Segment) -> Iterator[Sequence[Word]]:
    """Find two to four words side by side in one script, that begin and end with telling ones."""
    spoken = words(segment.text, language=segment.language)
    for start, first in enumerate(spoken):
        if not tells(first.lemma):
            continue
        chinese = han_count(first.lemma) > 0
        for end in range(start + 1, min(start + _LONGEST, len(spoken))):
            said = spoken[start : end + 1]
            before, last = said[-2], said[-1]
            between = segment.text[before.span.end : last.span.start]
            if between.strip() or (han_count(last.lemma) > 0) is not chinese:
                break
            if tells(last.lemma):
                if _reads_well(said, chinese=chinese):
                    yield said
            elif last.lemma not in _BETWEEN:
                break


def _reads_well(said: Sequence[Word], *, chinese: bool) -> bool:
    if not chinese:
        return all(b.span.start > a.span.end for a, b in pairwise(said))  # not the 's of it's
    length = sum(len(word.text) for word in said)
    return length in _HAN and any(len(word.text) > 1 for word in (said[0], said[-1]))


def _nearest(
    phrases: Sequence[_Phrase],
    middle: np.ndarray[tuple[int], np.dtype[np.float32]],
    terms: Terms,
    counts: Counts,
    material: Material,
    *,
    chinese: bool,
) -> str:
    """Return the phrase that tells most and is near the theme in meaning, '' if none is."""
    likely = sorted(phrases, key=lambda one: (-one.telling * (1 + np.log(one.times)), one.text))
    likely = likely[:_COMPARED]
    places = terms.chinese if chinese else terms.english
    if not likely:
        return ""
    single = material.embed([counts.shown[place] for place in places])
    vectors = unit(material.embed([one.text for one in likely]) - single.mean(axis=0))
    near = vectors @ middle
    worth = [
        one.telling * (1 + np.log(one.times)) * max(float(cosine), 0.0)
        for one, cosine in zip(likely, near, strict=True)
    ]
    best = int(np.argmax(worth))
    return likely[best].text if near[best] >= _NEAR else ""
