"""The network of multilingual USE v3: an average of words and of their small neighbourhoods."""

import math
import mmap
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from qualpipe.text.use3.convolution import Floats, convolve, filters
from qualpipe.text.use3.weights import read

Ids = npt.NDArray[np.int64]

CHUNKS, DIMENSIONS, BRANCH = 17, 512, 256
# The three convolutions: how many tokens each looks at, and how many of these lie to the left.
BRANCHES = ((2, 0), (3, 1), (5, 2))
FEATURES = DIMENSIONS + BRANCH * len(BRANCHES)
# No convolution reaches further than this, so that many blank rows keep two texts apart.
REACH = 2
# Matrices have a multiple of 64 rows, and of 128 where two tokens share a row. The BLAS library
# treats odd rows at the edge of a matrix in another order of additions, and a text's vector would
# then depend on its neighbours.
ROWS = 128
# Tokens worked on at once: a few MB, so that they stay in the processor's cache.
BATCH = 768
# Distinct tokens remembered (15 KB each); when full, all are forgotten and learned anew. Ten
# interviews have some five thousand; a third fewer are learned half again as often.
REMEMBERED = 4_096


def room_of(length: int) -> int:
    """Return the rows of a text: an even number, so that each begins at the left of a pair."""
    return length + length % 2 + REACH


def _round_up(rows: int) -> int:
    return -(-rows // ROWS) * ROWS


def _blank(*shape: int) -> Floats:
    """Return zeros that take up memory as they are written to, a page (4 KB) at a time.

    What NumPy asks for comes in pages of 2 MB on Linux: for our many arrays 30 MB more.
    """
    room = mmap.mmap(-1, math.prod(shape) * np.dtype(np.float32).itemsize)
    return np.frombuffer(room, np.float32).reshape(shape)


def _normalised(x: Floats, gain: Floats, bias: Floats, epsilon: float) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[1]
    scaled: Floats = x / np.sqrt(variance + epsilon)[:, None] * gain + bias
    return scaled


class _Work:
    """Room for one batch, used again for the next."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.raw = np.empty((rows, DIMENSIONS), np.float32)
        self.layers = [np.empty((rows + 2 * REACH, BRANCH), np.float32) for _ in range(3)]
        self.features = np.empty((rows, FEATURES), np.float32)
        self.pairs = np.empty((4, rows // 2, BRANCH), np.float32)


class Network:
    """The weights, and the first layers' answers for the tokens met so far."""

    def __init__(self, weights: Path) -> None:
        w: dict[str, Any] = read(weights)
        self.w = w
        # Token t lies in row t // 17 of block t % 17, each block with its own scale.
        self.blocks = [w.pop(f"q{chunk + 1}") for chunk in range(CHUNKS)]
        # The three projections are normalised together.
        self.joined = {
            name: np.concatenate([w[f"{name}{reach}"] for reach, _ in BRANCHES], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        }
        self.filters = {
            reach: filters(w[f"w2_{reach}"].reshape(reach, BRANCH, BRANCH)) for reach, _ in BRANCHES
        }
        self.epsilon = float(w["eps"])
        self.slots = np.zeros(CHUNKS * len(self.blocks[0]), np.int32)
        self.work = _Work(_round_up(BATCH))
        self._forget(REMEMBERED)

    def _forget(self, capacity: int) -> None:
        """Start the memory of tokens anew; slot 0 is the blank between two texts."""
        self.slots[:] = 0
        self.known = 1
        capacity = _round_up(capacity + ROWS)
        self.raw = _blank(capacity, DIMENSIONS)
        self.projected = [_blank(capacity, BRANCH) for _ in BRANCHES]
        self.first = [_blank(reach, capacity, BRANCH) for reach, _ in BRANCHES]

    def learn(self, ids: Ids) -> None:
        """Work out the layers that see one token at a time, for tokens not met before."""
        wanted = np.unique(ids)
        new = wanted[self.slots[wanted] == 0]
        if self.known + len(new) > REMEMBERED:
            new = wanted
            self._forget(max(REMEMBERED, len(new)))
        for start in range(0, len(new), BATCH):
            self._learn(new[start : start + BATCH])

    def _learn(self, new: Ids) -> None:
        w, block = self.w, np.zeros((_round_up(len(new)), DIMENSIONS), np.float32)
        for chunk, table in enumerate(self.blocks):
            (own,) = np.nonzero(new % CHUNKS == chunk)
            block[own] = table[new[own] // CHUNKS] * w["scale"][chunk] + w["lo"][chunk]
        here = slice(self.known, self.known + len(new))
        x = block @ self.joined["proj"] + self.joined["proj_b"]
        x = _normalised(x, self.joined["ln_g"], self.joined["ln_b"], self.epsilon)
        self.raw[here] = block[: len(new)]
        for branch, (reach, left) in enumerate(BRANCHES):
            part = np.ascontiguousarray(x[:, branch * BRANCH : (branch + 1) * BRANCH])
            self.projected[branch][here] = part[: len(new)]
            for step, kernel in enumerate(w[f"w1_{reach}"].reshape(reach, BRANCH, BRANCH)):
                answers = (part @ kernel)[: len(new)]
                # The bias belongs to the token in the middle: a blank there has no answer.
                self.first[branch][step, here] = answers + w[f"b1_{reach}"] * (step == left)
        self.slots[new] = np.arange(self.known, self.known + len(new))
        self.known += len(new)

    def sums(self, texts: Sequence[Ids]) -> Floats:
        """Return the sum of the token features of each text (before the last layers)."""
        lengths = np.array([len(text) for text in texts])
        ends = np.cumsum([room_of(len(text)) for text in texts])
        starts = np.concatenate([[0], ends[:-1]])
        rows = _round_up(int(ends[-1]) - REACH)
        slots = np.zeros(rows + 2 * REACH, np.int64)
        for start, text in zip(starts + REACH, texts, strict=True):
            slots[start : start + len(text)] = self.slots[text]
        if rows > self.work.rows:
            self.work = _Work(rows)
        features = self.work.features[:rows]
        np.take(
            self.raw, slots[REACH : REACH + rows], axis=0, out=self.work.raw[:rows], mode="clip"
        )
        features[:, :DIMENSIONS] = self.work.raw[:rows]
        for branch in range(len(BRANCHES)):
            self._branch(branch, slots, features)
        mean = features.mean(axis=1)
        variance = np.einsum("ij,ij->i", features, features) / FEATURES - mean * mean
        scale = 1 / np.sqrt(variance + self.epsilon)
        # Normalised rows are added up: the scale of each is its weight in the sum, and what lies
        # below its mean is taken from the sum at once, which saves a walk over all features.
        below = scale * mean
        total = [
            scale[a:b] @ features[a:b] - below[a:b].sum()
            for a, b in zip(starts, starts + lengths, strict=True)
        ]
        w = self.w
        added: Floats = (
            np.stack(total) * w["ln_g"] + lengths[:, None].astype(np.float32) * w["ln_b"]
        )
        return added

    def _branch(self, branch: int, slots: Ids, features: Floats) -> None:
        """Run the two convolutions of one width over texts laid side by side."""
        reach, left = BRANCHES[branch]
        rows = len(features)
        padded, part, out = (one[: rows + 2 * REACH] for one in self.work.layers)
        part, out = part[:rows], out[:rows]
        h = padded[REACH : REACH + rows]
        padded[:REACH] = padded[REACH + rows :] = 0
        middle = slots[REACH : REACH + rows]
        for step, answers in enumerate(self.first[branch]):
            at = REACH + step - left
            np.take(answers, slots[at : at + rows], axis=0, out=part if step else h, mode="clip")
            if step:
                h += part
        np.maximum(h, 0, out=h)
        np.take(self.projected[branch], middle, axis=0, out=part, mode="clip")
        h += part
        h[middle == 0] = 0
        for place, prepared in self.filters[reach]:
            seen = padded[REACH + place - left :]
            convolve(seen, prepared, self.work.pairs, out, add=place > 0)
        out += self.w[f"b2_{reach}"]
        np.maximum(out, 0, out=out)
        columns = slice(DIMENSIONS + branch * BRANCH, DIMENSIONS + (branch + 1) * BRANCH)
        np.add(out, h, out=features[:, columns])

    def head(self, sums: Floats, lengths: Floats) -> Floats:
        """Turn sums of token features into vectors of unit length."""
        w, count = self.w, len(sums)
        out = np.empty((_round_up(count), DIMENSIONS), np.float32)
        padded = np.zeros((len(out), sums.shape[1]), np.float32)
        padded[:count] = sums
        size = np.ones((len(out), 1), np.float32)
        size[:count, 0] = lengths
        for start in range(0, len(out), ROWS):
            rows = slice(start, start + ROWS)
            mean = (padded[rows] @ w["cnn_W"] + size[rows] * w["cnn_b"]) / np.sqrt(size[rows])
            a = np.maximum(mean @ w["d0"], 0)
            b = np.maximum(mean @ w["p1"] + a @ w["d1"], 0)
            out[rows] = np.tanh(b @ w["p3"] + np.maximum(b @ w["d2"], 0) @ w["d3"])
        unit: Floats = out[:count] / np.linalg.norm(out[:count], axis=1, keepdims=True)
        return unit
