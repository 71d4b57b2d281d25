import math

import pytest
from anchors import ABSTRACTORS, FOUR_RATERS, Rows

from qualpipe.model import QualpipeError
from qualpipe.review.agreement import Measure, Plan, Reason, reliability
from qualpipe.review.agreement.coefficients import FORMULAS


def test_not_a_number_is_a_missing_rating() -> None:
    gaps: Rows = [tuple(math.nan if one is None else one for one in row) for row in FOUR_RATERS]
    assert reliability(gaps, Measure.ALPHA) == reliability(FOUR_RATERS, Measure.ALPHA)


@pytest.mark.parametrize("words", [("家", "工作", "朋友"), ("home", "work", "friends")])
def test_categories_can_be_words_of_any_language(words: tuple[str, ...]) -> None:
    named: Rows = [tuple(words[int(one or 0)] for one in row) for row in ABSTRACTORS]
    assert reliability(named, Measure.COHEN).value == pytest.approx(0.79641, abs=5e-6)
    by_rank = reliability(named, Measure.COHEN_QUADRATIC, categories=words)
    assert by_rank.value == pytest.approx(0.89216, abs=5e-6)


@pytest.mark.parametrize("measure", FORMULAS)
def test_a_table_of_gaps_alone_is_undefined(measure: Measure) -> None:
    assert reliability([(None, None)], measure).reason == Reason.NO_PAIR


def test_words_and_numbers_can_stand_in_one_table() -> None:
    assert reliability([("其他", 1), (1, 1), ("其他", "其他")], Measure.COHEN).value is not None


def test_units_are_drawn_with_their_cluster() -> None:
    plan = Plan(resamples=200)
    alone = reliability(FOUR_RATERS, Measure.ALPHA, plan=plan)
    one = reliability(FOUR_RATERS, Measure.ALPHA, plan=plan, clusters=["P01"] * 12)
    assert alone.low is not None
    assert one.low is None
    assert one.value == alone.value


@pytest.mark.parametrize(
    ("ratings", "measure", "told"),
    [
        (FOUR_RATERS, Measure.COHEN, "compares two raters and there are 4"),
        ([(1, 2), (1,)], Measure.ALPHA, "all of the same length"),
        ([], Measure.ALPHA, "a row per unit"),
        ([("a", "b")], Measure.ALPHA_INTERVAL, "give numbers, not words"),
        ([(-1, 2)], Measure.ALPHA_RATIO, "no rating below 0"),
        ([(1, 2)], Measure.ALPHA_MASI, "not a figure of a table"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_the_remedy(
    ratings: Rows, measure: Measure, told: str
) -> None:
    with pytest.raises(QualpipeError, match=told):
        reliability(ratings, measure)


def test_a_rating_outside_the_categories_is_named() -> None:
    with pytest.raises(QualpipeError, match="'7'"):
        reliability([(1, 7)], Measure.ALPHA, categories=[1, 2])


def test_each_unit_needs_its_cluster() -> None:
    with pytest.raises(QualpipeError, match="1 clusters for 2 units"):
        reliability([(1, 2), (1, 1)], Measure.ALPHA, clusters=["P01"])
