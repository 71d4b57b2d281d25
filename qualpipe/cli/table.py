"""Answers on standard output: a table for people, JSON or CSV for programs."""

import csv
import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence

import click

from qualpipe.model import pick

SCHEMA_VERSION = 1
Rows = Sequence[Mapping[str, object]]

_BETWEEN = 2  # blanks that rich puts between columns
_LEAST = 20

# A spreadsheet runs a cell that begins so: what a participant said must stay words.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(rows: Rows, *, form: str, columns: Sequence[str], about: Mapping[str, object]) -> None:
    """Write rows in a format; `about` is what JSON says besides the rows."""
    pick(_WRITERS, form, kind="format")(rows, columns, about)


def _as_table(rows: Rows, columns: Sequence[str], _about: Mapping[str, object]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    width = max(80, shutil.get_terminal_size((160, 24)).columns)
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    heads = [column.replace("_", " ") for column in columns]
    _shorten_last([heads, *cells], width)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head, column in zip(heads, columns, strict=True):
        number = any(isinstance(row[column], int | float) for row in rows)
        table.add_column(head, justify="right" if number else "left", overflow="fold")
    for row in cells:
        table.add_row(*row)
    Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False).print(table)


def _shorten_last(cells: list[list[str]], width: int) -> None:
    """Cut the last column to what the others leave of a line; a Han character is two wide."""
    from rich.cells import cell_len, set_cell_size

    others = [max(map(cell_len, column)) for column in zip(*cells, strict=True)][:-1]
    room = max(_LEAST, width - sum(others) - _BETWEEN * len(others) - 1)
    for row in cells:
        if cell_len(row[-1]) > room:
            row[-1] = set_cell_size(row[-1], room - 1).rstrip() + "…"


def _as_json(rows: Rows, _columns: Sequence[str], about: Mapping[str, object]) -> None:
    answer = {"schema_version": SCHEMA_VERSION, **about, "rows": [dict(row) for row in rows]}
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _as_csv(rows: Rows, columns: Sequence[str], _about: Mapping[str, object]) -> None:
    names = list(rows[0]) if rows else list(columns)
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([_guarded(row[name]) for name in names] for row in rows)


def _guarded(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}"
    return " ".join(str(value).split())


_WRITERS: dict[str, Callable[[Rows, Sequence[str], Mapping[str, object]], None]] = {
    "table": _as_table,
    "json": _as_json,
    "csv": _as_csv,
}
