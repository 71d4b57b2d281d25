"""Notes: memos, remarks on codings, and what the standard has no place for."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualpipe.text.refi_qda import fits_xml, for_xml, guid, moment

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A note under its GUID; `user` and `at` are '' where nobody wrote it."""

    guid: str
    name: str
    text: str
    user: str = ""
    at: str = ""

    @property
    def file(self) -> str:
        """Return the file it goes to ('' if it goes into the XML, which keeps most texts)."""
        return "" if fits_xml(self.text) else f"{self.guid}.txt"


@dataclass(slots=True)
class Notes:
    """Collects the notes of a file while what they belong to is written."""

    study: str
    all: dict[str, Note] = field(default_factory=dict)

    def add(self, name: str, text: str, *, on: str, user: str = "", at: str = "") -> str:
        """Keep a note on a thing and return its GUID."""
        key = guid("note", self.study, on, name, user, at, text)
        self.all[key] = Note(guid=key, name=name, text=text, user=user, at=at)
        return key


def note_element(note: Note) -> "_Element":
    """Return a note as the standard has it: a text source."""
    from lxml.etree import Element, SubElement  # noqa: PLC0415 - few commands write XML

    element = Element("Note", guid=note.guid, name=for_xml(note.name))
    if note.user:
        element.set("creatingUser", guid("user", note.user))
    if moment(note.at):
        element.set("creationDateTime", moment(note.at))
    if note.file:
        element.set("plainTextPath", f"internal://{note.file}")
    else:
        SubElement(element, "PlainTextContent").text = note.text
    return element


def refer(element: "_Element", notes: list[str]) -> None:
    """Let an element refer to notes."""
    from lxml.etree import SubElement  # noqa: PLC0415 - few commands write XML

    for key in notes:
        SubElement(element, "NoteRef", targetGUID=key)
