"""Where figures lie in the plot."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualpipe.web.shown.forest import PAD, WIDTH, Axis, Interval

VALUES = some.floats(-1, 1)


@given(some.lists(VALUES, min_size=1))
def test_every_value_lies_on_the_axis_in_its_order(values: list[float]) -> None:
    axis = Axis.over(Interval(value=one) for one in values)
    places = [axis.place(one) for one in sorted(values)]
    assert places == sorted(places)
    assert all(PAD <= one <= WIDTH - PAD for one in places)
    assert axis.ticks[-1] == 1.0


@given(VALUES, VALUES, VALUES)
def test_an_interval_holds_its_value_and_stays_in_the_picture(
    one: float, other: float, third: float
) -> None:
    low, value, high = sorted((one, other, third))
    mark = Axis(least=0.0).mark(Interval(value=value, low=low, high=high))
    assert mark is not None
    assert mark.low is not None
    assert mark.high is not None
    assert PAD <= mark.low <= mark.value <= mark.high <= WIDTH - PAD


def test_an_interval_that_leaves_the_axis_says_so() -> None:
    mark = Axis(least=0.0).mark(Interval(value=0.1, low=-0.4, high=0.5))
    assert mark is not None
    assert mark.reaches


@pytest.mark.parametrize(
    ("value", "least"), [(0.4, 0.0), (-0.05, -0.2), (-0.2, -0.2), (-1.0, -1.0)]
)
def test_the_axis_begins_at_nought_or_below_the_lowest_value(value: float, least: float) -> None:
    assert Axis.over([Interval(value=value)]).least == least


def test_what_is_undefined_has_no_place() -> None:
    assert Axis.over([Interval(value=None)]).mark(Interval(value=None)) is None
