"""Neighbours: for each segment those nearest in meaning, among a few or a hundred thousand."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from qualpipe.text.vectors import Vectors

Indices = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]

# Up to here every pair is compared; above, only pairs in cells that lie close together.
EXACT = 30_000
# Rows compared at once: 64 MB of likenesses against 30,000 others.
_BLOCK = 512
# A group of neighbours has a row and its nearest ones, if they have this cosine with it.
_IN_GROUP, _CLOSE = 3, 0.25
# Cells looked into for a row's neighbours, of the square root of the rows.
_PROBES = 20


def unit(rows: npt.NDArray[np.floating]) -> Floats:
    """Give each row the length 1, so that products are cosines; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return scaled


def neighbours(vectors: Vectors, count: int, *, seed: int = 0) -> Indices:
    """Return the rows nearest to each row by cosine, nearest first: shape (rows, count).

    A row is no neighbour of its own; with `count` rows or fewer there are as many as there are.
    Ties go to the lower row. Vectors have unit length.
    """
    rows = len(vectors)
    count = min(count, rows - 1)
    if count < 1:
        return np.zeros((rows, 0), np.int32)
    found = np.empty((rows, count), np.int32)
    everything = np.arange(rows)
    parts = ((everything, everything),) if rows <= EXACT else _cells(vectors, seed)
    for members, around in parts:
        candidates = around if len(around) > count else everything
        for start in range(0, len(members), _BLOCK):
            block = members[start : start + _BLOCK]
            found[block] = _nearest(vectors, block, candidates, count)
    return found


def _nearest(
    vectors: Vectors, block: npt.NDArray[np.int64], among: npt.NDArray[np.int64], count: int
) -> Indices:
    """Find the nearest of some rows among sorted candidates that hold them."""
    likeness = vectors[block] @ vectors[among].T
    likeness[np.arange(len(block)), np.searchsorted(among, block)] = -np.inf
    best = np.sort(np.argpartition(-likeness, count - 1, axis=1)[:, :count], axis=1)
    order = np.argsort(-np.take_along_axis(likeness, best, axis=1), axis=1, kind="stable")
    nearest: Indices = among[np.take_along_axis(best, order, axis=1)].astype(np.int32)
    return nearest


def _cells(
    vectors: Vectors, seed: int
) -> Iterator[tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]]:
    """Divide the rows into cells; each comes with all rows of the cells around it."""
    from sklearn.cluster import MiniBatchKMeans  # type: ignore[import-untyped] # noqa: PLC0415 - large corpora only

    count = round(np.sqrt(len(vectors)))
    cells = MiniBatchKMeans(count, n_init=1, batch_size=8192, max_iter=20, random_state=seed)
    of = cells.fit_predict(vectors)
    members = [np.flatnonzero(of == cell) for cell in range(count)]
    centres = cells.cluster_centers_
    around = neighbours(unit(centres), _PROBES - 1)
    for cell in range(count):
        if len(members[cell]):
            near = np.sort(np.concatenate([members[cell], *(members[c] for c in around[cell])]))
            yield members[cell], near


def gathered(vectors: Vectors) -> list[tuple[int, ...]]:
    """Group each row with its nearest, the closest first; none is in two groups."""
    near = neighbours(vectors, _IN_GROUP)
    cosines = np.einsum("ik,ijk->ij", vectors, vectors[near])
    groups: list[tuple[int, ...]] = []
    taken: set[int] = set()
    for row in np.argsort(-cosines[:, 0], kind="stable").tolist():
        close = [
            other
            for other, cosine in zip(near[row].tolist(), cosines[row], strict=True)
            if cosine >= _CLOSE and other not in taken
        ]
        if row not in taken and close:
            taken |= {row, *close}
            groups.append((row, *close))
    return groups
