"""Sheets as comma-separated values that Excel opens rightly."""

import csv
from pathlib import Path

from qualpipe.export.sheet.form import Cell, Form
from qualpipe.export.writing import written

# A spreadsheet runs a cell that begins so: what a participant said must stay words.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(form: Form, path: Path) -> None:
    """Write UTF-8 with a byte-order mark, without which Excel takes Chinese for something else."""
    with written(path) as beside, beside.open("w", encoding="utf-8-sig", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow([one.name for one in form.fields])
        lines.writerows([_guarded(cell) for cell in row] for row in form.rows)


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
