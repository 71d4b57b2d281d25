"""The page of formats names what is read, and quotes what is said of the rest."""

import io
import re
import zipfile
from pathlib import Path

import pytest

from qualpipe.ingest import READERS, read
from qualpipe.model import UnreadableFile

PAGE = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")


def zipped(part: str, content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, content)
    return made.getvalue()


def quoted() -> list[tuple[str, str]]:
    """Return what the last table quotes: each message and remedy, up to a remark in brackets."""
    rows = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if line.count(" | ") == 2]
    return [
        (message, remedy.partition(" (")[0])
        for _, messages, remedy in rows
        for message in messages.split("; ")
    ]


SAID = quoted()
OLD = bytes.fromhex("d0cf11e0a1b11ae1")
REFUSED = {
    "empty.txt": b"",
    "P01.txt": b"%PDF-1.7",
    "P01.m4a": b"ID3\x04",
    "P01.rtf": b"{\\rtf1 hello}",
    "P01.doc": OLD + bytes(600),
    "P01.xls": OLD + bytes(600),
    "P01.ods": zipped("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    "P01.docx": b"I: Hi",
    "locked.docx": OLD + "EncryptedPackage".encode("utf-16-le"),
    "bomb.docx": zipped("word/document.xml", b"<w:p/>" * 500_000),
    "P01.eaf": b"<!DOCTYPE a><a/>",
    "bytes.txt": bytes([0x80, 0x81, 0x90, 0xFF]) * 50,
    "P01.vtt": b"I: Hi\nP: Hello\n",
    "P01.json": b'{"a": 1}',
    "P01.csv": b"colour,shape\nred,round\nblue,square\n",
    "P01.html": b"<p>Hi</p>",
}


def test_every_suffix_that_is_read_is_named_and_no_other() -> None:
    named = {suffix.casefold() for suffix in re.findall(r"`(\.\w+)`", PAGE)}
    assert named == set(READERS)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_said_of_a_refused_file_is_on_the_page(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    with pytest.raises(UnreadableFile) as refusal:
        read(path)
    fault = refusal.value
    assert any(
        fault.message.startswith(said) and fault.remedy.startswith(what) for said, what in SAID
    )
