from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import team

from qualpipe.model import QualpipeError, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import people, record, rounds


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        yield opened


def opened(project: Project, name: str = team.ROUND, **given: object) -> None:
    settings = {"sample": "all", "overlap": 2, "blind": True, "seed": 1, "at": team.AT}
    rounds.open_round(project, name, reviewers=["ana", "陳"], **{**settings, **given})  # type: ignore[arg-type]


def test_a_round_freezes_every_suggestion_of_the_segments_drawn(project: Project) -> None:
    opened(project, sample="50%")
    one = rounds.round_named(project, team.ROUND)
    mine, theirs = (rounds.items_for(project, one, who) for who in one.reviewers)
    assert mine == theirs
    assert len({item.suggestion.segment for item in mine}) == 4
    assert len(mine) == 8
    before = [item.suggestion for item in mine]
    team.suggest(project, run="a later run")
    assert [item.suggestion for item in rounds.items_for(project, one, "ana")] == before


def test_the_same_seed_draws_the_same(project: Project, tmp_path: Path) -> None:
    opened(project, sample="3", seed=7)
    (tmp_path / "twin").mkdir()
    with team.project(tmp_path / "twin") as twin:
        opened(twin, sample="3", seed=7)
        draws = [
            [
                item.suggestion.segment
                for item in rounds.items_for(each, rounds.round_named(each, team.ROUND), "ana")
            ]
            for each in (project, twin)
        ]
    assert draws[0] == draws[1]


def test_an_overlap_of_one_deals_the_segments_out(project: Project) -> None:
    opened(project, overlap=1)
    one = rounds.round_named(project, team.ROUND)
    held = Counter(
        item.suggestion.segment
        for who in one.reviewers
        for item in rounds.items_for(project, one, who)
    )
    assert set(held.values()) == {2}  # two suggestions, one reviewer
    assert [each.total for each in rounds.progress(project, team.ROUND)] == [8, 8]


def test_what_somebody_decided_on_is_not_drawn_again(project: Project) -> None:
    first = project.segments()[0].address
    project.review.decide([team.said(first, "home_like_environment")])
    with pytest.raises(QualpipeError, match="8 segments wanted, 7 to draw from"):
        opened(project, sample="8")
    number = project.decisions()[0].number
    project.review.decide(
        [replace(team.said(first, "home_like_environment", Verdict.UNDO), undoes=number)]
    )
    opened(project, sample="8")


def test_what_is_sealed_elsewhere_does_not_change_a_draw(project: Project) -> None:
    opened(project, "blind", sample="2")
    for who in ("ben", "eve"):
        people.add(project, who, at=team.AT)
    outside = {one.address for one in project.segments()} - {
        item.suggestion.segment for item in project.store.team.rounds.items("blind")
    }
    project.review.decide([team.said(min(outside), "social_support", reviewer="ana")])
    made = rounds.open_round(
        project,
        "second",
        reviewers=["ben", "eve"],
        sample="all",
        overlap=1,
        blind=True,
        seed=1,
        at=team.AT,
    )
    drawn = {item.suggestion.segment for item in project.store.team.rounds.items(made.name)}
    assert drawn == outside


def test_a_reviewer_is_in_one_open_round_only(project: Project) -> None:
    opened(project, sample="2")
    with pytest.raises(QualpipeError, match="ana is in the round 'double coding 1'"):
        opened(project, "second", sample="2")
    rounds.close_round(project, team.ROUND, at=team.LATER)
    opened(project, "second", sample="2")


@pytest.mark.parametrize("name", [" Double  Coding 1", "", "x" * 101, "a\u202eb"])
def test_a_round_needs_a_name_of_its_own(project: Project, name: str) -> None:
    opened(project, sample="1")
    rounds.close_round(project, team.ROUND, at=team.LATER)
    with pytest.raises(QualpipeError, match="name"):
        opened(project, name, sample="1")


def test_reviewers_of_a_round_are_people_of_the_project(project: Project) -> None:
    people.retire(project, "陳", at=team.AT)
    with pytest.raises(QualpipeError, match="retired"):
        opened(project)
    assert project.review.rounds() == ()


def test_progress_counts_what_is_decided_and_says_no_more(project: Project) -> None:
    opened(project)
    team.work(project, "ana", lambda one: Verdict.ACCEPT if one.code == team.CODES[0] else None)
    ana, chan = rounds.progress(project, team.ROUND)
    assert (ana.reviewer, ana.done, ana.total) == ("ana", 8, 16)
    assert (chan.reviewer, chan.done, chan.total) == ("陳", 0, 16)
    number = project.review.decisions(viewer="ana")[0]
    project.review.decide([replace(number, verdict=Verdict.UNDO, undoes=number.number)])
    assert rounds.progress(project, team.ROUND)[0].done == 7


def test_what_is_decided_after_closing_is_no_part_of_a_round(project: Project) -> None:
    opened(project)
    team.work(project, "ana", team.yes)
    rounds.close_round(project, team.ROUND, at=team.LATER)
    one = rounds.round_named(project, team.ROUND)
    team.work(project, "陳", team.yes, at=team.LATER)
    assert {said.reviewer for said in rounds.said_in(project, one)} == {"ana"}


def test_a_round_open_to_all_hears_its_reviewers_on_its_segments(project: Project) -> None:
    opened(project, blind=False, sample="2")
    one = rounds.round_named(project, team.ROUND)
    drawn = {item.suggestion.segment for item in rounds.items_for(project, one, "ana")}
    inside = min(drawn)
    outside = min({each.address for each in project.segments()} - drawn)
    project.review.decide(
        [
            team.said(inside, "social_support"),
            team.said(inside, "social_support", reviewer="carol"),
            team.said(outside, "social_support"),
        ]
    )
    heard = rounds.said_in(project, one)
    assert [(each.segment, each.reviewer) for each in heard] == [(inside, "ana")]
    assert heard[0].round == ""


def test_closing_twice_and_unknown_rounds_say_so(project: Project) -> None:
    with pytest.raises(QualpipeError, match="known: none yet"):
        rounds.close_round(project, team.ROUND, at=team.AT)
    opened(project)
    rounds.close_round(project, team.ROUND, at=team.LATER)
    with pytest.raises(QualpipeError, match="closed on 2026-01-06 already"):
        rounds.close_round(project, team.ROUND, at=team.LATER)


def test_nothing_sealed_is_seen_until_the_round_is_closed(project: Project) -> None:
    opened(project)
    team.work(project, "ana", team.yes)
    assert project.decisions() == ()
    assert project.codings() == ()
    assert project.counts()["decisions"] == 0
    assert len(project.frame("decisions")) == len(project.frame("codings")) == 0
    assert project.review.decisions(viewer="陳") == ()
    assert record.log(project) == ((), 16)
    assert record.log(project, code=team.CODES[0]) == ((), 16)
    rounds.close_round(project, team.ROUND, at=team.LATER)
    assert project.counts()["decisions"] == len(record.log(project)[0]) == 16
    assert len(project.codings()) == 16
