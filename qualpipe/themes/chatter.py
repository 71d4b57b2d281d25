"""Chatter: what is said in every interview and belongs to no theme.

Signs of listening, greetings, talk about the consent form and the recorder, the way here and the
weather, and "I don't know". A rule sees only what is short and says nothing else; talk of the bus
is chatter while people sit down or get up, and a finding in between.
"""

import re
from enum import StrEnum
from functools import cache
from importlib.resources import files

from qualpipe.model import Segment
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count
from qualpipe.text.words import words
from qualpipe.themes.wording.counts import amount, tells


class Reason(StrEnum):
    """Why a segment is left out of the search for themes."""

    DECIDED = "a person has coded it"
    SUGGESTED = "a code explains it"
    BACKCHANNEL = "only a sign of listening"
    GREETING = "greeting, thanks or farewell"
    CONSENT = "about consent or the recording"
    NO_ANSWER = "says that there is no answer"
    SMALL_TALK = "small talk"
    SHORT = "too few words to mean anything"


# The first and the last part of an interview, where people sit down and get up.
OPENING, CLOSING = 0.1, 0.94
# Lengths in words.
_BRIEF, _SHORT, _MIDDLING, _LONG = 3, 12, 25, 60
_FEW = 2  # telling words


def chatter(segment: Segment, *, place: float, question: str = "") -> Reason | None:
    """Say which kind of chatter a segment is, or None if it may belong to a theme.

    `place` is where in the interview it stands (0 to 1), `question` what was said right before.

    >>> from qualpipe.model import Language, Span
    >>> def said(text):
    ...     span = Span(0, len(text))
    ...     return Segment(transcript="P1", turn=1, span=span, within=span, text=text,
    ...         language=Language.UNKNOWN)
    >>> [str(chatter(said(text), place=0.5)) for text in ("係囉，係囉。", "I don't know really.")]
    ['only a sign of listening', 'says that there is no answer']
    >>> chatter(said("嗰隻藥食到我成日瞓。"), place=0.5) is None
    True
    """
    text = folded(segment.text)
    length = amount(text)
    content = _telling(segment) if length <= _SHORT else _FEW
    if _only(text, _words("listening")):
        return Reason.BACKCHANNEL
    if _only(text, _words("listening") | _words("manners")):
        return Reason.GREETING
    if length <= _SHORT and content < _FEW and _pattern("no answer").search(text):
        return Reason.NO_ANSWER
    if length <= _LONG and not OPENING < place < CLOSING:
        return _passing(text, folded(question), closing=place >= CLOSING) or _short(length, content)
    return _short(length, content)


def _passing(text: str, question: str, *, closing: bool) -> Reason | None:
    """Recognise the talk of people who sit down or get up."""
    length = amount(text)
    # A long answer that names the rain may be about anything, unless rain was the question.
    around = f"{question} {text if length <= _MIDDLING else ''}"
    if _pattern("consent").search(around):
        return Reason.CONSENT
    if _pattern("passing").search(around) or (closing and length <= _SHORT):
        return Reason.SMALL_TALK
    return None


def _short(length: float, content: int) -> Reason | None:
    few = length <= _BRIEF or (length <= _SHORT and content < _FEW)
    return Reason.SHORT if few else None


def _telling(segment: Segment) -> int:
    """Count the different words that tell what is talked about."""
    found = {word.lemma for word in words(segment.text, language=segment.language)}
    return sum(map(tells, found))


@cache
def _lines(section: str) -> tuple[str, ...]:
    """Read a section of the list that comes with the package."""
    text = files("qualpipe.themes").joinpath("data/chatter.txt").read_text("utf-8")
    _, _, below = text.partition(f"[{section}]\n")
    return tuple(folded(below.partition("\n[")[0]).split("\n"))


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in _lines(section) for word in line.split())


@cache
def _pattern(section: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _lines(section) if line))


_MARKS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]|[^\w'’]+")


def _only(text: str, allowed: frozenset[str]) -> bool:
    """Say whether a text is made of certain words alone; remarks in brackets do not count."""
    pieces = _MARKS.sub(" ", text).replace("’", "'").split()
    return all(piece in allowed or _made_of(piece, allowed) for piece in pieces)


def _made_of(piece: str, allowed: frozenset[str]) -> bool:
    """Say whether Chinese written without spaces is made of allowed words: 係囉係囉."""
    if not han_count(piece):
        return False
    reached = {0}
    for end in range(1, len(piece) + 1):
        if any(piece[start:end] in allowed for start in reached):
            reached.add(end)
    return len(piece) in reached
