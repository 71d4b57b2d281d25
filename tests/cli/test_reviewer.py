import json
from pathlib import Path

import pytest
import team
from click.testing import CliRunner
from conftest import Run

from qualpipe.cli import qualpipe
from qualpipe.project import Project
from qualpipe.project.reviewing import people

PASSWORD = "三個字 and a horse"  # noqa: S105 - of nobody


@pytest.fixture(autouse=True)
def study(tmp_path: Path) -> None:
    Project.open(tmp_path).close()


@pytest.mark.parametrize("name", ["ana", "陳大文"])
def test_a_reviewer_comes_and_goes(run: Run, name: str) -> None:
    added = run("reviewer", "add", name, "--adjudicator")
    assert added.exit_code == 0, added.output
    assert "cannot log in" in added.stderr
    (row,) = json.loads(run("reviewer", "list", "--format", "json").stdout)["rows"]
    assert (row["reviewer"], row["duty"], row["password"]) == (name, "adjudicator", "none")
    assert run("reviewer", "retire", name).exit_code == 0
    again = run("reviewer", "add", name)
    assert again.exit_code == 1
    assert "retired" in again.stderr
    assert json.loads(run("reviewer", "list", "--format", "json").stdout)["rows"][0]["retired"]


@pytest.mark.parametrize("how", [["add", "ana"], ["password", "ana"]])
def test_a_password_comes_by_standard_input_and_is_never_printed(
    run: Run, tmp_path: Path, how: list[str]
) -> None:
    if how[0] == "password":
        run("reviewer", "add", "ana")
    line = ["reviewer", *how, "--password-stdin"]
    ran = CliRunner().invoke(qualpipe, line, input=f"{PASSWORD}\n", prog_name="qualpipe")
    assert ran.exit_code == 0, ran.output
    assert PASSWORD not in ran.output
    with Project.open(tmp_path) as project:
        assert people.matches(project, "ana", PASSWORD)


def test_a_password_that_is_not_there_adds_nobody(run: Run) -> None:
    ran = run("reviewer", "add", "ana", "--password-stdin")
    assert ran.exit_code == 1
    assert "no password on standard input" in ran.stderr
    assert "Nobody yet" in run("reviewer", "list").stderr


def test_who_retires_from_an_open_round_is_said(run: Run, tmp_path: Path) -> None:
    with team.project(tmp_path / "study") as project:
        team.open_round(project)
    ran = run("reviewer", "retire", "ana", "--project", tmp_path / "study")
    assert "'double coding 1', which is still open" in ran.stderr


def test_an_unknown_reviewer_lists_the_known_ones(run: Run) -> None:
    run("reviewer", "add", "陳")
    ran = run("reviewer", "retire", "ana")
    assert ran.exit_code == 1
    assert "there are: 陳" in ran.stderr
