"""The ledger: what people decided, appended and sealed, never changed."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, Engine, func, insert, or_, select

from qualpipe.model import Decision, Verdict
from qualpipe.store.connect import rows_of, writing
from qualpipe.store.rows import Row, as_json
from qualpipe.store.tables import DECISIONS

# A decision's place in the ledger, which the chain of seals holds by itself, and the fields that
# came with the second schema.
_PLACE = frozenset({"number", "act"})
_LATER = frozenset({"codebook", "round", "adjudicates", "undoes"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A place where the chain of seals does not hold: the row there was changed or is missing."""

    number: int
    segment: str


class Ledger:
    """Every decision in the order in which it was made; each seals the one before."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def append(self, decisions: Iterable[Decision]) -> tuple[int, ...]:
        """Append decisions as one act; they are on disk when this returns. Returns their numbers.

        All are kept or none.
        """
        with writing(self._engine) as connection:
            return _append(connection, decisions)

    def decisions(
        self, *, after: int = 0, before: int | None = None, under: Sequence[str] = ()
    ) -> tuple[Decision, ...]:
        """Return every decision in the order they were made, or those between two numbers.

        `under` are beginnings of addresses (`P01:`, `P01:12:`): only what lies there is read.
        """
        query = select(DECISIONS).where(DECISIONS.c.number > after).order_by(DECISIONS.c.number)
        if before is not None:
            query = query.where(DECISIONS.c.number < before)
        if under:
            here = (DECISIONS.c.segment.startswith(one, autoescape=True) for one in under)
            query = query.where(or_(*here))
        found = (decision_of(row) for row in rows_of(self._engine, query))
        # SQLite's LIKE takes p01 for P01.
        return tuple(one for one in found if one.segment.startswith(tuple(under) or ""))

    def last_seal(self) -> str:
        """Return the seal of the latest decision: it stands for all that was decided."""
        query = select(DECISIONS.c.seal).order_by(DECISIONS.c.number.desc()).limit(1)
        found = rows_of(self._engine, query)
        return str(found[0]["seal"]) if found else ""

    def number_of(self, seal: str) -> int | None:
        """Return the number of the decision with a seal (0 for the empty ledger's '')."""
        if not seal:
            return 0
        found = rows_of(self._engine, select(DECISIONS.c.number).where(DECISIONS.c.seal == seal))
        return int(found[0]["number"]) if found else None

    def breaks(self) -> tuple[Break, ...]:
        """Return where the chain of seals does not hold; empty when nothing was tampered with.

        Each row is held against the seal that is written before it, so that one changed row is
        one break and not a thousand.
        """
        found, before = [], ""
        for row in rows_of(self._engine, select(DECISIONS).order_by(DECISIONS.c.number)):
            if seal_of(decision_of(row), before=before) != row["seal"]:
                found.append(Break(number=row["number"], segment=row["segment"]))
            before = str(row["seal"])
        return tuple(found)


def _append(connection: Connection, decisions: Iterable[Decision]) -> tuple[int, ...]:
    names = [column.name for column in DECISIONS.columns]
    last = select(DECISIONS.c.seal).order_by(DECISIONS.c.number.desc()).limit(1)
    seal = connection.execute(last).scalar() or ""
    first = int(connection.execute(select(func.max(DECISIONS.c.number))).scalar() or 0) + 1
    values = []
    for number, one in enumerate(decisions, first):
        row = decision_row(one, before=seal, number=number, act=first)
        seal = str(row[names.index("seal")])
        values.append(dict(zip(names, row, strict=True)))
    if values:
        connection.execute(insert(DECISIONS), values)
    return tuple(int(str(row["number"])) for row in values)


def decision_row(decision: Decision, *, before: str, number: int, act: int) -> tuple[object, ...]:
    """Return a decision under its number, sealed."""
    return (
        number,
        decision.segment,
        decision.code,
        decision.verdict.value,
        decision.reviewer,
        decision.at,
        decision.note,
        decision.seen,
        decision.odds,
        decision.words,
        seal_of(decision, before=before),
        decision.codebook,
        decision.round,
        decision.adjudicates,
        decision.undoes,
        act,
    )


def seal_of(decision: Decision, *, before: str) -> str:
    """Return a decision's seal: its digest covers the seal of the one before it."""
    fields = {name: value for name, value in asdict(decision).items() if name not in _PLACE}
    # What the first schema did not know is sealed where it says something, so that the seals of
    # decisions made before still hold.
    said = {name: value for name, value in fields.items() if name not in _LATER or value}
    return hashlib.sha256((before + as_json(said)).encode()).hexdigest()


def decision_of(row: Row) -> Decision:
    """Read a decision back."""
    return Decision(
        segment=row["segment"],
        code=row["code"],
        verdict=Verdict(row["verdict"]),
        reviewer=row["reviewer"],
        at=row["at"],
        note=row["note"],
        seen=row["seen"],
        odds=row["odds"],
        words=row["words"],
        codebook=row["codebook"],
        round=row["round"],
        adjudicates=bool(row["adjudicates"]),
        undoes=row["undoes"],
        number=row["number"],
        act=row["act"] or row["number"],
    )
