"""The steady way of grouping: smoothed vectors and k-means, the same on every run.

Each segment is drawn towards its nearest neighbours, twice, which does for interviews what UMAP
does (like segments close ranks) with no chance in it; k-means then groups what 20 principal
components keep. Both are models of the kind that BERTopic takes in place of UMAP and HDBSCAN.
"""

from typing import Self

import numpy as np
import numpy.typing as npt

from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.neighbours import neighbours, unit

Labels = npt.NDArray[np.int64]
"""The group of each row, from 0; -1 for none."""
Reduced = npt.NDArray[np.float64]

# Directions kept before anything is compared: the rest is noise that only costs time.
_KEPT = 64
_COMPONENTS = 20
_NEIGHBOURS = 10
# Neighbours looked up: among so many, ten are left when a fifth of the segments is taken away.
_SPARE = 24
_ROUNDS = 2
# k-means starts on so many rows at most; all rows then join the best start.
_SAMPLE = 20_000


class Smoothing:
    """Draws segments towards their neighbours and keeps 20 dimensions: BERTopic's `umap_model`.

    Fitting the same array again returns at once, so that BERTopic does not repeat the work.
    """

    def __init__(self, *, seed: int = 0) -> None:
        self.seed = seed
        self._fitted: Vectors | None = None

    def fit(self, X: Vectors, y: object = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Learn the neighbours and the principal components of vectors of unit length."""
        if self._fitted is not X:
            self.centre = X.mean(axis=0)
            self.directions = _principal(X - self.centre, _KEPT)
            self._kept = unit((X - self.centre) @ self.directions)
            self._near = neighbours(self._kept, _SPARE, seed=self.seed)
            self.reduced = self.of(np.arange(len(X)))
            self._fitted = X
        return self

    def transform(self, X: Vectors) -> Reduced:  # noqa: N803 - scikit-learn's name
        """Return the reduced form of the fitted array; there is none of any other."""
        if X is not self._fitted:
            raise ValueError("only what was fitted can be transformed; look for themes anew")
        return self.reduced

    def fit_transform(self, X: Vectors, y: object = None) -> Reduced:  # noqa: N803
        """Fit and return the reduced form, shape (rows, 20)."""
        return self.fit(X, y).transform(X)

    def of(self, rows: npt.NDArray[np.int64]) -> Reduced:
        """Return the reduced form of a part (sorted rows): its own neighbours and components.

        The centre, the directions kept first and who is near whom are the whole's, which spares
        nearly all of the time.
        """
        near, weights = self._near_within(rows)
        start = self._kept[rows]
        drawn = start
        for _ in range(_ROUNDS):
            mean = np.einsum("ij,ijk->ik", weights, drawn[near], optimize=True)
            drawn = unit(0.5 * drawn + 0.5 * mean)
        drawn = drawn.astype(np.float64)
        drawn -= drawn.mean(axis=0)
        return drawn @ _principal(drawn, _COMPONENTS)

    def _near_within(
        self, rows: npt.NDArray[np.int64]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]:
        """Return each row's first ten neighbours that are in the part, as places in it."""
        place = np.full(len(self._kept), -1, np.int32)
        place[rows] = np.arange(len(rows), dtype=np.int32)
        near = place[self._near[rows]]
        inside = near >= 0
        order = np.argsort(~inside, axis=1, kind="stable")[:, :_NEIGHBOURS]
        chosen = np.take_along_axis(near, order, axis=1)
        weights = (chosen >= 0).astype(np.float32)
        weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1)
        return np.maximum(chosen, 0), weights


class Grouping:
    """k-means from many starts: BERTopic's `hdbscan_model`."""

    def __init__(self, count: int, *, seed: int, starts: int = 10) -> None:
        self.count = count
        self.seed = seed
        self.starts = starts

    def fit(self, X: Reduced, y: object = None) -> Self:  # noqa: ARG002, N803 - scikit-learn's signature
        """Group the rows; the best of all starts is kept."""
        from sklearn.cluster import KMeans  # type: ignore[import-untyped] # noqa: PLC0415 - a second to import

        count = min(self.count, _different(X, self.count))
        sample = _sample(len(X), self.seed)
        self._model = KMeans(count, n_init=self.starts, random_state=self.seed).fit(X[sample])
        if len(sample) < len(X):
            init = self._model.cluster_centers_
            self._model = KMeans(count, init=init, n_init=1, max_iter=25).fit(X)
        self.labels_: Labels = self._model.labels_.astype(np.int64)
        return self

    def predict(self, X: Reduced) -> Labels:  # noqa: N803 - scikit-learn's name
        """Return the group whose centre is nearest."""
        labels: Labels = self._model.predict(X).astype(np.int64)
        return labels


def _different(rows: Reduced, enough: int) -> int:
    """Count the different rows, unless one column shows that there are enough."""
    at_least = len(np.unique(rows[:, 0]))
    return at_least if at_least >= enough else len(np.unique(rows, axis=0))


def _sample(rows: int, seed: int) -> npt.NDArray[np.int64]:
    if rows <= _SAMPLE:
        return np.arange(rows)
    return np.sort(np.random.default_rng(seed).choice(rows, _SAMPLE, replace=False))


def _principal(centred: npt.NDArray[np.floating], count: int) -> npt.NDArray[np.floating]:
    """Return the directions of largest spread as columns, each with its largest part positive."""
    spread, directions = np.linalg.eigh(centred.T @ centred)
    found = directions[:, ::-1][:, : min(count, len(spread))]
    largest = np.abs(found).argmax(axis=0)
    # Without a rule the sign is chance, and the same themes would lie mirrored on the map.
    return found * np.where(found[largest, np.arange(found.shape[1])] < 0, -1, 1)
