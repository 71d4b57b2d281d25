"""Two ways to correct a score by answers: each starts from the score and learns the difference.

A classifier trained on the answers alone is worse than no learning up to some 200 of them; both
learners here therefore fall back on the score where no answer is near.
"""

from dataclasses import dataclass

import numpy as np

from qualpipe.coding.scoring.corpus import Matrix
from qualpipe.coding.scoring.probability import SLOPE, logistic

# An accepted segment should score this much, a rejected one that much (standard deviations).
ACCEPTED, REJECTED = 2.2, -1.0
# Gaussian process: how far an answer may move a score, how quickly that fades, how noisy it is.
_VARIANCE, _FADING, _NOISE = 4.0, 2.0, 4.0
# Logistic regression: how freely vector, slope and offset may leave what was believed before.
_FREE_VECTOR, _FREE_SLOPE, _FREE_OFFSET = 10.0, 0.25, 4.0
_STEPS = 12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answers:
    """Reviewed segments of one code and how all segments lie to them.

    `rows` are their indices, `accepted` their answers (0 to 1), `prior` the score of every segment
    before learning, `near` the cosine of every segment (rows) to each reviewed one (columns).
    """

    rows: list[int]
    accepted: Matrix
    prior: Matrix
    near: Matrix
    offset: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learned:
    """New scores of all segments, and what each reviewed one would score without its answer."""

    scores: Matrix
    unseen: Matrix


def by_process(answers: Answers) -> Learned:
    """Learn by a Gaussian process on the difference between answers and scores.

    Rasmussen & Williams 2006, chapter 2; scores without the own answer in closed form (5.12).
    """
    kernel = _VARIANCE * np.exp(_FADING * (answers.near - 1))
    own = kernel[answers.rows]
    target = REJECTED + answers.accepted * (ACCEPTED - REJECTED)
    difference = target - answers.prior[answers.rows]
    inverse = np.linalg.inv(own + _NOISE * np.eye(len(own)))
    solved = inverse @ difference
    return Learned(
        scores=answers.prior + kernel @ solved,
        unseen=target - solved / np.diag(inverse),
    )


def by_regression(answers: Answers) -> Learned:
    """Learn by logistic regression on score and vector, drawn to what the score alone says.

    In its kernel form, solved by Newton's method (Rasmussen & Williams 2006, 3.4); scores without
    the own answer by the last step's weighted least squares.
    """
    prior = answers.prior
    at = prior[answers.rows]
    kernel = _FREE_VECTOR * answers.near + _FREE_SLOPE * np.outer(prior, at) + _FREE_OFFSET
    own, start = kernel[answers.rows], SLOPE * at - answers.offset
    value = start
    for _ in range(_STEPS):
        system, working = _step(own, value, start, answers.accepted)
        value = start + own @ np.linalg.solve(system, working)
    system, working = _step(own, value, start, answers.accepted)
    inverse = np.linalg.inv(system)
    solved = inverse @ working
    return Learned(
        scores=SLOPE * prior - answers.offset + kernel @ solved,
        unseen=start + working - solved / np.diag(inverse),
    )


def _step(own: Matrix, value: Matrix, start: Matrix, accepted: Matrix) -> tuple[Matrix, Matrix]:
    """Return the linear system of a Newton step and its right-hand side."""
    belief = logistic(value)
    weight = np.maximum(belief * (1 - belief), 1e-4)
    return own + np.diag(1 / weight), value - start + (accepted - belief) / weight


def averaged(one: Learned, other: Learned) -> Learned:
    """Average two learners, each standardised over the corpus."""
    a, b = _standardised(one), _standardised(other)
    return Learned(scores=(a.scores + b.scores) / 2, unseen=(a.unseen + b.unseen) / 2)


def _standardised(learned: Learned) -> Learned:
    middle, spread = learned.scores.mean(), max(float(learned.scores.std()), 1e-6)
    return Learned(
        scores=(learned.scores - middle) / spread, unseen=(learned.unseen - middle) / spread
    )
