"""CSV: the table, and those beside it."""

import csv
from pathlib import Path

from qualpipe.export.verifying.found import Found, FoundTable
from qualpipe.model import QualpipeError
from qualpipe.text.separated import cells_up_to

_LONGEST = 1 << 24


def read(path: Path) -> Found:
    """Read a csv file and its companions `NAME-*.csv`, if they are still beside it."""
    beside = sorted(path.parent.glob(f"{_literal(path.stem)}-*.csv"))
    with cells_up_to(_LONGEST):
        return Found(tables=tuple(_table(one) for one in (path, *beside)))


def _literal(text: str) -> str:
    return "".join(f"[{one}]" if one in "*?[" else one for one in text)


def _table(path: Path) -> FoundTable:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = [tuple(row) for row in csv.reader(file)]
    except (OSError, UnicodeDecodeError, csv.Error) as fault:
        raise QualpipeError(f"{path}: it cannot be read as a table ({fault})") from fault
    heads = rows[0] if rows else ()
    return FoundTable(name=path.stem, heads=heads, rows=tuple(rows[1:]))
