"""The file itself: a zip whose bytes depend on what is in it and on nothing else."""

import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

PROJECT_FILE = "project.qde"
FOLDER = "sources"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip can name: a date would change the bytes


@contextmanager
def package(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a package to be written at a path."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        yield archive


@contextmanager
def part(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """Write one part of a package, piece by piece."""
    with archive.open(_entry(name), "w", force_zip64=True) as stream:
        yield stream


def put(archive: zipfile.ZipFile, files: Iterable[tuple[str, bytes]]) -> None:
    """Put files into the folder of sources."""
    for name, content in files:
        archive.writestr(_entry(f"{FOLDER}/{name}"), content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=_EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # as on Unix, whatever it is written on
    entry.external_attr = 0o644 << 16
    return entry
