"""Rounds as they are kept, their items, and who has what before them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Engine, Select, delete, func, select, update

from qualpipe.model import Item, QualpipeError, Round
from qualpipe.store.bulk import put
from qualpipe.store.connect import rows_of, writing
from qualpipe.store.rows import as_json, suggestion_of, suggestion_row
from qualpipe.store.tables import CLAIMS, ITEMS, ROUNDS

Row = Mapping[str, Any]
_COLUMNS = ("segment", "code", "transcript", "score", "basis", "evidence", "run")


class Rounds:
    """Every round in the order in which they were opened."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def open(self, one: Round, items: Sequence[Item]) -> None:
        """Keep a new round and its items."""
        fields = {name: value for name, value in asdict(one).items() if name != "closed"}
        with writing(self._engine) as connection:
            held = select(ROUNDS.c.name).where(ROUNDS.c.name == one.name)
            if connection.execute(held).first() is not None:
                raise QualpipeError(f"there is a round {one.name!r} already; name it otherwise")
            put(connection, ROUNDS, [(one.name, as_json(fields), one.opened, one.closed)])
            rows = (_item_row(one.name, number, item) for number, item in enumerate(items, 1))
            put(connection, ITEMS, rows)

    def close(self, name: str, *, at: str) -> None:
        """Close a round."""
        with writing(self._engine) as connection:
            connection.execute(update(ROUNDS).where(ROUNDS.c.name == name).values(closed=at))

    def all(self) -> tuple[Round, ...]:
        """Return every round, in the order in which they were opened."""
        found = rows_of(self._engine, select(ROUNDS).order_by(ROUNDS.c.opened, ROUNDS.c.name))
        return tuple(_round_of(row) for row in found)

    def items(self, name: str) -> tuple[Item, ...]:
        """Return the items of a round, in the order of the draw."""
        query: Select[Any] = select(ITEMS.c.document).where(ITEMS.c.round == name)
        found = rows_of(self._engine, query.order_by(ITEMS.c.number))
        return tuple(_item_of(row["document"]) for row in found)

    # Claims

    def claim(self, places: Sequence[tuple[str, str]], *, by: str, now: float, until: float) -> int:
        """Claim the first places (segment, code) of a list that nobody else holds.

        Takes one: what the reviewer held before is let go. Returns its index, -1 if others hold
        them all. Times are seconds since 1970; a claim that ran out is nobody's.
        """
        table = CLAIMS
        with writing(self._engine) as connection:
            gone = (table.c.reviewer == by) | (table.c.until <= now)
            connection.execute(delete(table).where(gone))
            rows = connection.execute(select(table.c.segment, table.c.code))
            taken = {(segment, code) for segment, code in rows}
            for index, (segment, code) in enumerate(places):
                if (segment, code) not in taken:
                    put(connection, table, [(segment, code, by, until)])
                    return index
        return -1

    def release(self, *, by: str) -> None:
        """Let go of what a reviewer holds."""
        with writing(self._engine) as connection:
            connection.execute(delete(CLAIMS).where(CLAIMS.c.reviewer == by))

    def claimed(self, *, now: float) -> int:
        """Return how many places are claimed."""
        query = select(func.count().label("held")).select_from(CLAIMS).where(CLAIMS.c.until > now)
        return int(rows_of(self._engine, query)[0]["held"])


def _round_of(row: Row) -> Round:
    fields = json.loads(row["document"])
    return Round(**{**fields, "reviewers": tuple(fields["reviewers"]), "closed": row["closed"]})


def _item_row(name: str, number: int, item: Item) -> tuple[object, ...]:
    document = {
        "suggestion": list(suggestion_row(item.suggestion)),
        "odds": item.odds,
        "reviewers": list(item.reviewers),
    }
    one = item.suggestion
    return (name, number, one.segment, one.code, as_json(document))


def _item_of(document: str) -> Item:
    fields = json.loads(document)
    row = dict(zip(_COLUMNS, fields["suggestion"], strict=True))
    return Item(
        suggestion=suggestion_of(row),
        odds=fields["odds"],
        reviewers=tuple(fields["reviewers"]),
    )
