"""Vectors of texts, kept by content, so that nothing is encoded twice."""

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, select

from qualpipe.model import QualpipeError
from qualpipe.store.bulk import put
from qualpipe.store.connect import reading, writing
from qualpipe.store.tables import VECTORS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# SQLite takes at most 32,766 parameters a statement; a smaller bite also frees other writers.
_ASK = 5_000


class VectorCache:
    """The vectors that one encoder made of texts.

    They are kept in half precision (IEEE 754 binary16): 1 kB for 512 dimensions. `get` gives back
    what `put` was given, rounded so; a caller that needs the same scores on a first and a second
    run rounds fresh vectors too.
    """

    def __init__(self, engine: Engine, encoder: str) -> None:
        self._engine = engine
        self._encoder = encoder

    def get(self, texts: Sequence[str]) -> "dict[str, NDArray[np.float32]]":
        """Return the vectors there are, by text, each of shape (dimensions,)."""
        import numpy as np  # noqa: PLC0415 - 60 ms, and most commands want no vector

        by_content = {_content(text): text for text in texts}
        asked = list(by_content)
        found: dict[str, NDArray[np.float32]] = {}
        query = select(VECTORS.c.content, VECTORS.c.halves)
        query = query.where(VECTORS.c.encoder == self._encoder)
        with reading(self._engine) as connection:
            for start in range(0, len(asked), _ASK):
                bite = VECTORS.c.content.in_(asked[start : start + _ASK])
                for content, halves in connection.execute(query.where(bite)):
                    vector = np.frombuffer(halves, dtype="<f2").astype(np.float32)
                    found[by_content[bytes(content)]] = vector
        return found

    def lacking(self, texts: Sequence[str]) -> list[str]:
        """Return the texts that have no vector yet."""
        with reading(self._engine) as connection:
            held = self._held(connection, [_content(text) for text in texts])
        return [text for text in texts if _content(text) not in held]

    def put(self, texts: Sequence[str], vectors: "NDArray[np.float32]") -> None:
        """Keep vectors of shape (texts, dimensions); what is no number is refused, not kept."""
        import numpy as np  # noqa: PLC0415 - as above

        halves = vectors.astype("<f2")
        if not np.isfinite(halves).all():
            raise QualpipeError(
                f"the encoder {self._encoder} gave vectors that are no numbers; take another one"
            )
        fresh = {_content(text): row.tobytes() for text, row in zip(texts, halves, strict=True)}
        with writing(self._engine) as connection:
            held = self._held(connection, list(fresh))
            rows = [(self._encoder, key, kept) for key, kept in fresh.items() if key not in held]
            put(connection, VECTORS, rows)

    def _held(self, connection: Connection, asked: Sequence[bytes]) -> set[bytes]:
        query = select(VECTORS.c.content).where(VECTORS.c.encoder == self._encoder)
        held: set[bytes] = set()
        for start in range(0, len(asked), _ASK):
            bite = VECTORS.c.content.in_(asked[start : start + _ASK])
            held.update(bytes(content) for (content,) in connection.execute(query.where(bite)))
        return held


def _content(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()
