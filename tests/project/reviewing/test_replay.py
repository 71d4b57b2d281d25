import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import team
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import Decision, QualpipeError, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import record, rounds
from qualpipe.project.reviewing.replay import Fold, replay
from qualpipe.review import current

HOME, FRIENDS = team.CODES
CHINESE, ENGLISH = "P01:2:0-19", "P02:2:0-41"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        yield opened


def tampered(project: Project, *statements: str) -> None:
    """Change the record as somebody with another program could."""
    database = sqlite3.connect(project.folder / "qualpipe.db")
    for (name,) in database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        database.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


def worked(project: Project) -> None:
    team.open_round(project)
    team.work(project, "ana", team.yes)
    team.work(project, "陳", team.home_only)
    rounds.close_round(project, team.ROUND, at=team.LATER)
    record.take_back(project, reviewer="陳", act=None, at=team.LATER)


def test_a_record_that_was_left_alone_holds(project: Project) -> None:
    worked(project)
    report = replay(project)
    assert report.faults == ()
    assert report.head == project.store.ledger.last_seal()
    assert [one.looked_at for one in report.findings] == [48, 48, 16, 48]


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        (
            "UPDATE decision SET verdict = 'reject' WHERE segment = 'P01:2:0-19' AND number < 17",
            CHINESE,
        ),
        (
            "UPDATE decision SET reviewer = 'ben' WHERE segment = 'P02:2:0-41' AND number < 17",
            ENGLISH,
        ),
        ("UPDATE decision SET note = '改咗' WHERE segment = 'P02:2:0-41' AND number < 17", ENGLISH),
        ("UPDATE decision SET words = '其他' WHERE number = 20", "decision 20"),
        ("DELETE FROM decision WHERE number = 20", "decision 21"),
        ("UPDATE decision SET number = 900 WHERE number = 20", "decision 900"),
    ],
)
def test_a_changed_or_missing_line_is_found_and_named(
    project: Project, statement: str, place: str
) -> None:
    worked(project)
    tampered(project, statement)
    faults = replay(project).findings[0].faults
    assert faults
    assert place in faults[0].where + faults[-1].where


def test_lines_cut_off_at_the_end_are_missed_by_what_was_made_on_them(project: Project) -> None:
    worked(project)
    run = replace(
        project.store.runs.all()[-1],
        id="later",
        inputs={"decisions": project.store.ledger.last_seal()},
    )
    project.store.save_suggestions(run, [])
    assert replay(project).faults == ()
    tampered(project, "DELETE FROM decision WHERE number > 40")
    assert "does not begin with" in replay(project).faults[0].message


def test_words_that_moved_away_under_a_decision_that_counts_are_a_fault(
    project: Project, tmp_path: Path
) -> None:
    project.review.decide([team.said(CHINESE, HOME), team.said(ENGLISH, HOME)])
    changed = team.INTERVIEWS["P01.txt"].replace("屋企", "屋裡")
    (tmp_path / "in" / "P01.txt").write_text(changed, "utf-8")
    project.ingest([tmp_path / "in"])
    (fault,) = replay(project).faults
    assert fault.where == f"decision 1 ({CHINESE})"
    project.review.decide([team.said(CHINESE, HOME)])
    report = replay(project)
    assert report.faults == ()
    assert [one.where for one in report.notes] == [f"decision 1 ({CHINESE})"]


def test_a_transcript_that_was_taken_away_is_a_note(project: Project, tmp_path: Path) -> None:
    project.review.decide([team.said(CHINESE, HOME), team.said(ENGLISH, HOME)])
    (tmp_path / "in" / "P02.txt").unlink()
    project.ingest([tmp_path / "in"])
    report = replay(project)
    assert report.faults == ()
    assert [one.message for one in report.notes] == ["its transcript is gone"]


@pytest.mark.parametrize(
    ("field", "says"),
    [
        ({"seen": "nowhere"}, "the run nowhere"),
        ({"codebook": "f" * 64}, "the codebook ffffffffffff"),
    ],
)
def test_a_run_or_codebook_that_is_not_there_is_named(
    project: Project, field: dict[str, str], says: str
) -> None:
    project.review.decide([replace(team.said(CHINESE, HOME), **field)])  # type: ignore[arg-type]
    (fault,) = replay(project).faults
    assert says in fault.message


def test_of_what_is_sealed_a_fault_names_the_line_alone(project: Project) -> None:
    team.open_round(project)
    team.work(project, "ana", team.yes)
    tampered(project, "UPDATE decision SET verdict = 'reject' WHERE number = 3")
    assert [one.where for one in replay(project).faults] == ["decision 3"]


@st.composite
def records(draw: st.DrawFn) -> list[Decision]:
    """Make a record with undos, undos of undos, and adjudication."""
    lines: list[Decision] = []
    for number in range(1, draw(st.integers(1, 30)) + 1):
        if lines and draw(st.integers(0, 3)) == 0:
            target = draw(st.sampled_from(lines))
            made = replace(target, verdict=Verdict.UNDO, undoes=target.number, number=number)
        else:
            made = team.said(
                draw(st.sampled_from([CHINESE, ENGLISH])),
                HOME,
                draw(
                    st.sampled_from([Verdict.ACCEPT, Verdict.REJECT, Verdict.UNSURE, Verdict.ADD])
                ),
                draw(st.sampled_from(["ana", "陳", "carol"])),
            )
            made = replace(made, adjudicates=draw(st.booleans()), number=number)
        lines.append(made)
    return lines


@given(records())
def test_two_ways_to_read_a_record_come_to_the_same_codings(lines: list[Decision]) -> None:
    folded = {place: reviewers for place, reviewers, _ in Fold(lines).codings(lambda _: True)}
    assert folded == {(one.segment, one.code): one.reviewers for one in current(lines)}


def test_an_act_is_taken_back_whole_and_brought_back(project: Project) -> None:
    project.review.decide([team.said(CHINESE, HOME), team.said(ENGLISH, HOME)])
    undone = record.take_back(project, reviewer=None, act=None, at=team.LATER)
    assert len(undone.decisions) == 2
    assert project.codings() == ()
    entries, hidden = record.log(project)
    assert hidden == 0
    assert [state for _, state in entries] == [
        "taken back",
        "taken back",
        "takes back 1",
        "takes back 2",
    ]
    record.take_back(project, reviewer="ana", act=undone.numbers[0], at=team.LATER)
    assert len(project.codings()) == 2


@pytest.mark.parametrize(
    ("reviewer", "act", "says"),
    [
        ("陳", None, "nothing of 陳"),
        ("陳", 1, "decided by ana"),
        ("ana", 9, "no decision 9"),
        ("ana", 1, "taken back already"),
    ],
)
def test_what_cannot_be_taken_back_says_why(
    project: Project, reviewer: str, act: int | None, says: str
) -> None:
    project.review.decide([team.said(CHINESE, HOME)])
    record.take_back(project, reviewer="ana", act=1, at=team.LATER)
    with pytest.raises(QualpipeError, match=says):
        record.take_back(project, reviewer=reviewer, act=act, at=team.LATER)


def test_where_several_decided_it_must_be_said_who_takes_back(project: Project) -> None:
    project.review.decide([team.said(CHINESE, HOME)])
    project.review.decide([team.said(CHINESE, HOME, reviewer="陳")])
    with pytest.raises(QualpipeError, match="ana, 陳"):
        record.take_back(project, reviewer=None, act=None, at=team.LATER)


def test_what_is_sealed_is_not_taken_back_at_the_command_line(project: Project) -> None:
    team.open_round(project)
    team.work(project, "ana", team.yes)
    with pytest.raises(QualpipeError, match="review page"):
        record.take_back(project, reviewer="ana", act=None, at=team.LATER)


DECIDING = """
import sys
from qualpipe.project import Project
from qualpipe.model import Decision, Verdict

with Project.open(sys.argv[1]) as project:
    place = project.segments()[0].address
    for _ in range(100_000):
        said = Decision(segment=place, code="home_like_environment", verdict=Verdict.ACCEPT,
                        reviewer="陳", at="2026-01-05T09:00:00+08:00", note="一" * 200)
        print(project.review.decide([said] * 3)[-1], flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_that_was_acknowledged(
    project: Project, tmp_path: Path
) -> None:
    chance, before = random.Random(5), 0  # noqa: S311 - when to kill, no secret
    for _ in range(3):
        worker = subprocess.Popen(
            [sys.executable, "-c", DECIDING, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert worker.stdout is not None
        said = [worker.stdout.readline() for _ in range(chance.randrange(5, 40))]
        worker.send_signal(signal.SIGKILL)
        said += worker.stdout.readlines()  # what it said before it died
        worker.wait(timeout=30)
        acknowledged = [int(line) for line in said if line.endswith("\n")]
        kept = project.store.ledger.decisions()
        assert acknowledged[-1] > before
        assert len(kept) >= acknowledged[-1]
        assert len(kept) % 3 == 0  # an act is kept whole or not at all
        before = len(kept)
    assert replay(project).findings[0].faults == ()
