"""Readers: a module a format, each with `read(file) -> drafts`, imported when a file needs it."""

from collections.abc import Callable, Mapping
from importlib import import_module

from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.ingest.limits import true_suffix
from qualpipe.model import UnreadableFile

READERS: Mapping[str, str] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "plain",
    ".markdown": "plain",
    ".docx": "word",
    ".vtt": "subtitles",
    ".srt": "subtitles",
    ".sbv": "subtitles",
    ".json": "whisper",
    ".jsonl": "jsonlines",
    ".csv": "table",
    ".tsv": "table",
    ".xlsx": "table",
    ".xls": "table",
    ".ods": "table",
    ".cha": "chat",
    ".eaf": "elan",
    ".textgrid": "textgrid",
    ".pdf": "pdf",
}
"""Suffix and the module that reads it."""


def reader_for(file: RawFile) -> tuple[Callable[[RawFile], tuple[Draft, ...]], str]:
    """Return the function that reads a file, and the suffix it was taken to have.

    Raises UnreadableFile if there is none, or the content is of another kind than the name says.
    """
    suffix = true_suffix(file)
    if suffix not in READERS:
        kind = f"files ending in {suffix} are" if suffix else "a file without a suffix is"
        known = ", ".join(READERS)
        raise UnreadableFile(file.name, f"{kind} not read", f"Known are {known}")
    module = import_module(f"qualpipe.ingest.readers.{READERS[suffix]}")
    read: Callable[[RawFile], tuple[Draft, ...]] = module.read
    return read, suffix
