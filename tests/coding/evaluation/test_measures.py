"""Measures agree with those of scikit-learn, under weights too."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics  # type: ignore[import-untyped]

from qualpipe.coding.evaluation.measures import average_precision, measured, reliability


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 60))
def test_measures_agree_with_scikit_learn(seed: int, count: int) -> None:
    random = np.random.default_rng(seed)
    truth = (random.uniform(size=count) < 0.4).astype(np.float64)
    truth[0] = 1.0
    score = random.integers(0, 8, size=count) / 8  # many ties
    weights = np.stack([np.ones(count), random.integers(0, 3, size=count) + (truth > 0)])
    chosen = score >= 0.5
    found = measured(truth, score, chosen, weights)
    for row, weight in enumerate(weights):
        expected = metrics.average_precision_score(truth, score, sample_weight=weight)
        assert abs(found["ap"][row] - expected) < 1e-9
        f1 = metrics.f1_score(truth, chosen, sample_weight=weight, zero_division=0)
        assert abs(found["f1"][row] - f1) < 1e-9
        if weight @ chosen:
            right = metrics.precision_score(truth, chosen, sample_weight=weight)
            assert abs(found["precision"][row] - right) < 1e-9
        recalled = metrics.recall_score(truth, chosen, sample_weight=weight)
        assert abs(found["recall"][row] - recalled) < 1e-9
    assert abs(average_precision(truth, score) - found["ap"][0]) < 1e-12


def test_what_is_not_defined_is_no_number() -> None:
    nothing = np.zeros(4)
    found = measured(nothing, np.arange(4) / 4, nothing > 0, np.ones((1, 4)))
    assert np.isnan(found["ap"][0])
    assert np.isnan(found["precision"][0])
    assert np.isnan(found["recall"][0])


def test_a_probability_that_is_right_has_no_calibration_error() -> None:
    probability = np.repeat([0.05, 0.25, 0.75], 400)
    truth = np.concatenate([np.arange(400) < 400 * p for p in (0.05, 0.25, 0.75)]).astype(float)
    found = measured(truth, probability, probability > 0.5, np.ones((1, 1200)))
    assert found["ece"][0] < 1e-9
    assert [count for *_, count in reliability(truth, probability)] == [400, 400, 400]


def test_the_best_tenth_is_a_tenth() -> None:
    truth = np.array([1.0, 1.0, *[0.0] * 18])
    found = measured(truth, np.linspace(1, 0, 20), truth > 0, np.ones((1, 20)))
    assert found["p_at_10"][0] == 1.0
