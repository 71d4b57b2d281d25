import json
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
import team
from conftest import Run

from qualpipe.project import Project


@pytest.fixture(autouse=True)
def study(tmp_path: Path) -> None:
    team.project(tmp_path).close()


@pytest.mark.parametrize("name", ["ana", "陳"])
def test_a_sheet_goes_out_and_comes_back(run: Run, tmp_path: Path, name: str) -> None:
    out = run("review", "export", "sheet.xlsx", "--reviewer", name)
    assert out.exit_code == 0, out.output
    assert "16 suggestions, 0 decided" in out.stderr
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    page = book["review"]
    column = next(cell.column for cell in page[1] if cell.value == "verdict")
    assert isinstance(column, int)
    page.cell(2, column).value = "accept"
    book.save(tmp_path / "sheet.xlsx")
    line = ("review", "import", "sheet.xlsx", "--reviewer", name, "--format", "json")
    dry = run(*line, "--dry-run")
    assert "1 decisions would be added" in dry.stderr
    came = run(*line)
    assert came.exit_code == 0, came.output
    assert json.loads(came.stdout)["undecided"] == 15
    assert "0 decisions added, 1 known already" in run(*line).stderr
    with Project.open(tmp_path) as project:
        (said,) = project.decisions()
    assert (said.reviewer, said.verdict.value) == (name, "accept")


def test_a_sheet_of_somebody_unknown_is_refused(run: Run) -> None:
    ran = run("review", "export", "sheet.xlsx", "--reviewer", "eve")
    assert ran.exit_code == 1
    assert "there are: ana, carol, 陳" in ran.stderr


def test_a_sheet_that_is_none_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "sheet.csv").write_text("a,b\n1,2\n", "utf-8")
    ran = run("review", "import", "sheet.csv", "--reviewer", "ana")
    assert ran.exit_code == 1
    assert "the column 'address' is not there" in ran.stderr
