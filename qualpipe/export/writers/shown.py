"""How a cell is shown: the same text in every format, so that `verify` can hold it against."""

import re
from datetime import datetime

from qualpipe.export.table import Cell, Kind

# What XML 1.0 has no place for; Word, Excel and browsers refuse the whole file for one of them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet program would run as a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def shown(cell: Cell, kind: Kind) -> str:
    """Return the text of a cell on a page.

    >>> [shown(cell, kind) for cell, kind in
    ...  ((1234, Kind.COUNT), (0.457, Kind.SHARE), (0.5, Kind.SCORE), (None, Kind.SCORE))]
    ['1,234', '46%', '0.50', '']
    >>> shown("2026-01-05T09:00:00+08:00", Kind.MOMENT)
    '2026-01-05 09:00'
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        if kind is Kind.MOMENT and (found := moment(cell)):
            return found.strftime("%Y-%m-%d %H:%M")
        return clean(cell)
    if kind is Kind.SHARE:
        return f"{cell:.0%}"
    return f"{cell:.2f}" if isinstance(cell, float) else f"{cell:,}"


def clean(text: str) -> str:
    """Return text that any file may hold: line ends LF, `\ufffd` for what XML has no place for."""
    return _UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def moment(text: str) -> datetime | None:
    """Return a moment as the clock on the wall showed it; None if the text is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None


def guarded(cell: Cell) -> Cell:
    """Return a cell that a spreadsheet will not run: what a participant said stays words.

    >>> guarded("=1+1"), guarded("-"), guarded(-1)
    ("'=1+1", "'-", -1)
    """
    if isinstance(cell, str) and cell.startswith(_FORMULA):
        return f"'{cell}"
    return cell
