"""Sheets to fill in: rows that somebody works through in Excel and that are read back.

What the columns mean is not known here; `qualpipe.ingest.sheet` reads such a file.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from qualpipe.export.sheet.form import Cell, Field, Form
from qualpipe.export.sheet.separated import write_csv
from qualpipe.export.sheet.workbook import write_xlsx
from qualpipe.model import UnknownName

__all__ = ["Cell", "Field", "Form", "write"]

_WRITERS: Mapping[str, Callable[[Form, Path], None]] = {".xlsx": write_xlsx, ".csv": write_csv}


def write(form: Form, path: Path) -> None:
    """Write a sheet as .xlsx (with lists to pick from) or .csv, by the name's ending."""
    suffix = path.suffix.lower()
    if suffix not in _WRITERS:
        raise UnknownName(suffix or path.name, "kind of sheet", tuple(_WRITERS))
    _WRITERS[suffix](form, path)
