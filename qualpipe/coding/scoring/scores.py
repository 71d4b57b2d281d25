"""Scores: how sure the machine is, for each segment and code, and where it draws the line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from qualpipe.coding.scoring.corpus import Matrix

UNCALIBRATED = "no decisions yet: uncalibrated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whether a code's suggestions have earned belief, and why in words."""

    earned: bool
    why: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Scores:
    """How well each code fits each segment (rows: segments, columns: `codes`).

    `z` is the standardised score (mean 0, deviation 1 over the corpus), `probability` the chance
    that a reviewer accepts; a code is suggested where `probability >= cuts`. `basis` says for each
    code what the probability rests on, `trust` whether it is to be believed yet.

    `drawn_by` is the score before any decision, which the queue draws by, `offsets` what turned it
    into probabilities, `taught` how many decisions a code had; `unseen` has, for each reviewed
    (row, column), the probability as it would be without that decision.
    """

    codes: tuple[str, ...]
    z: Matrix
    probability: Matrix
    cuts: Matrix
    basis: tuple[str, ...]
    trust: tuple[Trust, ...]
    drawn_by: Matrix
    offsets: tuple[float, ...]
    taught: tuple[int, ...]
    unseen: Mapping[tuple[int, int], float] = field(default_factory=dict)

    @property
    def chosen(self) -> npt.NDArray[np.bool_]:
        """Say where a code is suggested."""
        return self.probability >= self.cuts

    def column(self, code: str) -> int:
        """Return the column of a code."""
        return self.codes.index(code)
