"""The ledger: what people decided, appended and sealed, never changed."""

from collections.abc import Iterable

from sqlalchemy import Engine, insert, select

from qualpipe.model import Decision
from qualpipe.store import rows
from qualpipe.store.connect import rows_of, writing
from qualpipe.store.tables import DECISIONS


class Ledger:
    """Every decision in the order in which it was made; each seals the one before."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, decisions: Iterable[Decision]) -> None:
        """Append decisions; they are on disk when this returns."""
        names = [column.name for column in DECISIONS.columns][1:]
        with writing(self._engine) as connection:
            last = select(DECISIONS.c.seal).order_by(DECISIONS.c.number.desc()).limit(1)
            seal = connection.execute(last).scalar() or ""
            for one in decisions:
                row = rows.decision_row(one, before=seal)
                seal = str(row[-1])
                connection.execute(insert(DECISIONS), dict(zip(names, row, strict=True)))

    def decisions(self) -> tuple[Decision, ...]:
        """Return every decision, in the order they were made."""
        query = select(DECISIONS).order_by(DECISIONS.c.number)
        return tuple(rows.decision_of(row) for row in rows_of(self._engine, query))

    def last_seal(self) -> str:
        """Return the seal of the latest decision: it stands for all that was decided."""
        query = select(DECISIONS.c.seal).order_by(DECISIONS.c.number.desc()).limit(1)
        found = rows_of(self._engine, query)
        return str(found[0]["seal"]) if found else ""
