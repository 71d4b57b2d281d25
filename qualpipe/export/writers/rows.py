"""Sheets of many rows: written as XML in one pass, several times as fast as cell by cell.

XlsxWriter makes the workbook with the first row of each sheet, so that styles, widths and filters
are its work; the rows below are put into the sheet's part while the file is packed.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from math import isfinite
from pathlib import Path
from xml.sax.saxutils import escape

from qualpipe.export.table import Cell, Kind
from qualpipe.export.writers.shown import clean, moment

FIRST = 3
"""The row that the first of the further ones is written to; 1 holds headings."""

MOST_TEXT = 32_767
"""How many UTF-16 units a cell holds; for a longer text Excel repairs the file by deleting it."""

_CUT = " …"
_STYLED = re.compile(rb'<c r="([A-Z]+)2" s="(\d+)"')
_EXTENT = re.compile(rb'(<dimension ref="A1:[A-Z]+)\d+"')
_END = b"</sheetData>"
_EPOCH, _DAY = datetime(1899, 12, 30), timedelta(days=1)  # noqa: DTZ001 - Excel knows no zones
_AT_ONCE = 2_000
_SHORT, _MEMORY = 200, 1 << 14  # names of codes and people come again and again


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """The rows of a sheet below its second, how each is shown, and how high it is in points.

    Without `heights` all have the usual one.
    """

    kinds: Sequence[Kind]
    rows: Sequence[Sequence[Cell]]
    heights: Sequence[float] = ()


def too_long(cell: Cell) -> bool:
    """Say whether a cell does not fit into a workbook."""
    if not isinstance(cell, str) or len(cell) <= MOST_TEXT // 2:
        return False
    return len(clean(cell).encode("utf-16-le")) // 2 > MOST_TEXT


def fitted(text: str) -> str:
    """Return a text cut to what a cell holds."""
    if not too_long(text):
        return text
    kept = text.encode("utf-16-le")[: 2 * (MOST_TEXT - len(_CUT))].decode("utf-16-le", "ignore")
    return kept + _CUT


def pack(book: bytes, path: Path, more: Mapping[int, Further]) -> None:
    """Write a workbook with further rows in its sheets, which are numbered from 1.

    Each of these sheets has headings in row 1 and a styled cell in every column of row 2.
    """
    names = {f"xl/worksheets/sheet{number}.xml": one for number, one in more.items()}
    with (
        zipfile.ZipFile(io.BytesIO(book)) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new,
    ):
        for entry in old.infolist():
            part = zipfile.ZipInfo(entry.filename)  # dated 1980: the same each time
            part.compress_type = zipfile.ZIP_DEFLATED
            further = names.get(entry.filename)
            if further is None:
                new.writestr(part, old.read(entry))
                continue
            with new.open(part, "w", force_zip64=True) as stream:
                for piece in _sheet(old.read(entry), further):
                    stream.write(piece)


def _sheet(xml: bytes, more: Further) -> Iterator[bytes]:
    head, _, tail = xml.partition(_END)
    last = FIRST - 1 + len(more.rows)
    yield _EXTENT.sub(rb'\g<1>%d"' % last, head)
    makers = [
        _maker(column.decode(), style.decode(), kind)
        for (column, style), kind in zip(_STYLED.findall(head), more.kinds, strict=True)
    ]
    for start in range(0, len(more.rows), _AT_ONCE):
        yield "".join(_lines(makers, more, start)).encode()
    yield _END + tail


Maker = Callable[[Cell, int], str]


def _lines(makers: Sequence[Maker], more: Further, start: int) -> Iterator[str]:
    for at in range(start, min(start + _AT_ONCE, len(more.rows))):
        number = FIRST + at
        cells = [
            make(cell, number)
            for make, cell in zip(makers, more.rows[at], strict=True)
            if cell is not None and cell != ""
        ]
        height = f' ht="{more.heights[at]:g}" customHeight="1"' if more.heights else ""
        yield f'<row r="{number}"{height}>{"".join(cells)}</row>'


@lru_cache(maxsize=_MEMORY)
def _short(text: str) -> str:
    return escape(clean(text))


def _maker(column: str, style: str, kind: Kind) -> Maker:
    """Return how a cell of a column is written."""

    def cell(value: Cell, row: int) -> str:
        place = f'<c r="{column}{row}" s="{style}"'
        if not isinstance(value, str):
            number = (value or 0) + 0
            return f"{place}><v>{number!r}</v></c>" if isfinite(number) else ""
        when = moment(value) if kind is Kind.MOMENT else None
        if when is not None:
            return f"{place}><v>{(when - _EPOCH) / _DAY!r}</v></c>"
        text = _short(value) if len(value) < _SHORT else escape(fitted(clean(value)))
        return f'{place} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    return cell
