"""From files to transcripts: `read` a file, `read_folder` with all that belongs together.

A caller that remembers what it has read goes file by file instead: `discover` the files,
`fingerprint` each, `read` what is new, and put all transcripts `together`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from qualpipe.ingest.folder import (
    Choices,
    Reading,
    Skipped,
    copies,
    discover,
    participants_table,
    read_folder,
    together,
)
from qualpipe.ingest.limits import MAX_BYTES, fingerprint, printable

if TYPE_CHECKING:
    from qualpipe.ingest.attributes import Table
    from qualpipe.ingest.readers import READERS
    from qualpipe.ingest.transcribe import read

__all__ = [
    "MAX_BYTES",
    "READERS",
    "Choices",
    "Reading",
    "Skipped",
    "Table",
    "copies",
    "discover",
    "fingerprint",
    "participants_table",
    "printable",
    "read",
    "read_folder",
    "together",
]

# Slow to import, and not needed to find that every file is as it was.
_LATER = {"READERS": "readers", "Table": "attributes", "read": "transcribe"}


def __getattr__(name: str) -> object:
    """Import what reads a file when the first one is read."""
    if name not in _LATER:
        raise AttributeError(f"qualpipe.ingest has no {name!r}")
    return getattr(import_module(f"qualpipe.ingest.{_LATER[name]}"), name)
