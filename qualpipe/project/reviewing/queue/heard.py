"""What was heard: the ledger in memory, kept up to date by its numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from qualpipe.model import Decision, Verdict
from qualpipe.project.reviewing.queue.pool import Place
from qualpipe.review import effective

_NOTHING: Mapping[Place, Decision] = {}


class Heard:
    """Every reviewer's last word on every place, as decisions come in.

    What people said as adjudicators is left out: it settles, and is no answer to a suggestion.
    """

    def __init__(self) -> None:
        self.number = 0
        self._made: defaultdict[str, list[Decision]] = defaultdict(list)
        self._at: defaultdict[tuple[str, Place], list[Decision]] = defaultdict(list)
        self._last: defaultdict[str, dict[Place, Decision]] = defaultdict(dict)
        self._who: defaultdict[Place, set[str]] = defaultdict(set)

    def take(self, fresh: Iterable[Decision]) -> None:
        """Hear decisions that are new; only what they touch is worked out again."""
        touched: set[tuple[str, Place]] = set()
        for one in fresh:
            self.number = max(self.number, one.number)
            if one.adjudicates:
                continue
            place = (one.segment, one.code)
            self._made[one.reviewer].append(one)
            self._at[one.reviewer, place].append(one)
            touched.add((one.reviewer, place))
        for reviewer, place in touched:
            stands = effective(self._at[reviewer, place])
            if stands:
                self._last[reviewer][place] = stands[-1]
                self._who[place].add(reviewer)
            else:
                self._last[reviewer].pop(place, None)
                self._who[place].discard(reviewer)

    def of(self, reviewer: str) -> Mapping[Place, Decision]:
        """Return a reviewer's last words by place."""
        return self._last.get(reviewer, _NOTHING)

    def on(self, place: Place, *, sealed: frozenset[str], viewer: str) -> Iterator[Decision]:
        """Yield the last words on a place that a viewer may see."""
        for reviewer in sorted(self._who.get(place, ())):
            one = self._last[reviewer][place]
            if one.round not in sealed or reviewer == viewer:
                yield one

    def last_words(self, *, sealed: frozenset[str]) -> Iterator[Decision]:
        """Yield every last word that is open to all.

        Where a sealed word hides an older open one nothing is said: the engine can wait.
        """
        for words in self._last.values():
            yield from (one for one in words.values() if one.round not in sealed)

    def reviewers(self, *, sealed: frozenset[str], viewer: str) -> tuple[str, ...]:
        """Return who has decided something that a viewer may see."""
        return tuple(
            sorted(
                reviewer
                for reviewer, words in self._last.items()
                if reviewer == viewer or any(one.round not in sealed for one in words.values())
            )
        )

    def last_act(self, reviewer: str) -> tuple[Decision, ...]:
        """Return what a reviewer decided in their latest act that was not taken back."""
        stands = effective(self._made.get(reviewer, ()))
        if not stands:
            return ()
        latest = max(one.act for one in stands)
        return tuple(one for one in stands if one.act == latest)

    def moments(self, reviewer: str, *, most: int) -> tuple[str, ...]:
        """Return when a reviewer's latest acts were, the last one last."""
        found: dict[int, str] = {}
        for one in reversed(self._made.get(reviewer, [])):
            if one.verdict is not Verdict.UNDO:
                found.setdefault(one.act, one.at)
            if len(found) == most:
                break
        return tuple(reversed(found.values()))
