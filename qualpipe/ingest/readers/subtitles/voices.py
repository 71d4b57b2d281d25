"""Who says what in cues: voice tags, names before a colon, or nobody named."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from qualpipe.ingest.draft import Utterance
from qualpipe.ingest.readers.subtitles.cues import Cue
from qualpipe.ingest.speakers import find_turns
from qualpipe.ingest.turns import joined

# `<v Name>`, `<v.loud Name>`; the closing tag may be missing, and one cue may hold several.
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>")
# Only tags of the formats are taken away: in SubRip "<3" and "<sic>" are what was written.
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^>]*)?>|<(?:\d+:)?\d\d:\d\d[.,]\d{3}>|\{\\[^}]*\}",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"<(?:\d+:)?\d\d:\d\d\.\d{3}>")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)  # not AT&T
_ROLLING = 1 / 3  # of the cues repeat the line before: a rolling display, no one's stammer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """A line as it is shown, without tags, and the cue that shows it first."""

    words: str
    cue: Cue


def has_voices(cues: Iterable[Cue]) -> bool:
    """Say whether voice tags name the speakers."""
    return any(_VOICE.search(line) for cue in cues for line in cue.lines)


def utterances(cues: Sequence[Cue], *, known: Sequence[str] = ()) -> list[Utterance]:
    """Return what is said in cues, by whom, in the order of the file.

    Voice tags name the speaker where there are any; a cue without one continues the last. Else
    labels (`Christina: text`) are looked for over the whole file; `known` are some that the user
    has named. Without either, nobody is named.
    """
    if has_voices(cues):
        said = list(_by_voices(cues))
    else:
        lines = _without_repeats(cues)
        said = list(_by_labels(lines, known)) or [_utterance("", [line]) for line in lines]
    return [one for one in said if one.words]


def _by_voices(cues: Sequence[Cue]) -> Iterator[Utterance]:
    speaker = ""
    for cue in cues:
        before, *voices = _VOICE.split("\n".join(cue.lines))
        for name, words in [(speaker, before), *zip(voices[::2], voices[1::2], strict=True)]:
            speaker = _plain(name or "").strip() or speaker
            lines = [_Shown(words=_plain(line), cue=cue) for line in words.split("\n")]
            yield _utterance(speaker, lines)


def _by_labels(lines: Sequence[_Shown], known: Sequence[str]) -> Iterator[Utterance]:
    """Return the turns that labels in the words begin; nothing if there are no labels."""
    text = "\n".join(line.words for line in lines)
    starts = list(accumulate((len(line.words) + 1 for line in lines), initial=0))
    pieces = [piece for piece in find_turns(text, known=known)[0] if piece.speaker]
    if pieces:  # captions have no title page: what stands before the first label is said too
        yield _utterance("", lines[: bisect_right(starts, pieces[0].span.start) - 1])
    for piece in pieces:
        first = bisect_right(starts, piece.span.start) - 1
        words = piece.span.of(text).split("\n")
        shown = zip(words, lines[first : first + len(words)], strict=True)
        yield _utterance(piece.speaker, [replace(line, words=part) for part, line in shown])


def _utterance(speaker: str, lines: Sequence[_Shown]) -> Utterance:
    started = [line.cue.started for line in lines if line.cue.started is not None]
    ended = [line.cue.ended for line in lines if line.cue.ended is not None]
    return Utterance(
        speaker=speaker,
        words=joined(line.words for line in lines),
        started=min(started, default=None),
        ended=max(ended, default=None),
    )


def _without_repeats(cues: Sequence[Cue]) -> list[_Shown]:
    """Return the lines of cues; of a display that rolls, each line only as it first appears.

    YouTube's captions show the line before once more above the new one.
    """
    shown = [_lines(cue) for cue in cues]
    if not _rolls(cues, shown):
        return [line for lines in shown for line in lines]
    kept = shown[0][:]
    for before, lines in pairwise(shown):
        kept += lines[_overlap([one.words for one in before], [one.words for one in lines]) :]
    return kept


def _overlap(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many lines at the end of one cue are those at the beginning of the next."""
    sizes = range(min(len(before), len(after)), 0, -1)
    return next((size for size in sizes if before[-size:] == after[:size]), 0)


def _rolls(cues: Sequence[Cue], shown: Sequence[Sequence[_Shown]]) -> bool:
    """Say whether lines are shown twice: word by word (times inside), or under each other."""
    if any(_INSIDE.search(line) for cue in cues for line in cue.lines):
        return True
    twice = sum(
        len(after) > 1 and bool(before) and after[0].words == before[-1].words
        for before, after in pairwise(shown)
    )
    return twice > _ROLLING * len(shown)


def _lines(cue: Cue) -> list[_Shown]:
    # A tag may begin on one line and end on the next.
    plain = _plain("\n".join(cue.lines)).split("\n")
    return [_Shown(words=words.strip(), cue=cue) for words in plain if words.strip()]


def _plain(text: str) -> str:
    """Return words without tags, entities as the characters they stand for."""
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub("", text))
