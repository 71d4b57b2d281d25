"""Memos as they are kept: appended, never changed."""

from dataclasses import replace

from sqlalchemy import Engine, insert, select

from qualpipe.model import Memo
from qualpipe.store.connect import rows_of, writing
from qualpipe.store.tables import MEMOS

_FIELDS = ("about", "text", "reviewer", "at", "words", "round", "replaces")


class Memos:
    """Every memo in the order in which it was written."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, memo: Memo) -> Memo:
        """Append a memo; it is on disk when this returns. Returns it with its number."""
        row = {name: getattr(memo, name) for name in _FIELDS}
        with writing(self._engine) as connection:
            key = connection.execute(insert(MEMOS), row).inserted_primary_key
            number = int(key[0]) if key else 0
        return replace(memo, number=number)

    def all(self, *, about: str | None = None) -> tuple[Memo, ...]:
        """Return every memo, those that were replaced among them, or those about one thing."""
        query = select(MEMOS).order_by(MEMOS.c.number)
        if about is not None:
            query = query.where(MEMOS.c.about == about)
        return tuple(Memo(**row) for row in rows_of(self._engine, query))
