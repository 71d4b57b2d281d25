"""What the machine suggests, what a person decides, and what follows from it."""

from dataclasses import dataclass, field
from enum import StrEnum

from qualpipe.model.transcript import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A stretch of the segment that speaks for or against a code, and why in words.

    `span` counts in `Transcript.text`; `weight` is its part of the score, negative if it speaks
    against the code.
    """

    span: Span
    reason: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A code the machine proposes for a segment.

    `segment` is the address; `score` the probability (0 to 1) that a reviewer will accept it, as
    well as it is known; `basis` says how well: what the probability rests on.
    """

    segment: str
    code: str
    score: float
    basis: str
    evidence: tuple[Evidence, ...]
    run: str


class Verdict(StrEnum):
    """What a reviewer said of a code on a segment."""

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    ADD = "add"
    CHANGE = "change"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person said of a code on a stretch of speech; appended, never changed.

    `segment` is the address of the stretch; `at` is ISO 8601 with the time zone; `seen` names the
    run whose suggestion was shown ('' if none), `odds` says how many times likelier than in an even
    draw the queue was to show it (None: come upon otherwise); rates over the whole rest on it.
    `words` are the words it was made on: if those are edited it no longer speaks of what is there.

    `codebook` is the hash of the version it was made with, `round` the blind round its reviewer
    was in. One that `adjudicates` settles the matter for all. An `undo` takes back the decision
    whose number it `undoes`, which may be an undo itself. `number` is the place in the ledger and
    `act` the number of the first decision of those that were made in one go; the ledger gives both.
    """

    segment: str
    code: str
    verdict: Verdict
    reviewer: str
    at: str
    note: str = ""
    seen: str = ""
    odds: float | None = None
    words: str = ""
    codebook: str = ""
    round: str = ""
    adjudicates: bool = False
    undoes: int | None = None
    number: int = field(default=0, compare=False)
    act: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """A code on a stretch of speech, as the decisions have it; derived, never stored."""

    segment: str
    code: str
    reviewers: tuple[str, ...]
