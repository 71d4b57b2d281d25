"""From one file to its transcripts: the reader's drafts get ids, turns and roles."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qualpipe.ingest.draft import Draft, Piece, RawFile
from qualpipe.ingest.limits import MAX_BYTES, load
from qualpipe.ingest.parallel import identifier, render
from qualpipe.ingest.readers import reader_for
from qualpipe.ingest.speakers.roles import doubts, guess
from qualpipe.model import Problem, Source, Transcript, Turn, UnreadableFile

_HALF = re.compile("[\ud800-\udfff]")


def read(
    path: Path,
    *,
    encoding: str = "",
    interviewers: Sequence[str] = (),
    participants: Sequence[str] = (),
    max_bytes: int = MAX_BYTES,
) -> tuple[Transcript, ...]:
    """Read a file: one interview, or several if it holds several (respondents, a translation).

    `encoding` is not questioned if given; `interviewers` and `participants` are labels of
    speakers whose roles are not to be guessed. Raises UnreadableFile where no transcript comes of
    the file; lesser faults are in `Transcript.problems`.
    """
    file = load(path, encoding=encoding, max_bytes=max_bytes)
    file = replace(file, speakers=(*interviewers, *participants))
    reader, suffix = reader_for(file)
    drafts = [draft for draft in reader(file) if draft.pieces]
    if not drafts:
        raise UnreadableFile(file.name, "no turn was found in it", "Look whether it holds words")
    found: dict[str, tuple[Draft, Transcript]] = {}
    for draft in drafts:
        one = transcript_of(file, draft, interviewers=interviewers, participants=participants)
        if draft.translates is not None and draft.translates in found:
            one = _translation(file, draft, one, *found[draft.translates])
        found[draft.part] = (draft, one)  # by the part as it is: whole, two might be one
    first, *others = (one for _, one in found.values())
    if suffix != file.suffix:
        is_that = Problem(where=file.name, message=f"read as what it is, a {suffix} file")
        first = replace(first, problems=(is_that, *first.problems))
    return (first, *others)


def transcript_of(
    file: RawFile, draft: Draft, *, interviewers: Sequence[str], participants: Sequence[str]
) -> Transcript:
    """Make a transcript of a draft: its id from the file's name, its turns with their roles."""
    draft, broken = _without_halves(file, draft)
    pieces = _in_order(draft)
    said = [(piece.speaker, piece.span.of(draft.text)) for piece in pieces]
    guesses = guess(said, stated=draft.roles, interviewers=interviewers, participants=participants)
    turns = tuple(
        Turn(
            number=number,
            speaker=piece.speaker,
            role=guesses[piece.speaker].role,
            span=piece.span,
            started=piece.started,
            ended=piece.ended,
        )
        for number, piece in enumerate(pieces, 1)
    )
    name = f"{file.stem}-{draft.part}" if draft.part else file.stem
    return Transcript(
        id=identifier(name),
        title=draft.title or name,
        text=draft.text,
        turns=turns,
        source=Source(
            name=file.name,
            format=draft.format,
            sha256=hashlib.sha256(file.content).hexdigest(),
            encoding=draft.encoding,
            confidence=draft.confidence,
        ),
        attributes=dict(draft.attributes),
        problems=(*draft.problems, *broken, *doubts(guesses, name=file.name)),
    )


def _without_halves(file: RawFile, draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    r"""Put U+FFFD in the place of half characters, which cannot be stored; offsets stay.

    A program that cuts text in UTF-16 leaves half an emoji behind; JSON can carry it as \ud83d,
    in the words and in the names of speakers, columns and interviews alike.
    """
    halves = _halves_in(draft)
    if not halves:
        return draft, ()
    message = f"{halves} broken half characters (of emoji, most likely) stand as \ufffd"
    problem = Problem(where=file.name, message=message, remedy="Export the file again")
    pieces = (replace(piece, speaker=_whole(piece.speaker)) for piece in draft.pieces)
    noticed = (
        replace(one, where=_whole(one.where), message=_whole(one.message)) for one in draft.problems
    )
    mended = replace(
        draft,
        text=_whole(draft.text),
        pieces=tuple(pieces),
        part=_whole(draft.part),
        title=_whole(draft.title),
        attributes=_whole_in(draft.attributes),
        roles=_whole_in(draft.roles),
        problems=tuple(noticed),
    )
    return mended, (problem,)


def _halves_in(draft: Draft) -> int:
    """Count the half characters of a draft; those of a label that stands in the text but once."""
    stated = (*draft.attributes.items(), *draft.roles.items())
    noticed = [part for one in draft.problems for part in (one.where, one.message)]
    besides = (draft.part, draft.title, *noticed, *(part for pair in stated for part in pair))
    labels = {piece.speaker for piece in draft.pieces}
    within = _HALF.findall(draft.text)
    return len(within) or sum(len(_HALF.findall(one)) for one in (*labels, *besides))


def _whole(text: str) -> str:
    return _HALF.sub("\ufffd", text)


def _whole_in(stated: Mapping[str, str]) -> dict[str, str]:
    return {_whole(name): _whole(value) for name, value in stated.items()}


def _translation(
    file: RawFile, draft: Draft, made: Transcript, source: Draft, original: Transcript
) -> Transcript:
    """Link a translation to the original in the same file: by row, or else by likeness."""
    # P01.en beside P01, and P01-S2.en beside P01-S2, as the ids of two files are.
    part, title = _whole(draft.part), _whole(draft.title)
    name = f"{file.stem}-{part}" if draft.translates else f"{file.stem}.{part}"
    made = replace(made, id=identifier(name), title=title or name, translation_of=original.id)
    numbers = {
        piece.row: turn.number
        for piece, turn in zip(_in_order(source), original.turns, strict=True)
        if piece.row is not None
    }
    if not numbers:
        linked, problems = render(original, made)
        return replace(linked, problems=(*linked.problems, *problems))
    turns = tuple(
        replace(turn, translates=numbers.get(piece.row) if piece.row is not None else None)
        for piece, turn in zip(_in_order(draft), made.turns, strict=True)
    )
    return replace(made, turns=turns)


def _in_order(draft: Draft) -> Sequence[Piece]:
    return sorted(draft.pieces, key=lambda piece: piece.span.start)
