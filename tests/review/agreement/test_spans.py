import numpy as np
import pytest
from make import decision
from rounds import segment

from qualpipe.model import Decision, Segment, Verdict
from qualpipe.review.agreement import (
    Cluster,
    Figure,
    Measure,
    Plan,
    Reason,
    Row,
    Scope,
    span_agreement,
)

PLAN = Plan(resamples=0)
PLACES = [segment(1, text="我覺得好舒服,好似返到屋企。"), segment(2, text="It feels like home.")]


def spans(
    *marks: tuple[str, str], places: list[Segment] = PLACES, plan: Plan = PLAN, names: str = "ab"
) -> tuple[Row, ...]:
    """Compare marks, (reviewer, address) pairs; every reviewer looked everywhere."""
    return span_agreement(
        [mark(*one) for one in marks],
        places,
        assigned={(name, one.address) for name in names for one in places},
        codes=["home"],
        plan=plan,
    )


def mark(reviewer: str, address: str) -> Decision:
    return decision(address, verdict=Verdict.ADD, reviewer=reviewer)


def figures(*marks: tuple[str, str], names: str = "ab") -> tuple[Figure, Figure]:
    pooled = spans(*marks, names=names)[0].figures
    return pooled[Measure.SPAN_EXACT], pooled[Measure.SPAN_OVERLAP]


@pytest.mark.parametrize(
    ("marks", "exact", "overlap"),
    [
        ([("a", "P01:1:0-6"), ("b", "P01:1:0-6")], 1, 1),
        ([("a", "P01:1:0-6"), ("b", "P01:1:1-6")], 0, 1),
        ([("a", "P01:1:0-6"), ("b", "P01:1:6-8")], 0, 0),  # they touch and share no character
        ([("a", "P01:1:0-6"), ("b", "P01:2:0-6")], 0, 0),  # the same numbers in another turn
        ([("a", "P01:1:0-6")], 0, 0),
        # one long span and two short ones inside it
        ([("a", "P01:1:0-9"), ("b", "P01:1:0-3"), ("b", "P01:1:4-9")], 0, 1),
        # 2 of 5 marks met exactly; the other's touched as well: 4 of 5
        (
            [
                ("a", "P01:1:0-4"),
                ("b", "P01:1:0-4"),
                ("a", "P01:1:6-9"),
                ("b", "P01:1:7-9"),
                ("a", "P01:2:0-4"),
            ],
            2 / 5,
            4 / 5,
        ),
    ],
)
def test_spans_agree_as_worked_out_by_hand(
    marks: list[tuple[str, str]], exact: float, overlap: float
) -> None:
    same, touching = figures(*marks)
    assert same.value == pytest.approx(exact)
    assert touching.value == pytest.approx(overlap)
    assert same.n == len(marks)


def test_equal_spans_are_measured_by_f1() -> None:
    marks = [("a", f"P01:1:{at}-{at + 1}") for at in range(7)]
    marks += [("b", f"P01:1:{at}-{at + 1}") for at in range(3, 13)]
    both, first, second = 4, 7, 10
    precision, recall = both / second, both / first
    assert figures(*marks)[0].value == pytest.approx(2 * precision * recall / (precision + recall))


def test_of_three_reviewers_each_pair_counts() -> None:
    marks = [("a", "P01:1:0-6"), ("b", "P01:1:0-6"), ("c", "P01:1:2-4")]
    exact, overlap = figures(*marks, names="abc")
    assert exact.value == pytest.approx(2 / 6)
    assert overlap.value == 1
    assert exact.n == 6


def test_who_did_not_look_is_not_compared() -> None:
    here, there = PLACES
    rows = span_agreement(
        [mark("a", here.address), mark("b", here.address), mark("a", there.address)],
        PLACES,
        assigned={("a", here.address), ("b", here.address), ("a", there.address)},
        codes=["home"],
        plan=PLAN,
    )
    assert rows[0].figures[Measure.SPAN_EXACT].value == 1
    assert rows[0].figures[Measure.SPAN_EXACT].n == 2
    assert rows[0].units == 3


def test_a_mark_taken_back_is_no_mark() -> None:
    taken_back = decision("P01:1:0-6", verdict=Verdict.REJECT, reviewer="a")
    rows = span_agreement(
        [mark("a", "P01:1:0-6"), taken_back],
        PLACES,
        assigned={(name, one.address) for name in "ab" for one in PLACES},
        codes=["home"],
        plan=PLAN,
    )
    assert rows[0].units == 0


def test_one_participant_has_no_interval_and_is_counted_alone() -> None:
    row = spans(("a", "P01:1:0-6"), ("b", "P01:1:0-6"), plan=Plan(resamples=9))[0]
    assert row.participants == 1
    assert row.figures[Measure.SPAN_EXACT].reason == Reason.ONE_CLUSTER


def test_participants_are_those_with_a_mark_of_the_code() -> None:
    places = [segment(1, case="P1"), segment(1, case="P2")]
    decisions = [mark("a", "P1:1:0-3"), decision("P2:1:0-3", code="work", reviewer="a")]
    rows = span_agreement(
        decisions,
        places,
        assigned={(name, one.address) for name in "ab" for one in places},
        codes=["home", "work"],
        plan=PLAN,
    )
    assert [row.participants for row in rows] == [2, 1, 1]


def test_without_spans_it_is_undefined() -> None:
    for row in spans():
        assert row.scope is Scope.CODED
        for figure in row.figures.values():
            assert str(figure) == f"undefined: {Reason.NO_SPAN}"


@pytest.mark.parametrize("cluster", Cluster)
def test_its_interval_is_that_of_the_value_worked_out_on_each_draw(cluster: Cluster) -> None:
    places = [segment(1, case=f"P{at}") for at in range(1, 5)]
    marks = [("a", one.address) for one in places] + [("b", one.address) for one in places[:2]]
    plan = Plan(resamples=50, cluster=cluster)
    figure = spans(*marks, places=places, plan=plan)[0].figures[Measure.SPAN_EXACT]
    drawn = [
        2 * sum(times[:2]) / (4 + sum(times[:2])) for times in plan.draws(4).tolist()
    ]  # two participants met with two marks each, two were marked once: 2m / (a + b)
    assert figure.value == pytest.approx(4 / 6)
    assert (figure.low, figure.high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])))
