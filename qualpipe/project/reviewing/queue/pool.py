"""The pool: what there is to decide on, in its order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualpipe.model import Segment, Suggestion
from qualpipe.project.reviewing.queue.filters import Filter

Place = tuple[str, str]  # a segment's address and a code


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a reviewer can filter by."""

    codes: tuple[str, ...]
    transcripts: tuple[str, ...]
    languages: tuple[str, ...]
    speakers: tuple[str, ...]
    reviewers: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Pool:
    """Suggestions with their segments; `order` and `odds` may change while people work.

    `round` is the name of the round that the pool belongs to ('' for the open queue). `odds` are
    None where nothing follows from how likely a suggestion was to be shown.
    """

    suggestions: Sequence[Suggestion]
    segments: Mapping[str, Segment]
    order: Sequence[int]
    odds: Sequence[float | None]
    round: str = ""
    index: dict[Place, int] = field(init=False)
    _matching: dict[Filter, frozenset[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.index = {(one.segment, one.code): at for at, one in enumerate(self.suggestions)}
        self._matching = {}

    def segment(self, at: int) -> Segment:
        """Return the segment of a suggestion."""
        return self.segments[self.suggestions[at].segment]

    def place(self, at: int) -> Place:
        """Return where a suggestion belongs."""
        return self.suggestions[at].segment, self.suggestions[at].code

    def matching(self, wanted: Filter) -> frozenset[int]:
        """Return the suggestions that a filter takes; remembered, since it is asked every time."""
        found = self._matching.get(wanted)
        if found is None:
            if len(self._matching) > 50:  # noqa: PLR2004 - some filters, not a history of them
                self._matching.clear()
            found = frozenset(
                at
                for at, one in enumerate(self.suggestions)
                if wanted.takes(one, self.segments[one.segment])
            )
            self._matching[wanted] = found
        return found

    def choices(self, reviewers: Sequence[str]) -> Choices:
        """Return what can be filtered by."""
        used = [self.segments[one.segment] for one in self.suggestions]
        return Choices(
            codes=_each(one.code for one in self.suggestions),
            transcripts=_each(one.transcript for one in used),
            languages=_each(one.language.value for one in used),
            speakers=_each(one.speaker for one in used),
            reviewers=tuple(reviewers),
        )


def _each(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for name in names if name}))
