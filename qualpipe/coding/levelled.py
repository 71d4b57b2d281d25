"""Levelled text: the form in which keywords are looked for, many texts as one.

Besides folding, each gap is one space, and hyphens and apostrophes are of one kind. That is nearly
always one character for another, so that a table does it for all texts in a few steps; only a text
in which letters join (`e` and its accent) goes its own way.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from operator import itemgetter
from unicodedata import is_normalized

import numpy as np
from numpy.typing import NDArray

from qualpipe.model import Span
from qualpipe.text.folding import Folded, alone, fold, folded, respelt

_HYPHENS, _APOSTROPHES = "-‐–", "’‘ʼ`´"
_GAPS = re.compile(r"\s{2,}|[^\S ]")
_UNEVEN = re.compile(rf"[{_HYPHENS}{_APOSTROPHES}\t-\r\x85\u2028]|  ")
_SPACES = re.compile("  +")
# No levelled text holds these two: one parts the texts, one stands for what the table cannot tell.
_PART, _ODD = "\n", "\t"
_MOVES = np.uint32(1 << 31)
"""Added in the table to what moves the characters behind it."""

_Gaps = list[tuple[int, int]]
"""Where a levelled text goes on behind a gap, and how much longer the text before it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levelled:
    """Texts in their levelled form, one line each.

    `starts` is where each line begins in `text`, `moved` the lines in which a character may stand
    at another place than in the text that was given.
    """

    texts: Sequence[str]
    text: str
    starts: Sequence[int]
    moved: frozenset[int]

    def line(self, number: int) -> str:
        """Return one text in its levelled form."""
        return self.text[self.starts[number] : self.starts[number + 1] - 1]

    def way_back(self, number: int) -> Callable[[int, int], Span]:
        r"""Return what leads from a stretch of one line to that of the text as people see it.

        >>> texts = ["好ＯＫ…", "my second   home"]
        >>> whole = levelled(texts)
        >>> whole.text, whole.way_back(1)(10, 14).of(texts[1])
        ('好ok...\nmy second home', 'home')
        """
        if number not in self.moved:
            return Span
        form = fold(self.texts[number])
        return partial(_original, form, _gaps(form.text))


def levelled(texts: Sequence[str]) -> Levelled:
    """Bring texts into the form in which keywords are looked for."""
    whole, moved = _mapped(texts)
    lines = whole.split(_PART)
    odd = {number for number in moved if _ODD in lines[number]}
    if not is_normalized("NFC", whole):
        odd |= {number for number, line in enumerate(lines) if not is_normalized("NFC", line)}
    for number in odd:
        lines[number] = line_of(folded(texts[number]))
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    text = _PART.join(lines).replace("-", " ")
    return Levelled(texts=texts, text=text, starts=starts, moved=frozenset(moved | odd))


def line_of(text: str) -> str:
    """Level a folded text: one space for each gap, one kind of apostrophe, no hyphen."""
    return evened(_GAPS.sub(" ", text)) if _UNEVEN.search(text) else text


def evened(text: str) -> str:
    """Write one kind of apostrophe, and spaces for hyphens, so that drop-in is drop in."""
    for mark in _APOSTROPHES:
        text = text.replace(mark, "'")
    for mark in _HYPHENS:
        text = text.replace(mark, " ")
    return text


def _mapped(texts: Sequence[str]) -> tuple[str, set[int]]:
    """Level texts by the table alone; say in which of them something moves."""
    codes = np.frombuffer(_PART.join(texts).encode("utf-32-le"), np.uint32)
    table = _table()
    for code in np.unique(codes[table[codes] == 0]).tolist():
        table[code] = _entry(code)
    mapped = table[codes]
    ends = np.cumsum([len(text) + 1 for text in texts], dtype=np.intp)
    mapped[ends[:-1] - 1] = ord(_PART)
    moves = mapped >= _MOVES
    longer = np.unique(mapped[moves] - _MOVES).tolist()
    space = mapped == ord(" ")
    moves[1:] |= space[1:] & space[:-1]
    moved = np.searchsorted(ends, np.flatnonzero(moves), side="right").tolist()
    whole = (mapped & ~_MOVES).tobytes().decode("utf-32-le")
    for character in map(chr, longer):
        if character != _ODD:
            whole = whole.replace(character, alone(ord(character)))
    return respelt(_SPACES.sub(" ", whole)), set(moved)


@cache
def _table() -> NDArray[np.uint32]:
    """Return the entry of each character, 0 where it has not been met."""
    return np.zeros(0x110000, np.uint32)


def _entry(code: int) -> int:
    """Return the one character that a character is levelled to, or that it moves others.

    Hyphens stay hyphens here, as spaces beside them are no gap.
    """
    plain = alone(code)
    if plain and plain in _HYPHENS:
        return ord("-")
    level = line_of(plain)
    rare = (level.isspace() and level != " ") or (len(plain) > 1 and level != plain)
    if not plain or rare:
        return ord(_ODD) + int(_MOVES)
    return ord(level) if len(plain) == 1 else code + int(_MOVES)


def _gaps(text: str) -> _Gaps:
    gaps = [(0, 0)]
    if _UNEVEN.search(text):
        for gap in _GAPS.finditer(text):
            shift = gaps[-1][1] + len(gap.group()) - 1
            gaps.append((gap.end() - shift, shift))
    return gaps


def _original(form: Folded, gaps: _Gaps, start: int, end: int) -> Span:
    _, before = gaps[bisect_right(gaps, start, key=itemgetter(0)) - 1]
    _, within = gaps[bisect_right(gaps, end - 1, key=itemgetter(0)) - 1]
    return form.original(Span(start + before, end + within))
