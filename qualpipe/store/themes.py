"""Editions of the themes as they are kept: what was found, and what people made of it."""

from dataclasses import dataclass

from sqlalchemy import Engine, insert, select

from qualpipe.model import QualpipeError, Run
from qualpipe.store import rows
from qualpipe.store.connect import rows_of, writing
from qualpipe.store.tables import EDITIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An edition: its number, the run it goes back to, and its content as JSON."""

    number: int
    run: Run
    document: str


class Editions:
    """Every edition of the themes, in order; none is ever changed."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, run: Run, document: str) -> int:
        """Keep a new edition; returns its number."""
        with writing(self._engine) as connection:
            row = {"run": rows.run_document(run), "document": document}
            key = connection.execute(insert(EDITIONS), row).inserted_primary_key
            return int(key[0]) if key else 0

    def last(self) -> Kept | None:
        """Return the latest edition, if there is one."""
        query = select(EDITIONS).order_by(EDITIONS.c.number.desc()).limit(1)
        found = rows_of(self._engine, query)
        return _kept(found[0]) if found else None

    def get(self, number: int) -> Kept:
        """Return an edition by its number; an unknown one lists those there are."""
        found = rows_of(self._engine, select(EDITIONS).where(EDITIONS.c.number == number))
        if not found:
            known = ", ".join(map(str, self.numbers())) or "none yet"
            raise QualpipeError(f"there is no edition {number} of the themes; known: {known}")
        return _kept(found[0])

    def runs(self) -> tuple[tuple[int, Run], ...]:
        """Return the run of each edition beside its number, without what was found."""
        query = select(EDITIONS.c.number, EDITIONS.c.run).order_by(EDITIONS.c.number)
        return tuple(
            (row["number"], rows.run_of(row["run"])) for row in rows_of(self._engine, query)
        )

    def numbers(self) -> tuple[int, ...]:
        """Return the numbers of all editions."""
        query = select(EDITIONS.c.number).order_by(EDITIONS.c.number)
        return tuple(int(row["number"]) for row in rows_of(self._engine, query))


def _kept(row: rows.Row) -> Kept:
    return Kept(number=row["number"], run=rows.run_of(row["run"]), document=row["document"])
