"""Ranking: the order of the open queue, drawn so that rates can be estimated from it.

Each suggestion keeps one chance number; divided by how eagerly its score is drawn that gives its
place (sequential Poisson sampling, Ohlsson 1998, Journal of Official Statistics 14:149). When the
engine learns only the eagerness changes, so that the queue moves on and does not start anew.
"""

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.model import Suggestion
from qualpipe.project.reviewing.queue.pool import Place

# As in the engine's own draw.
_EAGERNESS, _FARTHEST = 1.2, 3.0
_SEED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """The order of suggestions, and how many times likelier each came up than in an even draw."""

    order: tuple[int, ...]
    odds: tuple[float, ...]


def chances(suggestions: Sequence[Suggestion]) -> tuple[float, ...]:
    """Return each suggestion's own number between 0 and 1, which never changes."""
    return tuple(_chance(one) for one in suggestions)


def ranked(
    suggestions: Sequence[Suggestion],
    chance: Sequence[float],
    *,
    learned: Mapping[Place, float] | None = None,
) -> Ranking:
    """Rank suggestions by the odds that were learned; by their own scores where there are none."""
    own = _by_score(suggestions)
    known = learned or {}
    odds = tuple(
        known.get((one.segment, one.code), guess)
        for one, guess in zip(suggestions, own, strict=True)
    )
    keys = [number / one for number, one in zip(chance, odds, strict=True)]
    order = sorted(range(len(keys)), key=lambda at: (keys[at], at))
    return Ranking(order=tuple(order), odds=odds)


def _chance(one: Suggestion) -> float:
    name = f"{_SEED}\x1f{one.code}\x1f{one.segment}".encode()
    return (int.from_bytes(hashlib.sha256(name).digest()[:8], "big") + 1) / 2**64


def _by_score(suggestions: Sequence[Suggestion]) -> list[float]:
    """Return odds from the scores alone: the eagerness of each code's logits, with the mean 1."""
    by_code: dict[str, list[int]] = {}
    for at, one in enumerate(suggestions):
        by_code.setdefault(one.code, []).append(at)
    odds = [1.0] * len(suggestions)
    for places in by_code.values():
        logits = [_logit(suggestions[at].score) for at in places]
        mean = sum(logits) / len(logits)
        spread = math.sqrt(sum((one - mean) ** 2 for one in logits) / len(logits)) or 1.0
        eager = [
            math.exp(_EAGERNESS * max(-_FARTHEST, min(_FARTHEST, (one - mean) / spread)))
            for one in logits
        ]
        usual = sum(eager) / len(eager)
        for at, keen in zip(places, eager, strict=True):
            odds[at] = round(keen / usual, 6)
    return odds


def _logit(score: float) -> float:
    kept = min(max(score, 1e-6), 1 - 1e-6)
    return math.log(kept / (1 - kept))
