"""Which turn renders which: two transcripts of one interview laid beside each other.

Sentence alignment after Gale and Church (1993), on turns: the cheapest way through both, where a
turn answers one turn, or two (a translator joins or splits them), or none. What a pair costs is
told by who speaks, how long it is in proportion, and when it was said, if both sides have times.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

from qualpipe.model import Transcript, Turn

_OTHER_ROLE = 2.5  # the cost of a question that renders an answer
_LEFT_OUT = 2.0  # of a turn without its counterpart
_JOINED = 1.0  # of a turn that answers two
_LENGTH = 2.0  # the most that lengths may speak against a pair
_SECONDS = 10.0  # of distance in time that cost one
_BAND = 40  # turns: how far the two may run apart, besides their difference in number
_MOVES = ((1, 1), (1, 0), (0, 1), (1, 2), (2, 1))

Pair = tuple[Turn | None, Turn | None]
"""A turn of the original and one of its translation; None: it has no counterpart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What the cost looks at: roles, lengths in proportion to the whole, and times, by turn."""

    roles: tuple[str, ...]
    lengths: tuple[float, ...]
    times: tuple[float | None, ...]

    @classmethod
    def of(cls, transcript: Transcript) -> "_Side":
        turns = transcript.turns
        whole = sum(len(turn.span) for turn in turns)
        return cls(
            roles=tuple(turn.role for turn in turns),
            # A little for every turn, so that 嗯 and "Yes, yes" are not worlds apart.
            lengths=tuple((len(turn.span) * len(turns) / whole) + 0.1 for turn in turns),
            times=tuple(turn.started for turn in turns),
        )


def align(original: Transcript, translation: Transcript) -> list[Pair]:
    """Pair turns of an original with those of its translation, in order; None: no counterpart.

    A turn that renders two is paired with each, and so is one that two render.
    """
    ours, theirs = original.turns, translation.turns
    if not ours or not theirs:
        return [(turn, None) for turn in ours] + [(None, turn) for turn in theirs]
    pairs: list[Pair] = []
    at, there = 0, 0
    for rows, columns in _cheapest(_Side.of(original), _Side.of(translation)):
        left = ours[at : at + rows] or (None,)
        right = theirs[there : there + columns] or (None,)
        pairs += [(mine, yours) for mine in left for yours in right]
        at, there = at + rows, there + columns
    return pairs


def _cheapest(a: _Side, b: _Side) -> Sequence[tuple[int, int]]:
    """Return the moves of the cheapest path, by dynamic programming in a band."""
    n, m = len(a.roles), len(b.roles)
    costs: dict[tuple[int, int], float] = {(0, 0): 0.0}
    moves: dict[tuple[int, int], tuple[int, int]] = {}
    for i in range(n + 1):
        for j in _band(i, n, m):
            for move in _MOVES:
                before = (i - move[0], j - move[1])
                if before in costs:
                    cost = costs[before] + _cost(a, b, before, move)
                    if cost < costs.get((i, j), float("inf")):
                        costs[i, j], moves[i, j] = cost, move
    path: list[tuple[int, int]] = []
    at = (n, m)
    while at != (0, 0):
        path.append(moves[at])
        at = (at[0] - moves[at][0], at[1] - moves[at][1])
    return path[::-1]


def _band(i: int, n: int, m: int) -> Iterator[int]:
    middle, width = i * m // n, _BAND + abs(n - m)
    yield from range(max(0, middle - width), min(m, middle + width) + 1)


def _cost(a: _Side, b: _Side, at: tuple[int, int], move: tuple[int, int]) -> float:
    i, j = at
    rows, columns = move
    if not (rows and columns):
        return _LEFT_OUT
    same = all(role == a.roles[i] for role in (*a.roles[i : i + rows], *b.roles[j : j + columns]))
    lengths = log(sum(a.lengths[i : i + rows]) / sum(b.lengths[j : j + columns]))
    cost = min(_LENGTH, abs(lengths)) + (_JOINED if rows + columns > 1 + 1 else 0.0)
    mine, yours = a.times[i], b.times[j]
    if mine is not None and yours is not None:
        cost += min(_OTHER_ROLE, abs(mine - yours) / _SECONDS)
    return cost if same else cost + _OTHER_ROLE
