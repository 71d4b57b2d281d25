"""Probabilities have the share they should, and the cut is the best there is to be expected."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.coding.scoring.probability import (
    SLOPE,
    best_cut,
    expected_shares,
    logistic,
    offset_for,
    usual_probabilities,
)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.7])
def test_the_offset_gives_the_share(share: float) -> None:
    z = np.random.default_rng(0).normal(size=3000)
    assert abs(logistic(SLOPE * z - offset_for(z, share)).mean() - share) < 0.005


@given(st.lists(st.floats(0.001, 0.999), min_size=1, max_size=40))
def test_no_other_cut_promises_more(values: list[float]) -> None:
    probability = np.array(values)

    def promised(cut: float) -> float:
        chosen = probability[probability >= cut]
        return float(2 * chosen.sum() / (len(chosen) + probability.sum()))

    best = promised(best_cut(probability))
    assert all(promised(cut) <= best + 1e-5 for cut in values)


def test_a_weak_lone_segment_is_not_suggested_and_a_strong_one_is() -> None:
    offset = offset_for(np.array([0.2]), 0.1)
    usual = usual_probabilities(offset)
    weak, strong = logistic(np.array([[SLOPE * 0.2 - offset], [SLOPE * 2.5 - offset]]))
    assert best_cut(weak, usual=usual) > weak
    assert best_cut(strong, usual=usual) <= strong


def test_more_codes_share_less_each_and_frequent_words_promise_more() -> None:
    few, many = expected_shares(np.full(3, 0.1)), expected_shares(np.full(18, 0.1))
    assert few[0] > many[0] > 0.03
    often, seldom = expected_shares(np.array([0.3, 0.02]))
    assert often > 2 * seldom


def test_probabilities_of_any_score_are_probabilities() -> None:
    ends = logistic(np.array([-1e9, 0.0, 1e9]))
    assert 0 < ends[0] < 1e-9
    assert ends[1] == 0.5
    assert 1 - 1e-9 < ends[2] <= 1
