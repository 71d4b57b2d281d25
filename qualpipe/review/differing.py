"""What reviewers of the same segments said differently, and what settled it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from qualpipe.model import Decision, Item, Segment, Verdict
from qualpipe.review.places import Ground
from qualpipe.review.standing import SAYS_YES, last_words

_Said = Mapping[tuple[str, str], tuple[Decision, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A code on a segment of which the reviewers do not say the same.

    `said` holds one decision a reviewer: a yes if there is one, which may lie on a part of the
    segment selected by hand. `silent` went through the segment and said nothing of the code, which
    is a no. `settled` is the adjudicator's last word, if there is one.
    """

    segment: Segment
    code: str
    said: tuple[Decision, ...]
    silent: tuple[str, ...] = ()
    settled: Decision | None = None


def gone_through(
    items: Iterable[Item], decisions: Iterable[Decision]
) -> frozenset[tuple[str, str]]:
    """Return (reviewer, segment) where the reviewer decided on all that they were given there."""
    decided = {(one.reviewer, one.segment, one.code) for one in decisions}
    given, waiting = set(), set()
    for item in items:
        place = item.suggestion.segment
        for reviewer in item.reviewers:
            given.add((reviewer, place))
            if (reviewer, place, item.suggestion.code) not in decided:
                waiting.add((reviewer, place))
    return frozenset(given - waiting)


def differing(
    decisions: Iterable[Decision],
    segments: Iterable[Segment],
    *,
    through: Collection[tuple[str, str]],
    settling: Iterable[Decision] = (),
) -> tuple[Difference, ...]:
    """Return what those who went through the same segment do not say alike, in order of place.

    A reviewer who is unsure leaves something to settle, even if all are. `settling` are decisions
    of adjudicators. Segments that one reviewer alone went through hold no difference.
    """
    homes = {one.address: one for one in segments}
    readers = _readers(through, homes)
    heard = _by_home([one for one in last_words(decisions) if not one.adjudicates], homes)
    settled = _by_home([one for one in last_words(settling) if one.adjudicates], homes)
    found = []
    for (home, code), said in sorted(heard.items(), key=lambda one: _order(homes, *one[0])):
        words = {one.reviewer: one for one in said if one.reviewer in readers.get(home, ())}
        if len(readers.get(home, ())) > 1 and words and not _alike(words, readers[home]):
            found.append(
                Difference(
                    segment=homes[home],
                    code=code,
                    said=tuple(words[name] for name in sorted(words)),
                    silent=tuple(sorted(readers[home] - words.keys())),
                    settled=_latest(settled.get((home, code), ())),
                )
            )
    return tuple(found)


def _readers(
    through: Collection[tuple[str, str]], homes: Mapping[str, Segment]
) -> dict[str, set[str]]:
    readers: dict[str, set[str]] = {}
    for reviewer, address in through:
        if address in homes:
            readers.setdefault(address, set()).add(reviewer)
    return readers


def _by_home(decisions: Collection[Decision], homes: Mapping[str, Segment]) -> _Said:
    """Return what was said of each segment and code, a yes last: it outweighs a no there.

    A stretch selected by hand speaks for the segments it touches, but only with a yes: doubt about
    it says nothing of the rest of the segment.
    """
    ground = Ground(homes)
    heard: dict[tuple[str, str], list[Decision]] = {}
    for one in sorted(decisions, key=lambda one: (one.verdict in SAYS_YES, one.number)):
        exact = one.segment in homes
        if exact or one.verdict in SAYS_YES or one.adjudicates:
            for home in (one.segment,) if exact else ground.under(one.segment):
                heard.setdefault((home, one.code), []).append(one)
    return {place: tuple(said) for place, said in heard.items()}


def _alike(words: Mapping[str, Decision], readers: Collection[str]) -> bool:
    """Say whether all readers gave the code, or none did; doubt is neither."""
    if any(one.verdict is Verdict.UNSURE for one in words.values()):
        return False
    yes = sum(one.verdict in SAYS_YES for one in words.values())
    return yes in {0, len(readers)}


def _latest(settling: Iterable[Decision]) -> Decision | None:
    return max(settling, key=lambda one: one.number, default=None)


def _order(homes: Mapping[str, Segment], home: str, code: str) -> tuple[str, int, int, int, str]:
    one = homes[home]
    return one.transcript, one.turn, one.within.start, one.within.end, code
