"""Promises of the door: what is refused before it is read, with a place and a remedy."""

import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest import limits
from qualpipe.ingest.draft import RawFile
from qualpipe.ingest.limits import fingerprint, load, true_suffix
from qualpipe.model import UnreadableFile


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


def test_a_file_that_is_too_big_is_refused_unread_unless_the_limit_is_raised(
    tmp_path: Path,
) -> None:
    path = tmp_path / "P01.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)  # sparse: takes no room on the disk
    with pytest.raises(
        UnreadableFile, match=r"P01\.txt: it has 100 MB, more than 50 MB\..* split it"
    ):
        load(path)
    path.write_bytes(b"I: Hi")
    assert load(path, max_bytes=5).content == b"I: Hi"
    with pytest.raises(UnreadableFile, match="more than"):
        load(path, max_bytes=4)


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0\0"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "P01.txt"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=r"P01\.txt: the file is empty"):
        load(path)


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"P01\.txt: there is no such file"):
        load(tmp_path / "P01.txt")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "P01.txt")
    with pytest.raises(UnreadableFile, match=r"P01\.txt: this is no ordinary file"):
        load(tmp_path / "P01.txt")


@pytest.mark.parametrize("do", [load, fingerprint])
@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (PermissionError(13, "Permission denied"), "you may not read this file"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_a_file_that_may_not_or_cannot_be_read_says_so(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    do: Callable[[Path], object],
    fault: OSError,
    message: str,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise fault

    path = tmp_path / "P01.txt"
    path.write_text("I: Hi", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match=rf"P01\.txt: .*{message}"):
        do(path)


def test_the_fingerprint_is_of_the_content_not_of_the_name(tmp_path: Path) -> None:
    for name, content in (("a.txt", b"one"), ("b.txt", b"one"), ("c.txt", b"two")):
        (tmp_path / name).write_bytes(content)
    one, same, other = (fingerprint(tmp_path / f"{name}.txt") for name in "abc")
    assert one == same != other
    assert len(one) == 64


def test_a_recording_of_three_gigabytes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "訪談.mp4"
    with path.open("wb") as stream:
        stream.truncate(3_000_000_000)
    monkeypatch.delattr(Path, "open")
    with pytest.raises(UnreadableFile, match=r"it has 3,000 MB, more than 50 MB"):
        fingerprint(path)


def test_a_project_of_another_program_may_be_larger_than_a_transcript(tmp_path: Path) -> None:
    path = tmp_path / "study.qdpx"
    with path.open("wb") as stream:
        stream.truncate(limits.MAX_BYTES + 1)
    assert len(fingerprint(path)) == 64


@pytest.mark.parametrize("do", [load, fingerprint])
def test_a_name_that_is_no_utf_8_is_refused_under_a_name_that_can_be_stored(
    tmp_path: Path, do: Callable[[Path], object]
) -> None:
    path = tmp_path / os.fsdecode("訪談".encode("big5") + b".txt")
    path.write_bytes(b"I: Hi")
    with pytest.raises(UnreadableFile) as refusal:
        do(path)
    assert refusal.value.name == r"\xb3X\xbd\xcd.txt"
    assert "not written in UTF-8" in refusal.value.message
    assert refusal.value.remedy == "Rename the file"
    assert str(refusal.value).encode()


@given(st.text(st.characters(codec=None), max_size=9))
def test_any_name_can_be_stored_once_it_is_printable_and_a_good_one_stays(name: str) -> None:
    shown = limits.printable(name)
    assert shown.encode().decode() == shown
    assert limits.printable(shown) == shown
    assert shown == name or not name.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        "ID301 interview\nI: Hi\n",
        "ID3: 你好\nI: Hi\n",
        "ID3\n\nI: Hi\n",
        "RIFFat: Hello\nI: Hi\n",
        "GIF87a: 一張圖\nI: 你好\n",
        "GIF89a and GIF8: pictures",
        "Rar! they shouted",
        "OggS: Hi",
        "fLaC: Hi",
        "MZ: Hi",
        "ab: ftyp",
        "%PDF is what they asked for",
        "SQLite format 3 is a format",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "big5hkscs"])
def test_a_text_that_begins_with_the_letters_of_a_recording_is_a_text(
    text: str, encoding: str
) -> None:
    assert true_suffix(RawFile(name="P01.txt", content=text.encode(encoding))) == ".txt"


@pytest.mark.parametrize(
    ("content", "looks_like"),
    [
        (zipped("[Content_Types].xml", "word/document.xml"), "Word document"),
        (zipped("xl/workbook.xml"), "Excel workbook"),
        (zipped("project.qde"), "REFI-QDA project"),
        (zipped("notes"), "packed file"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel"),
        (b"{\\rtf1\\ansi", "rich text"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"ID3\x04", "recording"),
        (b"\0\0\0\x20ftypM4A ", "recording"),
        (b"ID3\x03\0", "sound recording"),
        (b"fLaC\0\0\0\x22", "sound recording"),
        (b"OggS\0\x02", "recording"),
        (b"RIFF\x24\0\0\0WAVE", "recording"),
        (b"RIFF\x0a\x0a\0\0AVI LIST", "recording"),
        (b"RIFF\x24\0\0\0WEBPVP8", "picture"),
        (b"GIF89a\x0a\x0a\xc8\0\xf7\0\0", "picture"),
        (b"GIF87a\x40\x01\xc8\0\xf7\0\0", "picture"),
        (b"Rar!\x1a\x07\x01\0", "packed file"),
        (b"MZ\x90\0\x03", "program"),
        (b"SQLite format 3\0", "database"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_text_under_a_texts_name_is_refused_by_what_it_is(
    content: bytes, looks_like: str
) -> None:
    with pytest.raises(UnreadableFile, match=rf"P01\.txt: it looks like .*{looks_like}"):
        true_suffix(RawFile(name="P01.txt", content=content))


@pytest.mark.parametrize("name", ["P01.m4a", "P01.png", "P01.rtf", "P01.doc"])
def test_what_is_never_read_says_what_to_do_under_its_own_name_too(name: str) -> None:
    content = {
        ".m4a": b"\0\0\0\x20ftypM4A ",
        ".png": b"\x89PNG",
        ".rtf": b"{\\rtf1",
        ".doc": b"\xd0\xcf\x11\xe0",
    }
    with pytest.raises(UnreadableFile, match=r"(Transcribe it first|save it as \.docx)"):
        true_suffix(RawFile(name=name, content=content[name[3:]]))


@pytest.mark.parametrize("name", ["P01.docx", "P01.xlsx", "P01.ods"])
def test_a_text_under_an_office_name_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="whatever its name says"):
        true_suffix(RawFile(name=name, content=b"I: Hi\nP: Hello"))


@pytest.mark.parametrize(
    ("content", "suffix"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nHi", ".vtt"),
        ("1\r\n00:00:01,000 --> 00:00:02,000\r\n你好", ".srt"),
        ('{"segments": []}', ".json"),
        ('\n[{"text": "Hi"}]', ".json"),
        ("@UTF8\n@Begin\n", ".cha"),
        ('<?xml version="1.0"?>\n<ANNOTATION_DOCUMENT AUTHOR="">', ".eaf"),
        ('File type = "ooTextFile"\n', ".textgrid"),
    ],
    ids=lambda value: value if value.startswith(".") else "",
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("name", ["P01.txt", "P01.md", "P01.srt", "P01.json"])
def test_a_text_that_says_what_it_is_is_taken_for_that(
    content: str, suffix: str, encoding: str, name: str
) -> None:
    assert true_suffix(RawFile(name=name, content=content.encode(encoding))) == suffix


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("P01.txt", "I: What is WEBVTT?\n"),
        ("P01.txt", "[Ada] 10:02\nHi"),
        ("P01.txt", "{laughs} I do not know"),
        ("P01.csv", '{"a", "b"}'),
        ("P01.md", "1\nOne line."),
        ("P01", "I: Hi"),
    ],
)
def test_a_text_that_says_nothing_of_itself_keeps_its_suffix(name: str, content: str) -> None:
    file = RawFile(name=name, content=content.encode())
    assert true_suffix(file) == file.suffix


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".ods"])
def test_a_zip_cut_short_is_left_to_its_reader_to_explain(suffix: str) -> None:
    content = zipped("[Content_Types].xml")[:40]
    assert true_suffix(RawFile(name=f"P01{suffix}", content=content)) == suffix


def test_the_limit_holds_a_hundred_hours_of_speech() -> None:
    assert limits.MAX_BYTES == 50_000_000
