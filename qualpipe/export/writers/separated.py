"""CSV for spreadsheets and statistics: UTF-8 with BOM, nothing that could run as a formula."""

import csv
import json
from collections.abc import Sequence
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.export.tables import OUT
from qualpipe.export.writers.embedded import ABOUT, PROPERTY
from qualpipe.export.writers.shown import clean, guarded
from qualpipe.export.writing import written


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write the first table to `path`, further ones beside it as `NAME-pairs.csv`.

    The first line holds headings for people. What the export states of itself, and what it leaves
    out, is in `NAME.csv.about.json`, so that the table stays a table. Numbers are written in full.
    """
    shown = [one for one in tables if one.name != OUT]
    paths = [path, *(path.with_name(f"{path.stem}-{one.name}.csv") for one in shown[1:])]
    for table, place in zip(shown, paths, strict=True):
        _write_one(table, place)
    about = path.with_name(path.name + ABOUT)
    with written(about) as beside:
        text = json.dumps(_about(tables, face, language), ensure_ascii=False, indent=2)
        beside.write_text(f"{text}\n", encoding="utf-8")
    return (*paths, about)


def _write_one(table: Table, path: Path) -> None:
    with (
        written(path) as beside,
        beside.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow([guarded(clean(column.heading)) for column in table.columns])
        writer.writerows(
            [guarded(clean(cell)) if isinstance(cell, str) else cell for cell in row]
            for row in table.rows
        )


def _about(tables: Sequence[Table], face: Face, language: Tongue) -> dict[str, object]:
    return {
        PROPERTY: face.record(),
        "about": dict(face.lines(language)),
        "notes": [note for one in tables for note in one.notes],
        "left_out": [
            dict(zip((column.name for column in one.columns), row, strict=True))
            for one in tables
            if one.name == OUT
            for row in one.rows
        ],
    }
