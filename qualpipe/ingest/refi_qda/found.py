"""What a REFI-QDA file says, before it is known what becomes of it."""

from dataclasses import dataclass, field

from qualpipe.model import Codebook, Decision, Memo, Reviewer, Transcript
from qualpipe.text.refi_qda.losses import Loss


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCode:
    """A code as the file has it; `parent` is a GUID ('' at the top)."""

    guid: str
    name: str
    parent: str
    colour: str
    codable: bool
    description: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCoding:
    """Codes given to something by somebody: GUIDs, `user` '' where nobody is named."""

    codes: tuple[str, ...]
    user: str
    at: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSelection:
    """A stretch of a source, from `start` up to `end` as the program counts."""

    guid: str
    name: str
    start: int
    end: int
    description: str = ""
    codings: tuple[FoundCoding, ...] = ()
    notes: tuple[str, ...] = ()
    user: str = ""
    at: str = ""


@dataclass(slots=True, kw_only=True)
class FoundText:
    """A text source, a note, the text of a PDF, the transcript of a recording.

    `content` is None where the text lies in a file: `plain` or, failing that, `rich`. `values`
    are those of variables, by GUID. `points` are moments of a recording: position and seconds.
    """

    guid: str
    name: str
    kind: str
    content: str | None = None
    plain: str = ""
    rich: str = ""
    description: str = ""
    selections: list[FoundSelection] = field(default_factory=list)
    codings: list[FoundCoding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    values: list[tuple[str, str]] = field(default_factory=list)
    points: list[tuple[int, float]] = field(default_factory=list)
    user: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCase:
    """A case: what is known of it and what is its own."""

    guid: str
    name: str
    description: str
    values: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    selections: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLink:
    """A link between two things."""

    name: str
    origin: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundSet:
    """A set: its description and its codes; `others` counts members that are no codes."""

    guid: str
    name: str
    description: str
    codes: tuple[str, ...]
    others: int = 0


@dataclass(slots=True, kw_only=True)
class Found:
    """All that a project file says."""

    name: str = ""
    origin: str = ""
    user: str = ""
    at: str = ""
    users: dict[str, str] = field(default_factory=dict)
    codes: list[FoundCode] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)
    cases: list[FoundCase] = field(default_factory=list)
    texts: list[FoundText] = field(default_factory=list)
    notes: dict[str, FoundText] = field(default_factory=dict)
    links: list[FoundLink] = field(default_factory=list)
    sets: list[FoundSet] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    own_notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A project file as our own nouns.

    `decisions` and `memos` speak of the transcripts and codes here; `codebook` is None where the
    file has no codes. `loose` are notes that belong to nothing in particular. `losses` say what
    was not as it should be and what became of it.
    """

    name: str
    origin: str
    codebook: Codebook | None
    transcripts: tuple[Transcript, ...]
    decisions: tuple[Decision, ...]
    memos: tuple[Memo, ...]
    reviewers: tuple[Reviewer, ...]
    loose: tuple[str, ...]
    losses: tuple[Loss, ...]
