"""Splits: which segments may be learned from and which are held out, never parting a group."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.coding.evaluation.gold import Gold
from qualpipe.model import QualpipeError

Rows = npt.NDArray[np.int64]
# The share of groups that may be learned from; what a split column may call the held-out part.
_LEARN = 0.6
_HELD_OUT = frozenset({"test", "held-out", "heldout", "held_out", "holdout", "eval", "evaluation"})
_NEVER = frozenset({"", "none", "unused"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Split:
    """Rows to draw labels from, rows to measure on, and the seed of the draw."""

    seed: int
    pool: Rows
    held_out: Rows


def splits(gold: Gold, *, seeds: int) -> tuple[Split, ...]:
    """Split gold once a seed: by its own column if it has one, else whole groups by chance."""
    if gold.splits:
        return _as_said(gold.splits, seeds)
    names = sorted(set(gold.groups))
    if len(names) < 2:  # noqa: PLR2004 - nothing to hold out
        raise QualpipeError(
            "all rows are of one group, so none can be held out; name another --group-column"
        )
    places = {name: place for place, name in enumerate(names)}
    group = np.array([places[name] for name in gold.groups])
    return tuple(_by_chance(group, len(names), seed) for seed in range(seeds))


def _as_said(said: Sequence[str], seeds: int) -> tuple[Split, ...]:
    held_out = np.flatnonzero([one in _HELD_OUT for one in said])
    pool = np.flatnonzero([one not in _HELD_OUT | _NEVER for one in said])
    if not len(held_out) or not len(pool):
        there = ", ".join(sorted(set(said)))
        raise QualpipeError(f"the split column needs train and test rows; it has: {there}")
    return tuple(Split(seed=seed, pool=pool, held_out=held_out) for seed in range(seeds))


def _by_chance(group: Rows, count: int, seed: int) -> Split:
    order = np.random.default_rng(seed).permutation(count)
    # At least one group on either side.
    learn = min(count - 1, max(1, round(_LEARN * count)))
    pool = np.isin(group, order[:learn])
    return Split(seed=seed, pool=np.flatnonzero(pool), held_out=np.flatnonzero(~pool))
