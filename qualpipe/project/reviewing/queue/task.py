"""Tasks: a suggestion as it is put before a reviewer, with all that is needed to decide."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median

from qualpipe.model import Code, Decision, Segment, Suggestion, Transcript, Turn

# Who was away longer than this between two decisions did not think about one of them.
_AWAY = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A suggestion in its context.

    `doubt` says why the machine is not to be trusted with this code yet ('' if it is). `mine` is
    what the reviewer decided on it before, `others` what other people did, where that may be seen.
    `codebook` is the hash of the version that `code` is worded in, `wording` that of the code.
    """

    suggestion: Suggestion
    segment: Segment
    code: Code
    codebook: str
    wording: str
    transcript: Transcript
    doubt: str
    odds: float | None
    round: str
    mine: Decision | None
    others: tuple[Decision, ...]

    @property
    def edition(self) -> str:
        """Return what changes when anything changes that a decision rests on."""
        one = self.suggestion
        shown = (self.segment.text, self.wording, round(one.score, 4), one.evidence)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]

    @property
    def turn(self) -> Turn:
        """Return the turn that the segment is part of."""
        return self.transcript.turns[self.segment.turn - 1]

    def around(self, *, reach: int) -> tuple[tuple[Turn, ...], tuple[Turn, ...]]:
        """Return the turns before and after, up to `reach` of each."""
        at = self.segment.turn - 1
        turns = self.transcript.turns
        return turns[max(0, at - reach) : at], turns[at + 1 : at + 1 + reach]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a reviewer is; `seconds` is what the rest will take at their pace (None: unknown)."""

    done: int
    total: int
    seconds: float | None

    @property
    def left(self) -> int:
        """Return how many suggestions are still to be decided on."""
        return self.total - self.done


def pace(moments: tuple[str, ...]) -> float | None:
    """Return the seconds between two decisions as they usually are (None: too few to say).

    A clock that was set back, or a break, does not count.
    """
    times = [datetime.fromisoformat(one).timestamp() for one in moments]
    steps = [later - earlier for earlier, later in pairwise(times)]
    worked = [step for step in steps if 0 <= step <= _AWAY]
    return median(worked) if len(worked) >= 3 else None  # noqa: PLR2004 - a median of some
