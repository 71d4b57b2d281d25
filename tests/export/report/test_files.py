"""Reports as files: whole, self-contained, the same each time, readable by Word and browsers."""

import re
import zipfile
from pathlib import Path

import pytest
import studies
from docx import Document
from lxml import html

from qualpipe.export.options import Options, Tongue
from qualpipe.export.report import Report, compose, figures_of, write
from qualpipe.export.writers.embedded import face_in
from qualpipe.model import QualpipeError


def made(language: Tongue = Tongue.EN, template: str = "apa") -> Report:
    return compose(studies.study(), Options(language=language), template=template)


@pytest.mark.parametrize("ending", ["docx", "html"])
@pytest.mark.parametrize("language", Tongue)
def test_a_report_is_the_same_each_time_and_bears_its_face(
    tmp_path: Path, ending: str, language: Tongue
) -> None:
    paths = [tmp_path / f"{name}.{ending}" for name in ("one", "two")]
    for path in paths:
        write(made(language), path)
    assert paths[0].read_bytes() == paths[1].read_bytes()
    assert face_in(paths[0]) == made(language).face


@pytest.mark.parametrize("template", ["apa", "plain"])
def test_a_page_has_no_script_and_loads_nothing(tmp_path: Path, template: str) -> None:
    path = tmp_path / "report.html"
    write(made(template=template), path)
    text = path.read_text("utf-8")
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in text
    root = html.document_fromstring(text)
    assert not list(root.iter("script", "link", "iframe", "object"))
    assert all(one.get("src", "").startswith("data:") for one in root.iter("img"))
    assert not [
        one for one in root.iter() if any(str(name).startswith("on") for name in one.attrib)
    ]
    assert not re.search(r"url\(|@import", text)


def test_every_picture_of_a_page_and_a_document_says_in_words_what_it_shows(
    tmp_path: Path,
) -> None:
    for ending in ("html", "docx"):
        write(made(), tmp_path / f"r.{ending}")
    root = html.document_fromstring((tmp_path / "r.html").read_text("utf-8"))
    assert all(one.get("alt") for one in root.iter("img"))
    document = Document(str(tmp_path / "r.docx"))
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described
    assert all(described)


@pytest.mark.parametrize(
    ("language", "font"), [(Tongue.HK, "Microsoft JhengHei"), (Tongue.CN, "Microsoft YaHei")]
)
def test_a_document_names_a_chinese_font_for_every_style_it_uses(
    tmp_path: Path, language: Tongue, font: str
) -> None:
    path = tmp_path / "r.docx"
    write(made(language, "plain"), path)
    document = Document(str(path))
    key = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
    used = {line.style.name: line.style for line in document.paragraphs if line.style is not None}
    assert {"Heading 1", "Quote", "Caption", "List Bullet"} <= set(used)
    assert {style.element.rPr.rFonts.get(key) for style in used.values()} == {font}


def test_the_headings_of_a_table_repeat_on_every_page(tmp_path: Path) -> None:
    path = tmp_path / "r.docx"
    write(made(), path)
    with zipfile.ZipFile(path) as archive:
        text = archive.read("word/document.xml").decode()
    assert text.count("<w:tblHeader/>") == len(made().tables())


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_odd_names_and_three_hundred_codes_make_a_file(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"r.{ending}"
    write(compose(studies.strange(), Options()), path)
    assert face_in(path).kind == "report"


def test_a_report_of_nothing_is_a_file_too(tmp_path: Path) -> None:
    for ending in ("docx", "html"):
        write(compose(studies.empty(), Options()), tmp_path / f"r.{ending}")
    assert "holds no findings" in (tmp_path / "r.html").read_text("utf-8")


def test_another_ending_is_refused_and_nothing_written(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match=r"\.docx or \.html"):
        write(made(), tmp_path / "report.pdf")
    assert not list(tmp_path.iterdir())


def test_figures_are_written_in_both_forms(tmp_path: Path) -> None:
    paths = figures_of(made(), tmp_path / "figures")
    assert {path.suffix for path in paths} == {".svg", ".png"}
    assert paths[0].name == "01-frequency.svg"
    assert all(path.stat().st_size for path in paths)
