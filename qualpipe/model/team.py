"""Who reviews, in which rounds, and what they note down."""

from dataclasses import dataclass, field
from enum import StrEnum

from qualpipe.model.coding import Suggestion


class Duty(StrEnum):
    """What a person does in the team: decide on suggestions, or also settle what differs."""

    REVIEWER = "reviewer"
    ADJUDICATOR = "adjudicator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewer:
    """A person who decides; `added` and `retired` are ISO 8601 ('' while at work)."""

    name: str
    duty: Duty = Duty.REVIEWER
    added: str = ""
    retired: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A suggestion to be decided on in a round, as it was when the round was opened.

    `odds` as in `Decision`; `reviewers` are those it is given to.
    """

    suggestion: Suggestion
    odds: float | None
    reviewers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A stretch of work in which several reviewers decide on the same suggestions.

    `sample` says how the segments were drawn (`120`, `20%`, `all`), `overlap` how many reviewers
    see each. While a `blind` round is open (`closed` is ''), what its reviewers decide is sealed:
    nobody but its author sees it, and nothing is computed from it. `codebook` is the hash of the
    version in force. `opened` and `closed` are ISO 8601.
    """

    name: str
    reviewers: tuple[str, ...]
    overlap: int
    blind: bool
    sample: str
    seed: int
    codebook: str
    opened: str
    closed: str = ""

    @property
    def sealed(self) -> bool:
        """Say whether what is decided in it is still kept from the others."""
        return self.blind and not self.closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Memo:
    """What a person noted down; appended, never changed.

    `about` is the address of a stretch of speech, `code:ID` or `transcript:ID`. `words` are the
    words it was made on, as in `Decision`. One that `replaces` another (its number) stands in its
    place; with an empty text it takes it back. `round` is the blind round its author was in.
    """

    about: str
    text: str
    reviewer: str
    at: str
    words: str = ""
    round: str = ""
    replaces: int | None = None
    number: int = field(default=0, compare=False)
