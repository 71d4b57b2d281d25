"""Sheets that were filled in: the rows of an .xlsx or .csv file by the names of their columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualpipe.ingest.draft import RawFile
from qualpipe.ingest.limits import load, true_suffix
from qualpipe.ingest.readers.table.grid import Row, Sheet, book
from qualpipe.model import Problem, UnreadableFile

# As written by qualpipe.export.sheet: a quote before what a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SUFFIXES = (".xlsx", ".csv", ".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a sheet: where it is (`sheet.xlsx:review!7`), and its cells by column."""

    where: str
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A sheet that came back: its lines, the encoding it was read in, and what was amiss."""

    lines: tuple[Line, ...]
    encoding: str
    problems: tuple[Problem, ...] = ()


def read(path: Path, *, columns: Sequence[str], encoding: str = "") -> Filled:
    """Read the first sheet of a file that has all the columns named, in whatever order.

    Other columns are left aside. What cannot be such a sheet is an UnreadableFile.
    """
    loaded = load(path, encoding=encoding)
    file = RawFile(name=path.name, content=loaded.content, encoding=encoding)
    if file.suffix not in _SUFFIXES:
        message = f"a sheet to fill in is .xlsx or .csv, not {file.suffix or 'without an ending'}"
        raise UnreadableFile(file.name, message, "Save it as one of these")
    true_suffix(file)  # refuses what is named so and is something else
    found = book(file)
    missing: list[str] = list(columns)
    for sheet in found.sheets:
        for at, row in enumerate(sheet.rows):
            heads = _heads(row)
            lacking = [name for name in columns if name not in heads]
            if not lacking:
                lines = tuple(_lines(sheet, sheet.rows[at + 1 :], heads))
                return Filled(lines=lines, encoding=found.encoding, problems=found.problems)
            missing = min(missing, lacking, key=len)
    raise UnreadableFile(
        file.name,
        f"the column {missing[0]!r} is not there",
        "Export the sheet again and fill that in; its columns must keep their names, "
        "the hidden one too",
    )


def _heads(row: Row) -> dict[str, int]:
    """Return the number of each column by its name, the first of a name."""
    heads: dict[str, int] = {}
    for at in range(len(row.cells)):
        heads.setdefault(row.cell(at).lower(), at)
    return heads


def _lines(sheet: Sheet, rows: Sequence[Row], heads: Mapping[str, int]) -> Iterator[Line]:
    for row in rows:
        cells = {name: _unguarded(row.cell(at)) for name, at in heads.items() if name}
        if any(cells.values()):
            yield Line(where=sheet.at(row.number), cells=cells)


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell
