import json

import pytest

from qualpipe.review.agreement import (
    KRIPPENDORFF,
    LABELS,
    LANDIS_KOCH,
    Figure,
    Measure,
    Reason,
)


def test_an_undefined_figure_says_so_and_why() -> None:
    assert str(Figure(value=None, reason=Reason.ONE_VALUE)) == "undefined: only one value was used"


def test_a_figure_without_an_interval_prints_alone() -> None:
    assert str(Figure(value=0.74342)) == "0.743"


def test_a_figure_goes_to_json_with_its_reason() -> None:
    record = json.loads(json.dumps(Figure(value=None, n=12, reason=Reason.NO_PAIR).record()))
    assert record["value"] is None
    assert record["reason"] == "nothing was judged by two reviewers"


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (-0.2, "poor"),
        (0.0, "slight"),
        (0.2, "slight"),
        (0.21, "fair"),
        (0.6, "moderate"),
        (0.604, "moderate"),
        (0.61, "substantial"),
        (0.8, "substantial"),
        (0.81, "almost perfect"),
        (1.0, "almost perfect"),
    ],
)
def test_landis_and_koch_are_cited_with_their_own_ranges(value: float, word: str) -> None:
    assert LANDIS_KOCH.word(value) == word


@pytest.mark.parametrize(
    ("value", "word"),
    [
        (0.6664, "not to be relied on"),
        (0.667, "tentative"),
        (0.799, "tentative"),
        (0.8, "reliable"),
        (1.0, "reliable"),
    ],
)
def test_krippendorff_is_cited_with_his_own_ranges(value: float, word: str) -> None:
    assert KRIPPENDORFF.word(value) == word


def test_a_reference_prints_its_ranges() -> None:
    assert str(KRIPPENDORFF) == (
        "Krippendorff 2019, for α: from 0.800 reliable, from 0.667 tentative, "
        "below not to be relied on"
    )


def test_each_measure_has_a_name_people_know() -> None:
    assert set(LABELS) == set(Measure)
