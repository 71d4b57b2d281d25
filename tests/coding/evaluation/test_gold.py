"""Coded text is read from the tables people have."""

import json
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from make import code, codebook

from qualpipe.coding.evaluation import Columns, Gold, read_gold
from qualpipe.model import QualpipeError, UnreadableFile

BOOK = codebook(code("home"), code("friends"))
ROWS: tuple[tuple[str, list[str], str, str], ...] = (
    ("好似返屋企咁。", ["home"], "P01", "點呀？"),
    ("We eat together at home.", ["home", "friends"], "P01", ""),
    ("The bus was late.", [], "P02", "And then?"),
)


def as_csv(path: Path) -> Path:
    lines = ["text,codes,doc,previous"]
    lines += [f"{text},{'|'.join(codes)},{doc},{before}" for text, codes, doc, before in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    return path


def as_jsonl(path: Path) -> Path:
    rows = [
        {"text": t, "codes": codes, "doc": doc, "previous": before}
        for t, codes, doc, before in ROWS
    ]
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\n\n", encoding="utf-8")
    return path


def as_json(path: Path) -> Path:
    rows = [
        {"text": t, "codes": json.dumps(codes), "doc": doc, "previous": before}
        for t, codes, doc, before in ROWS
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    return path


def as_xlsx(path: Path) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["text", "codes", "doc", "previous"])
        for row, (text, codes, doc, before) in enumerate(ROWS, 1):
            sheet.write_row(row, 0, [text, " | ".join(codes), doc, before])
    return path


@pytest.mark.parametrize(
    ("write", "suffix"),
    [(as_csv, "csv"), (as_jsonl, "jsonl"), (as_json, "json"), (as_xlsx, "xlsx")],
)
def test_every_kind_of_table_gives_the_same_gold(
    write: object, suffix: str, tmp_path: Path
) -> None:
    gold: Gold = read_gold(write(tmp_path / f"gold.{suffix}"), BOOK)  # type: ignore[operator] # one of the writers above
    assert [one.text for one in gold.segments] == [row[0] for row in ROWS]
    assert gold.codes == (frozenset({"home"}), frozenset({"home", "friends"}), frozenset())
    assert gold.groups == ("P01", "P01", "P02")
    assert gold.contexts == ("點呀？", "", "And then?")
    assert [str(one.language) for one in gold.segments] == ["yue", "en", "en"]
    assert gold.splits == ()
    assert gold.problems == ()


def test_other_columns_and_the_list_of_python_are_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("said;labels;part\nhome;\"['Home', 'friends']\";TEST\n", encoding="utf-8")
    gold = read_gold(path, BOOK, Columns(text="said", codes="labels", split="part"))
    assert gold.codes == (frozenset({"home", "friends"}),)
    assert gold.splits == ("test",)
    assert gold.groups == ("row 1",)


def test_strange_codes_and_empty_rows_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "gold.csv"
    path.write_text("text,codes\nhello,home|hoem\n,home\nbye,hoem\n", encoding="utf-8")
    gold = read_gold(path, BOOK)
    assert len(gold.segments) == 2
    said = [str(problem) for problem in gold.problems]
    assert said[0].startswith("gold.csv: code 'hoem' of 2 rows is not in the codebook")
    assert said[1] == "gold.csv: 1 rows without text left out"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gold.csv", b"", "no rows"),
        ("gold.csv", b"text,codes\n", "no rows"),
        ("gold.csv", "text,codes\n好,a\n".encode("big5"), "no UTF-8 at byte"),
        ("gold.docx", b"", "no table"),
        ("gold.jsonl", b'{"text": 1}\n{"text"', "gold.jsonl:2: no JSON"),
        ("gold.jsonl", b"[1]\n", "gold.jsonl:1: no object"),
        ("gold.json", b"{}", "no list of objects"),
        ("gold.xlsx", b"PK not really", "no workbook"),
        ("gold.csv", b"text,codes\n   ,home\n", "column 'text' is empty"),
    ],
)
def test_a_broken_table_says_what_is_wrong(
    name: str, content: bytes, message: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=message):
        read_gold(path, BOOK)


def test_a_missing_file_or_column_says_which(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such file"):
        read_gold(tmp_path / "gold.csv", BOOK)
    with pytest.raises(QualpipeError, match=r"no column 'topic'; .*--codes-column: text, codes"):
        read_gold(as_csv(tmp_path / "gold.csv"), BOOK, Columns(codes="topic"))
