import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import team
from conftest import Run

from qualpipe.model import Verdict
from qualpipe.project import Project

HOME, FRIENDS = team.CODES
CHINESE, ENGLISH = "P01:2:0-19", "P02:2:0-41"
NEW = ("round", "new", team.ROUND, "--reviewers", "ana, 陳")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        yield opened


def rows(run: Run, *line: str) -> Any:
    ran = run(*line, "--format", "json")
    assert ran.exit_code == 0, ran.output
    return json.loads(ran.stdout)["rows"]


def test_a_round_from_start_to_settled(run: Run, project: Project) -> None:
    dealt = rows(run, *NEW, "--sample", "50%", "--overlap", "2", "--seed", "3")
    assert dealt == [
        {"reviewer": "ana", "segments": 4, "suggestions": 8},
        {"reviewer": "陳", "segments": 4, "suggestions": 8},
    ]
    team.work(project, "ana", team.yes)
    team.work(project, "陳", team.home_only)
    assert [(one["done"], one["left"]) for one in rows(run, "round", "status")] == [(8, 0), (8, 0)]
    assert run("round", "close", team.ROUND).exit_code == 0
    found = rows(run, "round", "adjudicate", team.ROUND)
    assert len(found) == 4
    assert {one["code"] for one in found} == {FRIENDS}
    place = found[0]["segment"]
    settled = rows(
        run, "round", "adjudicate", team.ROUND, "--accept", place, FRIENDS, "--by", "carol",
        "--note", "兩個人一齊飲茶", "--all",
    )  # fmt: skip
    (mine,) = [one["settled"] for one in settled if one["segment"] == place]
    assert (mine["reviewer"], mine["verdict"], mine["note"]) == (
        "carol",
        "accept",
        "兩個人一齊飲茶",
    )
    assert len(rows(run, "round", "adjudicate", team.ROUND)) == 3


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_nothing_of_a_blind_round_is_told_by_any_command(
    run: Run, project: Project, form: str
) -> None:
    run(*NEW)
    before = {line: run(*line.split(), "--format", form).output for line in TELLING}
    project.review.decide(
        [
            *(team.said(CHINESE, code, Verdict.REJECT, "ana") for code in team.CODES),
            team.said("P01:2:3-8", "recovery_coaching", Verdict.ADD, "ana", seen=""),
        ]
    )
    team.work(project, "陳", team.no)
    for line, said in before.items():
        after = run(*line.split(), "--format", form).output
        if line.startswith("decisions log"):
            assert "reject" not in after
            assert "19 decisions are sealed" in after
        else:
            assert after == said, line


TELLING = (
    "show P01",
    "status",
    "decisions log",
    "decisions log --reviewer ana",
    "decisions log --code home_like_environment",
    "agreement",
)


def test_status_counts_and_says_no_more(run: Run, project: Project) -> None:
    run(*NEW)
    assert rows(run, "round", "status", team.ROUND)[0]["done"] == 0
    team.work(project, "ana", team.yes)
    yes = run("round", "status", team.ROUND).stdout
    assert "16" in yes
    assert "accept" not in yes


@pytest.mark.parametrize("what", ["adjudicate", "agreement"])
def test_what_is_sealed_is_refused_with_the_way_to_open_it(
    run: Run, project: Project, what: str
) -> None:
    run(*NEW)
    team.work(project, "ana", team.yes)
    line = ("round", what, team.ROUND) if what == "adjudicate" else (what, "--round", team.ROUND)
    ran = run(*line)
    assert ran.exit_code == 1
    assert "qualpipe round close 'double coding 1'" in ran.stderr


def test_a_round_that_is_not_finished_is_closed_only_on_purpose(run: Run, project: Project) -> None:
    run(*NEW)
    team.work(project, "ana", team.yes)
    ran = run("round", "close", team.ROUND)
    assert ran.exit_code == 1
    assert "still to decide: 陳 16" in ran.stderr
    assert run("round", "close", team.ROUND, "--early").exit_code == 0
    again = run("round", "close", team.ROUND)
    assert "closed on" in again.stderr


@pytest.mark.parametrize(
    ("line", "code", "says"),
    [
        ((*NEW, "--sample", "99"), 1, "99 segments wanted, 8 to draw from"),
        ((*NEW, "--overlap", "3"), 1, "overlap of 3 needs 3 reviewers"),
        (("round", "new", "x", "--reviewers", "ana,eve"), 1, "no reviewer 'eve'"),
        (("round", "close", "x"), 1, "known: none yet"),
        (("round", "new", "x"), 2, "--reviewers"),
    ],
)
def test_what_cannot_be_opened_says_why(
    run: Run, project: Project, line: tuple[str, ...], code: int, says: str
) -> None:
    ran = run(*line)
    assert ran.exit_code == code
    assert says in ran.stderr
    assert project.review.rounds() == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("--accept", CHINESE, HOME), "need --by"),
        (("--accept", CHINESE, HOME, "--by", "ana"), "ana is a reviewer"),
        (("--accept", CHINESE, "recovery_coaching", "--by", "carol"), "do not differ there"),
        (("--accept", CHINESE, HOME, "--reject", CHINESE, HOME, "--by", "carol"), "at once"),
    ],
)
def test_what_cannot_be_settled_says_why_and_settles_nothing(
    run: Run, project: Project, given: tuple[str, ...], says: str
) -> None:
    run(*NEW)
    team.work(project, "ana", team.yes)
    team.work(project, "陳", team.no)
    run("round", "close", team.ROUND)
    ran = run("round", "adjudicate", team.ROUND, *given)
    assert ran.exit_code != 0
    assert says in ran.stderr
    assert not [one for one in project.decisions() if one.adjudicates]
