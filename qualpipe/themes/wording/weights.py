"""Weights: how much a word tells of one group beside the others."""

from typing import Any, Self

import numpy as np
import numpy.typing as npt

from qualpipe.themes.wording.counts import Counts

Weights = npt.NDArray[np.float64]
"""A row for each group, a column for each lemma."""


class ByLanguage:
    """Class-based TF-IDF, each language by itself: BERTopic's `ctfidf_model`.

    In one count for both, the language with more segments in a group would crowd the other out.
    The formula is that of Grootendorst 2022, arXiv:2203.05794.
    """

    seed_words = None  # BERTopic asks for it

    def __init__(self, chinese: npt.NDArray[np.bool_]) -> None:
        self._languages = [np.flatnonzero(chinese), np.flatnonzero(~chinese)]

    def fit(self, counts: Any, multiplier: object = None) -> Self:  # noqa: ANN401, ARG002 - BERTopic's
        """Learn how common each word is in its language; shape (groups, words)."""
        common = np.asarray(counts.sum(axis=0), float).ravel()
        self._rarity = np.zeros(len(common))
        for words in self._languages:
            mean = common[words].sum() / counts.shape[0]
            self._rarity[words] = np.log1p(mean / np.maximum(common[words], 1))
        return self

    def transform(self, counts: Any) -> Any:  # noqa: ANN401 - sparse matrices have no useful type
        """Return the weight of each word in each group."""
        from scipy import sparse  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import

        counts = sparse.csr_matrix(counts, dtype=float)
        scale = np.zeros(counts.shape)
        for words in self._languages:
            said = np.asarray(counts[:, words].sum(axis=1), float)
            scale[:, words] = self._rarity[words] / np.maximum(said, 1)
        return sparse.csr_matrix(counts.multiply(scale))


def weigh(counts: Counts, labels: npt.NDArray[np.int64], groups: int) -> Weights:
    """Weigh the words of groups that BERTopic did not make; rows labelled -1 belong to none."""
    words = len(counts.lemmas)
    place = labels[counts.rows] * words + counts.places
    told = np.bincount(place[place >= 0], minlength=groups * words).reshape(groups, words)
    weights: Weights = ByLanguage(counts.chinese).fit(told).transform(told).toarray()
    return weights
