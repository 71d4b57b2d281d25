"""What is asked of a file before a reader sees it: that it opens, is not too big, is what it says.

A name says little: texts are sent as .txt whatever they are. So the first bytes are looked at.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from qualpipe.ingest.draft import RawFile
from qualpipe.model import UnreadableFile

MAX_BYTES = 50_000_000
"""A hundred hours of speech as text are about 10 MB; what is bigger is something else."""

_CHUNK = 1 << 20
_HEAD = 4096
_RESAVE = "Open it in its program and save it as .docx or as plain text"
_CONVERT = "Transcribe it first; qualpipe reads the text"
_OFFICE = (".docx", ".xlsx", ".ods")
# What begins so is no text: the suffixes it may have, what people call it, what to do with it.
# Letters alone are not enough, since an interview may begin `ID301:` or `RIFFat:`.
_MAGIC: tuple[tuple[bytes, tuple[str, ...], str, str], ...] = (
    (rb"%PDF-\d", (".pdf",), "a PDF", ""),
    (rb"\xd0\xcf\x11\xe0", (*_OFFICE, ".xls"), "an old Word or Excel file", _RESAVE),
    (rb"\{\\rtf\d", (), "a rich text file (RTF)", _RESAVE),
    (rb"\x89PNG|\xff\xd8\xff", (), "a picture", _CONVERT),
    (rb"GIF8[79]a.{0,6}[\0-\x08\x0e-\x1f]|RIFF.{4}WEBP", (), "a picture", _CONVERT),
    (rb"ID3[\1-\x08]|\xff\xfb|fLaC[\0\x80]", (), "a sound recording", _CONVERT),
    (rb"RIFF.{4}(?:WAVE|AVI )|OggS\0|\0\0..ftyp", (), "a recording", _CONVERT),
    (rb"\x1a\x45\xdf\xa3", (), "a recording", _CONVERT),
    (rb"\x1f\x8b|7z\xbc\xaf|Rar!\x1a", (), "a packed file", "Unpack it first"),
    (rb"SQLite format 3\0", (), "a database", "Name the transcripts instead"),
    (rb"\x7fELF|MZ\x90\0", (), "a program", "Name the transcripts instead"),
)
_ZIPPED = (
    (b"word/", ".docx", "a Word document"),
    (b"xl/", ".xlsx", "an Excel workbook"),
    (b"project.qde", ".qdpx", "a REFI-QDA project"),
    (b"opendocument.spreadsheet", ".ods", "an OpenDocument table"),
    (b"opendocument.text", ".odt", "an OpenDocument text"),
    (b"ppt/", ".pptx", "a presentation"),
)
_TIMES = rb"\d+:\d\d(?::\d\d)?[.,]\d+[ \t]*-->[ \t]*\d"
# Texts whose first lines say what they are, whatever the suffix.
_TEXTS: Mapping[str, re.Pattern[bytes]] = {
    ".vtt": re.compile(rb"WEBVTT(?=[ \t\r\n]|$)"),
    ".srt": re.compile(rb"\d+[ \t]*\r*\n[ \t]*" + _TIMES),
    ".json": re.compile(rb'\{\s*"|\[\s*\{\s*"'),
    ".cha": re.compile(rb"@(?:UTF8|Begin)\b"),
    ".eaf": re.compile(rb"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<ANNOTATION_DOCUMENT\b", re.DOTALL),
    ".textgrid": re.compile(rb'File type = "ooTextFile|ooTextFile'),
}
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xff\xfe", b"\xfe\xff")
PLAIN = (".txt", ".text", ".md", ".markdown")
_PROJECTS = (".qdpx", ".qdc")  # of other programs: their recordings may be with them
_HALF = re.compile("[\ud800-\udfff]")


def printable(name: str) -> str:
    r"""Return a file's name, or its path, as it can be shown and stored.

    On Linux a name may be any bytes: a zip packed in Taiwan leaves names in Big5. Those that are
    no UTF-8 are shown by their numbers.

    >>> printable("\udcb3X\udcbd\udccd.txt")
    '\\xb3X\\xbd\\xcd.txt'
    """
    return _HALF.sub(lambda half: _shown(ord(half[0])), name)


def _shown(half: int) -> str:
    escaped = half - 0xDC00  # how Python keeps a byte that it could not decode
    return f"\\x{escaped:02x}" if 0x80 <= escaped <= 0xFF else f"\\u{half:04x}"  # noqa: PLR2004


def load(path: Path, *, encoding: str = "", max_bytes: int = MAX_BYTES) -> RawFile:
    """Read a file's bytes; one that is empty, too big or may not be read is an UnreadableFile."""
    content = b"".join(_chunks(path, max_bytes=max_bytes))
    if not content.strip(b"\0 \t\r\n\x1a") or content in _MARKS:
        raise UnreadableFile(path.name, "the file is empty", "Export or copy it again")
    return RawFile(name=path.name, content=content, encoding=encoding)


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file's content: what has the same one need not be read again.

    What no transcript can be, for its name or its size, is an UnreadableFile before it is read.
    """
    digest = hashlib.sha256()
    limited = path.suffix.lower() not in _PROJECTS
    for chunk in _chunks(path, max_bytes=MAX_BYTES if limited else None):
        digest.update(chunk)
    return digest.hexdigest()


def true_suffix(file: RawFile) -> str:
    """Return the suffix that fits what a file holds, its own if nothing speaks against it.

    A text that says what it is (WebVTT, SubRip, JSON, CHAT, ELAN, TextGrid) is taken for that. A
    document or recording under another kind's suffix is refused, saying what it looks like.

    >>> true_suffix(RawFile(name="P01.txt", content=b"WEBVTT - meeting"))
    '.vtt'
    >>> true_suffix(RawFile(name="P01.txt", content=b"%PDF-1.7"))
    Traceback (most recent call last):
    qualpipe.model.errors.UnreadableFile: P01.txt: it looks like a PDF. Rename it to P01.pdf
    """
    suffixes, what, remedy = _binary(file.content)
    if what and file.suffix not in suffixes:
        remedy = remedy or f"Rename it to {file.stem}{suffixes[0]}"
        raise UnreadableFile(file.name, f"it looks like {what}", remedy)
    if not what and file.suffix in _OFFICE:
        message = f"it is no {file.suffix} file, whatever its name says"
        raise UnreadableFile(
            file.name, message, "If it is text, rename it to .txt; else export it anew"
        )
    found = _says(file.content)
    return found if found and (file.suffix in PLAIN or file.suffix in _TEXTS) else file.suffix


def _check_name(path: Path) -> None:
    """Refuse a name that is no text: it could not be shown, stored or typed again."""
    name = printable(path.name)
    if name != path.name:
        raise UnreadableFile(name, "the file's name is not written in UTF-8", "Rename the file")


def _chunks(path: Path, *, max_bytes: int | None) -> Iterator[bytes]:
    _check_name(path)
    try:
        if path.is_dir():
            raise UnreadableFile(path.name, "this is a folder that may not be opened", _PERMIT)
        if path.exists() and not path.is_file():  # a pipe would keep us waiting for ever
            raise UnreadableFile(path.name, "this is no ordinary file", "Copy its content to one")
        if max_bytes is not None and (size := path.stat().st_size) > max_bytes:
            raise _too_big(path, size, max_bytes)
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except FileNotFoundError as fault:
        message = "there is no such file"
        raise UnreadableFile(
            path.name, message, "Check the name, or whether it was moved"
        ) from fault
    except PermissionError as fault:
        raise UnreadableFile(path.name, "you may not read this file", _PERMIT) from fault
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise UnreadableFile(path.name, f"it cannot be read ({reason})", "Copy it again") from fault


_PERMIT = "Ask its owner for permission, or copy it to where you have it"


def _too_big(path: Path, size: int, limit: int) -> UnreadableFile:
    message = f"it has {size / 1e6:,.0f} MB, more than {limit / 1e6:,.0f} MB"
    remedy = "If it really is a transcript, split it into several files"
    return UnreadableFile(path.name, message, remedy)


def _binary(content: bytes) -> tuple[tuple[str, ...], str, str]:
    """Return suffixes, name and remedy of what is no text by its first bytes ('' if it may be)."""
    for magic, suffixes, what, remedy in _MAGIC:
        if re.match(magic, content, re.DOTALL):
            return suffixes, what, remedy
    if content.startswith(b"PK\x03\x04"):
        for mark, suffix, what in _ZIPPED:
            if mark in content:
                return (suffix,), what, ""
        return (
            _OFFICE,
            "a packed file (zip)",
            "Unpack it first",
        )  # the reader sees whether it is whole
    return (), "", ""


def _says(content: bytes) -> str:
    head = content[:_HEAD]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    head = head.replace(b"\0", b"").lstrip()
    return next((suffix for suffix, begins in _TEXTS.items() if begins.match(head)), "")
