from collections.abc import Iterator
from pathlib import Path

import pytest
import team

from qualpipe.model import QualpipeError, Suggestion, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import agreement, rounds
from qualpipe.project.reviewing.differences import settle
from qualpipe.review.agreement import Agreement, Measure, Plan, Scope, Split, Unit

HOME, FRIENDS = team.CODES
CHINESE, ENGLISH = "P01:2:0-19", "P02:2:0-41"
QUICK = Plan(resamples=20, seed=1)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with team.project(tmp_path) as opened:
        team.open_round(opened)
        yield opened


def not_in(transcript: str) -> team.Answer:
    """Say yes to home but not in one transcript, and no to all else."""

    def answer(one: Suggestion) -> Verdict:
        inside = one.segment.startswith(transcript)
        return Verdict.REJECT if inside else team.home_only(one)

    return answer


def closed(project: Project) -> None:
    rounds.close_round(project, team.ROUND, at=team.LATER)


def value(table: Agreement, measure: Measure, code: str = "", **part: str) -> float | None:
    row = table.row(code, scope=Scope.ALL, **part)
    return row.figures[measure].value


def test_a_blind_round_that_is_open_is_refused_and_says_how_to_close_it(project: Project) -> None:
    for measure in (agreement.agreement, agreement.spans, agreement.suggester):
        with pytest.raises(QualpipeError, match="qualpipe round close 'double coding 1'"):
            measure(project, round=team.ROUND)


def test_figures_are_those_of_the_round_by_code_language_and_pair(project: Project) -> None:
    team.work(project, "ana", team.home_only)
    team.work(project, "陳", not_in("P02"))
    closed(project)
    table = agreement.agreement(
        project, round=team.ROUND, by=(Split.CODE, Split.LANGUAGE, Split.REVIEWER), plan=QUICK
    )
    assert table.reviewers == ("ana", "陳")
    assert value(table, Measure.PERCENT, HOME) == pytest.approx(5 / 8)
    assert value(table, Measure.PERCENT, FRIENDS) == 1
    assert value(table, Measure.PERCENT, HOME, split="language", part="en") == 0
    assert value(table, Measure.PERCENT, HOME, split="language", part="yue") == 1
    assert value(table, Measure.PERCENT, HOME, split="reviewer", part="ana + 陳") == 5 / 8
    assert table.row(HOME).figures[Measure.ALPHA].value is not None
    undefined = table.row(FRIENDS).figures[Measure.COHEN]
    assert undefined.value is None
    assert undefined.reason == "only one value was used"


def test_a_segment_counts_when_a_reviewer_decided_on_all_that_was_given_there(
    project: Project,
) -> None:
    team.work(project, "ana", team.home_only)
    team.work(
        project,
        "陳",
        lambda one: None if one.segment == CHINESE and one.code == FRIENDS else team.yes(one),
    )
    closed(project)
    table = agreement.agreement(project, round=team.ROUND, plan=QUICK)
    assert table.row(HOME).figures[Measure.PERCENT].n == 7


def test_what_was_adjudicated_or_changed_later_moves_no_figure_of_the_round(
    project: Project,
) -> None:
    team.work(project, "ana", team.home_only)
    team.work(project, "陳", not_in("P02"))
    closed(project)
    before = agreement.agreement(project, round=team.ROUND, plan=QUICK)
    settle(project, ENGLISH, HOME, verdict=Verdict.ACCEPT, reviewer="carol", at=team.LATER)
    project.review.decide([team.said(ENGLISH, HOME, reviewer="陳", at=team.LATER)])
    assert agreement.agreement(project, round=team.ROUND, plan=QUICK) == before


def test_a_round_outlives_another_unit_of_segments(project: Project) -> None:
    team.work(project, "ana", team.home_only)
    team.work(project, "陳", team.home_only)
    closed(project)
    for transcript in project.transcripts():
        project.store.save_segments(transcript.id, (), how="none")
    table = agreement.agreement(project, round=team.ROUND, plan=QUICK)
    assert table.row(HOME).units == 8


def test_without_a_round_everybody_is_compared_on_what_they_share(project: Project) -> None:
    closed(project)
    for who in ("ana", "陳", "carol"):
        for code in team.CODES:
            project.review.decide([team.said(CHINESE, code, reviewer=who)])
    project.review.decide([team.said(ENGLISH, HOME)])  # not all that is suggested there
    table = agreement.agreement(project, plan=QUICK)
    assert table.reviewers == ("ana", "carol", "陳")
    assert table.row().units == 1


def test_what_is_sealed_is_in_no_figure(project: Project) -> None:
    team.work(project, "ana", team.yes)
    team.work(project, "陳", team.no)
    with pytest.raises(QualpipeError, match="nothing to compare"):
        agreement.agreement(project, plan=QUICK)


def test_by_character_what_both_selected_counts(project: Project) -> None:
    for who, within in (("ana", "0-8"), ("陳", "3-8")):
        team.work(project, who, team.no)
        project.review.decide(
            [team.said(f"P01:2:{within}", "recovery_coaching", Verdict.ADD, who, seen="")]
        )
    closed(project)
    code = "recovery_coaching"
    by_segment = agreement.agreement(project, round=team.ROUND, plan=QUICK)
    by_character = agreement.agreement(project, round=team.ROUND, unit=Unit.CHARACTER, plan=QUICK)
    assert value(by_segment, Measure.PERCENT, code) == 1
    all_characters = sum(len(one.within) for one in project.segments())
    assert value(by_character, Measure.PERCENT, code) == pytest.approx(1 - 3 / all_characters)
    rows = {row.code: row for row in agreement.spans(project, round=team.ROUND, plan=QUICK)}
    assert rows[code].figures[Measure.SPAN_OVERLAP].value == 1
    assert rows[code].figures[Measure.SPAN_EXACT].value == 0


def test_there_is_no_table_of_spans_where_nobody_selected_any(project: Project) -> None:
    team.work(project, "ana", team.yes)
    closed(project)
    assert agreement.spans(project, round=team.ROUND, plan=QUICK) == ()


def test_the_suggester_is_held_against_what_was_settled_alone(project: Project) -> None:
    team.work(project, "ana", team.home_only)
    team.work(project, "陳", not_in("P02"))
    closed(project)
    table = agreement.suggester(project, round=team.ROUND, plan=QUICK)
    pooled = next(row for row in table.rows if not row.code)
    assert (pooled.segments, pooled.suggested, pooled.given) == (5, 10, 5)
    assert pooled.figures[Measure.PRECISION].value == 0.5
    assert table.in_sight == 1
    settle(project, ENGLISH, HOME, verdict=Verdict.ACCEPT, reviewer="carol", at=team.LATER)
    table = agreement.suggester(project, round=team.ROUND, plan=QUICK)
    pooled = next(row for row in table.rows if not row.code)
    assert (pooled.segments, pooled.suggested, pooled.given) == (6, 12, 6)


def test_later_suggestions_which_have_learnt_from_the_answers_change_nothing(
    project: Project,
) -> None:
    team.work(project, "ana", team.home_only)
    closed(project)
    before = agreement.suggester(project, plan=QUICK)
    project.store.save_suggestions(project.store.runs.all()[-1], [])
    assert agreement.suggester(project, round=team.ROUND, plan=QUICK) == before
