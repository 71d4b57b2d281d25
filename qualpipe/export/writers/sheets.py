"""Excel: a sheet a table, then what is left out and what the export states of itself."""

import io
import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import Face
from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Cell, Column, Kind, Table
from qualpipe.export.writers.embedded import properties
from qualpipe.export.writers.layout import wide, widths
from qualpipe.export.writers.rows import MOST_TEXT, Further, fitted, pack, too_long
from qualpipe.export.writers.shown import clean, moment, shown
from qualpipe.export.writing import written
from qualpipe.model import QualpipeError

if TYPE_CHECKING:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # it has no stubs
    from xlsxwriter.format import Format  # type: ignore[import-untyped]  # as above
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]  # as above

# Limits of the format.
MOST_ROWS, MOST_COLUMNS, MOST_NAME = 1_048_576, 16_384, 31
_A4 = 9
_REFUSED = re.compile(r"[\[\]:*?/\\]")
_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.SHARE: "0%",
    Kind.SCORE: "0.00",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
}
_BIG = 5_000
_LINE, _HIGHEST = 15.0, 409.0
_PRINTED = 180  # a wider sheet, shrunk to the width of a page, could not be read
_FONTS = {Tongue.EN: "Calibri", Tongue.HK: "Microsoft JhengHei", Tongue.CN: "Microsoft YaHei"}
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write a workbook: frozen headings, filters, widths that fit Chinese, real numbers.

    Text is never a formula. A table with more rows than a sheet holds goes on in further sheets;
    a text longer than a cell holds is cut, with a note in the last sheet.
    """
    from xlsxwriter import Workbook  # noqa: PLC0415 - slow to import

    for one in tables:
        if len(one.columns) > MOST_COLUMNS:
            raise QualpipeError(
                f"{path}: {one.title} has {len(one.columns)} columns, Excel holds {MOST_COLUMNS}; "
                "name fewer codes, or write a csv or parquet file"
            )
    held = io.BytesIO()
    file = Workbook(held, {**_OPTIONS, "in_memory": True})
    book = _Book(file, language)
    _fill(book, tables, face, language)
    file.close()
    with written(path) as beside:
        pack(held.getvalue(), beside, book.further)
    return (path,)


def _fill(book: "_Book", tables: Sequence[Table], face: Face, language: Tongue) -> None:
    made = moment(face.at)
    book.file.set_properties({
        "title": f"{face.project}: {tables[0].title}" if tables else face.project,
        "created": made or datetime(2000, 1, 1),  # noqa: DTZ001 - the format knows no zones
        "comments": face.software,
    })  # fmt: skip
    for name, value in properties(face).items():
        book.file.set_custom_property(name, value, "text")
    for one in tables:
        book.add(one)
    notes = [(one.title, note) for one in tables for note in one.notes]
    cut = sum(too_long(cell) for one in tables for row in one.rows for cell in row)
    if cut:
        notes.append((said("cut", language), said("note_cut", language, count=cut, most=MOST_TEXT)))
    book.add_lines(said("about", language), [*face.lines(language), *notes])


class _Book:
    """A workbook under way: its formats, the names of its sheets, the rows that come later."""

    def __init__(self, file: "Workbook", language: Tongue) -> None:
        self.file = file
        self.further: dict[int, Further] = {}
        self._names: set[str] = {"history"}  # a name that Excel keeps for itself
        base = {"font_name": _FONTS[language], "font_size": 10.5, "valign": "top"}
        self._head = file.add_format({
            **base, "bold": True, "text_wrap": True, "bottom": 1, "valign": "vcenter",
            "bg_color": "#EEF2F5",
        })  # fmt: skip
        self._text = file.add_format({**base, "text_wrap": True, "num_format": "@"})
        self._line = file.add_format({**base, "num_format": "@"})
        self._bold = file.add_format({**base, "bold": True})
        self._kinds = {
            kind: file.add_format({**base, "num_format": form}) for kind, form in _FORMATS.items()
        }

    def add(self, table: Table) -> None:
        """Add a table, over several sheets if it must be."""
        for start in range(0, max(1, len(table.rows)), MOST_ROWS - 1):
            self._sheet(table, table.rows[start : start + MOST_ROWS - 1])

    def _sheet(self, table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
        sheet = self.file.add_worksheet(sheet_name(table.title, self._names))
        room = widths(table)
        for n, width in enumerate(room):
            sheet.set_column(n, n, width + 2)
        sheet.freeze_panes(1, _frozen(table.columns))
        sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        if sum(room) < _PRINTED:
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for n, column in enumerate(table.columns):
            sheet.write_string(0, n, clean(column.heading), self._head)
        if rows:
            self._rows(sheet, table, rows, room)

    def _rows(
        self,
        sheet: "Worksheet",
        table: Table,
        rows: Sequence[tuple[Cell, ...]],
        room: Sequence[int],
    ) -> None:
        """Write the first row, from which the others take their styles, and note the others."""
        # So many folded rows would keep Excel busy for minutes: each gets one line.
        big = len(rows) > _BIG
        heights = () if big else tuple(_height(table, row, room) for row in rows)
        if not big:
            sheet.set_row(1, heights[0])
        for n, (column, cell) in enumerate(zip(table.columns, rows[0], strict=True)):
            text = self._line if big else self._text
            self._put(sheet, n, cell, column.kind, self._kinds.get(column.kind, text))
        self.further[len(self.file.worksheets())] = Further(
            kinds=tuple(one.kind for one in table.columns), rows=rows[1:], heights=heights[1:]
        )

    def _put(
        self, sheet: "Worksheet", column: int, cell: Cell, kind: Kind, style: "Format"
    ) -> None:
        when = moment(cell) if kind is Kind.MOMENT and isinstance(cell, str) else None
        if cell is None or cell == "":
            sheet.write_blank(1, column, None, style)
        elif when is not None:
            sheet.write_datetime(1, column, when, style)
        elif isinstance(cell, str):
            sheet.write_string(1, column, fitted(clean(cell)), style)
        else:
            sheet.write_number(1, column, cell, style)

    def add_lines(self, title: str, lines: Sequence[tuple[str, str]]) -> None:
        """Add a sheet of labels and texts."""
        sheet = self.file.add_worksheet(sheet_name(title, self._names))
        sheet.set_column(0, 0, 28)
        sheet.set_column(1, 1, 100)
        for at, (label, text) in enumerate(lines):
            sheet.write_string(at, 0, clean(label), self._bold)
            sheet.write_string(at, 1, clean(text), self._text)


def _height(table: Table, row: Sequence[Cell], room: Sequence[int]) -> float:
    """Return how high a row must be, in points: LibreOffice does not fit rows by itself."""
    most = 1
    for cell, column, width in zip(row, table.columns, room, strict=True):
        text = shown(cell, column.kind)
        if len(text) * 2 > width:
            lines = sum(-(-max(1, wide(line)) // width) for line in text.split("\n"))
            most = max(most, lines)
    return min(_HIGHEST, _LINE * most + 3)


def _frozen(columns: Sequence[Column]) -> int:
    """Return how many columns stay in view: the first, or the first two where it is a number."""
    return 2 if columns and columns[0].kind is Kind.COUNT and len(columns) > 1 else 1


def sheet_name(title: str, taken: set[str]) -> str:
    """Return a name that Excel takes and that no other sheet has; `taken` grows by it.

    >>> sheet_name("Housing / 住屋: all?", set())
    'Housing - 住屋- all-'
    """
    plain = _REFUSED.sub("-", clean(title)).replace("\n", " ").strip().strip("'") or "-"
    for name in _tried(plain):
        if name.casefold() not in taken:
            taken.add(name.casefold())
            return name
    raise AssertionError("there is always another number")


def _tried(plain: str) -> Iterator[str]:
    yield _short(plain, MOST_NAME)
    number = 2
    while True:
        ending = f" {number}"
        yield _short(plain, MOST_NAME - len(ending)) + ending
        number += 1


def _short(text: str, most: int) -> str:
    """Cut a text to so many UTF-16 units, which is what Excel counts."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore").rstrip(" '")
