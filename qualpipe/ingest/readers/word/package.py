"""The parts of a Word file: which of them holds the text, and which the styles.

The parts are read here and not by python-docx, since a damaged package makes that raise whatever
its code runs into, and since each part must pass `safe_xml`.
"""

import io
import zipfile
from typing import TYPE_CHECKING

from qualpipe.ingest.draft import RawFile
from qualpipe.ingest.readers.word.body import Styles, styles_of
from qualpipe.ingest.safety import safe_xml
from qualpipe.model import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # "Strict Open XML Document"
_DOCUMENT = "word/document.xml"


def opened(file: RawFile) -> tuple["_Element", Styles]:
    """Return the body and the styles of a Word file that has passed `check_zip`."""
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        # SharePoint and others call the document otherwise, so the package is asked for it.
        document = _target(archive, "_rels/.rels", "/officeDocument", file) or _DOCUMENT
        folder, _, name = document.rpartition("/")
        related = f"{folder}/_rels/{name}.rels".lstrip("/")
        styles = _target(archive, related, "/styles", file)
        body = _root(archive, document, file).find(f"{_W}body")
        if body is None:
            raise _no_document(file, f"{document} has no body")
        return body, styles_of(_root(archive, f"{folder}/{styles}", file)) if styles else Styles()


def _target(archive: zipfile.ZipFile, relations: str, kind: str, file: RawFile) -> str:
    """Return the part that a list of relations names for a kind, '' if it names none."""
    if relations not in archive.namelist():
        return ""
    for relation in _root(archive, relations, file):
        if relation.get("Type", "").endswith(kind):
            return relation.get("Target", "").lstrip("/")
    return ""


def _root(archive: zipfile.ZipFile, part: str, file: RawFile) -> "_Element":
    if part not in archive.namelist():
        raise _no_document(file, f"{part} is missing")
    content = archive.read(part).replace(_STRICT, _W.strip("{}").encode())
    return safe_xml(RawFile(name=f"{file.name}:{part}", content=content))


def _no_document(file: RawFile, why: str) -> UnreadableFile:
    remedy = "Open it in Word and save it again as Word Document (.docx)"
    return UnreadableFile(file.name, f"this is no Word document as Word saves it ({why})", remedy)
