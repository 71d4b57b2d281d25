"""Every format holds every cell, whatever people and codebooks bring, and says what it is."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no stubs
import pytest
import studies
from docx import Document
from lxml import etree
from pyarrow import parquet  # type: ignore[import-untyped]  # as above

from qualpipe.export.face import Face, face_of
from qualpipe.export.options import Options, Tongue
from qualpipe.export.study import Study
from qualpipe.export.table import Column, Kind, Table
from qualpipe.export.tables import TABLES, build
from qualpipe.export.writers import WRITERS, write
from qualpipe.export.writers.embedded import face_in
from qualpipe.export.writers.layout import on_page
from qualpipe.export.writers.sheets import sheet_name
from qualpipe.export.writers.shown import clean, shown
from qualpipe.model import QualpipeError, UnknownName

PAGES = ("docx", "html", "md", "tex")


def wrote(
    path: Path, name: str = "themes", study: Study | None = None, **options: object
) -> tuple[tuple[Table, ...], Face]:
    wanted = Options(**options)  # type: ignore[arg-type]
    made = study or studies.study()
    tables, face = build(name, made, wanted), face_of(name, made, wanted)
    write(tables, face, path, wanted.language)
    return tables, face


def one_table(*cells: str | float | None, kind: Kind = Kind.TEXT) -> Table:
    columns = (Column(name="words", heading="Words", kind=kind),)
    return Table(name="codings", title="Codings", columns=columns, rows=tuple((c,) for c in cells))


def wrote_cells(path: Path, *cells: str | float | None, kind: Kind = Kind.TEXT) -> None:
    face = face_of("codings", studies.study(), Options())
    write((one_table(*cells, kind=kind),), face, path, Tongue.EN)


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_written_and_says_what_it_was_made_of(
    tmp_path: Path, name: str, ending: str
) -> None:
    path = tmp_path / f"表 1.{ending}"
    _, face = wrote(path, name, language=Tongue.HK, suggestions=True)
    assert face_in(path) == face


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_study_gives_the_same_bytes(tmp_path: Path, ending: str) -> None:
    first, second = tmp_path / f"a.{ending}", tmp_path / f"b.{ending}"
    wrote(first, "quotes")
    wrote(second, "quotes")
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("ending", WRITERS)
def test_nothing_reviewed_yet_is_an_export_that_says_so(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"empty.{ending}"
    _, face = wrote(path, "quotes", studies.empty())
    assert face.reviewed == 0
    assert face_in(path).unreviewed == 2


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("name", ["themes", "quotes", "cooccurrence", "matrix"])
def test_three_hundred_odd_codes_are_written(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / f"strange.{ending}"
    _, face = wrote(path, name, studies.strange())
    assert face_in(path) == face


def test_a_wide_table_comes_in_parts_that_lose_no_column() -> None:
    tables = build("cooccurrence", studies.strange())
    parts = [one for one in on_page(tables, Tongue.EN) if one.name == "cooccurrence"]
    assert len(parts) > 10
    names = [column.name for part in parts for column in part.columns[1:]]
    assert names == [column.name for column in tables[0].columns[1:]]
    assert {part.columns[0].name for part in parts} == {"code"}
    assert all(len(part.columns) < 63 for part in parts)  # what Word bears


def test_an_unknown_ending_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="docx"):
        wrote(tmp_path / "themes.xls")


@pytest.mark.parametrize("ending", WRITERS)
def test_a_read_only_target_stays_as_it_is(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"themes.{ending}"
    path.write_text("kept")
    path.chmod(0o444)
    with pytest.raises(QualpipeError, match="read-only"):
        wrote(path)
    assert path.read_text() == "kept"


# Excel


def test_a_workbook_has_a_sheet_a_table_and_one_that_tells_about_it(tmp_path: Path) -> None:
    path = tmp_path / "themes.xlsx"
    tables, face = wrote(path, by=("gender",), language=Tongue.HK)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["編碼一覽", "未計入的部分", "關於本匯出檔"]
    sheet = book["編碼一覽"]
    cells = [[one.value for one in row] for row in sheet.iter_rows(min_row=2)]
    assert [[c or None for c in row] for row in cells] == [
        [c or None for c in row] for row in tables[0].rows
    ]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(sheet.max_row, sheet.max_column).coordinate}"
    assert {one.number_format for one in sheet["G"][1:]} == {"0%"}
    about = {row[0].value: row[1].value for row in book["關於本匯出檔"].iter_rows()}
    assert about["研究項目"] == face.project


def test_widths_fit_chinese(tmp_path: Path) -> None:
    wrote_cells(tmp_path / "a.xlsx", "a" * 20)
    wrote_cells(tmp_path / "b.xlsx", "住" * 20)
    widths = [openpyxl.load_workbook(tmp_path / f"{name}.xlsx").worksheets[0].column_dimensions["A"]
              .width for name in "ab"]  # fmt: skip
    assert widths[1] - 2 >= 30 > widths[0]


@pytest.mark.parametrize(
    "words", ["=1+1", "=cmd|' /C calc'!A0", "https://example.org", "007", "1e5"]
)
def test_words_are_never_a_formula_a_link_or_a_number(tmp_path: Path, words: str) -> None:
    path = tmp_path / "words.xlsx"
    wrote_cells(path, words)
    cell = openpyxl.load_workbook(path).worksheets[0]["A2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", words, None)


def test_moments_are_dates_that_can_be_sorted(tmp_path: Path) -> None:
    path = tmp_path / "at.xlsx"
    wrote_cells(path, "2026-01-05T09:30:00+08:00", "long ago", kind=Kind.MOMENT)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert str(sheet["A2"].value) == "2026-01-05 09:30:00"
    assert sheet["A3"].value == "long ago"


def test_a_text_that_no_cell_holds_is_cut_and_told(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    wrote_cells(path, "𠮷" * 20_000, "住" * 32_767)
    book = openpyxl.load_workbook(path)
    assert len(book.worksheets[0]["A2"].value.encode("utf-16-le")) // 2 <= 32_767
    assert book.worksheets[0]["A3"].value == "住" * 32_767
    assert any("32,767" in str(row[1].value) for row in book.worksheets[-1].iter_rows())


def test_many_rows_are_all_there_in_the_same_styles(tmp_path: Path) -> None:
    columns = (
        Column(name="words", heading="Words"),
        Column(name="share", heading="Share", kind=Kind.SHARE),
        Column(name="at", heading="At", kind=Kind.MOMENT),
    )
    rows = tuple((f"=<{n}> 嘅 \x07", n / 7000 or None, studies.AT) for n in range(7000))
    table = Table(name="codings", title="Codings", columns=columns, rows=rows)
    path = tmp_path / "many.xlsx"
    face = face_of("codings", studies.study(), Options())
    write((table,), face, path, Tongue.EN)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in found] == [f"=<{n}> 嘅 \ufffd" for n in range(7000)]
    assert [row[1].value for row in found] == [n / 7000 or None for n in range(7000)]
    assert {str(row[2].value) for row in found} == {"2026-03-01 10:00:00"}
    assert {row[1].number_format for row in found if row[1].value} == {"0%"}
    assert {row[0].data_type for row in found} <= {"s", "inlineStr"}
    assert sheet.dimensions == "A1:C7001"


def test_a_table_of_too_many_columns_for_a_sheet_is_a_clear_message(tmp_path: Path) -> None:
    columns = tuple(Column(name=f"c{n}", heading="c") for n in range(16_385))
    table = Table(name="matrix", title="Matrix", columns=columns, rows=())
    face = face_of("matrix", studies.study(), Options())
    with pytest.raises(QualpipeError, match="16384"):
        write((table,), face, tmp_path / "wide.xlsx", Tongue.EN)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("work/life: what? [all]*", "work-life- what- -all--"),
        ("'quoted'", "quoted"),
        ("x" * 40, "x" * 31),
        ("🏠" * 40, "🏠" * 15),
        ("", "-"),
        ("History", "History 2"),
        ("\x07", "�"),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(title: str, name: str) -> None:
    assert sheet_name(title, {"history"}) == name


def test_sheets_never_share_a_name() -> None:
    taken: set[str] = set()
    names = [sheet_name(one, taken) for one in ("Code", "code", "C" * 40, "c" * 40, "CODE")]
    assert len({one.casefold() for one in names}) == 5
    assert max(map(len, names)) <= 31


# CSV, Parquet


def test_csv_opens_in_excel_and_holds_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    wrote_cells(path, "=1+1", "@home", "屋企, 「home」\n第二行", "-", "plain")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    assert [row[0] for row in found] == [
        "Words", "'=1+1", "'@home", "屋企, 「home」\n第二行", "'-", "plain",
    ]  # fmt: skip


def test_further_tables_are_further_files(tmp_path: Path) -> None:
    for ending in ("csv", "parquet"):
        wrote(tmp_path / f"co.{ending}", "cooccurrence")
    names = {one.name for one in tmp_path.iterdir()}
    assert names == {"co.csv", "co-pairs.csv", "co.csv.about.json", "co.parquet",
                     "co-pairs.parquet"}  # fmt: skip


def test_parquet_has_types_names_and_headings(tmp_path: Path) -> None:
    path = tmp_path / "themes.parquet"
    tables, _ = wrote(path)
    found = parquet.read_table(path)
    assert found.num_rows == len(tables[0].rows)
    assert str(found.schema.field("segments").type) == "int64"
    assert str(found.schema.field("share").type) == "double"
    assert found.schema.field("segments").metadata[b"heading"] == b"Segments"


# Pages


@pytest.mark.parametrize("ending", PAGES)
def test_every_quote_is_on_the_page_as_it_was_said(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"quotes.{ending}"
    wrote(path, "quotes")
    if ending == "docx":
        text = "\n".join(cell.text for table in Document(str(path)).tables for cell in table._cells)
    else:
        text = path.read_text("utf-8")
    for words in (studies.SOFA, studies.PHONE):
        assert words in text


def test_word_tables_have_a_style_and_headings_that_repeat(tmp_path: Path) -> None:
    path = tmp_path / "themes.docx"
    tables, _ = wrote(path, language=Tongue.HK)
    document = Document(str(path))
    first = document.tables[0]
    assert first.style is not None
    assert first.style.name == "Qualpipe Table"
    assert "w:tblHeader" in first.rows[0]._tr.xml
    heads = [cell.text for cell in first.rows[0].cells]
    shown_columns = on_page(tables, Tongue.HK)[0].columns
    assert heads == [one.heading for one in shown_columns]
    assert len(first.rows) == len(tables[0].rows) + 1


@pytest.mark.parametrize(
    ("language", "font", "tag"),
    [
        (Tongue.EN, "Microsoft JhengHei", "zh-HK"),
        (Tongue.HK, "Microsoft JhengHei", "zh-HK"),
        (Tongue.CN, "Microsoft YaHei", "zh-CN"),
    ],
)
def test_word_knows_the_chinese_font_and_language(
    tmp_path: Path, language: Tongue, font: str, tag: str
) -> None:
    path = tmp_path / "quotes.docx"
    wrote(path, "quotes", language=language)
    styles = zipfile.ZipFile(path).read("word/styles.xml").decode()
    assert f'w:eastAsia="{font}"' in styles
    assert re.search(rf'<w:lang [^>]*w:eastAsia="{tag}"', styles)
    assert "eastAsiaTheme" not in styles.split("<w:latentStyles")[0]
    assert 'w:hint="eastAsia"' in zipfile.ZipFile(path).read("word/document.xml").decode()


def test_a_wide_table_lies_on_its_side(tmp_path: Path) -> None:
    wrote(tmp_path / "wide.docx", "quotes")
    wrote(tmp_path / "narrow.docx", "codebook")
    sides = []
    for name in ("wide", "narrow"):
        page = Document(str(tmp_path / f"{name}.docx")).sections[0]
        sides.append((page.page_width or 0) > (page.page_height or 0))
    assert sides == [True, False]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_every_part_of_an_office_file_is_xml(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"strange.{ending}"
    wrote(path, "quotes", studies.strange(20))
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def test_a_web_page_has_no_script_and_lets_nothing_in(tmp_path: Path) -> None:
    path = tmp_path / "strange.html"
    wrote(path, "quotes", studies.strange(20))
    text = path.read_text("utf-8")
    assert "default-src 'none'" in text
    assert "<script" not in text
    assert "<b>" not in text
    assert "&lt;b&gt;&amp;amp;&lt;/b&gt;" in text
    assert etree.HTML(text) is not None


def test_a_markdown_table_keeps_its_cells_apart(tmp_path: Path) -> None:
    path = tmp_path / "words.md"
    wrote_cells(path, "a|b", "line\nbreak", "*star* <b>", "-->")
    text = path.read_text("utf-8")
    assert "| a\\|b |" in text
    assert "| line<br>break |" in text
    assert "\\<b\\>" in text
    assert text.rstrip().endswith("-->")


def test_latex_sets_what_was_said_and_no_command(tmp_path: Path) -> None:
    path = tmp_path / "words.tex"
    wrote_cells(path, r"\input{/etc/passwd} 50% & $x$ #1 ~^_{}", "[0] * 嘅")
    body = path.read_text("utf-8").partition(r"\begin{document}")[2]
    assert r"\input" not in body
    assert r"\textbackslash{}input\{/etc/passwd\} 50\% \& \$x\$ \#1" in body
    assert "{[}0{]}" in body


def test_the_face_cannot_end_the_comment_that_holds_it(tmp_path: Path) -> None:
    study = replace(studies.study(), name='--> <script> "quoted" %')
    for ending in ("md", "tex", "html"):
        path = tmp_path / f"odd.{ending}"
        _, face = wrote(path, study=study)
        assert face_in(path) == face
        assert path.read_text("utf-8").count("-->") <= (1 if ending == "md" else 0)


@pytest.mark.parametrize("ending", [*WRITERS, "txt"])
def test_a_file_of_somebody_else_has_no_face(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"other.{ending}"
    path.write_text("hello")
    with pytest.raises(QualpipeError):
        face_in(path)
    with pytest.raises(QualpipeError):
        face_in(tmp_path / f"missing.{ending}")


# Cells


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (1234567, Kind.COUNT, "1,234,567"),
        (0.005, Kind.SHARE, "0%"),
        (1.0, Kind.SHARE, "100%"),
        (1, Kind.SCORE, "1"),
        ("2026-01-05T09:30:00+08:00", Kind.MOMENT, "2026-01-05 09:30"),
        ("soon", Kind.MOMENT, "soon"),
        (None, Kind.COUNT, ""),
    ],
)
def test_a_cell_is_shown_alike_everywhere(cell: str | float | None, kind: Kind, text: str) -> None:
    assert shown(cell, kind) == text


def test_what_no_file_may_hold_is_shown_as_a_mark() -> None:
    assert clean("a\x00b\x1fc\ud800d\r\ne\tf𠮷") == "a�b�c�d\ne\tf𠮷"
