"""What a reader finds in a file, before roles and addresses are known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from qualpipe.model import Problem, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RawFile:
    """A file as bytes, its name (no folder), and what the user said of it.

    `speakers` are labels of which the user says that they are some.
    """

    name: str
    content: bytes
    encoding: str = ""
    speakers: tuple[str, ...] = ()

    @property
    def stem(self) -> str:
        """Return the name without its last suffix."""
        return self.name.rpartition(".")[0] or self.name

    @property
    def suffix(self) -> str:
        """Return the last suffix in lower case, with its dot ('' if none)."""
        return "." + self.name.rpartition(".")[2].lower() if "." in self.name else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One turn found in a text: who ('' if not said) and where; times in seconds.

    `row` pairs a turn with the one it translates, where the file holds both.
    """

    speaker: str
    span: Span
    started: float | None = None
    ended: float | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One turn of a format that is no plain text, before the text is assembled."""

    speaker: str
    words: str
    started: float | None = None
    ended: float | None = None
    row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An interview as found in a file.

    `part` tells several drafts of one file apart (a respondent, a language; '' if there is one),
    `translates` names the part that this one is the translation of (None: it is an original).
    `roles` holds the roles that the file itself states, by speaker.
    """

    text: str
    pieces: tuple[Piece, ...]
    format: str
    part: str = ""
    translates: str | None = None
    title: str = ""
    encoding: str = "utf-8"
    confidence: float = 1.0
    attributes: Mapping[str, str] = field(default_factory=dict, hash=False)
    roles: Mapping[str, str] = field(default_factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()


def assemble(utterances: Iterable[Utterance]) -> tuple[str, tuple[Piece, ...]]:
    r"""Write utterances down the one way there is: a line `label: words` each, words untouched.

    Utterances without a word are left out. Words that hold line ends keep them.

    >>> assemble([Utterance(speaker="訪", words="你好"), Utterance(speaker="", words="Hi")])[0]
    '訪: 你好\nHi\n'
    """
    lines: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for said in utterances:
        if not said.words.strip():
            continue
        label = f"{said.speaker}: " if said.speaker else ""
        start = at + len(label)
        span = Span(start, start + len(said.words))
        pieces.append(
            Piece(
                speaker=said.speaker,
                span=span,
                started=said.started,
                ended=said.ended,
                row=said.row,
            )
        )
        lines.append(f"{label}{said.words}\n")
        at = span.end + 1
    return "".join(lines), tuple(pieces)


def reassembled(
    text: str, pieces: Iterable[Piece], *, words: Callable[[str], str]
) -> tuple[str, tuple[Piece, ...]]:
    """Write turns found in a laid-out page down the one way, `words` mending each one's breaks."""
    return assemble(
        Utterance(
            speaker=piece.speaker,
            words=words(piece.span.of(text)),
            started=piece.started,
            ended=piece.ended,
        )
        for piece in pieces
    )
