"""From a text and its selections to a transcript in which every selection has an address."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualpipe.ingest.draft import Draft, Piece, RawFile
from qualpipe.ingest.parallel import identifier
from qualpipe.ingest.refi_qda.found import FoundText
from qualpipe.ingest.speakers import find_turns
from qualpipe.ingest.transcribe import transcript_of
from qualpipe.model import Address, Source, Span, Transcript, Turn
from qualpipe.text.refi_qda import asides

_SUFFIXES = [
    ".txt",
    ".text",
    ".md",
    ".doc",
    ".docx",
    ".rtf",
    ".odt",
    ".htm",
    ".html",
    ".pdf",
    ".vtt",
    ".srt",
    ".csv",
    ".xlsx",
    ".json",
    ".cha",
    ".eaf",
    ".mp3",
    ".mp4",
    ".m4a",
    ".wav",
    ".avi",
    ".mov",
]


def transcribed(
    one: FoundText,
    text: str,
    coded: Sequence[Span],
    *,
    interviewers: Sequence[str],
    participants: Sequence[str],
) -> Transcript:
    """Make a transcript of another program's text, its turns found as in a plain text.

    What is coded and lies in no turn (a heading, what stands above the first label) becomes a turn
    of nobody, so that no coding is without a place.
    """
    name = one.name or one.guid
    file = RawFile(name=f"{_stem(name)}.txt", content=text.encode("utf-8", "replace"), speakers=())
    pieces, problems = find_turns(text, name=name, known=(*interviewers, *participants))
    extra = _beside(text, [piece.span for piece in pieces], coded)
    labelled = any(piece.speaker for piece in pieces)
    draft = Draft(
        text=text,
        pieces=(*pieces, *(Piece(speaker="", span=span) for span in extra)),
        format="refi-qda",
        title=name,
        roles={"": "other"} if labelled else {},
        problems=problems,
    )
    made = transcript_of(file, draft, interviewers=interviewers, participants=participants)
    source = Source(name=name, format="refi-qda", sha256=asides.digest(text))
    return replace(made, source=source, turns=_timed(made.turns, one.points))


def parts_of(transcript: Transcript, span: Span) -> tuple[tuple[str, Span], ...]:
    """Return the addresses that a stretch of the text comes to, with the stretch of each.

    A stretch inside a turn keeps its very ends; one that goes over several turns becomes a part on
    each, without the white space at its ends and without labels.
    """
    over = [turn for turn in transcript.turns if turn.span.overlaps(span)]
    inside = len(over) == 1 and over[0].span.holds(span)
    found = []
    for turn in over:
        shared = Span(max(turn.span.start, span.start), min(turn.span.end, span.end))
        part = shared if inside else _trimmed(transcript.text, shared)
        if part is not None:
            address = Address(transcript.id, turn.number, part.shifted(-turn.span.start))
            found.append((str(address), part))
    return tuple(found)


def _stem(name: str) -> str:
    lower = name.casefold()
    suffix = next((one for one in _SUFFIXES if lower.endswith(one)), "")
    stem = name[: len(name) - len(suffix)] if suffix else name
    return identifier(stem).replace(".", "-")


def _beside(text: str, turns: Sequence[Span], coded: Iterable[Span]) -> list[Span]:
    """Return what of the coded stretches must become turns: those that touch no turn at all."""
    lost = [
        _trimmed(text, span) for span in coded if not any(turn.overlaps(span) for turn in turns)
    ]
    found: list[Span] = []
    for span in sorted({span for span in lost if span is not None}):
        if found and found[-1].end >= span.start:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def _trimmed(text: str, span: Span) -> Span | None:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    end = start + len(words.strip())
    return Span(start, end) if start < end else None


def _timed(turns: Sequence[Turn], points: Sequence[tuple[int, float]]) -> tuple[Turn, ...]:
    """Give turns the moments of a recording that fall into them, or right before them."""
    if not points:
        return tuple(turns)
    timed, before = [], 0
    for turn in turns:
        own = [seconds for place, seconds in points if before <= place < turn.span.end]
        timed.append(replace(turn, started=own[0]) if own else turn)
        before = turn.span.end
    return tuple(timed)
