"""Grids of cells: what a csv file or a workbook holds, as text, row by row."""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from qualpipe.ingest.draft import RawFile
from qualpipe.ingest.encoding import decode
from qualpipe.ingest.safety import check_zip
from qualpipe.model import Problem, UnreadableFile

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

CELLS = 5_000_000
"""A sheet that spans more cells than this is refused: the parser sets aside room for each."""

_DELIMITERS = ",\t;|"
_SAMPLE_ROWS = 50
_MERGED_LABEL = 40  # characters; what is longer is speech, and must not be said twice
_MERGED_CELLS = 5_000
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*([A-Za-z]*)(\d+)""")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row: its number in the file as people count, and its cells as text."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int | None) -> str:
        """Return the text of a cell without the white space around it ('' where there is none)."""
        if column is None or column >= len(self.cells):
            return ""
        return self.cells[column].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of a workbook, or a whole csv file.

    `place` is what problems call it (`P01.csv`, `P01.xlsx:talk`), `mark` stands between that and
    the number of a row; `speakers` are labels of which the user says that they are some.
    """

    place: str
    rows: tuple[Row, ...]
    mark: str = ":"
    speakers: tuple[str, ...] = ()

    def at(self, row: int) -> str:
        """Return the place of a row as a problem names it: `P01.csv:7` or `P01.xlsx:talk!7`."""
        return f"{self.place}{self.mark}{row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The sheets of a file that hold anything, and how its characters were read."""

    sheets: tuple[Sheet, ...]
    encoding: str = "utf-8"
    confidence: float = 1.0
    problems: tuple[Problem, ...] = ()


def book(file: RawFile) -> Book:
    """Return the cells of a csv, tsv or xlsx file."""
    if file.suffix in {".csv", ".tsv", ".tab"}:
        return _csv(file)
    return _workbook(file)


def _csv(file: RawFile) -> Book:
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    text, delimiter = decoded.text, ""
    told = re.match(r'"?sep=(.)"?\n', text)  # Excel writes it and hides it
    if told:
        text, delimiter = " \n" + text[told.end() :], told[1]
    delimiter = delimiter or _delimiter(text)
    rows, overfull = _within_width(_csv_rows(text, delimiter, file), delimiter, file)
    return Book(
        sheets=(Sheet(place=file.name, rows=rows, speakers=file.speakers),) if rows else (),
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        problems=(*decoded.problems, *_open_quote(text, rows, file), *overfull),
    )


def _within_width(
    rows: Sequence[Row], delimiter: str, file: RawFile
) -> tuple[tuple[Row, ...], list[Problem]]:
    """Join what stands right of the last column to it: words with a comma, typed without quotes."""
    widths = Counter(len(row.cells) for row in rows)
    width = max(widths, key=lambda one: (widths[one], one), default=0)
    kept, problems = [], []
    for row in rows:
        if width > 1 and any(cell.strip() for cell in row.cells[width:]):
            rest = f"{delimiter} ".join(row.cells[width - 1 :])
            row = replace(row, cells=(*row.cells[: width - 1], rest))  # noqa: PLW2901 - mended
            problems.append(
                Problem(
                    where=f"{file.name}:{row.number}",
                    message=f"more than {width} cells; the rest is joined to the last",
                    remedy='Put words that hold a comma in quotation marks: "Fine, thanks"',
                )
            )
        kept.append(row)
    return tuple(kept), problems


def _open_quote(text: str, rows: Sequence[Row], file: RawFile) -> Iterator[Problem]:
    """Report a quotation mark without its partner: the rest of the file lies in one cell."""
    if text.count('"') % 2 and rows and any("\n" in cell for cell in rows[-1].cells):
        yield Problem(
            where=f"{file.name}:{rows[-1].number}",
            message="a quotation mark is left open here: all that follows is in one cell",
            remedy='Close it with another ", or double it ("") if it is part of the words',
        )


def _csv_rows(text: str, delimiter: str, file: RawFile) -> tuple[Row, ...]:
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    rows, before = [], 0
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                rows.append(Row(number=before + 1, cells=tuple(cells)))
            before = lines.line_num
    except csv.Error as error:
        message = f"the table cannot be read from line {before + 1} on: {error}"
        remedy = 'Look for a quotation mark (") without its partner there'
        raise UnreadableFile(file.name, message, remedy) from error
    return tuple(rows)


def _delimiter(text: str) -> str:
    """Return what separates the cells: the sign that gives most rows the same number of cells.

    Speech is full of commas: counting signs, as sniffers do, finds commas in a file of tabs.
    """

    def evenness(delimiter: str) -> tuple[float, int]:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            widths = Counter(len(cells) for cells in islice(lines, _SAMPLE_ROWS))
        except csv.Error:  # an open quotation mark; reading reports it, with its line
            return 0.0, 0
        width, rows = max(widths.items(), key=lambda one: one[1], default=(0, 0))
        return (rows / max(widths.total(), 1) if width > 1 else 0.0), width

    return max(_DELIMITERS, key=evenness)


def _workbook(file: RawFile) -> Book:
    from python_calamine import (  # noqa: PLC0415 - needed for workbooks only
        CalamineError,
        CalamineWorkbook,
        SheetTypeEnum,
    )

    check_zip(file)
    _check_extent(file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
        sheets = [
            workbook.get_sheet_by_name(sheet.name)
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    except (CalamineError, OSError) as error:
        message = "the workbook is damaged or was not saved to its end"
        raise UnreadableFile(file.name, message, "Open it in Excel and save it again") from error
    found = (
        Sheet(
            place=f"{file.name}:{sheet.name}",
            rows=_rows(sheet),
            mark="!",
            speakers=file.speakers,
        )
        for sheet in sheets
    )
    return Book(sheets=tuple(sheet for sheet in found if sheet.rows))


def _rows(sheet: "CalamineSheet") -> tuple[Row, ...]:
    if sheet.start is None:
        return ()
    top, left = sheet.start
    cells = [[_text(cell) for cell in row] for row in sheet.to_python()]
    for (first, start), (last, end) in sheet.merged_cell_ranges or ():
        _fill(cells, range(first - top, last - top + 1), range(start - left, end - left + 1))
    rows = (Row(number=top + n, cells=tuple(row)) for n, row in enumerate(cells, 1))
    return tuple(row for row in rows if any(cell.strip() for cell in row.cells))


def _fill(cells: list[list[str]], rows: range, columns: range) -> None:
    """Write the label of merged cells into each of them: a speaker, or a heading, holds for all.

    A file may declare more cells merged than it has.
    """
    if rows.start not in range(len(cells)) or columns.start not in range(len(cells[rows.start])):
        return
    label = cells[rows.start][columns.start]
    if len(label) > _MERGED_LABEL or len(rows) * len(columns) > _MERGED_CELLS:
        return
    for row in cells[rows.start : rows.stop]:
        for column in range(columns.start, min(columns.stop, len(row))):
            row[column] = label


def _text(cell: object) -> str:
    """Return a cell as the sheet shows it: 1 for 1.0, a date without midnight, lines by LF."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    if isinstance(cell, time):
        return cell.isoformat(timespec="milliseconds" if cell.microsecond else "seconds")
    if isinstance(cell, date | timedelta | bool):
        return str(cell)
    # Excel writes a return inside a cell as _x000D_ where a program has put CR before LF.
    return str(cell).replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n")


def _check_extent(file: RawFile) -> None:
    """Refuse what the parser would not survive: no Excel workbook, or a stray cell far out.

    It asks for room for all cells up to the last, and never ends on some damaged tables of
    LibreOffice.
    """
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        for name in sheets:
            _check_sheet(archive.read(name), name, file)
    if not sheets:
        remedy = "Open it in its program and save it as .xlsx or .csv"
        raise UnreadableFile(file.name, "this is no workbook as Excel saves it", remedy)


def _check_sheet(xml: bytes, part: str, file: RawFile) -> None:
    rows, columns = 1, 1
    for letters, digits in _REFERENCE.findall(xml):
        rows = max(rows, int(digits[:9]))  # more digits are more rows than any program has
        columns = max(columns, _column(letters[:4].upper()))
    if rows * columns > CELLS:
        message = f"{part} spans {rows:,} rows and {columns:,} columns"
        remedy = "Delete the stray cell at its far end, or save the table as csv"
        raise UnreadableFile(file.name, message, remedy)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
