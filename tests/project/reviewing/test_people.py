from collections.abc import Iterator
from pathlib import Path

import pytest
import team

from qualpipe.model import Duty, QualpipeError
from qualpipe.project import Project
from qualpipe.project.reviewing import people

PASSWORD = "三個字 and a horse"  # noqa: S105 - of nobody


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("name", ["ana", "陳大文", "Núria O'Brien", "研究員 2"])
def test_a_reviewer_is_added_with_a_duty_in_either_script(project: Project, name: str) -> None:
    people.add(project, name, duty=Duty.ADJUDICATOR, at=team.AT)
    (one,) = people.reviewers(project)
    assert (one.name, one.duty, one.retired) == (name, Duty.ADJUDICATOR, "")


@pytest.mark.parametrize(
    "name", ["", "  ", "a" * 65, "ana\n", "a\u202ena", "a\u200bna", "ana,ben", "陳、李"]
)
def test_a_name_that_cannot_be_told_apart_typed_or_shown_is_refused(
    project: Project, name: str
) -> None:
    if name == "ana\n":  # a line end at the end is what a shell leaves
        assert people.add(project, name, at=team.AT).name == "ana"
        return
    with pytest.raises(QualpipeError, match="name"):
        people.add(project, name, at=team.AT)
    assert people.reviewers(project) == ()


@pytest.mark.parametrize("other", ["ana", "Ana", "ＡＮＡ", "a na"])
def test_names_that_people_would_mix_up_are_refused(project: Project, other: str) -> None:
    people.add(project, "ana", at=team.AT)
    with pytest.raises(QualpipeError, match="already"):
        people.add(project, other, at=team.AT)


def test_a_name_stays_that_of_who_retired(project: Project) -> None:
    people.add(project, "陳", at=team.AT)
    people.retire(project, "陳", at=team.LATER)
    with pytest.raises(QualpipeError, match="retired"):
        people.add(project, "陳", at=team.LATER)
    with pytest.raises(QualpipeError, match="retired on 2026-01-06"):
        people.person(project, "陳")


def test_only_the_right_password_of_somebody_at_work_matches(project: Project) -> None:
    people.add(project, "ana", password=PASSWORD, at=team.AT)
    people.add(project, "ben", at=team.AT)
    assert people.matches(project, "ana", PASSWORD)
    assert not people.matches(project, "ana", PASSWORD + "x")
    assert not people.matches(project, "ben", PASSWORD)
    assert not people.matches(project, "ben", "")
    assert not people.matches(project, "nobody", PASSWORD)
    people.set_password(project, "ana", "another long one")
    assert not people.matches(project, "ana", PASSWORD)
    assert people.matches(project, "ana", "another long one")
    people.retire(project, "ana", at=team.LATER)
    assert not people.matches(project, "ana", "another long one")


def test_a_password_is_kept_as_argon2id_and_never_as_it_is(project: Project) -> None:
    people.add(project, "ana", password=PASSWORD, at=team.AT)
    kept = project.store.team.people.password_of("ana")
    assert kept.startswith("$argon2id$")
    assert PASSWORD not in kept


def test_a_short_password_is_refused_and_nobody_is_added(project: Project) -> None:
    with pytest.raises(QualpipeError, match="8 characters"):
        people.add(project, "ana", password="short", at=team.AT)  # noqa: S106 - of nobody
    assert people.reviewers(project) == ()


def test_who_decides_at_the_command_line_is_one_of_the_team_where_there_is_one(
    project: Project,
) -> None:
    assert people.who(project, "anybody") == "anybody"
    people.add(project, "ana", at=team.AT)
    with pytest.raises(QualpipeError, match="there are: ana"):
        people.who(project, "anybody")
