"""What is no project, or no safe one, is refused with its name and what to do; the rest goes on."""

import io
import zipfile
from pathlib import Path

import pytest
from exchanged import AT, DATA

from qualpipe.ingest.refi_qda import read_codebook, read_project
from qualpipe.ingest.safety import ZipLimits
from qualpipe.model import UnreadableFile

CODE = '<Code guid="00000000-0000-4000-8000-000000000001" name="屋企" isCodable="true"/>'
TEXT = "I: 點呀？\nP: It feels like home.\n"


def project(
    sources: str = "", *, codes: str = CODE, head: str = "", root: str = "Project", rest: str = ""
) -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?>{head}'
        f'<{root} xmlns="urn:QDA-XML:project:1.0" name="s" origin="X">'
        f"<CodeBook><Codes>{codes}</Codes></CodeBook><Sources>{sources}</Sources>{rest}</{root}>"
    )


def source(path: str = "internal://a.txt", *, inside: str = "") -> str:
    return (
        '<TextSource guid="00000000-0000-4000-8000-00000000000a" name="P01" '
        f'plainTextPath="{path}">{inside}</TextSource>'
    )


def coded(start: str, end: str, *, guid: str = "b") -> str:
    return (
        f'<PlainTextSelection guid="00000000-0000-4000-8000-00000000000{guid}" '
        f'startPosition="{start}" endPosition="{end}">'
        '<Coding guid="00000000-0000-4000-8000-00000000000c"><CodeRef '
        'targetGUID="00000000-0000-4000-8000-000000000001"/></Coding></PlainTextSelection>'
    )


def packed(folder: Path, files: dict[str, str | bytes], name: str = "study.qdpx") -> Path:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, said in files.items():
            archive.writestr(one, said)
    (folder / name).write_bytes(content.getvalue())
    return folder / name


BOMB = "<!DOCTYPE lolz [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
REFUSED: dict[str, tuple[dict[str, str | bytes], str]] = {
    "no .qde": ({"readme.txt": "hello"}, "no .qde file"),
    "two .qde": ({"a.qde": project(), "b.qde": project()}, "2 projects"),
    "path leading out": ({"project.qde": project(), "../evil.txt": "x"}, "outside"),
    "absolute path": ({"project.qde": project(), "/etc/evil.txt": "x"}, "outside"),
    "drive": ({"project.qde": project(), "C:\\evil.txt": "x"}, "outside"),
    "document type": ({"project.qde": project(head=BOMB)}, "document type"),
    "document type in utf-16": (
        {"project.qde": project(head=BOMB).replace("utf-8", "utf-16", 1).encode("utf-16")},
        "document type",
    ),
    "other root": ({"project.qde": project(root="Other")}, "begins with"),
    "no XML": ({"project.qde": "hello"}, "well-formed"),
    "zip bomb": ({"project.qde": project(), "sources/a.txt": b"0" * 30_000_000}, "unpacks"),
    "zip bomb as project": ({"project.qde": project() + " " * 30_000_000}, "unpacks"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_refused_with_the_name_of_the_file_and_a_remedy(what: str, tmp_path: Path) -> None:
    files, message = REFUSED[what]
    path = packed(tmp_path, files)
    with pytest.raises(UnreadableFile, match=message) as fault:
        read_project(path, now=AT)
    assert "study.qdpx" in str(fault.value)
    assert fault.value.remedy
    assert [one.name for one in tmp_path.iterdir()] == ["study.qdpx"]  # nothing was unpacked


def test_sizes_are_counted_and_not_believed(tmp_path: Path) -> None:
    path = packed(tmp_path, {"project.qde": project(source()), "sources/a.txt": "x" * 5000})
    with pytest.raises(UnreadableFile, match="unpacks"):
        read_project(path, now=AT, limits=ZipLimits(part=1000, small=100))


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04 cut short"])
def test_no_zip_is_no_project(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "study.qdpx"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="no project file"):
        read_project(path, now=AT)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_project(tmp_path / "gone.qdpx", now=AT)


@pytest.mark.parametrize(
    "path",
    [
        "internal://a.txt",
        "internal:/a.txt",
        "internal:a.txt",
        "a.txt",
        "relative:///a.txt",
        "absolute:///C:/Data/a.txt",
        "INTERNAL://A.TXT",
        "internal://sources/a.txt",
        "internal:///sources/a.txt",
    ],
)
@pytest.mark.parametrize("place", ["sources/a.txt", "Sources/a.txt", "a.txt", "x/Sources/a.txt"])
def test_a_source_is_found_however_its_path_is_written(
    path: str, place: str, tmp_path: Path
) -> None:
    files: dict[str, str | bytes] = {"project.qde": project(source(path, inside=coded("12", "17")))}
    came = read_project(packed(tmp_path, {**files, place: TEXT}), now=AT)
    assert [one.text for one in came.transcripts] == [TEXT]
    assert len(came.decisions) == 1


@pytest.mark.parametrize("path", ["internal://../../etc/passwd", "relative:///../secret.txt"])
def test_a_path_that_leads_out_is_not_followed(path: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.txt").write_text("P: secret")
    came = read_project(packed(tmp_path / "in", {"project.qde": project(source(path))}), now=AT)
    assert came.transcripts == ()
    assert any("not followed" in loss.what for loss in came.losses)


def test_a_text_beside_the_package_is_read_where_the_path_is_relative(tmp_path: Path) -> None:
    (tmp_path / "beside.txt").write_text(TEXT, encoding="utf-8")
    path = packed(tmp_path, {"project.qde": project(source("relative:///beside.txt"))})
    assert [one.text for one in read_project(path, now=AT).transcripts] == [TEXT]


def test_a_source_with_a_word_file_alone_is_read_from_it(tmp_path: Path) -> None:
    from docx import Document  # noqa: PLC0415 - this test alone

    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    rich = source(inside=coded("12", "17")).replace("plainTextPath", "richTextPath")
    files: dict[str, str | bytes] = {
        "project.qde": project(rich.replace("a.txt", "a.docx")),
        "sources/a.docx": content.getvalue(),
    }
    came = read_project(packed(tmp_path, files), now=AT)
    assert [one.text for one in came.transcripts] == [TEXT.rstrip("\n")]
    assert [one.segment for one in came.decisions] == ["P01:2:2-7"]


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("90", "99", "selections beyond the text"),
        ("12", "12", "selections of no length"),
        ("15", "12", "selections of no length"),
        ("-5", "0", "selections beyond the text"),
        ("x", "9", "codings without a position"),
        ("6", "7", "selections of white space"),
    ],
)
def test_a_coding_on_no_words_is_told(start: str, end: str, told: str, tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "project.qde": project(source(inside=coded(start, end) + coded("12", "17", guid="d"))),
        "sources/a.txt": TEXT,
    }
    came = read_project(packed(tmp_path, files), now=AT)
    assert told in {loss.what for loss in came.losses}
    assert len(came.decisions) == 1


def test_sources_with_the_same_guid_are_all_kept(tmp_path: Path) -> None:
    both = source(inside=coded("12", "17")) + source(inside=coded("0", "1")) + source(inside="")
    files: dict[str, str | bytes] = {"project.qde": project(both), "sources/a.txt": TEXT}
    came = read_project(packed(tmp_path, files), now=AT)
    assert [one.id for one in came.transcripts] == ["P01", "P01-2", "P01-3"]
    assert len(came.decisions) == 2


def test_a_selection_without_a_code_is_told(tmp_path: Path) -> None:
    empty = '<PlainTextSelection guid="x" startPosition="10" endPosition="12"/>'
    files: dict[str, str | bytes] = {
        "project.qde": project(source(inside=empty)),
        "sources/a.txt": TEXT,
    }
    came = read_project(packed(tmp_path, files), now=AT)
    assert "selections without a code" in {loss.what for loss in came.losses}


def test_xml_that_breaks_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = project(source(inside=coded("12", "17")))
    broken = whole.replace('name="P01"', 'name="P01 & more"')
    files: dict[str, str | bytes] = {"project.qde": broken, "sources/a.txt": TEXT}
    came = read_project(packed(tmp_path, files), now=AT)
    assert len(came.decisions) == 1
    assert "faults in the XML" in {loss.what for loss in came.losses}


def test_unknown_elements_are_told_and_do_no_harm(tmp_path: Path) -> None:
    strange = "<Rays><Ray/><Ray/></Rays>"
    inside = coded("12", "17") + "<Glow/>"
    files: dict[str, str | bytes] = {
        "project.qde": project(source(inside=inside), rest=strange),
        "sources/a.txt": TEXT,
    }
    came = read_project(packed(tmp_path, files), now=AT)
    counts = {loss.what: loss.count for loss in came.losses}
    assert counts["unknown element ray in rays"] == 2
    assert counts["unknown element glow in a source"] == 1
    assert len(came.decisions) == 1


@pytest.mark.parametrize("namespace", ["", ' xmlns="urn:other"'])
def test_the_namespace_is_not_insisted_on(namespace: str, tmp_path: Path) -> None:
    written = project(source()).replace(' xmlns="urn:QDA-XML:project:1.0"', namespace)
    came = read_project(packed(tmp_path, {"a.qde": written, "sources/a.txt": TEXT}), now=AT)
    assert len(came.transcripts) == 1


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<CodeBook/>", "no codes"),
        (f"{BOMB}<CodeBook><Codes>{CODE}</Codes></CodeBook>", "document type"),
        (project(), "begins with"),
    ],
)
def test_a_codebook_that_is_none_is_refused(content: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "codes.qdc"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UnreadableFile, match=message):
        read_codebook(path)


def test_the_imitations_are_no_more_than_a_few_kilobytes() -> None:
    assert all(one.stat().st_size < 8_000 for one in DATA.glob("*.qd*"))
