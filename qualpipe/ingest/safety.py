"""What is refused before a parser sees it: zip bombs, document types, locked files."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualpipe.ingest.draft import RawFile
from qualpipe.model import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_RESAVE = "Open it in its program and save it again"
_CHUNK = 1 << 16
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# Wrong numbers inside show as seeks to nowhere, as structures cut short, as versions to come.
_DAMAGES = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ZipLimits:
    """What a zipped file (docx, xlsx) may unpack to.

    `entries` is their number, `part` and `total` are bytes of one entry and of all, `ratio` is
    unpacked to packed bytes. Documents of a hundred hours of speech stay under a tenth of these;
    Word's own XML packs 10 to 30 times. A ratio is no sign in a part smaller than `small`.
    """

    entries: int = 10_000
    part: int = 128 << 20
    total: int = 512 << 20
    ratio: int = 200
    small: int = 1 << 20


LIMITS = ZipLimits()


def check_zip(file: RawFile, *, limits: ZipLimits = LIMITS) -> None:
    """Refuse a zipped document that is locked, damaged, or unpacks to more than it should.

    The sizes that the zip declares are looked at first, since that costs nothing; then every
    entry is unpacked in chunks and counted, since a declared size may lie. An XML entry that
    holds a document type is refused too: no office program writes one.
    """
    _refuse_ole(file)
    try:
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            entries = archive.infolist()
            _check_declared(file, entries, limits)
            total = 0
            for entry in entries:
                total += _unpacked(file, archive, entry, limits)
                _check_size(file, entry.filename, total, limits.total)
    except _DAMAGES as error:
        message = f"the file is damaged or was not saved to its end ({error})"
        raise UnreadableFile(file.name, message, f"{_RESAVE}, or copy it again") from error


def safe_xml(file: RawFile) -> "_Element":
    """Parse an XML file and return its root, refusing document types.

    Entities stay unresolved, nothing is fetched, and depth and text size are bounded by libxml2:
    neither a "billion laughs" nor a reference to a file of this computer does anything.
    """
    from lxml import etree  # noqa: PLC0415 - few files are XML

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    if b"<!DOCTYPE" in file.content.replace(b"\0", b""):
        raise _doctype(file.name)
    try:
        root = etree.fromstring(file.content, parser)
    except etree.XMLSyntaxError as error:
        # Not what the parser says: it names the words that stand where a mark-up should.
        line, column = error.position
        message = f"no well-formed XML at line {max(line, 1)}, column {column}"
        raise UnreadableFile(file.name, message, f"{_RESAVE}, or copy it again") from error
    # One in an encoding that hides its letters is seen only now; nothing was made of it.
    if root.getroottree().docinfo.internalDTD is not None:
        raise _doctype(file.name)
    return root


def _refuse_ole(file: RawFile) -> None:
    """Refuse the container of Office files before 2007, which wraps new ones with a password too.

    The parsers of the old formats fall over a single wrong byte, so these are not read at all.
    """
    if not file.content.startswith(_OLE):
        return
    if _ENCRYPTED in file.content:
        raise _locked(file)
    modern = ".docx" if file.suffix.startswith(".doc") else ".xlsx"
    message = "this is a file of an old Office program (before 2007)"
    raise UnreadableFile(file.name, message, f"Open it in its program and save it as {modern}")


def _locked(file: RawFile) -> UnreadableFile:
    remedy = "Open it with its password and save a copy without one"
    return UnreadableFile(file.name, "the file is protected by a password", remedy)


def _check_declared(file: RawFile, entries: list[zipfile.ZipInfo], limits: ZipLimits) -> None:
    if len(entries) > limits.entries:
        message = f"it holds {len(entries):,} parts, more than {limits.entries:,}"
        raise UnreadableFile(file.name, message, "This is no ordinary document")
    if any(entry.flag_bits & 1 for entry in entries):
        raise _locked(file)
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise UnreadableFile(file.name, "it is packed as no office program packs", _RESAVE)
    for entry in entries:
        _check_entry(file, entry, entry.file_size, limits)
    _check_size(file, "it", sum(entry.file_size for entry in entries), limits.total)


def _check_entry(file: RawFile, entry: zipfile.ZipInfo, size: int, limits: ZipLimits) -> None:
    _check_size(file, entry.filename, size, limits.part)
    if size > limits.small and size > limits.ratio * max(entry.compress_size, 1):
        message = f"{entry.filename} unpacks to more than {limits.ratio} times its size"
        raise UnreadableFile(file.name, message, "This is no ordinary document")


def _check_size(file: RawFile, what: str, size: int, limit: int) -> None:
    if size > limit:
        message = f"{what} unpacks to more than {limit:,} bytes"
        raise UnreadableFile(file.name, message, "Split the document, or save its text alone")


def _unpacked(
    file: RawFile, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: ZipLimits
) -> int:
    """Return the true size of an entry, reading on whatever size is declared for it.

    One that lies is refused: whoever reads the entry later would stop there, and find it broken.
    """
    declared = entry.file_size
    entry.file_size = limits.part + 1  # else reading would stop at the size that it claims
    is_xml = entry.filename.endswith((".xml", ".rels"))
    size, tail = 0, b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            _check_entry(file, entry, size, limits)
            # Without its NULs, text in UTF-16 and UTF-32 shows the same letters.
            tail = tail[-16:] + chunk.replace(b"\0", b"")
            if is_xml and b"<!DOCTYPE" in tail:
                raise _doctype(f"{file.name}:{entry.filename}")
    if size != declared:
        raise zipfile.BadZipFile(f"{entry.filename} is not as long as it says")
    return size


def _doctype(where: str) -> UnreadableFile:
    message = "the XML declares a document type, which may pull in other files"
    return UnreadableFile(where, message, f"{_RESAVE}; transcription programs write none")
