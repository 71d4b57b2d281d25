import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import team
from conftest import Run

from qualpipe.model import Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import rounds

HOME, FRIENDS = team.CODES
ENGLISH = "P02:2:0-41"
QUICK = ("agreement", "--round", team.ROUND, "--bootstrap", "50")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Return a closed round in which 陳 said no to one segment that ana gave a code."""
    with team.project(tmp_path) as opened:
        team.open_round(opened)
        team.work(opened, "ana", team.home_only)
        team.work(
            opened,
            "陳",
            lambda one: Verdict.REJECT if one.segment == ENGLISH else team.home_only(one),
        )
        rounds.close_round(opened, team.ROUND, at=team.LATER)
        yield opened


def test_people_and_machine_stand_in_two_tables(run: Run, project: Project) -> None:
    del project
    ran = run(*QUICK)
    assert ran.exit_code == 0, ran.output
    people, machine = ran.stdout.split("The machine's suggestions")
    assert "Reviewers among each other (ana, 陳)" in people
    assert "Krippendorff α" in people
    assert "precision" not in people
    assert "precision" in machine
    assert "Krippendorff" not in machine


def test_undefined_is_printed_with_its_reason(run: Run, project: Project) -> None:
    del project
    printed = run(*QUICK).stdout
    assert "undefined (1)" in printed
    assert "(1) only one value was used" in printed


def test_references_and_the_seed_are_told_beside_the_table(run: Run, project: Project) -> None:
    del project
    said = run(*QUICK, "--seed", "7").stderr
    assert "50 times with seed 7" in said
    assert "Krippendorff 2019, for α: from 0.800 reliable" in said
    assert "no verdict" in said


def test_json_holds_every_table_and_what_it_rests_on(run: Run, project: Project) -> None:
    del project
    answer = json.loads(run(*QUICK, "--by", "code,language,reviewer", "--format", "json").stdout)
    assert (answer["round"], answer["seed"], answer["resamples"]) == (team.ROUND, 1, 50)
    assert len(answer["references"]) == 2
    assert {row["part"] for row in answer["rows"]} == {"", "en", "yue", "ana + 陳"}
    whole = {
        row["code"]: row for row in answer["rows"] if not row["split"] and row["scope"] == "all"
    }
    assert whole[HOME]["figures"]["percent"]["value"] == 7 / 8
    assert whole[FRIENDS]["figures"]["cohen"]["value"] is None
    assert whole[FRIENDS]["figures"]["cohen"]["reason"] == "only one value was used"
    machine = {row["code"]: row for row in answer["suggester"]["rows"]}
    assert machine[HOME]["figures"]["precision"]["value"] == 1
    assert answer["spans"] == []


@pytest.mark.parametrize(
    ("only", "column", "value"),
    [("reviewers", "percent", "0.875"), ("suggester", "precision", "1.0")],
)
def test_csv_holds_one_table(
    run: Run, project: Project, only: str, column: str, value: str
) -> None:
    del project
    ran = run(*QUICK, "--format", "csv", "--only", only)
    rows = list(csv.DictReader(io.StringIO(ran.stdout)))
    assert {row["table"] for row in rows} == {only}
    assert next(row[column] for row in rows if row["code"] == HOME) == value


def test_words_selected_by_hand_have_a_table_of_their_own(run: Run, project: Project) -> None:
    assert "selected by hand" not in run(*QUICK).stdout
    for who in ("ana", "陳"):
        project.review.decide([team.said("P01:2:3-8", "recovery_coaching", Verdict.ADD, who)])
    ran = run("agreement", "--bootstrap", "0")
    assert "Words selected by hand" in ran.stdout
    assert "same limits F1" in ran.stdout


def test_what_is_sealed_is_said_to_be_left_out(run: Run, project: Project) -> None:
    for place in ("P01:2:0-19", ENGLISH):  # so that something is left to draw from
        found = [one for one in project.last_words() if one.segment == place]
        project.review.decide(
            [replace(one, verdict=Verdict.UNDO, undoes=one.number) for one in found]
        )
    rounds.open_round(
        project,
        "two",
        reviewers=["ana", "陳"],
        sample="all",
        overlap=2,
        blind=True,
        seed=1,
        at=team.LATER,
    )
    ran = run("agreement", "--bootstrap", "0")
    assert ran.exit_code == 0, ran.output
    assert "What is decided in the blind round 'two' is not counted." in ran.stderr


@pytest.mark.parametrize(
    ("given", "code", "says"),
    [
        (("--by", "colour"), 2, "there is no split by 'colour'"),
        (("--round", "x"), 1, "known: double coding 1"),
        (("--unit", "word"), 2, "word"),
    ],
)
def test_what_cannot_be_measured_says_why(
    run: Run, project: Project, given: tuple[str, ...], code: int, says: str
) -> None:
    del project
    ran = run("agreement", *given)
    assert ran.exit_code == code
    assert says in ran.stderr
