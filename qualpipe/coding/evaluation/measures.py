"""Measures: how good a ranking, a choice and a probability are, over many resamplings at once."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# What is measured, in the order of the tables: average precision, precision, recall and F1 at the
# cut, precision in the best tenth, expected calibration error.
MEASURES = ("ap", "precision", "recall", "f1", "p_at_10", "ece")
BINS = 10


def average_precision(truth: Floats, score: Floats) -> float:
    """Return the mean precision at each true segment, from the best score down; ties share.

    >>> average_precision(np.array([1.0, 0.0, 1.0]), np.array([0.9, 0.5, 0.4]))
    0.8333333333333333
    """
    return float(_average_precision(truth, score, np.ones((1, len(truth))))[0])


def measured(
    truth: Floats,
    score: Floats,
    chosen: npt.NDArray[np.bool_],
    weights: Floats,
    *,
    probable: bool = True,
) -> Mapping[str, Floats]:
    """Measure one code under each row of weights, shape (resamplings, segments).

    `score` ranks; where `probable` it is also a probability and its calibration is measured. A
    measure that is not defined under some weights is nan there.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        hit = weights @ (truth * chosen)
        shown, there = weights @ chosen.astype(np.float64), weights @ truth
        found = {
            "ap": _average_precision(truth, score, weights),
            "precision": np.where(shown > 0, hit / shown, np.nan),
            "recall": np.where(there > 0, hit / there, np.nan),
            "f1": np.where(there > 0, 2 * hit / (shown + there), np.nan),
            "p_at_10": _precision_in_best_tenth(truth, score, weights),
        }
        if probable:
            found["ece"] = _calibration_error(truth, score, weights)
        return found


def reliability(truth: Floats, probability: Floats) -> list[tuple[float, float, int]]:
    """Return mean probability, share accepted and number of segments of each tenth in use."""
    bins = _bins(probability)
    return [
        (float(probability[bins == b].mean()), float(truth[bins == b].mean()), int(sum(bins == b)))
        for b in range(BINS)
        if (bins == b).any()
    ]


def _bins(probability: Floats) -> npt.NDArray[np.int64]:
    clipped: npt.NDArray[np.int64] = np.minimum((probability * BINS).astype(np.int64), BINS - 1)
    return clipped


def _average_precision(truth: Floats, score: Floats, weights: Floats) -> Floats:
    order = np.argsort(-score, kind="stable")
    ranked, w = score[order], weights[:, order]
    positive, seen = np.cumsum(w * truth[order], axis=1), np.cumsum(w, axis=1)
    # Segments with one score are met together: only the last of them is a step.
    last = np.append(np.flatnonzero(np.diff(ranked)), len(ranked) - 1)
    positive, seen = positive[:, last], seen[:, last]
    gained = np.diff(positive, axis=1, prepend=0.0)
    total = positive[:, -1]
    precision = positive / np.maximum(seen, 1e-12)
    return np.where(total > 0, (gained * precision).sum(axis=1) / np.maximum(total, 1e-12), np.nan)


def _precision_in_best_tenth(truth: Floats, score: Floats, weights: Floats) -> Floats:
    order = np.argsort(-score, kind="stable")
    w = weights[:, order]
    before = np.cumsum(w, axis=1) - w
    room = np.clip(w.sum(axis=1, keepdims=True) / 10 - before, 0.0, w)
    best: Floats = (room @ truth[order]) / room.sum(axis=1)
    return best


def _calibration_error(truth: Floats, probability: Floats, weights: Floats) -> Floats:
    bins = _bins(probability)
    error = np.zeros(len(weights))
    for b in range(BINS):
        inside = bins == b
        error += np.abs(weights[:, inside] @ (probability - truth)[inside])
    total: Floats = error / weights.sum(axis=1)
    return total
