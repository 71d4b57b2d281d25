import numpy as np
import pytest
from anchors import FOUR_RATERS
from rounds import sheet

from qualpipe.model import QualpipeError
from qualpipe.review.agreement import (
    Cluster,
    Measure,
    Plan,
    Reason,
    agreement,
    reliability,
)
from qualpipe.review.agreement.resampling import DRAWN_AT_ONCE


def test_the_interval_of_the_published_example_is_near_gwets() -> None:
    figure = reliability(FOUR_RATERS, Measure.ALPHA, plan=Plan())
    assert figure.low == pytest.approx(0.419, abs=0.03)
    assert figure.high == pytest.approx(1.0)


def test_the_same_seed_gives_the_same_interval_and_another_another() -> None:
    first, again, other = (
        reliability(FOUR_RATERS, Measure.ALPHA, plan=Plan(resamples=300, seed=seed))
        for seed in (1, 1, 2)
    )
    assert first == again
    assert first.value == other.value
    assert first.low != other.low


@pytest.mark.parametrize("clusters", [2, 7, DRAWN_AT_ONCE // 40])
def test_each_draw_takes_as_many_clusters_as_there_are(clusters: int) -> None:
    drawn = Plan(resamples=100).draws(clusters)
    assert drawn.shape == (100, clusters)
    assert (drawn.sum(axis=1) == clusters).all()
    assert drawn.mean() == pytest.approx(1)
    assert len(np.unique(drawn, axis=0)) > 1


def test_the_interval_is_that_of_the_figure_computed_anew_on_each_draw() -> None:
    plan = Plan(resamples=60, seed=3)
    cases = ["P01", "P01", "P02", "P02", "P03", "P03", "P03", "P04"]
    ana, ben = [0, 0, 1, 0, 0, 0, 1, 0], [0, 0, 1, 1, 0, 0, 1, 0]
    figure = (
        agreement(sheet({"ana": ana, "ben": ben}, cases=cases), plan=plan)
        .row("home")
        .figures[Measure.COHEN]
    )
    values = []
    for times in plan.draws(4).astype(int):
        rows = [
            (a, b)
            for a, b, case in zip(ana, ben, cases, strict=True)
            for _ in range(times[int(case[1:]) - 1])
        ]
        values.append(reliability(rows, Measure.COHEN, categories=[0, 1]).value)
    defined = [one for one in values if one is not None]
    assert (figure.low, figure.high) == pytest.approx(tuple(np.quantile(defined, [0.025, 0.975])))
    assert figure.undefined == len(values) - len(defined)
    assert figure.undefined > 0


@pytest.mark.parametrize("cluster", Cluster)
def test_segments_of_one_participant_move_together(cluster: Cluster) -> None:
    """Twenty segments of four participants, wholly agreed on or not: four facts, not twenty."""
    ana = [1, 1, 0, 0, 0] * 4
    ben = [1, 1, 0, 0, 0] * 2 + [0, 0, 0, 1, 1] * 2
    cases = [f"P{at // 5:02}" for at in range(20)]
    plan = Plan(cluster=cluster, resamples=500)
    figure = (
        agreement(sheet({"ana": ana, "ben": ben}, cases=cases), plan=plan)
        .row("home")
        .figures[Measure.ALPHA]
    )
    assert figure.low is not None
    assert figure.high is not None
    wide = figure.high - figure.low
    assert wide > 1 if cluster is Cluster.PARTICIPANT else wide < 1


def test_one_participant_has_no_interval_and_says_why() -> None:
    figure = agreement(sheet({"ana": [1, 0], "ben": [1, 0]})).row("home").figures[Measure.ALPHA]
    assert figure.value == 1
    assert figure.low is None
    assert figure.reason == Reason.ONE_CLUSTER


def test_without_resamples_there_is_a_value_alone() -> None:
    figure = reliability(FOUR_RATERS, Measure.ALPHA, plan=Plan(resamples=0))
    assert (figure.low, figure.high, figure.reason, figure.undefined) == (None, None, "", 0)


@pytest.mark.parametrize("fault", [{"resamples": -1}, {"level": 1.0}, {"level": 0.0}])
def test_a_plan_that_cannot_be_carried_out_is_refused(fault: dict[str, float]) -> None:
    with pytest.raises(QualpipeError):
        Plan(**fault)  # type: ignore[arg-type]
