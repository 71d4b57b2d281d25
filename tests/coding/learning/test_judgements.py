"""Decisions are boiled down to one answer a segment and code."""

import pytest
from make import decision, segment

from qualpipe.coding import judgements
from qualpipe.model import Verdict

SEGMENTS = [segment("我覺得好舒服。"), segment("Nobody called.", turn=4)]
FIRST, SECOND = (one.address for one in SEGMENTS)


def test_the_last_word_of_a_reviewer_counts() -> None:
    decisions = [
        decision(FIRST, verdict=Verdict.REJECT, at="2026-01-05T10:00:00+08:00"),
        decision(FIRST, verdict=Verdict.ACCEPT, at="2026-01-05T03:00:00+00:00"),
    ]
    assert [one.accepted for one in judgements(decisions, SEGMENTS)] == [1.0]
    assert judgements(decisions[::-1], SEGMENTS) == judgements(decisions, SEGMENTS)


def test_reviewers_who_contradict_each_other_are_averaged() -> None:
    decisions = [
        decision(FIRST, reviewer="ana"),
        decision(FIRST, reviewer="ben", verdict=Verdict.REJECT),
    ]
    (one,) = judgements(decisions, SEGMENTS)
    assert (one.segment, one.accepted, one.odds) == (0, 0.5, None)


@pytest.mark.parametrize(
    ("verdict", "accepted"),
    [(Verdict.ADD, [1.0]), (Verdict.UNSURE, []), (Verdict.CHANGE, []), (Verdict.REJECT, [0.0])],
)
def test_each_verdict_teaches_what_it_says(verdict: Verdict, accepted: list[float]) -> None:
    found = judgements([decision(SECOND, verdict=verdict)], SEGMENTS)
    assert [one.accepted for one in found] == accepted


def test_unsure_takes_an_earlier_answer_back() -> None:
    decisions = [
        decision(FIRST, at="2026-01-05T09:00:00+08:00"),
        decision(FIRST, verdict=Verdict.UNSURE, at="2026-01-06T09:00:00+08:00"),
    ]
    assert judgements(decisions, SEGMENTS) == ()


def test_odds_go_with_their_segment_and_other_segments_are_passed_over() -> None:
    decisions = [decision(SECOND), decision("P07:1:0-3")]
    (one,) = judgements(decisions, SEGMENTS, odds={(SECOND, "home"): 2.5})
    assert (one.segment, one.odds) == (1, 2.5)
