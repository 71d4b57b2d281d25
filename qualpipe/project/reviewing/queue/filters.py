"""Filters: which part of the queue a reviewer wants to see."""

from dataclasses import dataclass, fields

from qualpipe.model import Segment, Suggestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to show: '' and the whole range stand for everything.

    `reviewer` asks for what that person decided on, `differing` for what people decided otherwise
    from one another; both know only what the one who asks may see.
    """

    code: str = ""
    transcript: str = ""
    language: str = ""
    speaker: str = ""
    least: float = 0.0
    most: float = 1.0
    reviewer: str = ""
    differing: bool = False

    @property
    def keeps_the_draw(self) -> bool:
        """Say whether what is shown is still drawn as the odds have it: one code or all."""
        usual = Filter(code=self.code)
        return all(getattr(self, one.name) == getattr(usual, one.name) for one in fields(self))

    def takes(self, suggestion: Suggestion, segment: Segment) -> bool:
        """Say whether a suggestion is wanted, as far as it can be told without the decisions."""
        return (
            self.code in {"", suggestion.code}
            and self.transcript in {"", segment.transcript}
            and self.language in {"", segment.language.value}
            and self.speaker in {"", segment.speaker}
            and self.least <= suggestion.score <= self.most
        )
