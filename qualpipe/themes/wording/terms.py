"""Terms: the words by which a theme is known, in each language."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.themes.clustering.neighbours import unit
from qualpipe.themes.material import Material
from qualpipe.themes.wording.counts import Counts
from qualpipe.themes.wording.weights import Weights

Rows = npt.NDArray[np.int64]

_TERMS = 10
_SINGLE = 0.5
# Words looked at more closely, of each language and theme.
_CANDIDATES = 30
# A word far from the theme's meaning still counts a little: vectors of single words are rough.
_FLOOR = 0.05
# How much a term must differ from those before it (maximal marginal relevance, Carbonell 1998).
_DIVERSITY = 0.3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """The terms of one theme: places in `Counts.lemmas`, the most telling first.

    `telling` is how much each lemma tells of the theme (0 for most).
    """

    chinese: tuple[int, ...]
    english: tuple[int, ...]
    telling: npt.NDArray[np.float64]


def find_terms(
    groups: Sequence[Rows], weights: Weights, counts: Counts, material: Material
) -> tuple[Terms, ...]:
    """Choose terms that are frequent in a theme, rare elsewhere, near it in meaning, and several.

    The weight of class-based TF-IDF is multiplied by how many participants use the word and by the
    cosine of its vector with the theme's middle, as in BERTopic's KeyBERT-inspired representation.
    """
    voiced = weights * _voices(groups, counts, material) * _fulness(counts)
    candidates = [
        np.concatenate(
            [_best(np.where(counts.chinese == chinese, row, 0)) for chinese in (True, False)]
        )
        for row in voiced
    ]
    distinct = np.unique(np.concatenate([*candidates, np.zeros(0, int)])).astype(int)
    vectors = _vectors(distinct, counts, material)
    found = []
    for rows, row, places in zip(groups, voiced, candidates, strict=True):
        near = vectors[np.searchsorted(distinct, places)]
        middle = unit(material.texts[rows].mean(axis=0, keepdims=True))[0]
        telling = np.zeros(len(counts.lemmas))
        telling[places] = row[places] * np.maximum(near @ middle + _FLOOR, 0)
        chosen = [
            _several(places[counts.chinese[places] == chinese], telling, vectors, distinct)
            for chinese in (True, False)
        ]
        found.append(Terms(chinese=chosen[0], english=chosen[1], telling=telling))
    return tuple(found)


def _voices(groups: Sequence[Rows], counts: Counts, material: Material) -> Weights:
    """Return for each group and lemma a factor that grows with the participants who use it.

    One person's pet word, or child, is no theme: it counts half of a word that all use.
    """
    cases = [one.case or one.transcript for one in material.segments]
    people, who = np.unique(cases, return_inverse=True)
    group_of = np.full(len(material), -1)
    for group, rows in enumerate(groups):
        group_of[rows] = group
    words = len(counts.lemmas)
    places = (group_of[counts.rows] * len(people) + who[counts.rows]) * words + counts.places
    heard = np.unique(places[places >= 0])
    told = heard // (words * len(people)) * words + heard % words
    factors = np.bincount(told, minlength=len(groups) * words).reshape(len(groups), words)
    return factors / (1 + factors)


def _fulness(counts: Counts) -> Weights:
    """Count a single Chinese character for half: it may be any of several words, or part of one."""
    single = [len(lemma) == 1 for lemma in counts.lemmas]
    return np.where(np.array(single, bool), _SINGLE, 1.0)


def _best(weights: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    order = np.argsort(-weights, kind="stable")[:_CANDIDATES]
    return order[weights[order] > 0]


def _vectors(
    places: npt.NDArray[np.int64], counts: Counts, material: Material
) -> npt.NDArray[np.float32]:
    """Return the vectors of lemmas, what all terms of a language have in common taken away."""
    vectors = material.embed([counts.shown[place] for place in places])
    if not len(places):
        return vectors
    vectors = vectors.astype(np.float32)
    for chinese in (True, False):
        rows = counts.chinese[places] == chinese
        if rows.any():
            vectors[rows] -= vectors[rows].mean(axis=0)
    return unit(vectors)


def _several(
    places: npt.NDArray[np.int64],
    telling: npt.NDArray[np.float64],
    vectors: npt.NDArray[np.float32],
    distinct: npt.NDArray[np.int64],
) -> tuple[int, ...]:
    """Choose terms one by one, each telling and not the same as those before."""
    places = places[telling[places] > 0]
    rest = places[np.argsort(-telling[places], kind="stable")].tolist()
    chosen: list[int] = []
    if not rest:
        return ()
    most = telling[rest[0]]
    while rest and len(chosen) < _TERMS:
        near = vectors[np.searchsorted(distinct, rest)]
        taken = vectors[np.searchsorted(distinct, chosen)]
        same = (near @ taken.T).max(axis=1) if chosen else np.zeros(len(rest))
        worth = (1 - _DIVERSITY) * telling[rest] / most - _DIVERSITY * same
        chosen.append(rest.pop(int(worth.argmax())))
    return tuple(chosen)
