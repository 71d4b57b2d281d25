"""Segment: cut what was said into pieces small enough to carry a code."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from qualpipe.model import Language, Role, Segment, Span, Transcript, Turn, pick
from qualpipe.text.language import WORD_WEIGHT, language_of, prior_of
from qualpipe.text.script import han_count, latin_words
from qualpipe.text.sentences import parted, sentences
from qualpipe.text.words import words

# Sizes count in Han characters; an English word weighs one and a half, so that a passage has about
# 40 to 120 words or 60 to 180 characters. What is neither weighs by its length: a turn of kana, or
# of one endless word, must be parted too.
_SMALL, _IDEAL, _LARGE = 60.0, 110.0, 180.0
_CHARACTER = 0.1
# A passage below the small size costs this much more than one that is as far from the ideal.
_TINY = 4.0

_CLAUSE = re.compile(r"(?<=[，、；：,;:—–])(?!\d)")
_GAP = re.compile(r"(?<=\s)(?=\S)")

SPEAKERS: Mapping[str, frozenset[Role]] = {
    "participants": frozenset({Role.PARTICIPANT}),
    "all": frozenset(Role),
}


class Unit(StrEnum):
    """What a segment is: a passage of a turn, a sentence, or the whole turn."""

    PASSAGE = "passage"
    SENTENCE = "sentence"
    TURN = "turn"


def segment(
    transcript: Transcript, *, by: Unit = Unit.PASSAGE, speakers: str = "participants"
) -> tuple[Segment, ...]:
    """Cut the turns of an interview into segments, in the order in which they were said.

    A turn of ordinary length is one passage; a longer one is parted at sentence ends into passages
    of 40 to 120 words or 60 to 180 Han characters, as even as the sentences allow. What
    interviewers say is context and no segment unless `speakers` is "all". Segments do not overlap
    and hold every character of their turn but the white space at their ends.

    >>> from make import transcript
    >>> talk = transcript(("訪", "食咗飯未？"), ("受", "食咗喇。 I had noodles."))
    >>> [one.text for one in segment(talk)]
    ['食咗喇。 I had noodles.']
    >>> [(one.address, one.language.value) for one in segment(talk, by=Unit.SENTENCE)]
    [('P01:2:0-4', 'yue'), ('P01:2:5-19', 'en')]
    """
    heard = pick(SPEAKERS, speakers, kind="speakers")
    cut = pick(UNITS, by, kind="unit")
    spoken = {turn.speaker: turn for turn in transcript.turns if turn.role in heard}
    # Naming a case walks over all turns, so it is done once for each speaker.
    cases = {speaker: transcript.case_of(turn) for speaker, turn in spoken.items()}
    priors = {speaker: _prior(transcript, speaker) for speaker in spoken}
    return tuple(
        _made(transcript, turn, within, prior=priors[turn.speaker], case=cases[turn.speaker])
        for turn in transcript.turns
        if turn.role in heard
        for within in _trimmed(transcript.words_of(turn), cut)
    )


def _prior(transcript: Transcript, speaker: str) -> Language:
    return prior_of(map(transcript.words_of, (t for t in transcript.turns if t.speaker == speaker)))


def _made(
    transcript: Transcript, turn: Turn, within: Span, *, prior: Language, case: str
) -> Segment:
    span = within.shifted(turn.span.start)
    text = span.of(transcript.text)
    return Segment(
        transcript=transcript.id,
        turn=turn.number,
        span=span,
        within=within,
        text=text,
        language=language_of(text, prior=prior).language,
        speaker=turn.speaker,
        role=turn.role,
        case=case,
    )


def _trimmed(text: str, cut: Callable[[str], Iterable[Span]]) -> Iterator[Span]:
    """Leave the white space at the ends out, and pieces that are nothing else."""
    for span in cut(text):
        said = span.of(text)
        start = span.start + len(said) - len(said.lstrip())
        end = start + len(said.strip())
        if start < end:
            yield Span(start, end)


def _turn(text: str) -> Iterable[Span]:
    return (Span(0, len(text)),)


def _passages(text: str) -> Iterable[Span]:
    if _weight(text) <= _LARGE:
        return _turn(text)
    parts = [part for span in sentences(text) for part in _small_enough(text, span)]
    return _gathered(parts, [_weight(part.of(text)) for part in parts])


UNITS: Mapping[str, Callable[[str], Iterable[Span]]] = {
    Unit.PASSAGE: _passages,
    Unit.SENTENCE: sentences,
    Unit.TURN: _turn,
}


def _weight(text: str) -> float:
    return max(han_count(text) + WORD_WEIGHT * latin_words(text), _CHARACTER * len(text))


def _gathered(parts: Sequence[Span], weights: Sequence[float]) -> list[Span]:
    """Join neighbours into passages: the way of least cost, found from the front to each part."""
    costs, since = [0.0], [0]
    for last in range(1, len(parts) + 1):
        best, begin, held = float("inf"), last - 1, 0.0
        for first in range(last - 1, -1, -1):
            held += weights[first]
            if held > _LARGE and first < last - 1:
                break
            cost = costs[first] + _cost(held)
            if cost < best:
                best, begin = cost, first
        costs.append(best)
        since.append(begin)
    gathered: list[Span] = []
    last = len(parts)
    while last:
        gathered.append(Span(parts[since[last]].start, parts[last - 1].end))
        last = since[last]
    return gathered[::-1]


def _cost(weight: float) -> float:
    far = ((weight - _IDEAL) / _IDEAL) ** 2
    return far * _TINY if weight < _SMALL else far


def _small_enough(text: str, span: Span) -> Iterator[Span]:
    """Part a sentence that is longer than a passage: at commas, at spaces, between words."""
    if _weight(span.of(text)) <= _LARGE:
        yield span
        return
    for places in (_clauses, _gaps, _words, _characters):
        parts = list(places(text, span))
        if len(parts) > 1:
            weights = [_weight(part.of(text)) for part in parts]
            for part in _gathered(parts, weights):
                yield from _small_enough(text, part)
            return


def _clauses(text: str, span: Span) -> Iterable[Span]:
    return parted(span, (m.start() for m in _CLAUSE.finditer(text, span.start, span.end)))


def _gaps(text: str, span: Span) -> Iterable[Span]:
    return parted(span, (m.start() for m in _GAP.finditer(text, span.start, span.end)))


def _words(text: str, span: Span) -> Iterable[Span]:
    return parted(span, (word.span.start + span.start for word in words(span.of(text))))


def _characters(_text: str, span: Span) -> Iterable[Span]:
    return parted(span, range(span.start, span.end, int(_LARGE)))
