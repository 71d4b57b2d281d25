"""Comparing: what a file says, held against what the ledger gives."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import isclose

from qualpipe.export.table import Cell, Column, Kind, Table
from qualpipe.export.verifying.found import FoundTable, Said
from qualpipe.export.writers.shown import clean, guarded, moment, shown

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*|\.\d+")
_BLANKS = re.compile(r"\s+")
_A_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_NUMERIC = {Kind.COUNT, Kind.SHARE, Kind.SCORE}
_SHORT = 80
_LOOKED_AT = 2_000  # rows that are looked through for the one that was edited


class Status(StrEnum):
    """What became of a number or quote."""

    HOLDS = "holds"
    DIFFERS = "differs"
    GONE = "not in the file"
    REWORDED = "reworded"
    OURS_NOT = "not from qualpipe"
    UNKNOWN = "cannot be rebuilt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place of a file: what it says, and what the ledger gives.

    `where` is the claim of a sentence, or a table's title, row and column; `table` its name.
    """

    status: Status
    where: str
    table: str = ""
    says: str = ""
    gives: str = ""


def sentences(
    expected: Mapping[str, str], marked: Mapping[str, str], words: str
) -> Iterator[Finding]:
    """Hold the sentences and quotes of a report against what it would say.

    A sentence may be reworded as long as its numbers stay; a quote may not. What lost its mark is
    looked for in the whole text.
    """
    whole = _even(words)
    for claim, text in expected.items():
        says, gives = _even(marked.get(claim, "")), _even(clean(text))
        if says == gives or (not says and gives in whole):
            yield Finding(status=Status.HOLDS, where=claim)
        elif not says:
            yield Finding(status=Status.GONE, where=claim, gives=gives)
        elif not claim.startswith("quote/") and numbers(says) == numbers(gives):
            yield Finding(status=Status.REWORDED, where=claim, says=says, gives=gives)
        else:
            yield Finding(status=Status.DIFFERS, where=claim, says=says, gives=gives)


def numbers(text: str) -> tuple[str, ...]:
    """Return the numbers of a sentence in order.

    >>> numbers("1,234 of 5 (33%), α = .71")
    ('1,234', '5', '33', '.71')
    """
    return tuple(_NUMBER.findall(text))


def _even(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()


def table(expected: Table, found: FoundTable | None) -> Iterator[Finding]:
    """Hold a table against the one of the same name in a file, whatever order its rows are in."""
    where = expected.title
    if found is None:
        if expected.rows:
            yield Finding(status=Status.GONE, where=where, table=expected.name)
        return
    rows = [row for row in found.rows if any(cell not in {None, ""} for cell in row)]
    pairs, strange, left = _paired(expected, rows)
    for row, said in pairs:
        yield from _cells(expected, row, said)
    for said in strange:
        twin = _likest(expected.columns, said, left)
        if twin is None:
            words = " | ".join(_shown(cell) for cell in said[:3] if cell not in {None, ""})
            yield Finding(status=Status.OURS_NOT, where=where, says=words, table=expected.name)
        else:
            left.remove(twin)
            yield from _cells(expected, twin, said)
    for row in left:
        name = _name(expected.columns, row)
        yield Finding(status=Status.GONE, where=where, gives=name, table=expected.name)


Row = tuple[Cell, ...]
Read = tuple[Said, ...]


def _paired(
    expected: Table, rows: Sequence[Read]
) -> tuple[list[tuple[Row, Read]], list[Read], list[Row]]:
    """Pair rows that read alike; return those of the file, and of the ledger, that are left."""
    waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in reversed(range(len(expected.rows))):
        row = expected.rows[at]
        waiting[tuple(_plain(*one) for one in zip(expected.columns, row, strict=True))].append(at)
    pairs, strange, taken = [], [], set()
    for said in rows:
        key = tuple(_plain(column, cell) for column, _, cell in _pairs(expected.columns, (), said))
        if waiting[key]:
            at = waiting[key].pop()
            taken.add(at)
            pairs.append((expected.rows[at], said))
        else:
            strange.append(said)
    return pairs, strange, [row for at, row in enumerate(expected.rows) if at not in taken]


def _plain(column: Column, cell: Said) -> str:
    """Return a cell as a page shows it, whether it came as text, number or moment."""
    if isinstance(cell, datetime):
        return f"{cell:%Y-%m-%d %H:%M}"
    text = cell if isinstance(cell, str) else None
    if text is not None and column.kind in _NUMERIC and _A_NUMBER.fullmatch(text):
        cell, text = float(text), None
    if text is not None:
        return _even(shown(text.removeprefix("'"), column.kind))
    if isinstance(cell, float) and column.kind is Kind.COUNT and cell.is_integer():
        cell = int(cell)
    return shown(cell if not isinstance(cell, datetime) else None, column.kind)


def _likest(columns: Sequence[Column], row: Read, left: Sequence[Row]) -> Row | None:
    """Return the row of the same names, else the one that most cells are shared with.

    None if no more than half of the cells are shared: then it is another row.
    """
    best, most = None, len(columns) / 2
    for one in left[:_LOOKED_AT]:
        alike = [_equal(*each) for each in _pairs(columns, one, row)]
        names = [
            same
            for same, column, cell in zip(alike, columns, one, strict=True)
            if column.kind is Kind.TEXT and cell
        ]
        likeness = len(columns) if names and all(names) else sum(alike)
        if likeness > most:
            best, most = one, likeness
    return best


def _pairs(columns: Sequence[Column], row: Row, found: Read) -> Iterator[tuple[Column, Cell, Said]]:
    padded = (*found, *(None,) * max(0, len(columns) - len(found)))
    cells = row or (None,) * len(columns)
    return zip(columns, cells, padded[: len(columns)], strict=True)


def _cells(table: Table, row: Row, found: Read) -> Iterator[Finding]:
    """Yield each cell that differs; that the row holds if none does."""
    name = ""
    for column, cell, said in _pairs(table.columns, row, found):
        if not _equal(column, cell, said):
            name = name or _name(table.columns, row)
            yield Finding(
                status=Status.DIFFERS,
                where=f"{table.title}: {name}: {column.heading or column.name}",
                says=_shown(said),
                gives=shown(cell, column.kind),
                table=table.name,
            )
    if not name:
        yield Finding(status=Status.HOLDS, where=table.title, table=table.name)


def _name(columns: Sequence[Column], row: Row) -> str:
    texts = [shown(cell, one.kind) for one, cell in zip(columns, row, strict=True)]
    return _short(next((text for text in texts if text and not text.isdigit()), texts[0]))


def _equal(column: Column, cell: Cell, said: Said) -> bool:
    """Say whether a cell of the file is what the table has, written in whatever way."""
    if said is None or said == "":
        return shown(cell, column.kind) == ""
    if isinstance(said, datetime):
        made = moment(cell) if isinstance(cell, str) else None
        return made is not None and abs((made - said).total_seconds()) < 1
    if isinstance(said, int | float):
        if isinstance(cell, int | float):
            return isclose(said, cell, rel_tol=1e-9, abs_tol=1e-12)
        return isinstance(cell, str) and cell == f"{said:g}"
    return _even(said) in _ways(cell, column)


def _ways(cell: Cell, column: Column) -> set[str]:
    """Return the ways in which a cell may be written."""
    ways = {shown(cell, column.kind)}
    if isinstance(cell, str):
        ways |= {clean(cell), str(guarded(clean(cell)))}
    else:
        ways |= {str(cell), str(int(cell)) if isinstance(cell, bool) else str(cell)}
    return {_even(one) for one in ways}


def _shown(said: Said) -> str:
    return f"{said:g}" if isinstance(said, float) else _short("" if said is None else str(said))


def _short(text: str) -> str:
    one_line = _even(text)
    return one_line if len(one_line) <= _SHORT else f"{one_line[:_SHORT]}…"
