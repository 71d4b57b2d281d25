"""Scores without the own answer are what the learners would give had it not been there."""

from collections.abc import Callable

import numpy as np
import pytest

from qualpipe.coding.learning.residual import Answers, Learned, by_process, by_regression
from qualpipe.coding.scoring.space import unit


def answers(left_out: int | None = None) -> Answers:
    random = np.random.default_rng(3)
    vectors = unit(random.normal(size=(60, 12)))
    prior = random.normal(size=60)
    rows = [row for row in range(25) if row != left_out]
    accepted = (random.uniform(size=60) < 0.4).astype(np.float64)[rows]
    near = vectors @ vectors[rows].T
    return Answers(rows=rows, accepted=accepted, prior=prior, near=near, offset=2.2)


@pytest.mark.parametrize(("learner", "near"), [(by_process, 1e-8), (by_regression, 0.35)])
def test_leaving_an_answer_out_in_closed_form(
    learner: Callable[[Answers], Learned], near: float
) -> None:
    whole = learner(answers())
    for row in range(0, 25, 4):
        assert abs(whole.unseen[row] - learner(answers(row)).scores[row]) < near


@pytest.mark.parametrize("learner", [by_process, by_regression])
def test_answers_pull_their_own_segments(learner: Callable[[Answers], Learned]) -> None:
    given = answers()
    found = learner(given)
    pulled = found.scores[given.rows] - found.unseen
    accepted = given.accepted > 0
    assert pulled[accepted].mean() > 0.1
    assert pulled[~accepted].mean() < -0.1
