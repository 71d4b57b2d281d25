"""How tables lie on a page: which columns, how wide, and where a wide table is cut."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Cell, Column, Kind, Table
from qualpipe.export.writers.shown import shown

_MOST_COLUMNS = 16
_LOOKED_AT = 400
# All in Latin letters of the size that tables are set in.
_LEAST, _MOST = 7, 60
_LONG_WORD, _READABLE = 20, 24
# What a line of a page holds, upright and on its side, also where Calibri is not there and a
# wider font steps in.
_UPRIGHT, _ROOM = 80, 122
_WORD = re.compile(r"[!-~\u00a1-\u024f]+")


def on_page(tables: Sequence[Table], language: Tongue) -> tuple[Table, ...]:
    """Return tables as a page shows them, in the order of the page.

    Columns that go on no page are gone, cells that repeat the row above are empty, and a table of
    more columns than a page can bear comes in parts, each with the first column.
    """
    return tuple(part for one in tables for part in _parts(_once(_paged(one)), language))


def _paged(table: Table) -> Table:
    kept = [n for n, column in enumerate(table.columns) if column.page]
    return replace(
        table,
        columns=tuple(table.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in table.rows),
    )


def _once(table: Table) -> Table:
    places = [n for n, column in enumerate(table.columns) if column.once]
    if not places or table.cards:
        return table
    rows: list[tuple[Cell, ...]] = []
    above: tuple[Cell, ...] | None = None
    for row in table.rows:
        cells = list(row)
        for n in places:
            if above is None or row[n] != above[n]:
                break
            cells[n] = ""
        rows.append(tuple(cells))
        above = row
    return replace(table, rows=tuple(rows))


def _parts(table: Table, language: Tongue) -> tuple[Table, ...]:
    """Cut a table that is too wide into parts; each bears the columns that name its rows."""
    wanted = _least(table)
    if table.cards or (sum(wanted) <= _ROOM and len(wanted) <= _MOST_COLUMNS):
        return (table,)
    lead = 1 + any(one.name == "status" for one in table.columns[:2])
    parts: list[list[int]] = []
    room = 0
    for n in range(lead, len(wanted)):
        if not parts or room < wanted[n] or len(parts[-1]) >= _MOST_COLUMNS:
            parts.append([*range(lead)])
            room = _ROOM - sum(wanted[:lead])
        parts[-1].append(n)
        room -= wanted[n]
    return tuple(
        replace(
            table,
            title=said("page_part", language, title=table.title, part=n, parts=len(parts)),
            columns=tuple(table.columns[place] for place in places),
            rows=tuple(tuple(row[place] for place in places) for row in table.rows),
            notes=table.notes if n == len(parts) else (),
        )
        for n, places in enumerate(parts, 1)
    )


@lru_cache(maxsize=1 << 16)
def wide(text: str) -> int:
    """Return how many Latin letters wide a text is; a Han character is two.

    >>> wide("屋企 home")
    9
    """
    if text.isascii():
        return len(text)
    return sum(1 + (unicodedata.east_asian_width(one) in "WF") for one in text)


def widths(table: Table) -> tuple[int, ...]:
    """Return the width that each column wants, in Latin letters, from its first few hundred rows.

    Long text is folded: it wants a width that grows with the root of its length.
    """
    found = []
    for column, texts in _looked_at(table):
        lines = sorted(wide(line) for text in texts for line in text.split("\n"))
        longest = lines[-1] if lines else 0
        usual = lines[len(lines) * 9 // 10] if lines else 0
        wanted = longest if longest <= _MOST // 2 else max(_MOST // 2, int(5 * usual**0.5))
        found.append(max(_LEAST, min(_MOST, max(wanted, _heading(column)))))
    return tuple(found)


def shares(table: Table) -> tuple[float, ...]:
    """Return the part of a page's width that each column gets; together 1.

    No column gets less than its longest word wants, as far as the page has room.
    """
    wanted, least = widths(table), _least(table)
    if sum(wanted) > _ROOM > sum(least):
        over = [want - few for want, few in zip(wanted, least, strict=True)]
        spare = (_ROOM - sum(least)) / max(1, sum(over))
        given = [few + spare * more for few, more in zip(least, over, strict=True)]
    else:
        given = [float(one) for one in wanted]
    return tuple(one / sum(given) for one in given)


def _least(table: Table) -> tuple[int, ...]:
    """Return the width below which each column is no longer fit to read."""
    found = []
    for (column, texts), want in zip(_looked_at(table), widths(table), strict=True):
        words = {word for text in texts for word in _WORD.findall(text)}
        longest = max(map(len, words), default=0) + 3
        longest = min(_LONG_WORD, max(longest, _longest_bold(column)))
        found.append(min(want, max(longest, _READABLE if want > _MOST // 2 else _LEAST)))
    return tuple(found)


def _looked_at(table: Table) -> Iterator[tuple[Column, list[str]]]:
    for n, column in enumerate(table.columns):
        yield column, [shown(row[n], column.kind) for row in table.rows[:_LOOKED_AT]]


def _heading(column: Column) -> int:
    """Return what a heading wants: a line of it may be folded, a word not."""
    return min(_MOST // 2, max(_longest_bold(column), wide(column.heading) // 2 + 2))


def _longest_bold(column: Column) -> int:
    """Return what the longest word of a heading wants: it is bold, and so wider."""
    longest = max(map(len, _WORD.findall(column.heading)), default=0)
    return longest + longest // 6 + 3


def needs_landscape(tables: Sequence[Table]) -> bool:
    """Say whether a page should lie on its side for these tables (already `on_page`)."""
    return any(not one.cards and sum(widths(one)) > _UPRIGHT for one in tables)


def numeric(column: Column) -> bool:
    """Say whether a column holds figures, which stand to the right."""
    return column.kind in {Kind.COUNT, Kind.SHARE, Kind.SCORE}


def card_lines(table: Table, row: Sequence[Cell]) -> tuple[tuple[str, str], ...]:
    """Return a row as lines of a label and a text; empty cells are left away."""
    pairs = zip(table.columns, row, strict=True)
    lines = ((one.heading, shown(cell, one.kind)) for one, cell in pairs)
    return tuple((heading, text) for heading, text in lines if text)
