"""How pieces of speech make turns: where one person goes on, and how broken lines join."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from qualpipe.ingest.draft import Draft, RawFile, Utterance, assemble, reassembled
from qualpipe.ingest.encoding import Decoded
from qualpipe.ingest.speakers import find_turns
from qualpipe.model import Problem, UnreadableFile

GAP = 2.0
"""A silence longer than this many seconds begins a new turn where nobody is named."""


def joined(parts: Iterable[str], *, pause: str = "") -> str:
    """Join pieces of one person's speech: a space between words, none beside a Han character.

    Captions and pages break lines wherever the width ends, so the break is not part of the words.
    Where it does mean something, as the segments of a speech recogniser that writes no Chinese
    punctuation, `pause` stands between two characters that no punctuation separates.

    >>> joined(["I went to", "the centre. "])
    'I went to the centre.'
    >>> joined(["我覺得嗰度", "好舒服，", "book咗位"])
    '我覺得嗰度好舒服，book咗位'
    >>> joined(["我覺得嗰度", "好舒服", "你呢？"], pause=" ")
    '我覺得嗰度 好舒服 你呢？'
    """
    whole = ""
    for part in (part.strip() for part in parts):
        if whole and part:
            whole += _between(whole[-1], part[0], pause)
        whole += part
    return whole


def grouped(utterances: Sequence[Utterance], *, gap: float = GAP) -> list[tuple[Utterance, ...]]:
    """Put together what one person says in one go: a tuple of utterances for each turn.

    A turn lasts as long as the speaker is the same, however long the silences in it. Where no
    utterance names a speaker, a silence of more than `gap` seconds is all there is to go by.
    """
    named = any(said.speaker for said in utterances)
    groups: list[list[Utterance]] = [[said] for said in utterances[:1]]
    for before, said in pairwise(utterances):
        goes_on = said.speaker == before.speaker and (named or _silence(before, said) <= gap)
        if goes_on:
            groups[-1].append(said)
        else:
            groups.append([said])
    return [tuple(group) for group in groups]


def merged(group: Sequence[Utterance], *, row: int | None = None, pause: str = "") -> Utterance:
    """Make one utterance of a turn's parts; it lasts from the first to the last of them.

    >>> parts = [Utterance(speaker="P", words="飲茶", started=1.0, ended=2.0),
    ...          Utterance(speaker="P", words="食飯", started=2.5, ended=4.0)]
    >>> merged(parts).words, merged(parts).started, merged(parts).ended
    ('飲茶食飯', 1.0, 4.0)
    """
    started = [said.started for said in group if said.started is not None]
    ended = [said.ended for said in group if said.ended is not None]
    return Utterance(
        speaker=group[0].speaker,
        words=joined((said.words for said in group), pause=pause),
        started=min(started, default=None),
        ended=max(ended, default=None),
        row=row,
    )


def in_parallel(
    utterances: Sequence[Utterance], renderings: Mapping[int, str]
) -> tuple[list[Utterance], list[Utterance]]:
    """Return the turns and, where there is one, the translation of each under the same row.

    `renderings` are translations by the `row` of the utterance they render; a turn's translation
    is that of all its parts.
    """
    turns: list[Utterance] = []
    translations: list[Utterance] = []
    for row, group in enumerate(grouped(utterances), 1):
        turn = merged(group, row=row)
        words = joined(renderings.get(said.row or 0, "") for said in group)
        turns.append(turn)
        translations += [replace(turn, words=words)] if words else []
    return turns, translations


def recorded(
    said: Sequence[Utterance],
    decoded: Decoded,
    *,
    file: RawFile,
    format: str,  # noqa: A002 - the noun's own word
    problems: Iterable[Problem],
    wordless: tuple[str, str],
    pause: str = "",
) -> Draft:
    """Make the turns and the draft of what was said in a recording; say so if nobody is named.

    `wordless` are the message and the remedy where there is no word in it.
    """
    text, pieces = assemble(merged(turn, pause=pause) for turn in grouped(said))
    if not pieces:
        raise UnreadableFile(file.name, *wordless)
    unnamed = () if any(piece.speaker for piece in pieces) else (_nobody_named(file.name),)
    return Draft(
        text=text,
        pieces=pieces,
        format=format,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        problems=(*decoded.problems, *problems, *unnamed),
    )


def laid_out(
    text: str,
    *,
    file: RawFile,
    format: str,  # noqa: A002 - the noun's own word
    words: Callable[[str], str],
) -> tuple[Draft, int]:
    """Find the turns in the text of pages and write them down, `words` mending each one's breaks.

    Returns with them where the first labelled turn begins in the text (0: there are no labels);
    what is above gives the title.
    """
    pieces, problems = find_turns(text, name=file.name, known=file.speakers)
    first = pieces[0].span.start if any(piece.speaker for piece in pieces) else 0
    said, found = reassembled(text, pieces, words=words)
    # The places that were found are lines of a text that the user never sees.
    placed = tuple(replace(problem, where=file.name) for problem in problems)
    return Draft(text=said, pieces=found, format=format, problems=placed), first


def _nobody_named(name: str) -> Problem:
    """Say that a file with times names no speaker; its turns are a guess."""
    return Problem(
        where=name,
        message=f"no speakers found; a silence of more than {GAP:g} seconds begins a turn",
        remedy="name them in the transcription program, so that questions are told from answers",
    )


def is_wide(character: str) -> bool:
    """Say whether a character is set without spaces: Han, kana, full-width punctuation."""
    return unicodedata.east_asian_width(character) in {"W", "F"}


def _silence(before: Utterance, after: Utterance) -> float:
    """Return the seconds between two utterances; 0 if the file does not say."""
    if before.ended is None or after.started is None:
        return 0.0
    return after.started - before.ended


def _between(before: str, after: str, pause: str) -> str:
    if not (is_wide(before) or is_wide(after)):
        return " "
    return pause if before.isalnum() and after.isalnum() else ""
