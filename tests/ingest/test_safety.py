import io
import struct
import zipfile
from collections.abc import Mapping

import pytest
from make import raw

from qualpipe.ingest.safety import ZipLimits, check_zip, safe_xml
from qualpipe.model import UnreadableFile

SMALL = ZipLimits(entries=3, part=10_000, total=15_000, ratio=50, small=1000)
DOCTYPE = '<!DOCTYPE a [<!ENTITY x "boom">]><a>&x;</a>'


def zipped(parts: Mapping[str, bytes], *, packed: bool = True) -> bytes:
    content = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("parts", "packed", "message"),
    [
        ({str(n): b"" for n in range(4)}, True, "holds 4 parts, more than 3"),
        ({"a": b"x" * 20_000}, False, "unpacks to more than 10,000 bytes"),
        ({"a": b"x" * 9000, "b": b"y" * 9000}, False, "unpacks to more than 15,000 bytes"),
        ({"word/document.xml": b"<w:p/>" * 1600}, True, "unpacks to more than 50 times its size"),
    ],
)
def test_what_unpacks_to_too_much_is_refused(
    parts: Mapping[str, bytes],
    packed: bool,  # noqa: FBT001 - a column of the table above
    message: str,
) -> None:
    with pytest.raises(UnreadableFile, match=message):
        check_zip(raw("P01.docx", zipped(parts, packed=packed)), limits=SMALL)


def test_a_document_of_millions_of_empty_paragraphs_is_refused_as_it_stands() -> None:
    paragraphs = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 500_000
    bomb = zipped({"word/document.xml": paragraphs})
    assert len(bomb) < 60_000
    with pytest.raises(UnreadableFile, match="times its size"):
        check_zip(raw("P01.docx", bomb))


def test_a_size_that_lies_is_found_out_by_unpacking() -> None:
    content = bytearray(zipped({"a.xml": b"x" * 9000}))
    declared = content.rfind(b"PK\x01\x02") + 24
    content[declared : declared + 4] = struct.pack("<I", 100)
    with pytest.raises(UnreadableFile, match="times its size"):
        check_zip(raw("P01.docx", bytes(content)), limits=SMALL)


@pytest.mark.parametrize(
    ("mark", "at", "patch"),
    [
        (b"PK\x01\x02", 6, struct.pack("<H", 234)),  # needs a zip of version 23.4
        (b"PK\x01\x02", 8, struct.pack("<H", 0x20)),  # patched data, which nobody can unpack
        (b"PK\x01\x02", 24, struct.pack("<I", 3)),  # a part shorter than it is
        (b"PK\x01\x02", 24, struct.pack("<I", 9)),
        (b"PK\x01\x02", 42, struct.pack("<I", 0xFFFFFFF0)),  # begins behind the end
    ],
)
def test_a_zip_that_claims_what_no_program_writes_is_refused_as_damaged(
    mark: bytes, at: int, patch: bytes
) -> None:
    content = bytearray(zipped({"word/document.xml": b"<w:p/>"}))
    place = content.rfind(mark) + at
    content[place : place + len(patch)] = patch
    with pytest.raises(UnreadableFile, match="damaged or was not saved to its end"):
        check_zip(raw("P01.docx", bytes(content)))


def test_small_parts_may_pack_well() -> None:
    check_zip(raw("P01.docx", zipped({"a.xml": b" " * 1000})), limits=SMALL)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_a_document_type_inside_a_document_is_refused(encoding: str) -> None:
    content = zipped({"word/document.xml": DOCTYPE.encode(encoding)})
    with pytest.raises(UnreadableFile, match=r"P01.docx:word/document.xml: .*document type"):
        check_zip(raw("P01.docx", content))


@pytest.mark.parametrize("cut", [30, 100, 180])
def test_half_a_file_is_refused_as_damaged(cut: int) -> None:
    whole = zipped({"a.xml": bytes(range(256)) * 4, "b.xml": b"b" * 99})
    with pytest.raises(UnreadableFile, match="damaged or was not saved to its end"):
        check_zip(raw("P01.docx", whole[: len(whole) - cut]))


def test_a_damaged_part_is_refused() -> None:
    content = bytearray(zipped({"a.xml": b"the words of an interview" * 9}, packed=False))
    content[60] ^= 1
    with pytest.raises(UnreadableFile, match="damaged"):
        check_zip(raw("P01.docx", bytes(content)))


OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + bytes(600), "old Office program"),
    ],
)
def test_locked_and_old_documents_are_refused_with_the_way_out(
    content: bytes, message: str
) -> None:
    with pytest.raises(UnreadableFile, match=message):
        check_zip(raw("P01.docx", content))


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(zipped({"a.xml": b"words"}))
    content[content.rfind(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        check_zip(raw("P01.docx", bytes(content)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_a_document_type_in_xml_is_refused_in_any_encoding(encoding: str) -> None:
    content = f'<?xml version="1.0" encoding="{encoding}"?>{DOCTYPE}'.encode(encoding)
    if encoding == "utf-7":  # the one that can hide the sign it begins with
        content = content.replace(b"<!", b"+ADwAIQ-")
    with pytest.raises(UnreadableFile, match="document type"):
        safe_xml(raw("P01.eaf", content))


def test_broken_xml_is_refused_with_its_line() -> None:
    with pytest.raises(UnreadableFile, match="no well-formed XML at line 2"):
        safe_xml(raw("P01.eaf", "<a>\n<b></a>"))


def test_xml_keeps_every_character() -> None:
    assert safe_xml(raw("P01.eaf", "<a>𠮷嘅 &amp; &lt;b&gt;</a>")).text == "𠮷嘅 & <b>"
