"""Transcripts: what was said, by whom, and where in the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qualpipe.model.errors import Problem


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: half-open, in Unicode code points, never empty.

    >>> Span(1, 3).of("我哋去")
    '哋去'
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no such span: {self.start}-{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def __str__(self) -> str:
        return f"{self.start}-{self.end}"

    def of(self, text: str) -> str:
        """Return the words this span covers in `text`."""
        return text[self.start : self.end]

    def shifted(self, by: int) -> "Span":
        """Return the same stretch counted from another origin."""
        return Span(self.start + by, self.end + by)

    def holds(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


class Role(StrEnum):
    """Who a speaker is in the interview."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one speaker said in one go.

    `number` counts from 1; `span` covers the spoken words in `Transcript.text`: the speaker's
    label and time stamps lie outside. `started` and `ended` are seconds from the start of the
    recording. `translates` is the number of the turn of the original that this one renders.
    """

    number: int
    speaker: str
    role: Role
    span: Span
    started: float | None = None
    ended: float | None = None
    translates: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The file a transcript came from; `confidence` (0 to 1) is how sure the encoding is."""

    name: str
    format: str
    sha256: str
    encoding: str = "utf-8"
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """One interview as its file has it, and the turns found in it.

    `text` is what the file said: line ends LF, no byte-order mark, nothing else changed. Where the
    format is no plain text it is assembled one way only, a line `label: words` a turn.
    `translation_of` is the id of the transcript that this one translates.
    """

    id: str
    title: str
    text: str
    turns: tuple[Turn, ...]
    source: Source
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()
    translation_of: str | None = None

    def words_of(self, turn: Turn) -> str:
        """Return what was said in a turn."""
        return turn.span.of(self.text)

    def case_of(self, turn: Turn) -> str:
        """Name the participant a turn belongs to, across transcripts.

        It is the attribute `participant` if given, else the transcript (of the original, for a
        translation); where several participants speak, their label tells them apart.
        """
        case = self.attributes.get("participant") or self.translation_of or self.id
        several = len({t.speaker for t in self.turns if t.role is Role.PARTICIPANT}) > 1
        return f"{case}/{turn.speaker}" if several else case
