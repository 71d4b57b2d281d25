"""Trust: whether what a code suggests has been right often enough to be believed."""

import numpy as np

from qualpipe.coding.scoring import Trust
from qualpipe.coding.scoring.corpus import Matrix

# Trusted once, with 95 % confidence, at least half of what it suggests is right.
ENOUGH = 0.5
_ONE_SIDED = 1.645


def wilson(share: float, count: float, *, z: float = 1.96) -> tuple[float, float]:
    """Return the interval of a share seen in `count` draws (Wilson 1927).

    >>> low, high = wilson(0.8, 10)
    >>> round(low, 2), round(high, 2)
    (0.49, 0.94)
    """
    if count <= 0:
        return 0.0, 1.0
    middle = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count)
    half *= float(np.sqrt(max(0.0, share * (1 - share) / count + z * z / (4 * count**2))))
    # At the ends the interval holds its end, which rounding would miss.
    low = 0.0 if share <= 0 else max(0.0, middle - half)
    return low, 1.0 if share >= 1 else min(1.0, middle + half)


def worth(weights: Matrix) -> float:
    """Return how many equally weighted answers some unequally weighted ones are worth (Kish)."""
    squares = float((weights**2).sum())
    return float(weights.sum()) ** 2 / squares if squares else 0.0


def trust_in(accepted: Matrix, suggested: Matrix, weights: Matrix) -> Trust:
    """Judge a code by the reviewed segments it would have suggested unseen.

    `accepted` (0 to 1) are the answers, `suggested` says where the machine would have suggested
    the code without knowing the answer, `weights` undo the queue's preferences.
    """
    shown = suggested > 0
    if not shown.any():
        return Trust(earned=False, why="none of its suggestions has been reviewed yet")
    weight = weights[shown]
    share = float((accepted[shown] * weight).sum() / weight.sum())
    low, _ = wilson(share, worth(weight), z=_ONE_SIDED)
    count = int(shown.sum())
    # An estimate, no count: what the queue drew more often weighs less.
    seen = f"{share:.0%} of its suggestions are right, by an estimate from {count} reviewed"
    why = f"{seen} (at least {low:.0%}, 95 % sure)"
    return Trust(earned=low >= ENOUGH, why=why)
