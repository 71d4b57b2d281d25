"""From files to transcripts, file by file, so that a caller can remember what it has read.

`discover` the files, `fingerprint` each, `read` what is new, and put all transcripts `together`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from qualpipe.ingest.folder import (
    Choices,
    copies,
    discover,
    natural,
    participants_files,
    participants_table,
    together,
)
from qualpipe.ingest.limits import fingerprint, printable

if TYPE_CHECKING:
    from qualpipe.ingest.attributes import Table
    from qualpipe.ingest.readers import READERS
    from qualpipe.ingest.transcribe import read

__all__ = [
    "READERS",
    "Choices",
    "Table",
    "copies",
    "discover",
    "fingerprint",
    "natural",
    "participants_files",
    "participants_table",
    "printable",
    "read",
    "together",
]

# Slow to import, and not needed to find that every file is as it was.
_LATER = {"READERS": "readers", "Table": "attributes", "read": "transcribe"}


def __getattr__(name: str) -> object:
    """Import what reads a file when the first one is read."""
    if name not in _LATER:
        raise AttributeError(f"qualpipe.ingest has no {name!r}")
    return getattr(import_module(f"qualpipe.ingest.{_LATER[name]}"), name)
