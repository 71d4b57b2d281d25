"""Calibration: from a score to the chance that a reviewer accepts."""

from dataclasses import dataclass

import numpy as np

from qualpipe.coding.scoring.corpus import Matrix
from qualpipe.coding.scoring.probability import SLOPE, logistic

# What is believed before any answer counts as much as this many answers.
ANCHORS = 40.0
# Weights that undo the queue's preference are tempered by this power: in full they would make a
# few answers on unpromising segments outweigh all the others.
_TEMPER = 0.5
_POINTS = 200
_RIDGE = 0.1
_STEPS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """A straight line through the logits: probability = logistic(slope * score + offset)."""

    slope: float
    offset: float

    def of(self, scores: Matrix) -> Matrix:
        """Return the probabilities of scores."""
        return logistic(self.slope * scores + self.offset)


def fitted(
    unseen: Matrix, accepted: Matrix, weights: Matrix, *, scores: Matrix, offset: float
) -> Map:
    """Fit the map on answers the scores have not seen (Platt 1999), held by anchors.

    `weights` (tempered) undo the queue's preference for promising segments; the anchors are points
    spread over all `scores` with the probability believed before, so that few answers cannot turn
    the map over. Fitting on scores that have seen their answers would promise too much.
    """
    anchors = np.quantile(scores, (np.arange(_POINTS) + 0.5) / _POINTS)
    x = np.concatenate([unseen, anchors])
    y = np.concatenate([accepted, logistic(SLOPE * anchors - offset)])
    tempered = weights**_TEMPER
    w = np.concatenate([tempered / tempered.mean(), np.full(_POINTS, ANCHORS / _POINTS)])
    return _newton(x, y, w, start=np.array([SLOPE, -offset]))


def _newton(x: Matrix, y: Matrix, w: Matrix, *, start: Matrix) -> Map:
    design = np.stack([x, np.ones_like(x)], axis=1)
    ridge = np.diag([_RIDGE, 1e-6])
    line = start
    for _ in range(_STEPS):
        belief = logistic(design @ line)
        gradient = design.T @ (w * (y - belief)) - ridge @ line
        curve = (design * (w * belief * (1 - belief))[:, None]).T @ design + ridge
        step = np.linalg.solve(curve, gradient)
        # A long step would overshoot where the curve is flat.
        line = line + step / max(1.0, float(np.abs(step).max()))
    return Map(slope=max(0.05, float(line[0])), offset=float(line[1]))
