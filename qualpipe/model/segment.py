"""Segments: the pieces of a transcript that codes are given to."""

import re
from dataclasses import dataclass

from qualpipe.model.errors import QualpipeError
from qualpipe.model.language import Language
from qualpipe.model.transcript import Role, Span

_ADDRESS = re.compile(r"(?P<transcript>.+):(?P<turn>\d+):(?P<start>\d+)-(?P<end>\d+)")


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """Where a stretch of speech is: transcript, turn, offsets inside the turn's words.

    >>> str(Address("P01", 12, Span(0, 41)))
    'P01:12:0-41'
    >>> Address.parse("P01:12:0-41").turn
    12
    """

    transcript: str
    turn: int
    within: Span

    def __str__(self) -> str:
        return f"{self.transcript}:{self.turn}:{self.within}"

    @classmethod
    def parse(cls, text: str) -> "Address":
        """Read an address back from its written form."""
        match = _ADDRESS.fullmatch(text)
        if match is None:
            raise QualpipeError(f"{text!r} is no address; one looks like P01:12:0-41")
        within = Span(int(match["start"]), int(match["end"]))
        return cls(match["transcript"], int(match["turn"]), within)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of one turn, small enough to carry a code.

    `span` counts in `Transcript.text`, `within` in the words of the turn; `address` made of the
    latter is the identity, so that decisions outlive a new segmentation.
    """

    transcript: str
    turn: int
    span: Span
    within: Span
    text: str
    language: Language
    speaker: str = ""
    role: Role = Role.PARTICIPANT
    case: str = ""

    @property
    def address(self) -> str:
        """Return the segment's identity, e.g. `P01:12:0-41`."""
        return f"{self.transcript}:{self.turn}:{self.within}"
