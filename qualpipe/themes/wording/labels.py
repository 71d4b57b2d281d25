"""Labels: a few of the participants' own words that name a theme."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from qualpipe.text.script import han_count
from qualpipe.themes.clustering.neighbours import Floats, unit
from qualpipe.themes.material import Material
from qualpipe.themes.wording.counts import Counts
from qualpipe.themes.wording.phrases import Phrase, find_phrases
from qualpipe.themes.wording.terms import Rows, Terms

# A phrase is looked for in the most typical segments, and the likeliest ones are compared.
_READ, _COMPARED = 30, 20
_WORDLESS = 30  # characters of a quote, for themes without a word to them
# Below this cosine with the theme a phrase is a turn of speech, and two good terms name it better.
_NEAR = 0.15
_STROKE = " / "


def find_labels(
    groups: Sequence[Rows], terms: Sequence[Terms], counts: Counts, material: Material
) -> tuple[str, ...]:
    """Name each theme in each of its languages: `waiting for the doctor / 等睇醫生`.

    `groups` are the rows of the themes, the most typical first. Each half of a label is a phrase
    that participants said, or the two best terms where no phrase comes near the theme.
    """
    read = [[material.segments[row] for row in rows[:_READ]] for rows in groups]
    phrases = find_phrases(read, terms, counts)
    middles = [unit(material.texts[rows].mean(axis=0, keepdims=True))[0] for rows in groups]
    english, chinese = (
        _nearest([_likely(found, chinese=chinese) for found in phrases], middles, material)
        for chinese in (False, True)
    )
    named = []
    for rows, words_of, phrase_en, phrase_zh in zip(groups, terms, english, chinese, strict=True):
        label = of_halves(
            phrase_en or ", ".join(counts.shown[place] for place in words_of.english[:2]),
            phrase_zh or "、".join(counts.shown[place] for place in words_of.chinese[:2]),
        )
        wordless = material.segments[rows[0]].text[:_WORDLESS]
        named.append(label or wordless)
    return tuple(named)


def of_halves(*halves: str) -> str:
    """Make a label of what there is of an English and a Chinese half."""
    return _STROKE.join(filter(None, halves))


def halves(label: str) -> tuple[str, ...]:
    """Part a label into its English and its Chinese half, if it has just these.

    Whatever else a stroke stands between belongs together.

    >>> halves("work / money / 返工 / 錢"), halves("work / money")
    (('work / money', '返工 / 錢'), ('work / money',))
    """
    pieces = groupby(label.split(_STROKE), key=lambda piece: han_count(piece) > 0)
    found = tuple(_STROKE.join(piece) for _, piece in pieces)
    return found if len(found) == 2 else (label,)  # noqa: PLR2004 - one half in each language


def _likely(phrases: Iterable[Phrase], *, chinese: bool) -> list[Phrase]:
    """Keep the phrases of one language that tell most."""
    found = [one for one in phrases if (han_count(one.text) > 0) is chinese]
    return sorted(found, key=lambda one: (-one.worth, one.text))[:_COMPARED]


def _nearest(
    likely: Sequence[Sequence[Phrase]], middles: Sequence[Floats], material: Material
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
        close = [one for one in phrases if near[one.text] >= _NEAR]
        best = max(close, key=lambda one: one.worth * near[one.text], default=None)
        chosen.append(best.text if best else "")
    return chosen
