"""Promises of attributes: from the title page, the file's name, the participants' table."""

from dataclasses import replace

import pytest
from make import raw, source, transcript

from qualpipe.ingest.attributes import Table, described, from_name, table, title_page
from qualpipe.model import QualpipeError, Transcript


def interview(name: str, **attributes: str) -> Transcript:
    stem = name.rpartition(".")[0]
    made = transcript(("I", "Hi?"), ("P", "Hi."), id=stem, attributes=attributes)
    return replace(made, source=source(name))


@pytest.mark.parametrize(
    ("page", "title", "fields"),
    [
        (
            "訪談一：花園\n\n日期：2026年3月\n時間：10:30\n",
            "訪談一：花園",
            {"日期": "2026年3月", "時間": "10:30"},
        ),
        ("**Title:** The garden\nDate: 2 March\n", "The garden", {"Date": "2 March"}),
        ("The garden\nSite: Sha Tin\n", "The garden", {"Site": "Sha Tin"}),
        ("（虛構訪談）\n訪問編號：P01\n", "", {"訪問編號": "P01"}),
        ("We met at noon.\nThey spoke about the garden: it grows.\n", "", {}),
        ("访谈样本\n本访谈纯属虚构：人物、地点都不是真的。\n", "访谈样本", {}),
        ("Audio file\ngarden.m4a\n", "garden.m4a", {}),
        ("", "", {}),
    ],
)
def test_the_title_page_gives_a_title_and_fields(
    page: str, title: str, fields: dict[str, str]
) -> None:
    assert title_page(page) == (title, fields)


@pytest.mark.parametrize(
    ("pattern", "stem", "found"),
    [
        (
            "{participant}_{site}_{gender}",
            "P01_沙田_女",
            {"participant": "P01", "site": "沙田", "gender": "女"},
        ),
        ("{participant} ({site})", "P01 (ST)", {"participant": "P01", "site": "ST"}),
        (
            r"(?P<participant>P\d+)-(?P<wave>\d).*",
            "P07-2 final",
            {"participant": "P07", "wave": "2"},
        ),
        (r"(?P<participant>P\d+)(?:-(?P<wave>\d))?", "P07", {"participant": "P07"}),
        ("{participant}_{site}", "P01", {}),
        ("", "P01_ST", {}),
    ],
)
def test_a_pattern_takes_attributes_from_a_name(
    pattern: str, stem: str, found: dict[str, str]
) -> None:
    assert from_name(pattern, stem) == found


@pytest.mark.parametrize("pattern", ["(?P<participant>[", "P01", "{participant}_{participant}"])
def test_a_pattern_that_cannot_work_says_what_one_looks_like(pattern: str) -> None:
    with pytest.raises(QualpipeError, match=r"pattern of file names .*\{participant\}_\{site\}"):
        from_name(pattern, "P01_ST")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "big5hkscs", "gb18030", "utf-16"])
@pytest.mark.parametrize("cell", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_the_participants_table_is_read_in_any_encoding(encoding: str, cell: str) -> None:
    lines = ("受訪者,性別,地區,備註", "P01,女,沙田,住喺公屋", "", 'P02,男,"荃灣",')
    content = "\r\n".join(lines).replace(",", cell).encode(encoding)
    found = table(raw("participants.csv", content))
    assert [(row.ids, dict(row.attributes), row.line) for row in found.rows] == [
        (("P01",), {"participant": "P01", "性別": "女", "地區": "沙田", "備註": "住喺公屋"}, 2),
        (("P02",), {"participant": "P02", "性別": "男", "地區": "荃灣"}, 4),
    ]


def test_a_table_that_names_nobody_is_a_problem_that_shows_nothing_of_it() -> None:
    found = table(raw("participants.csv", "age,site\n40,ST\n"))
    assert found.rows == ()
    assert found.problems[0].where == "participants.csv:1"
    assert found.problems[0].message == "none of the 2 columns says whom a row is about"


TABLE = table(
    raw("participants.csv", "participant,transcript,age\nMay,,40\n,P02.docx,50\nP3,,60\n")
)


@pytest.mark.parametrize(
    ("one", "age"),
    [
        (interview("a.txt", participant="May"), "40"),
        (interview("P02.docx"), "50"),
        (interview("p3.txt"), "60"),
        (interview("P3_20260302.txt"), "60"),
        (interview("P3.zh.txt"), "60"),
    ],
    ids=["attribute", "file", "id", "beginning", "language"],
)
def test_a_row_finds_its_transcript(one: Transcript, age: str) -> None:
    (found,), _ = described([one], participants=TABLE)
    assert found.attributes["age"] == age


def test_p3_is_not_p30() -> None:
    (found,), problems = described([interview("P30.txt")], participants=TABLE)
    assert "age" not in found.attributes
    assert "no row is about 1 of the transcripts: P30.txt" in {one.message for one in problems}


def test_a_row_of_nobody_is_reported_with_its_line() -> None:
    _, problems = described([interview("P3.txt")], participants=TABLE)
    assert [problem.where for problem in problems] == ["participants.csv:2", "participants.csv:3"]
    assert "May is the name of no transcript" in problems[0].message


def test_a_respondent_of_a_survey_is_found_by_the_part_of_the_id() -> None:
    one = replace(interview("survey.csv"), id="survey-P3")
    (found,), _ = described([one], participants=TABLE)
    assert found.attributes["participant"] == "P3"


def test_a_translation_gets_what_its_original_gets() -> None:
    original, translation = interview("P3.txt"), interview("three.en.txt")
    translation = replace(translation, translation_of="P3")
    found, _ = described([original, translation], participants=TABLE)
    assert [one.attributes["age"] for one in found] == ["60", "60"]


def test_the_table_wins_over_the_name_and_the_name_over_the_title_page() -> None:
    one = interview("P3_x.txt", participant="?", site="?", age="?")
    (found,), _ = described([one], pattern="{participant}_{site}", participants=TABLE)
    assert dict(found.attributes) == {"participant": "P3", "site": "x", "age": "60"}


def test_a_name_that_does_not_fit_the_pattern_is_reported() -> None:
    (found,), problems = described([interview("notes.txt")], pattern="{participant}_{site}")
    assert dict(found.attributes) == {}
    assert problems[0].where == "notes.txt"
    assert "{participant}_{site}" in problems[0].message


def test_the_language_in_a_name_is_no_attribute() -> None:
    (found,), _ = described([interview("P01_ST.zh.txt")], pattern="{participant}_{site}")
    assert found.attributes["site"] == "ST"


def test_without_pattern_and_table_nothing_changes() -> None:
    one = interview("P01.txt", site="ST")
    assert described([one]) == ((one,), ())
    assert described([one], participants=Table(name="participants.csv", rows=())) == ((one,), ())
