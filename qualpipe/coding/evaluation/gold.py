"""Gold: text that people have coded, read from a table of one row a segment."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualpipe.model import Codebook, Problem, QualpipeError, Segment, Span, UnreadableFile
from qualpipe.text.language import language_of
from qualpipe.text.separated import cells_up_to

Row = Mapping[str, object]
_LONGEST = 2**27  # characters of a passage in one cell
_UTF8 = "save it as UTF-8 (in Excel: CSV UTF-8)"
# Columns that are used when they are there, without being asked for.
GROUP, CONTEXT = "doc", "previous"


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Which column of the table holds what; '' where there is none of that kind."""

    text: str = "text"
    codes: str = "codes"
    group: str = ""
    context: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Gold:
    """Coded segments: each with its codes, the group it belongs to, what was said before.

    `splits` is empty where groups are to be split by chance. Rows of a group keep their order, so
    that neighbours in the table count as neighbours in speech.
    """

    segments: tuple[Segment, ...]
    codes: tuple[frozenset[str], ...]
    groups: tuple[str, ...]
    contexts: tuple[str, ...]
    splits: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def read_gold(path: Path, codebook: Codebook, columns: Columns | None = None) -> Gold:
    """Read coded text from csv, tsv, jsonl, json or xlsx.

    Codes are separated by `|` or a JSON list, by id or name; empty means none. Codes that the
    codebook does not have, and rows without text, are reported and left out.
    """
    rows = _rows(path)
    if not rows:
        raise UnreadableFile(path.name, "no rows", "give one row a segment under a row of names")
    return gold_of(rows, codebook, columns or Columns(), name=path.name)


def gold_of(rows: Sequence[Row], codebook: Codebook, columns: Columns, *, name: str) -> Gold:
    """Make gold from rows; `name` stands in messages."""
    found = _found(rows[0], columns, name)
    known = _names(codebook)
    strange: Counter[str] = Counter()
    segments, codes, groups, contexts, splits, empty = [], [], [], [], [], 0
    for number, row in enumerate(rows, 1):
        text = _text(row, found.text)
        if not text.strip():
            empty += 1
            continue
        named = _codes(row.get(found.codes))
        strange.update(one for one in named if one.casefold() not in known)
        codes.append(frozenset(known[n.casefold()] for n in named if n.casefold() in known))
        group = _text(row, found.group) or f"row {number}"
        segments.append(_segment(text, group, number))
        groups.append(group)
        contexts.append(_text(row, found.context))
        splits.append(_text(row, found.split).strip().casefold())
    if not segments:
        raise UnreadableFile(name, f"column {found.text!r} is empty", "name it with --text-column")
    return Gold(
        segments=tuple(segments),
        codes=tuple(codes),
        groups=tuple(groups),
        contexts=tuple(contexts),
        splits=tuple(splits) if found.split else (),
        problems=tuple(_problems(name, strange, empty)),
    )


def _found(first: Row, asked: Columns, name: str) -> Columns:
    """Check the columns that were asked for, and use the usual ones where they are there."""
    for option, column in (
        ("text", asked.text),
        ("codes", asked.codes),
        ("group", asked.group),
        ("context", asked.context),
        ("split", asked.split),
    ):
        if column and column not in first:
            there = ", ".join(map(str, first))
            raise QualpipeError(
                f"{name} has no column {column!r}; name one with --{option}-column: {there}"
            )
    return Columns(
        text=asked.text,
        codes=asked.codes,
        group=asked.group or (GROUP if GROUP in first else ""),
        context=asked.context or (CONTEXT if CONTEXT in first else ""),
        split=asked.split,
    )


def _names(codebook: Codebook) -> dict[str, str]:
    names = {p.text.strip().casefold(): code.id for code in codebook for p in code.name}
    return names | {code.id.casefold(): code.id for code in codebook}


def _codes(value: object) -> list[str]:
    listed = _listed(value) if isinstance(value, str) else value
    if not isinstance(listed, list):
        return []
    return [str(one).strip() for one in listed if str(one).strip()]


def _listed(text: str) -> object:
    """Read `a|b`, a JSON list, or the list with single quotes that Python writes."""
    if not text.lstrip().startswith("["):
        return text.split("|")
    try:
        return json.loads(text)
    except ValueError:
        return [one.strip(" '\"") for one in text.strip("[] ").split(",")]


def _text(row: Row, column: str) -> str:
    value = row.get(column) if column else None
    return "" if value is None else str(value)


def _segment(text: str, group: str, number: int) -> Segment:
    return Segment(
        transcript=group,
        turn=number,
        span=Span(0, len(text)),
        within=Span(0, len(text)),
        text=text,
        language=language_of(text).language,
    )


def _problems(name: str, strange: Counter[str], empty: int) -> Iterable[Problem]:
    for code, count in sorted(strange.items()):
        message = f"code {code!r} of {count} rows is not in the codebook; left out"
        yield Problem(where=name, message=message, remedy="use the codebook's ids")
    if empty:
        yield Problem(where=name, message=f"{empty} rows without text left out")


def _rows(path: Path) -> list[Row]:
    readers = {".csv": _csv, ".tsv": _csv, ".jsonl": _jsonl, ".json": _json, ".xlsx": _xlsx}
    suffix = path.suffix.casefold()
    if suffix not in readers:
        raise UnreadableFile(path.name, "no table", f"give one of: {', '.join(sorted(readers))}")
    try:
        return readers[suffix](path)
    except FileNotFoundError as error:
        raise UnreadableFile(path.name, "no such file", "check the name") from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(path.name, f"no UTF-8 at byte {error.start}", _UTF8) from error


def _csv(path: Path) -> list[Row]:
    text = path.read_text("utf-8-sig")
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    with cells_up_to(_LONGEST):
        return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


def _jsonl(path: Path) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        if line.strip():
            rows.append(_object(path, number, line))
    return rows


def _object(path: Path, number: int, line: str) -> Row:
    try:
        row = json.loads(line)
    except ValueError as error:
        where = f"{path.name}:{number}"
        raise UnreadableFile(where, f"no JSON ({error})", "give one object a line") from error
    if not isinstance(row, dict):
        raise UnreadableFile(f"{path.name}:{number}", "no object", "give one object a line")
    return row


def _json(path: Path) -> list[Row]:
    try:
        rows = json.loads(path.read_text("utf-8-sig"))
    except ValueError as error:
        raise UnreadableFile(path.name, f"no JSON ({error})", "give a list of objects") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise UnreadableFile(path.name, "no list of objects", "give one object a segment")
    return rows


def _xlsx(path: Path) -> list[Row]:
    from python_calamine import CalamineError, CalamineWorkbook  # noqa: PLC0415 - only for xlsx

    try:
        book = CalamineWorkbook.from_path(path)
        names, *rows = book.get_sheet_by_index(0).to_python() or [[]]
    except CalamineError as error:
        raise UnreadableFile(path.name, f"no workbook ({error})", "save it as xlsx") from error
    return [dict(zip(map(str, names), row, strict=False)) for row in rows]
