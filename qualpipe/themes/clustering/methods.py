"""Methods: the ways of grouping segments that can be asked for by name."""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np

from qualpipe.model import QualpipeError, pick
from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.resampling import Rows, part_size
from qualpipe.themes.clustering.settings import ThemeSettings
from qualpipe.themes.clustering.steady import Grouping, Labels, Reduced, Smoothing

# k-means starts until so many rows were looked at, within bounds: often where it costs nothing,
# so that the seed hardly matters, seldom where a single start takes seconds.
_LOOKS, _FEWEST, _MOST = 30_000, 4, 75
# On resamples, of which there are many, it starts less often.
_AGAIN = 10


class Method(Protocol):
    """A way of grouping: the models that BERTopic is given, and the same on a part."""

    finds_count: bool
    """Whether the number of groups comes out by itself."""

    def models(self, count: int, seed: int) -> tuple[Any, Any]:
        """Return the models that reduce the vectors and group them."""

    def grouped(self, rows: Rows, *, count: int, seed: int) -> Labels:
        """Group a part of the rows by itself."""


class Steady:
    """Smoothed vectors and k-means: every segment in a group, the same on every run."""

    finds_count = False

    def __init__(self, vectors: Vectors, settings: ThemeSettings) -> None:
        checked(settings)
        self._smoothing = Smoothing(seed=settings.seed).fit(vectors)
        self._starts = min(max(_LOOKS // len(vectors), _FEWEST), _MOST)
        self._last: tuple[Rows, Reduced] | None = None

    def models(self, count: int, seed: int) -> tuple[Any, Any]:
        """Return the smoothing, which is done already, and k-means."""
        return self._smoothing, Grouping(count, seed=seed, starts=self._starts)

    def grouped(self, rows: Rows, *, count: int, seed: int) -> Labels:
        """Smooth and group a part by itself, along the directions of the whole."""
        # Several numbers of groups are tried on a part, one after the other.
        if self._last is None or not np.array_equal(self._last[0], rows):
            self._last = rows, self._smoothing.of(rows)
        starts = min(max(self._starts // 4, 2), _AGAIN)
        return Grouping(count, seed=seed, starts=starts).fit(self._last[1]).labels_


_PARAMETERS: Mapping[str, float] = {
    "n_neighbors": 15,
    "n_components": 5,
    "min_dist": 0.0,
    "min_cluster_size": 10,
    "min_samples": 10,
}
"""What UMAP and HDBSCAN are told, with BERTopic's own defaults."""

_MANY = 10_000
_BOUNDS: Mapping[str, tuple[float, float]] = {
    "n_neighbors": (2, 200),
    "n_components": (1, 100),
    "min_dist": (0.0, 1.0),
    "min_cluster_size": (2, _MANY),
    "min_samples": (1, _MANY),
}
_LAST_SEED = 2**31 - 1  # resamples count on from the seed, and numpy stops at 2**32


def checked(settings: ThemeSettings) -> ThemeSettings:
    """Return settings that can be followed; others are an error that says what may be asked for.

    It needs no segments, so that nobody waits for vectors to learn of a slip.

    >>> checked(ThemeSettings(count=1))
    Traceback (most recent call last):
    qualpipe.model.errors.QualpipeError: there cannot be 1 themes; ask for 2 or more, or auto
    """
    pick(METHODS, settings.method, kind="method")
    if settings.count is not None and settings.count < 2:  # noqa: PLR2004 - one theme is none
        raise QualpipeError(f"there cannot be {settings.count} themes; ask for 2 or more, or auto")
    _within("seed", settings.seed, 0, _LAST_SEED)
    _within("resamples", settings.resamples, 0, _MANY)
    _within("min_participants", settings.min_participants, 1, _MANY)
    if settings.parameters and settings.method != "bertopic":
        known = ", ".join(sorted(_PARAMETERS))
        raise QualpipeError(f"{known} are parameters of the method bertopic; name that method")
    for name, value in settings.parameters.items():
        _within(name, value, *pick(_BOUNDS, name, kind="parameter"))
    return settings


def feasible(settings: ThemeSettings, *, different: int, people: int) -> None:
    """Refuse more themes than so many different segments of so many participants can make.

    >>> feasible(ThemeSettings(count=30), different=50, people=9)
    Traceback (most recent call last):
    qualpipe.model.errors.QualpipeError: there cannot be 30 themes of 2 segments or more each \
in 50 different segments; ask for fewer, or auto
    """
    least = max(2, min(settings.min_participants, people))
    if settings.count is not None and settings.count * least > different:
        raise QualpipeError(
            f"there cannot be {settings.count} themes of {least} segments or more each in "
            f"{different} different segments; ask for fewer, or auto"
        )


def _within(name: str, value: float, least: float, most: float) -> None:
    whole = isinstance(most, int)
    if not least <= value <= most or (whole and value != int(value)):
        kind = "a whole number" if whole else "a number"
        raise QualpipeError(f"{name} cannot be {value}; it is {kind} from {least:g} to {most:.10g}")


class Original:
    """UMAP and HDBSCAN as BERTopic has them: outliers, its own number of groups, slower."""

    finds_count = True

    def __init__(self, vectors: Vectors, settings: ThemeSettings) -> None:
        checked(settings)
        most = part_size(len(vectors)) - 2
        if settings.parameters.get("n_components", 0) > most:
            raise QualpipeError(
                f"n_components can be {most} at most with {len(vectors)} different segments"
            )
        self._vectors = vectors
        self._parameters = {**_PARAMETERS, **settings.parameters}
        if "min_cluster_size" in settings.parameters and "min_samples" not in settings.parameters:
            self._parameters["min_samples"] = self._parameters["min_cluster_size"]

    def models(self, count: int, seed: int) -> tuple[Any, Any]:
        """Return UMAP and HDBSCAN; the seed makes UMAP repeatable, and slower."""
        del count
        try:
            from hdbscan import HDBSCAN  # type: ignore[import-untyped] # noqa: PLC0415 - slow
            from umap import UMAP  # type: ignore[import-untyped] # noqa: PLC0415 - compiles itself
        except ModuleNotFoundError as missing:
            raise QualpipeError(
                f"{missing.name} is not installed; run: pip install umap-learn hdbscan, "
                "or take the method steady"
            ) from missing
        told = self._parameters
        reduction = UMAP(
            n_neighbors=int(told["n_neighbors"]),
            n_components=int(told["n_components"]),
            min_dist=told["min_dist"],
            metric="cosine",
            random_state=seed,
            n_jobs=1,
        )
        return reduction, HDBSCAN(
            min_cluster_size=int(told["min_cluster_size"]), min_samples=int(told["min_samples"])
        )

    def grouped(self, rows: Rows, *, count: int, seed: int) -> Labels:
        """Reduce and group a part from the start."""
        reduction, clustering = self.models(count, seed)
        clustering.fit(reduction.fit_transform(self._vectors[rows]))
        labels: Labels = np.asarray(clustering.labels_, np.int64)
        return labels


METHODS: Mapping[str, Callable[[Vectors, ThemeSettings], Method]] = {
    "steady": Steady,
    "bertopic": Original,
}
