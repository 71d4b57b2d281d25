"""Reading exports back: one module a format, chosen by the ending of the file's name."""

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

from qualpipe.export.verifying.found import Found
from qualpipe.model import QualpipeError

READERS: Mapping[str, str] = {
    "xlsx": "sheets",
    "csv": "separated",
    "docx": "word",
    "html": "page",
    "md": "markdown",
    "parquet": "columnar",
}


def found_in(path: Path) -> Found:
    """Read an export back as it is now; an ending of no reader lists the known ones."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in READERS:
        raise QualpipeError(
            f"{path}: this kind of file cannot be verified; these can: {', '.join(READERS)}"
        )
    module = import_module(f"qualpipe.export.verifying.reading.{READERS[ending]}")
    found: Found = module.read(path)
    return found
