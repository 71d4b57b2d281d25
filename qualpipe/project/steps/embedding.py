"""Vectors of texts: taken from the project's cache, or made and kept there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np

from qualpipe.engine import Cluster, engine_for
from qualpipe.model import QualpipeError
from qualpipe.project.steps.clusters import noting
from qualpipe.project.watch import Watch
from qualpipe.store import Store
from qualpipe.text.vectors import Encoder, Vectors, encoder

# Long enough to be worth handing to another process and a transaction, short enough to show
# progress and to lose little when the run is killed: some seconds.
CHUNK = 1024
# Texts looked up in one go: their vectors lie in memory twice for a moment.
BITE = 4 * CHUNK
# What a worker of a cluster gets at a time, a fifth of a second and more: many of them share a run.
# Fewer texts than that are encoded here, which takes no longer than to ask for the cluster.
SENT = 256
# A process costs two seconds to start and to load the encoder: fewer characters do not repay it.
_PAYS_OFF = 400_000


@lru_cache(maxsize=2)
def loaded(name: str) -> Encoder:
    """Return an encoder, loaded once a process."""
    return encoder(name)


def encode_chunk(task: tuple[str, str, tuple[str, ...]]) -> Vectors:
    """Encode the texts of a task (encoder, its fingerprint where the run is, texts)."""
    name, fingerprint, texts = task
    own = loaded(name).fingerprint
    if own != fingerprint:
        raise QualpipeError(
            f"the encoder {name!r} is another here ({own}) than where the run is ({fingerprint}); "
            "put the same model there, or run it without the cluster"
        )
    return loaded(name).encode(texts)


class Embedder:
    """Turns texts into rows of unit length, shape (texts, dimensions), through the cache.

    Fresh vectors are rounded to the cache's half precision, so that the first run over a text
    and the second give the same scores. With a `cluster` its workers encode what is not little.
    It is asked for, and its address checked, when there are texts to send: with every vector in the
    cache nothing depends on it. That texts are sent is recorded before the first of them leaves.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        *,
        jobs: int,
        watch: Watch,
        cluster: Callable[[], Cluster | None] | None = None,
        started: str = "",
    ) -> None:
        self._store = store
        self._name = name
        self._jobs = jobs
        self._watch = watch
        self._cluster = cluster
        self._started = started
        self._fingerprint = loaded(name).fingerprint
        self._cache = store.vectors(self._fingerprint)

    def __call__(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text."""
        rows = np.zeros((len(texts), loaded(self._name).dimensions), dtype=np.float32)
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            places.setdefault(text, []).append(place)
        distinct = sorted(places)
        for start in range(0, len(distinct), BITE):
            for text, vector in self._known(distinct[start : start + BITE]).items():
                rows[places[text]] = vector
        return rows

    def _known(self, texts: Sequence[str]) -> dict[str, Vectors]:
        """Return the vector of each text, made now and kept where the cache has none."""
        known = self._cache.get(texts)
        for fresh, vectors in self._encoded([text for text in texts if text not in known]):
            self._cache.put(fresh, vectors)
            rounded = vectors.astype("<f2").astype(np.float32)
            known.update(zip(fresh, rounded, strict=True))
        return known

    def prepare(self, texts: Iterable[str]) -> None:
        """Put into the cache what will be asked for: all at once fills the encoder's batches."""
        for fresh, vectors in self._encoded(self._cache.lacking(sorted(set(texts)))):
            self._cache.put(fresh, vectors)

    def _encoded(self, texts: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Vectors]]:
        # Like lengths batch well, and the bundled encoder works out each token of a script once.
        ordered = sorted(texts, key=lambda text: (text.isascii(), len(text), text))
        cluster = self._cluster() if self._cluster and len(texts) >= SENT else None
        chunk = CHUNK if cluster is None else SENT
        tasks = [
            (self._name, self._fingerprint, tuple(ordered[start : start + chunk]))
            for start in range(0, len(ordered), chunk)
        ]
        characters = sum(map(len, texts))
        jobs = self._jobs or max(1, min(_processors(), characters // _PAYS_OFF))
        run = engine_for(jobs, cluster)
        if cluster is not None:
            about = {"encoder": self._fingerprint, "started": self._started}
            cluster = noting(self._store, cluster, texts=len(texts), **about)
        done = 0
        for place, vectors in run(encode_chunk, tasks, jobs=jobs, cluster=cluster):
            done += len(tasks[place][2])
            self._watch("encoding", done, len(texts))
            yield tasks[place][2], vectors


def _processors() -> int:
    import os  # noqa: PLC0415 - the one question to the machine, asked where it is used

    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
