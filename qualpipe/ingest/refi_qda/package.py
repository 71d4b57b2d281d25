"""The zip of a project: what is refused before anything is read, and its files by their names.

Nothing is unpacked to disk. Recordings and pictures in it are never opened, whatever their size.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import unquote

from qualpipe.ingest.limits import load
from qualpipe.ingest.safety import ZipLimits
from qualpipe.model import UnreadableFile

LIMITS = ZipLimits(entries=100_000, part=512 << 20, total=1 << 30)
_CHUNK = 1 << 16
_READ = (".qde", ".txt", ".docx", ".xml", ".rtf", ".html", ".htm", ".json", "")
_EXPORT_AGAIN = "Export it again from the program that made it"
_ODD = (
    "a path that is not written internal://NAME",
    "a source that is not in the folder `sources`",
)
_SCHEME = re.compile(r"(internal|relative|absolute|file):/{0,3}", re.IGNORECASE)


class Package:
    """An opened project file."""

    def __init__(self, path: Path, archive: zipfile.ZipFile, limits: ZipLimits) -> None:
        self.name = path.name
        self._folder = path.resolve().parent
        self._archive = archive
        self._limits = limits
        self._left = limits.total
        entries = [one for one in archive.infolist() if not one.is_dir() and not _is_junk(one)]
        self._check(entries)
        self._by_name = {one.filename.replace("\\", "/").casefold(): one for one in entries}
        self._by_last: dict[str, list[zipfile.ZipInfo]] = {}
        for name, one in self._by_name.items():
            self._by_last.setdefault(PurePosixPath(name).name, []).append(one)
        self.project = self._only_project(entries)

    def stream(self) -> "Counted":
        """Return the project's XML, to be read piece by piece."""
        return Counted(self._archive.open(self.project), self.name, self._limits.part)

    def read(self, entry: zipfile.ZipInfo) -> bytes:
        """Return the content of a file inside; what unpacks to too much is refused."""
        parts, size = [], 0
        with self._archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                self._left -= len(chunk)
                if size > self._limits.part or self._left < 0:
                    raise _bomb(self.name, entry.filename)
                parts.append(chunk)
        return b"".join(parts)

    def content_at(self, written: str) -> tuple[bytes | None, str]:
        """Return the file that a path in the XML means, and what was odd about the path.

        The standard says `internal://GUID.txt` for a file in the folder `sources`. Programs write
        one slash, or none, other folders, other capitals. A relative path may also mean a text
        that lies beside the package; nothing else outside of it is looked at.
        """
        scheme = _SCHEME.match(written)
        rest = written[scheme.end() if scheme else 0 :].replace("\\", "/").lstrip("/")
        if ".." in PurePosixPath(rest).parts:
            return None, "the path leads out of the package and is not followed"
        entry = self._named(rest) or self._named(unquote(rest))
        if entry is not None:
            folder = PurePosixPath(entry.filename.replace("\\", "/")).parent.name
            plain = written.startswith("internal://")
            return self.read(entry), "" if plain and folder == "sources" else _ODD[plain]
        if scheme and scheme[1].casefold() == "relative":
            beside = (self._folder / rest).resolve()
            is_text = beside.suffix.casefold() in {".txt", ".docx"}
            if is_text and beside.is_relative_to(self._folder) and beside.is_file():
                return load(beside).content, "a source beside the package"
        return None, "the file is not in the package"

    def _named(self, rest: str) -> zipfile.ZipInfo | None:
        wanted = rest.casefold()
        base = PurePosixPath(self.project.filename.replace("\\", "/")).parent.as_posix().casefold()
        prefix = "" if base == "." else f"{base}/"
        for name in (f"{prefix}sources/{wanted}", f"{prefix}{wanted}", wanted):
            if name in self._by_name:
                return self._by_name[name]
        alike = self._by_last.get(PurePosixPath(wanted).name, [])
        return alike[0] if len(alike) == 1 else None

    def _only_project(self, entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
        found = [one for one in entries if one.filename.casefold().endswith(".qde")]
        if not found:
            message = "there is no .qde file in it, so it is no REFI-QDA project"
            raise UnreadableFile(self.name, message, f"{_EXPORT_AGAIN} as REFI-QDA project (.qdpx)")
        if len(found) > 1:
            names = ", ".join(one.filename for one in found)
            message = f"it holds {len(found)} projects ({names})"
            raise UnreadableFile(self.name, message, "Keep one .qde file in it, or export it again")
        return found[0]

    def _check(self, entries: list[zipfile.ZipInfo]) -> None:
        if len(entries) > self._limits.entries:
            message = f"it holds {len(entries):,} files, more than {self._limits.entries:,}"
            raise UnreadableFile(self.name, message, _EXPORT_AGAIN)
        total = 0
        for one in entries:
            parts = PurePosixPath(one.filename.replace("\\", "/"))
            if ".." in parts.parts or parts.is_absolute() or re.match("[A-Za-z]:", one.filename):
                message = f"the file {one.filename!r} in it would lie outside of it"
                raise UnreadableFile(self.name, message, f"{_EXPORT_AGAIN}; trust no other copy")
            if one.flag_bits & 1:
                message = "it is protected by a password"
                raise UnreadableFile(self.name, message, "Save a copy without one")
            if parts.suffix.casefold() in _READ:
                total += one.file_size
                self._check_size(one)
        if total > self._limits.total:
            raise _bomb(self.name, "it")

    def _check_size(self, one: zipfile.ZipInfo) -> None:
        dense = one.file_size > self._limits.ratio * max(one.compress_size, 1)
        if one.file_size > self._limits.part or (dense and one.file_size > self._limits.small):
            raise _bomb(self.name, one.filename)


class Counted:
    """A stream that stops a file which unpacks to more than its limit."""

    def __init__(self, stream: IO[bytes], name: str, limit: int) -> None:
        self._stream = stream
        self._name = name
        self._left = limit

    def read(self, size: int = _CHUNK) -> bytes:
        """Read on."""
        chunk = self._stream.read(size)
        self._left -= len(chunk)
        if self._left < 0:
            raise _bomb(self._name, "the project")
        return chunk


@contextmanager
def opened(path: Path, *, limits: ZipLimits = LIMITS) -> Iterator[Package]:
    """Open a project file; what is no project, or no safe one, is an UnreadableFile."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield Package(path, archive, limits)
    except FileNotFoundError as fault:
        raise UnreadableFile(path.name, "there is no such file", "Check the name") from fault
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as fault:
        message = f"this is no project file, or it was not saved to its end ({fault})"
        raise UnreadableFile(path.name, message, f"Copy it again. {_EXPORT_AGAIN}") from fault
    except OSError as fault:
        message = f"it cannot be read ({(fault.strerror or str(fault)).lower()})"
        raise UnreadableFile(path.name, message, "Check the name and its permissions") from fault


def _is_junk(entry: zipfile.ZipInfo) -> bool:
    """Say whether a Mac's archiver added it."""
    return entry.filename.startswith("__MACOSX/") or "/._" in f"/{entry.filename}"


def _bomb(name: str, what: str) -> UnreadableFile:
    message = f"{what} unpacks to far more than its size"
    return UnreadableFile(name, message, f"This is no ordinary project. {_EXPORT_AGAIN}")
