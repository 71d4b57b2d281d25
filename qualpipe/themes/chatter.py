"""Chatter: what is said in every interview and belongs to no theme.

Signs of listening, greetings, talk about the consent form and the recorder, the way here and the
weather, and "I don't know". To leave a finding out is worse than to search a little chatter, so
a rule holds only where nothing else is told: "I never thought about it" is no answer, "I never
thought about suicide" is one. Talk of the bus is chatter while people sit down, and was asked for.
"I don't know" and thanks are recognised by their whole shape, since what is beside them may tell in
the commonest words: "I don't know who I am", 多謝你，我冇飲喇.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files

from qualpipe.model import Language, Segment
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count
from qualpipe.text.sentences import sentences
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
# Lengths in words: one alone; without a telling one; a short sentence; an answer to small talk.
_ONE, _EMPTY, _SHORT, _LONG = 1.5, 6, 12, 60
# Telling words that an answer to small talk may have beside what answers it.
_FEW = 4


def chatter(segment: Segment, *, place: float | None, question: str = "") -> Reason | None:
    """Say which kind of chatter a segment is, or None if it may belong to a theme.

    `place` is where in the interview it stands (0 to 1; None where that says nothing, as in a
    survey), `question` what was said right before.

    >>> from qualpipe.model import Language, Span
    >>> def said(text):
    ...     span = Span(0, len(text))
    ...     return Segment(transcript="P1", turn=1, span=span, within=span, text=text,
    ...         language=Language.UNKNOWN)
    >>> [str(chatter(said(text), place=0.5)) for text in ("係囉，係囉。", "I don't know really.")]
    ['only a sign of listening', 'says that there is no answer']
    >>> [chatter(said(text), place=0.5) for text in ("我冇想過死。", "I don't know who I am.")]
    [None, None]
    """
    text = folded(segment.text)
    if _only(text, _words("listening")):
        return Reason.BACKCHANNEL
    if _only(_TAKE_CARE.sub(" ", text), _words("listening") | _words("manners")):
        return Reason.GREETING
    if amount(text) <= _SHORT and _shaped("no answer", text):
        return Reason.NO_ANSWER
    at_an_end = place is not None and not OPENING < place < CLOSING
    found = _passing(segment, text, folded(question)) if at_an_end else None
    if found is None and place is not None and place >= CLOSING:
        found = _farewell(text)
    return found or _short(segment, text)


def _passing(segment: Segment, text: str, question: str) -> Reason | None:
    """Recognise talk of the form and the recorder, the way here, the seat, the weather."""
    if amount(text) > _LONG:
        return None
    for reason, kind in ((Reason.CONSENT, "consent"), (Reason.SMALL_TALK, "passing")):
        asked_for = _asked_for(kind, text, question, segment.language)
        if asked_for or _nothing_beside(kind, text, segment.language):
            return reason
    return None


def _farewell(text: str) -> Reason | None:
    """Recognise short thanks with nothing beside them but what is said at a door."""
    thanks = amount(text) <= _SHORT and _shaped("leaving", text)
    return Reason.SMALL_TALK if thanks else None


def _short(segment: Segment, text: str) -> Reason | None:
    length = amount(text)
    empty = length <= _EMPTY and not _telling(text, segment.language) and not _unsaid(text)
    return Reason.SHORT if empty or length < _ONE else None


def _shaped(section: str, text: str) -> bool:
    """Say whether a text is one of the phrases of a section with only the usual words beside."""
    if section == "no answer":
        text = _ADDRESS.sub("", text)
    rest, found = _pattern(section).subn(" ", text)
    return found > 0 and not _pattern("telling").search(text) and _only(rest, _beside(section))


def _unsaid(text: str) -> bool:
    """Say whether a text tells something in the commonest words, as by not knowing what."""
    if _pattern("telling").search(text):
        return True
    for section in ("no answer", "leaving"):
        if _pattern(section).search(text) and not _shaped(section, text):
            return True
    return False


def _asked_for(kind: str, text: str, question: str, language: Language) -> bool:
    """Say whether a text answers a question of the recorder and the form, or of the way and seat.

    It begins with nothing but the answer, and hardly a word beside that tells comes after: 小巴囉，
    塞咗成個字 is left out, 我搭咗上天台想跳落去 is not, though it names a way too.
    """
    begins = _first_clause(text)
    about = _beyond(begins) != begins
    # Any other answer is to the last: "it is recording; how did it begin?" asks of something else.
    asked = _last_sentences(question) if about else _last_sentences(question)[-1:]
    asks = (_pattern(kind), _pattern(f"{kind} asked"))
    if not any(each.search(one) for each in asks for one in asked):
        return False
    if _telling(_beyond(begins), language):
        return False
    return _telling(_beyond(text), language) <= (_FEW if about else 0)


def _beyond(text: str) -> str:
    """Return what a text says beyond the words that answer such questions."""
    for section in ("consent", "passing", "consent answered", "passing answered"):
        text = _pattern(section).sub(" ", text)
    return text


def _nothing_beside(section: str, text: str, language: Language) -> bool:
    """Say whether a text has one of the phrases of a section, and no telling word beside them."""
    rest, found = _pattern(section).subn(" ", text)
    return found > 0 and not _telling(rest, language)


def _telling(text: str, language: Language) -> int:
    """Count the different words that tell what is talked about."""
    return sum(map(tells, {word.lemma for word in words(text, language=language)}))


def _last_sentences(question: str) -> Sequence[str]:
    """Return the last two sentences of a question; before these it asked of something else."""
    return [one.of(question) for one in sentences(question)][-2:] if question.strip() else []


def _first_clause(text: str) -> str:
    """Return the first clause that is more than a yes: of 得。部機錄緊？ the latter."""
    nothing = _words("listening") | _words("manners")
    clauses = (one for one in _CLAUSE.split(text) if one.strip() and not _only(one, nothing))
    return next(clauses, "")


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
def _beside(section: str) -> frozenset[str]:
    """Return what may stand beside a phrase; a no, or 冇, beside thanks denies something."""
    if section == "leaving":
        usual = (_words("listening") - _DENYING) | _words("manners")
    else:
        usual = _words("listening")
    return usual | _words(f"{section} beside")


@cache
def _pattern(section: str) -> re.Pattern[str]:
    lines = "|".join(f"(?:{line})" for line in _lines(section) if line)
    return re.compile(lines, re.ASCII)  # a Chinese character is no letter: 份consent form


_DENYING = frozenset(map(folded, ("冇", "唔", "無", "不是", "沒有", "唔係")))
_ADDRESS = re.compile(r"[,，]\s*love\W*$")  # "no idea, love"; not "I can't remember love"
_TAKE_CARE = re.compile(r"(?<!i )\btake care\b(?! of)")  # thanks for care are no farewell
_CLAUSE = re.compile(r"[,，.。!！?？;；…]+")
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
