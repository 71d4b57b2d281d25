"""Probabilities: what a score means, and where to draw the line."""

import math
from statistics import NormalDist

import numpy as np

from qualpipe.coding.scoring.corpus import Matrix
from qualpipe.coding.scoring.space import PRIOR

# How fast belief grows with the score: measured on coded interviews, far from any one of them.
SLOPE = 1.3
# Of k codes one is expected on the share SCALE * k^CODES * (share with its keywords)^WORDS: more
# codes divide what is said among them, and keywords tell how far the codebook covers it. Fitted on
# coded interviews and forum posts, whole and with codes joined, so that it holds for 3 to 18 codes.
_SCALE, _CODES, _WORDS, _MOST = 0.55, -0.45, 0.35, 0.5
# Of a code whose keywords are never said (another language, or none given) nothing is known.
_WORDS_PRIOR, _WORDS_UNKNOWN = 0.02, 0.1
_DIGITS = 6
_STEPS = 9


def logistic(x: Matrix) -> Matrix:
    """Return 1 / (1 + exp(-x)), safe for any size."""
    clipped: Matrix = 1.0 / (1.0 + np.exp(-np.clip(x, -40.0, 40.0)))
    return clipped


def expected_shares(hit_shares: Matrix) -> Matrix:
    """Guess the share of segments each code is on; `hit_shares` have one of its keywords."""
    said = hit_shares[hit_shares > 0]
    unknown = said.mean() if len(said) else _WORDS_UNKNOWN
    words = np.where(hit_shares > 0, hit_shares, unknown) + _WORDS_PRIOR
    guess = _SCALE * len(hit_shares) ** _CODES * words**_WORDS
    shares: Matrix = np.minimum(_MOST, guess)
    return shares


def offset_for(z: Matrix, share: float) -> float:
    """Return b such that the mean of logistic(SLOPE z - b) is the share (by Newton's method).

    A corpus of a few segments has no share of its own: scores spread as usual are mixed in.

    >>> 2.0 < offset_for(np.zeros(0), 0.17) < 2.4
    True
    """
    scores, weights = _with_usual(z, _USUAL)
    offset = math.log((1 - share) / share)
    for _ in range(_STEPS):
        belief = logistic(SLOPE * scores - offset)
        slope = float((belief * (1 - belief)) @ weights)
        step = (float(belief @ weights) - share) / max(slope, 1e-9)
        # A long step would overshoot where the curve is flat.
        offset += min(1.0, max(-1.0, step))
    return round(offset, 9)


def best_cut(probability: Matrix, *, usual: Matrix | None = None) -> float:
    """Return the cut with the greatest expected F1 (Lipton et al. 2014, arXiv:1402.1892).

    `usual` are probabilities as they are elsewhere, mixed in where a corpus is small.

    >>> best_cut(np.array([0.9, 0.8, 0.1, 0.05]))
    0.8
    """
    values, weights = _with_usual(probability, np.zeros(0) if usual is None else usual)
    if not len(values):
        return 0.5
    order = np.argsort(-values, kind="stable")
    ordered, weights = values[order], weights[order]
    right = np.cumsum(ordered * weights)
    expected = 2 * right / (np.cumsum(weights) + right[-1])
    return float(ordered[rounded(expected).argmax()])


def usual_probabilities(offset: float) -> Matrix:
    """Return the probabilities that scores spread as usual would have."""
    return rounded(logistic(SLOPE * _USUAL - offset))


def _with_usual(values: Matrix, usual: Matrix) -> tuple[Matrix, Matrix]:
    """Join values with usual ones that together weigh as much as PRIOR of them."""
    weights = np.concatenate(
        [np.ones(len(values)), np.full(len(usual), PRIOR / max(1, len(usual)))]
    )
    return np.concatenate([values, usual]), weights / max(1.0, weights.sum())


def rounded(values: Matrix) -> Matrix:
    """Round so far that the order in which sums were taken no longer shows."""
    out: Matrix = np.round(values, _DIGITS) + 0.0  # no negative zero
    return out


# The quantiles of a normal score.
_USUAL = np.array([NormalDist().inv_cdf((place + 0.5) / 200) for place in range(200)])
