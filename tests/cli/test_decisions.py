import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import team
from conftest import Run

from qualpipe.model import Verdict
from qualpipe.project import Project

HOME, FRIENDS = team.CODES
CHINESE, ENGLISH = "P01:2:0-19", "P02:2:0-41"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        opened.review.decide([team.said(CHINESE, HOME)])
        opened.review.decide([team.said(ENGLISH, FRIENDS, Verdict.REJECT, "陳")])
        yield opened


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ((), [1, 2]),
        (("--reviewer", "陳"), [2]),
        (("--code", HOME), [1]),
        (("--transcript", "P02"), [2]),
        (("--reviewer", "ana", "--code", FRIENDS), []),
    ],
)
def test_the_log_shows_what_was_decided_by_whom_of_what(
    run: Run, project: Project, given: tuple[str, ...], numbers: list[int]
) -> None:
    del project
    answer = json.loads(run("decisions", "log", *given, "--format", "json").stdout)
    assert [row["number"] for row in answer["rows"]] == numbers


def test_what_is_undone_stays_in_the_log(run: Run, project: Project) -> None:
    assert run("decisions", "undo").exit_code == 1  # two have decided: who?
    undone = run("decisions", "undo", "--reviewer", "ana")
    assert undone.exit_code == 0, undone.output
    assert "--act 3" in undone.stderr
    assert project.codings() == ()
    rows = json.loads(run("decisions", "log", "--format", "json").stdout)["rows"]
    assert [row["state"] for row in rows] == ["taken back", "", "takes back 1"]
    run("decisions", "undo", "--reviewer", "ana", "--act", "3")
    assert [one.segment for one in project.codings()] == [CHINESE]


def test_replay_says_what_it_checked(run: Run, project: Project) -> None:
    ran = run("decisions", "replay", "--format", "json")
    assert ran.exit_code == 0, ran.output
    answer = json.loads(ran.stdout)
    assert answer["head"] == project.store.ledger.last_seal()
    assert [(row["looked_at"], row["faults"]) for row in answer["rows"]] == [
        (2, 0), (2, 0), (1, 0), (2, 0),
    ]  # fmt: skip


def test_replay_fails_on_a_line_that_another_program_changed(run: Run, project: Project) -> None:
    database = sqlite3.connect(project.folder / "qualpipe.db")
    database.execute("DROP TRIGGER decision_no_update")
    database.execute("UPDATE decision SET verdict = 'accept' WHERE number = 2")
    database.commit()
    database.close()
    ran = run("decisions", "replay")
    assert ran.exit_code == 1
    assert f"Fault decision 2 ({ENGLISH})" in ran.stderr
