"""From files to transcripts: `read` a file, `read_folder` with all that belongs together.

A caller that remembers what it has read goes file by file instead: `discover` the files,
`fingerprint` each, `read` what is new, and put all transcripts `together`.
"""

from qualpipe.ingest.attributes import Table
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
from qualpipe.ingest.limits import MAX_BYTES, fingerprint
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
    "read",
    "read_folder",
    "together",
]
