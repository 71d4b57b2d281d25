"""Excel: every sheet as a table, numbers as numbers."""

from datetime import date, datetime, time
from pathlib import Path

from qualpipe.export.verifying.found import Found, FoundTable, Said
from qualpipe.model import QualpipeError


def read(path: Path) -> Found:
    """Read the sheets of a workbook; the first line of each holds the headings."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - seldom needed

    try:
        book = CalamineWorkbook.from_path(str(path))
        return Found(tables=tuple(_table(book, name) for name in book.sheet_names))
    except (CalamineError, OSError) as fault:
        raise QualpipeError(f"{path}: it cannot be read as a workbook ({fault})") from fault


def _table(book: object, name: str) -> FoundTable:
    sheet = book.get_sheet_by_name(name)  # type: ignore[attr-defined]  # imported late
    rows = [tuple(map(_cell, row)) for row in sheet.to_python(skip_empty_area=False)]
    heads = tuple(str(one or "") for one in rows[0]) if rows else ()
    return FoundTable(name=name, heads=heads, rows=tuple(rows[1:]))


def _cell(value: object) -> Said:
    if isinstance(value, datetime | str | int | float | bool) or value is None:
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    return str(value)
