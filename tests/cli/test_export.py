"""`qualpipe export`: what a report writer types, and what comes back."""

import csv
import io
import json
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]  # it has no stubs
import pytest
from click.testing import Result
from conftest import Run
from make import decision

from qualpipe.cli.export import COMMANDS
from qualpipe.cli.export import command as group
from qualpipe.export.tables import TABLES
from qualpipe.model import Verdict
from qualpipe.project import Project

TALK = (
    "I: What is it like?\nP: It feels like home, I can just sit there on the sofa.\n"
    "I: 仲有呢？\nP: 姑娘成日打嚟，問我點解冇去覆診。\n"
)


@pytest.fixture
def coded(tmp_path: Path, run: Run) -> Path:
    (tmp_path / "P01.txt").write_text(TALK, encoding="utf-8")
    assert run("code", "P01.txt").exit_code == 0
    return tmp_path


@pytest.fixture
def reviewed(coded: Path) -> Path:
    with Project.open(coded) as project:
        places = [one.address for one in project.segments()]
        codes = ("home_like_environment", "assertive_engagement")
        project.decide([
            decision(place, code=code, verdict=Verdict.ADD)
            for place, code in zip(places, codes, strict=True)
        ])  # fmt: skip
    return coded


def fine(result: Result) -> Result:
    assert result.exit_code == 0, result.output
    return result


def test_the_help_of_the_group_is_that_of_its_commands() -> None:
    for name, line in COMMANDS.items():
        found = group.get_command(None, name)  # type: ignore[arg-type]  # no context is needed
        assert found is not None
        text = found.help or ""
        assert text.startswith(line), name
        assert f"Example: qualpipe export {name}" in text, name


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_shown_and_written(reviewed: Path, run: Run, name: str) -> None:
    rows = json.loads(fine(run("export", name, "--format", "json")).stdout)
    assert rows["schema_version"] == 1
    fine(run("export", name))
    told = fine(run("export", name, "--to", f"{name}.xlsx")).stderr
    assert f"{name}.xlsx written" in told
    assert "2 codings that people decided on" in told
    assert openpyxl.load_workbook(reviewed / f"{name}.xlsx").sheetnames[-1] == "About this export"


def test_codings_go_to_statistics(reviewed: Path, run: Run) -> None:
    found = fine(run("export", "codings", "--shape", "columns", "--format", "csv")).stdout
    rows = list(csv.DictReader(io.StringIO(found)))
    assert [row["code home_like_environment"] for row in rows] == ["1", "0"]
    assert reviewed


def test_picks_come_from_a_file_with_remarks(reviewed: Path, run: Run) -> None:
    with Project.open(reviewed) as project:
        place = project.segments()[0].address
    (reviewed / "picks.txt").write_text(f"# my quotes\n{place}  # the sofa\n\n", encoding="utf-8")
    found = fine(run("export", "quotes", "--picks-file", "picks.txt", "--format", "json")).stdout
    assert [row["address"] for row in json.loads(found)["rows"]] == [place]


def test_nothing_reviewed_yet_says_what_to_do(coded: Path, run: Run) -> None:
    told = fine(run("export", "themes", "--to", "themes.docx", "--language", "zh-HK")).stderr
    assert "尚未有任何審閱決定" in told
    assert "--suggestions" in told
    assert (coded / "themes.docx").exists()


def test_an_interview_goes_to_word(reviewed: Path, run: Run) -> None:
    told = fine(run("export", "interview", "P01", "--to", "P01.docx")).stderr
    assert "2 codings as comments" in told
    assert (reviewed / "P01.docx").exists()


def test_training_data_is_counted(reviewed: Path, run: Run) -> None:
    told = fine(run("export", "spacy", "train.spacy")).stderr
    assert "2 turns, 2 spans" in told
    assert (reviewed / "train.spacy").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("themes", "--to", "themes.xls"), "unknown file ending 'xls'; known: csv, docx"),
        (("themes", "--by", "age"), "unknown attribute 'age'"),
        (("themes", "--code", "hoem"), "unknown code 'hoem'"),
        (("quotes", "--pick", "P01:9:0-4"), "nothing is coded in that turn"),
        (("themes", "--to", "nowhere/themes.xlsx"), "make it first"),
        (("interview", "P09", "--to", "P09.docx"), "P01"),
        (("interview", "P01", "--to", "P01.pdf"), ".docx"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    reviewed: Path, run: Run, arguments: tuple[str, ...], says: str
) -> None:
    result = run("export", *arguments)
    assert result.exit_code == 1
    assert says in result.stderr
    assert "Traceback" not in result.output
    assert reviewed


def test_a_folder_without_a_project_says_so(run: Run) -> None:
    result = run("export", "themes")
    assert result.exit_code == 1
    assert "no qualpipe project here" in result.stderr
