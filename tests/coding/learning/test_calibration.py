"""Calibration undoes what the queue prefers and is not thrown about by a few answers."""

import numpy as np

from qualpipe.coding.learning.calibration import fitted
from qualpipe.coding.scoring.probability import logistic


def test_many_answers_find_the_true_line() -> None:
    random = np.random.default_rng(0)
    scores = random.normal(size=4000)
    truth = (random.uniform(size=4000) < logistic(2.0 * scores - 3.0)).astype(np.float64)
    line = fitted(scores, truth, np.ones(4000), scores=scores, offset=0.0)
    assert abs(line.slope - 2.0) < 0.25
    assert abs(line.offset + 3.0) < 0.35


def test_drawing_the_promising_ones_more_often_promises_nothing_more() -> None:
    random = np.random.default_rng(1)
    scores = random.normal(size=20_000)
    truth = (random.uniform(size=20_000) < logistic(1.3 * scores - 2.2)).astype(np.float64)
    odds = np.exp(1.2 * np.clip(scores, -3, 3))
    rows = random.choice(20_000, 2000, replace=False, p=odds / odds.sum())
    line = fitted(scores[rows], truth[rows], 1 / odds[rows], scores=scores, offset=2.2)
    assert abs(line.of(scores).mean() - truth.mean()) < 0.03


def test_one_answer_moves_little() -> None:
    scores = np.random.default_rng(2).normal(size=500)
    line = fitted(np.array([2.0]), np.array([0.0]), np.ones(1), scores=scores, offset=2.2)
    assert np.abs(line.of(scores) - logistic(1.3 * scores - 2.2)).max() < 0.15
