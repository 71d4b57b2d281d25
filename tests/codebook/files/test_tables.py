"""Tables become codebooks, with the headings and the cells that people make."""

import zipfile
from pathlib import Path

import pytest
from make import code, codebook

from qualpipe.codebook import CodebookError, load, save
from qualpipe.model import Language, Phrase, QualpipeError

DATA = Path(__file__).parents[2] / "data" / "codebooks"
EN, YUE, ZH = Language.EN, Language.YUE, Language.ZH


def table(folder: Path, text: str, name: str = "book.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_table_saved_by_excel_is_read_with_its_languages() -> None:
    waiting, company = load(DATA / "excel_semicolons.csv")
    assert waiting.name == (Phrase(EN, "Waiting"), Phrase(YUE, "排期"))
    assert waiting.definition == (Phrase(EN, "Time that passes\nbefore help comes"),)
    assert [str(phrase.language) for phrase in waiting.keywords] == ["en", "en", *["yue"] * 3]
    assert waiting.colour == "#0072B2"
    assert company.keywords == (Phrase(EN, "=SUM(1)"),)


def test_a_semicolon_inside_a_sentence_does_not_part_it() -> None:
    examples = load(DATA / "excel_semicolons.csv").codes[0].examples
    assert [phrase.text for phrase in examples] == ["I waited; then I left.", "They said spring."]


def test_without_ids_the_names_make_them() -> None:
    assert [code.id for code in load(DATA / "names_only.csv")] == ["going_alone", "有人陪"]


@pytest.mark.parametrize(
    ("heading", "field", "language"),
    [
        ("keywords_en", "keywords", EN),
        ("Keywords (zh-HK)", "keywords", YUE),
        ("關鍵詞_zh-Hant", "keywords", ZH),
        ("Inclusion criteria_en", "include", EN),
        ("When not to use: en", "exclude", EN),
        ("counter-examples zh", "counter_examples", ZH),
        ("Description [en]", "definition", EN),
    ],
)
def test_headings_may_be_worded_in_several_ways(
    heading: str, field: str, language: Language, tmp_path: Path
) -> None:
    (code,) = load(table(tmp_path, f"id,{heading}\na,words\n"))
    assert getattr(code, field) == (Phrase(language, "words"),)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_heading_tells_the_separator(separator: str, tmp_path: Path) -> None:
    rows = [["id", "name_en", "definition_en"], ["a", "A", "one. two"]]
    (code,) = load(table(tmp_path, "\n".join(separator.join(row) for row in rows)))
    assert code.definition == (Phrase(EN, "one. two"),)


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("排期、輪候；等", ["排期", "輪候", "等"]),
        ("queue; waiting list", ["queue", "waiting list"]),
        ("a;b|c", ["a;b", "c"]),
        ('"a|b\nc"', ["a|b", "c"]),
        ("queue", ["queue"]),
    ],
)
def test_a_cell_holds_several_keywords(cell: str, found: list[str], tmp_path: Path) -> None:
    (code,) = load(table(tmp_path, f"id,keywords\na,{cell}\n"))
    assert [phrase.text for phrase in code.keywords] == found


def test_mistakes_are_told_with_their_row(tmp_path: Path) -> None:
    path = table(tmp_path, 'id,name,Keyord,share\na,"A\nB",x,2\n,,,\na,C,x,0.1\n')
    with pytest.raises(CodebookError) as told:
        load(path)
    assert [(problem.where, problem.remedy.split(";")[0]) for problem in told.value.problems] == [
        ("book.csv:1", "did you mean keywords?"),
        ("book.csv:2", "write 0.15 or 15%"),
        ("book.csv:5", "give each code its own"),
    ]


def test_a_column_of_ones_own_is_passed_over(tmp_path: Path) -> None:
    assert load(table(tmp_path, "id,# who,\na,Mei,\n")).codes[0].id == "a"


def test_rows_cut_short_and_empty_ones_do_no_harm(tmp_path: Path) -> None:
    book = load(table(tmp_path, "id,name,share\na\n\n,,\nb,B,0.5\n"))
    assert [(code.id, code.share) for code in book] == [("a", None), ("b", 0.5)]


@pytest.mark.parametrize("text", ["", "\n\n", "id,name\n"])
def test_a_table_without_codes_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="no codes"):
        load(table(tmp_path, text))


def test_numbers_of_a_workbook_are_shown_as_in_its_program(tmp_path: Path) -> None:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415 - only here

    path = tmp_path / "book.xlsx"
    with Workbook(path) as workbook:
        sheet = workbook.add_worksheet("my codes")
        sheet.write_row(0, 0, ["id", "name", "keywords", "share"])
        sheet.write_row(1, 0, [1, "Help line", 2382, 0.25])
    (code,) = load(path)
    assert (code.id, code.share, code.keywords[0].text) == ("1", 0.25, "2382")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut short", b"id,name\na,b\n"])
def test_a_file_that_is_no_workbook_is_told(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(QualpipeError, match="no workbook"):
        load(path)


def test_a_damaged_workbook_is_told(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    save(load("recovery"), path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40] = bytes(40)
    path.write_bytes(content)
    with pytest.raises(QualpipeError, match="no workbook"):
        load(path)


def test_a_workbook_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    save(codebook(), path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/bomb.bin", bytes(200 << 20))
    with pytest.raises(QualpipeError, match="unpacks to more than"):
        load(path)


@pytest.mark.parametrize("term", ["=1+1", "+852", "-ish", "@home", "'=x", "_x0041_", "a|b;c、d"])
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_keyword_is_a_formula_and_none_is_changed(
    term: str, suffix: str, tmp_path: Path
) -> None:
    path = tmp_path / f"book{suffix}"
    save(codebook(code(keywords=[term])), path)
    assert load(path).codes[0].keywords == (Phrase(EN, term),)
    if suffix == ".csv":
        row = path.read_text("utf-8-sig").splitlines()[1]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.split(","))
