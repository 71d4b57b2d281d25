"""Tables on disk: one writer a format, chosen by the ending of the file's name."""

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.model import pick

Writer = Callable[[Sequence[Table], Face, Path, Tongue], tuple[Path, ...]]
"""Takes tables, the face, where to, and the language; returns the files it wrote."""

_MODULES = {
    "xlsx": "sheets",
    "csv": "separated",
    "docx": "word",
    "html": "page",
    "tex": "latex",
    "md": "markdown",
    "parquet": "columnar",
}


def _named(module: str) -> Writer:
    def write_with(
        tables: Sequence[Table], face: Face, path: Path, language: Tongue
    ) -> tuple[Path, ...]:
        # The libraries behind a format are slow to import: only the one wanted is.
        writer: Writer = import_module(f"qualpipe.export.writers.{module}").write
        return writer(tables, face, path, language)

    return write_with


WRITERS: Mapping[str, Writer] = {ending: _named(module) for ending, module in _MODULES.items()}


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write tables with their face in the format that the file's name ends in.

    Returns the files written; each is there whole or not at all. An ending of no writer is an
    error that lists the known ones.
    """
    ending = path.suffix.lower().removeprefix(".")
    return pick(WRITERS, ending, kind="file ending")(tables, face, path, language)
