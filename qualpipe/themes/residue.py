"""Residue: the segments that no code explains and that say something."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from qualpipe.model import QualpipeError, Segment
from qualpipe.themes.chatter import Reason, chatter

# A code explains a segment when it is likelier than not that a reviewer accepts it. The cut of a
# suggestion lies lower, so that a reviewer sees what may be right; there, half the interview would
# count as explained before anybody has looked.
EXPLAINED = 0.5
# An interview has at least so many turns of a participant.
_INTERVIEW = 10
BY_CODES = (Reason.DECIDED, Reason.SUGGESTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A segment that is not searched, and why."""

    segment: Segment
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """What to search for themes, and what was left out."""

    kept: tuple[Segment, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def explained(self) -> tuple[Segment, ...]:
        """Return the segments that a code explains: what novelty is measured against."""
        return tuple(one.segment for one in self.left_out if one.reason in BY_CODES)


def residue(
    segments: Sequence[Segment],
    *,
    best: Sequence[float] = (),
    explained: Collection[str] = (),
    questions: Mapping[str, str] | None = None,
    level: float = EXPLAINED,
) -> Residue:
    """Return the segments that no code explains and that say something.

    `best` has one number a segment: the highest probability of any code (empty: nothing was
    suggested); from `level` on the code explains the segment. `explained` holds the addresses that
    a person has coded, `questions` what was said right before a segment, by its address. To search
    all segments leave `best` and `explained` empty.
    """
    if len(best) not in (0, len(segments)):
        raise QualpipeError(
            f"{len(best)} probabilities for {len(segments)} segments; give one each"
        )
    chances = best if len(best) else [0.0] * len(segments)
    stands = _places(segments)
    kept, left_out = [], []
    for segment, chance in zip(segments, chances, strict=True):
        reason: Reason | None
        if segment.address in explained:
            reason = Reason.DECIDED
        elif chance >= level:
            reason = Reason.SUGGESTED
        else:
            place = stands(segment)
            question = (questions or {}).get(segment.address, "")
            reason = chatter(segment, place=place, question=question)
        if reason is None:
            kept.append(segment)
        else:
            left_out.append(LeftOut(segment=segment, reason=reason))
    return Residue(kept=tuple(kept), left_out=tuple(left_out))


def _places(segments: Sequence[Segment]) -> Callable[[Segment], float | None]:
    """Return what says where in its interview a segment stands, 0 to 1.

    With a few turns, as in a survey with an answer a row, nobody sits down or gets up: None.
    """
    turns: dict[str, set[int]] = {}
    for segment in segments:
        turns.setdefault(segment.transcript, set()).add(segment.turn)
    ends = {
        name: (min(there), max(there)) for name, there in turns.items() if len(there) >= _INTERVIEW
    }

    def place(segment: Segment) -> float | None:
        if segment.transcript not in ends:
            return None
        first, last = ends[segment.transcript]
        return (segment.turn - first) / (last - first)

    return place
