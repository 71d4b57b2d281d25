from collections.abc import Iterator
from pathlib import Path

import pytest
import team

from qualpipe.model import Duty, QualpipeError, Suggestion, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import rounds
from qualpipe.project.reviewing.differences import differences, settle

HOME, FRIENDS = team.CODES
CHINESE, ENGLISH = "P01:2:0-19", "P02:2:0-41"


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        team.open_round(opened)
        yield opened


def closed(project: Project) -> None:
    rounds.close_round(project, team.ROUND, at=team.LATER)


def but(place: tuple[str, str], verdict: Verdict) -> team.Answer:
    """Answer as `home_only` does, but for one place."""

    def answer(one: Suggestion) -> Verdict:
        return verdict if (one.segment, one.code) == place else team.home_only(one)

    return answer


@pytest.mark.parametrize("place", [(CHINESE, HOME), (ENGLISH, HOME)])
@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.UNSURE])
def test_what_two_do_not_say_alike_is_a_difference(
    project: Project, place: tuple[str, str], verdict: Verdict
) -> None:
    team.work(project, "ana", team.home_only)
    team.work(project, "陳", but(place, verdict))
    closed(project)
    (found,) = differences(project, team.ROUND)
    assert (found.segment.address, found.code) == place
    assert [(one.reviewer, one.verdict) for one in found.said] == [
        ("ana", Verdict.ACCEPT),
        ("陳", verdict),
    ]
    assert found.settled is None


def test_both_unsure_is_something_to_settle(project: Project) -> None:
    for who in ("ana", "陳"):
        team.work(project, who, but((CHINESE, HOME), Verdict.UNSURE))
    closed(project)
    assert [one.code for one in differences(project, team.ROUND)] == [HOME]


def test_a_blind_round_that_is_open_shows_no_difference(project: Project) -> None:
    team.work(project, "ana", team.yes)
    team.work(project, "陳", team.no)
    with pytest.raises(QualpipeError, match="Close it first"):
        differences(project, team.ROUND)


def test_only_what_two_went_through_can_differ(project: Project) -> None:
    team.work(project, "ana", team.yes)
    team.work(project, "陳", lambda one: Verdict.REJECT if one.code == HOME else None)
    closed(project)
    assert differences(project, team.ROUND) == ()


def test_a_code_that_one_added_differs_from_the_silence_of_the_other(project: Project) -> None:
    for who in ("ana", "陳"):
        team.work(project, who, team.home_only)
    added = "P01:2:3-8"  # words selected by hand inside a segment
    project.review.decide([team.said(added, "recovery_coaching", Verdict.ADD, seen="")])
    closed(project)
    (found,) = differences(project, team.ROUND)
    assert (found.segment.address, found.code) == (CHINESE, "recovery_coaching")
    assert [one.segment for one in found.said] == [added]
    assert found.silent == ("陳",)
    settle(
        project,
        CHINESE,
        "recovery_coaching",
        verdict=Verdict.REJECT,
        reviewer="carol",
        at=team.LATER,
    )
    assert "recovery_coaching" not in {one.code for one in project.codings()}
    settle(
        project,
        CHINESE,
        "recovery_coaching",
        verdict=Verdict.ACCEPT,
        reviewer="carol",
        at=team.LATER,
    )
    coded = [one.segment for one in project.codings() if one.code == "recovery_coaching"]
    assert coded == [added]


def test_the_adjudicator_settles_for_all_and_may_settle_again(project: Project) -> None:
    team.work(project, "ana", team.home_only)
    team.work(project, "陳", team.no)
    closed(project)
    found = differences(project, team.ROUND)
    assert len(found) == 8
    settle(
        project, CHINESE, HOME, verdict=Verdict.REJECT, reviewer="carol", note="睇過", at=team.LATER
    )
    after = {one.segment.address: one.settled for one in differences(project, team.ROUND)}
    settled = after[CHINESE]
    assert settled is not None
    assert (settled.reviewer, settled.verdict, settled.note) == ("carol", Verdict.REJECT, "睇過")
    assert settled.adjudicates
    assert CHINESE not in {one.segment for one in project.codings()}
    settle(project, CHINESE, HOME, verdict=Verdict.ACCEPT, reviewer="carol", at=team.LATER)
    assert CHINESE in {one.segment for one in project.codings()}
    assert len(differences(project, team.ROUND)) == 8  # what they said stays


def test_only_an_adjudicator_settles_or_the_one_local_user(project: Project) -> None:
    closed(project)

    def settled(reviewer: str, duty: Duty | None = None) -> tuple[int, ...]:
        return settle(
            project, ENGLISH, HOME, verdict=Verdict.ACCEPT, reviewer=reviewer, duty=duty, at=team.AT
        )

    with pytest.raises(QualpipeError, match="ana is a reviewer"):
        settled("ana")
    with pytest.raises(QualpipeError, match="no reviewer 'somebody'"):
        settled("somebody")
    assert settled("me", Duty.ADJUDICATOR)


def test_who_sits_in_a_blind_round_settles_nothing(project: Project) -> None:
    with pytest.raises(QualpipeError, match="blind round"):
        settle(
            project,
            ENGLISH,
            HOME,
            verdict=Verdict.ACCEPT,
            reviewer="ana",
            duty=Duty.ADJUDICATOR,
            at=team.AT,
        )


@pytest.mark.parametrize("verdict", [Verdict.UNSURE, Verdict.UNDO])
def test_to_settle_is_to_say_yes_or_no(project: Project, verdict: Verdict) -> None:
    with pytest.raises(QualpipeError, match="known: accept, reject"):
        settle(project, ENGLISH, HOME, verdict=verdict, reviewer="carol", at=team.AT)


def test_an_unknown_code_lists_the_known_ones(project: Project) -> None:
    with pytest.raises(QualpipeError, match=HOME):
        settle(project, ENGLISH, "hom", verdict=Verdict.ACCEPT, reviewer="carol", at=team.AT)


def test_a_note_without_end_is_refused(project: Project) -> None:
    closed(project)
    with pytest.raises(QualpipeError, match="20,000 characters at most"):
        settle(
            project,
            ENGLISH,
            HOME,
            verdict=Verdict.ACCEPT,
            reviewer="carol",
            note="長" * 20_001,
            at=team.LATER,
        )
