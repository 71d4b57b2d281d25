"""Codebooks as tables: a row for each code, a column for each field and language."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain, count
from pathlib import Path

from qualpipe.codebook.faults import meant
from qualpipe.codebook.files.cells import joined, parted, unguarded
from qualpipe.codebook.files.written import Notes, Tree, Written, bytes_of, text_of
from qualpipe.codebook.form import CODE, LISTS, TOP, WORDED, canonical
from qualpipe.codebook.languages import named
from qualpipe.model import Code, Codebook, Phrase, Problem, QualpipeError

_HEADINGS = {
    "code": "id",
    "code_name": "name",
    "label": "name",
    "description": "definition",
    "inclusion": "include",
    "inclusion_criteria": "include",
    "exclusion": "exclude",
    "exclusion_criteria": "exclude",
    "when_to_use": "include",
    "when_not_to_use": "exclude",
    "keyword": "keywords",
    "example": "examples",
    "編號": "id",
    "名稱": "name",
    "定義": "definition",
    "關鍵詞": "keywords",
    "關鍵字": "keywords",
    "例子": "examples",
    "例句": "examples",
    "反例": "counter_examples",
    "上層": "parent",
    "顏色": "colour",
}
_PARTS = re.compile(r"[\s_.:：(（\[-]+")
_UNPACKED = 128 << 20


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a field, and the tag of its language ("" if the heading names none)."""

    field: str
    tag: str = ""


Row = tuple[int, Sequence[str]]  # a row's number, counted as the program shows it, and its cells


def read_csv(path: Path) -> Written:
    """Read a csv (or tab-separated) file in UTF-8; the separator is that of the heading."""
    text = text_of(path)
    heading = text.partition("\n")[0]
    separator = max(",;\t", key=heading.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        # Rows are counted by the line they begin in: a text may go over several.
        begins = chain([1], (reader.line_num + 1 for _ in count()))
        rows = [
            (line, list(map(unguarded, row))) for line, row in zip(begins, reader, strict=False)
        ]
    except csv.Error as error:
        where = f"{path.name}:{reader.line_num}"
        raise QualpipeError(f"{where}: this is no csv ({error}). Save the table again") from error
    return _read(rows, Notes(path.name))


def read_xlsx(path: Path) -> Written:
    """Read the sheet `codes` of a workbook, or its first sheet."""
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - few need it

    content = bytes_of(path)
    try:
        _refuse_bomb(path.name, content)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
            sheets = {
                name: _cells(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
                for name in workbook.sheet_names
            }
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        message = f"{path.name}: this is no workbook that can be read ({error})"
        raise QualpipeError(f"{message}. Open it in its program and save it as .xlsx") from error
    codes = sheets.get("codes", next(iter(sheets.values()), []))
    return _read(codes, Notes(path.name), top=sheets.get("codebook", ()))


def _cells(sheet: Iterable[Sequence[object]]) -> list[Row]:
    return [(number, [_shown(cell) for cell in row]) for number, row in enumerate(sheet, 1)]


def _refuse_bomb(name: str, content: bytes) -> None:
    """Refuse a workbook that unpacks to more than any codebook, by counting, not by its word."""
    left = _UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as stream:
                while left >= 0 and (chunk := stream.read(1 << 20)):
                    left -= len(chunk)
    if left < 0:
        message = f"{name}: it unpacks to more than {_UNPACKED >> 20} MB"
        raise QualpipeError(f"{message}, which no codebook does. Save the table as csv")


def _shown(cell: object) -> str:
    """Return a cell as the researcher sees it: Excel keeps a whole number as 1.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _read(rows: Iterable[Row], notes: Notes, *, top: Iterable[Row] = ()) -> Written:
    rows = iter([(number, cells) for number, cells in rows if any(map(str.strip, cells))])
    number, heading = next(rows, (1, ()))
    columns = [_column(cell) for cell in heading]
    _find_unknown(number, heading, columns, notes)
    has_id = any(column and column.field == "id" for column in columns)
    codes: list[Tree] = []
    for number, cells in rows:
        place = ("codes", len(codes))
        notes.places[place] = f"{notes.name}:{number}"
        code = _code(columns, cells)
        if not has_id and "name" in code:
            code["id"] = _id_from(code["name"])
        codes.append(code)
    return notes.written({**_top(top), "codes": codes})


def _top(rows: Iterable[Row]) -> dict[str, Tree]:
    """Return what a sheet says of the codebook itself: the name of a field, then its value."""
    tree: dict[str, Tree] = {}
    for _, (name, *cells) in (row for row in rows if row[1] and row[1][0].strip()):
        value = cells[0] if cells else ""
        column = _column(name, TOP, ("title",))
        if column is None:
            tree[name] = value
        elif column.tag:
            texts = tree.setdefault(column.field, {})
            assert isinstance(texts, dict)  # noqa: S101 - set just so
            texts[column.tag] = [*_listed(texts.get(column.tag)), value]
        else:
            languages: list[Tree] = [*value.split(", ")]
            tree[column.field] = languages if column.field == "languages" else value
    return tree


def _listed(value: Tree) -> list[Tree]:
    return value if isinstance(value, list) else []


def _column(
    heading: str, fields: Sequence[str] = CODE, worded: Sequence[str] = WORDED
) -> Column | None:
    """Return what a heading such as `name_en`, `Keywords (yue)` or 定義 means; None if nothing.

    >>> _column("Keywords (zh-Hant)"), _column("colour"), _column("my notes")
    (Column(field='keywords', tag='zh-Hant'), Column(field='colour', tag=''), None)
    """
    heading = heading.strip().rstrip(")）]")
    cuts = [(len(heading), len(heading)), *(match.span() for match in _PARTS.finditer(heading))]
    for end, start in cuts:
        name, tag = canonical(heading[:end]), heading[start:]
        field = _HEADINGS.get(name, name)
        if field in fields and (not tag or (field in worded and named(tag))):
            return Column(field, tag)
    return None


def _find_unknown(
    number: int, heading: Sequence[str], columns: Sequence[Column | None], notes: Notes
) -> None:
    for cell, column in zip(heading, columns, strict=True):
        if column is None and cell.strip() and not cell.strip().startswith("#"):
            remedy = f"{meant(canonical(cell), CODE)}; begin a column of your own with #"
            message = f"the column `{cell.strip()}` is no field of a code"
            where = f"{notes.name}:{number}"
            notes.problems.append(Problem(where=where, message=message, remedy=remedy))


def _code(columns: Sequence[Column | None], cells: Sequence[str]) -> dict[str, Tree]:
    """Return the fields of a row; columns of the same field and language are put together."""
    code: dict[str, Tree] = {}
    for column, raw in zip(columns, cells, strict=False):  # rows may be cut short
        cell = raw.replace("\r\n", "\n")
        if column is None or not cell.strip():
            continue
        if column.field not in WORDED:
            code.setdefault(column.field, cell.strip())
            continue
        in_list = column.field in LISTS
        found = parted(cell, keywords=column.field == "keywords") if in_list else [cell.strip()]
        texts = code.setdefault(column.field, {})
        assert isinstance(texts, dict)  # noqa: S101 - set just so
        texts[column.tag] = [*_listed(texts.get(column.tag)), *found]
    return code


def _id_from(name: Tree) -> str:
    """Make an id of a name, for tables that have no column of ids."""
    texts = next(iter(name.values())) if isinstance(name, dict) else []
    first = texts[0] if isinstance(texts, list) and texts else ""
    return re.sub(r"[^\w.-]+", "_", str(first)).strip("_").lower()


def rows_of(codes: Sequence[Code]) -> Iterator[list[str]]:
    """Yield the heading and a row for each code, so that reading them gives the codes again."""
    columns = [column for field in CODE for column in _columns(field, codes)]
    yield [f"{column.field}_{column.tag}" if column.tag else column.field for column, _ in columns]
    for code in codes:
        yield [_cell(code, column, nth) for column, nth in columns]


def _columns(field: str, codes: Sequence[Code]) -> Iterator[tuple[Column, int]]:
    """Yield the columns a field needs; a text given twice in one language needs two."""
    if field not in WORDED:
        if field == "id" or any(getattr(code, field) not in (None, "") for code in codes):
            yield Column(field), 0
        return
    most: dict[str, int] = {}
    for code in codes:
        tags = [phrase.language.value for phrase in getattr(code, field)]
        for tag in tags:
            most[tag] = max(most.get(tag, 0), 1 if field in LISTS else tags.count(tag))
    for tag, columns in most.items():
        yield from ((Column(field, tag), nth) for nth in range(columns))


def _cell(code: Code, column: Column, nth: int) -> str:
    value: str | float | tuple[Phrase, ...] | None = getattr(code, column.field)
    if not isinstance(value, tuple):
        return "" if value is None else str(value)
    texts = [phrase.text for phrase in value if phrase.language.value == column.tag]
    if column.field in LISTS:
        return joined(texts)
    return texts[nth] if nth < len(texts) else ""


def workbook_of(codebook: Codebook, name: str) -> bytes:
    """Return a workbook of two sheets: the codes, and what the codebook says of itself."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - few need it

    top = [["codebook", codebook.id]]
    top += [[f"title_{phrase.language}", phrase.text] for phrase in codebook.title]
    top += [["version", codebook.version], ["languages", ", ".join(codebook.languages)]]
    top += [["source", codebook.source]]
    top += [[name, value] for name, value in codebook.extra.items() if isinstance(value, str)]
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as workbook:
        # The same codebook makes the same file, whenever it is written.
        workbook.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
        for title, rows in (("codes", rows_of(codebook.codes)), ("codebook", top)):
            sheet = workbook.add_worksheet(title)
            sheet.set_column(0, 100, 30, wrapped)
            for at, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell and sheet.write_string(at, column, cell, wrapped):
                        message = f"{name}: a text is longer than a cell may be ({len(cell):,})"
                        raise QualpipeError(f"{message}. Write it as .yaml or .csv")
    return content.getvalue()
