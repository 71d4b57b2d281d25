r"""Positions in a text, as programs count them, and as code points of the text that is kept.

Programs disagree on whether an emoji is one or two, `\r\n` is one or two, and whether the
byte-order mark at the start of the file is one or none.
"""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

Counting = Callable[[int], int]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Way:
    """A way of counting: what an astral character, a CRLF and the byte-order mark count."""

    wide: int = 1
    crlf: int = 1
    mark: int = 0


def outward(text: str, *, wide: int) -> Counting:
    """Return the function from a code point's place to the position that a program expects.

    >>> outward("𠮷嘅", wide=2)(2)
    3
    """
    if wide == 1 or text.isascii():
        return lambda place: place
    astral = [place for place, one in enumerate(text) if one > "\uffff"]
    return lambda place: place + bisect_left(astral, place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    r"""A text as its file has it: line ends as they are, the byte-order mark taken off.

    `astral` are the places of characters beyond U+FFFF and `crlf` those of the `\r` before `\n`,
    both in `content`.
    """

    content: str
    marked: bool
    astral: tuple[int, ...]
    crlf: tuple[int, ...]

    @classmethod
    def of(cls, content: str, *, marked: bool = False) -> "Raw":
        """Look a text over."""
        plain = content.isascii()
        astral = () if plain else tuple(n for n, one in enumerate(content) if one > "\uffff")
        crlf = []
        at = content.find("\r\n")
        while at >= 0:
            crlf.append(at)
            at = content.find("\r\n", at + 2)
        return cls(content=content, marked=marked, astral=astral, crlf=tuple(crlf))

    @property
    def text(self) -> str:
        r"""Return the text with `\n` at the end of every line, as it is kept."""
        return self.content.replace("\r\n", "\n").replace("\r", "\n")

    def ways(self, first: Way) -> tuple[Way, ...]:
        """Return the ways of counting that differ in this text, the one to be tried first."""
        found = [
            Way(wide=wide, crlf=crlf, mark=mark)
            for mark in ((0, 1) if self.marked else (0,))
            for wide in ((1, 2) if self.astral else (1,))
            for crlf in ((1, 2) if self.crlf else (1,))
        ]
        wanted = Way(
            wide=first.wide if self.astral else 1,
            crlf=first.crlf if self.crlf else 1,
            mark=first.mark if self.marked else 0,
        )
        return (wanted, *(way for way in found if way != wanted))

    def inward(self, way: Way) -> Counting:
        r"""Return the function from a position, counted in a way, to a place in `text`.

        >>> raw = Raw.of("𠮷\r\n嘅")
        >>> [raw.inward(Way(wide=2, crlf=2))(position) for position in (0, 2, 4, 5)]
        [0, 1, 2, 3]
        >>> [raw.inward(Way())(position) for position in (0, 1, 2, 3)]
        [0, 1, 2, 3]
        """
        extras = sorted(self._extras(way))
        if not extras:
            return lambda position: position
        return lambda position: position - bisect_left(extras, position)

    def _extras(self, way: Way) -> list[int]:
        """Return the positions that are counted and have no place of their own in `text`."""
        crlf = set(self.crlf)
        extras = [0] if way.mark else []
        shift = len(extras)
        for place in sorted((*self.crlf, *self.astral)):
            if place in crlf:
                if way.crlf > 1:
                    extras.append(place + shift)
                else:
                    shift -= 1
            elif way.wide > 1:
                extras.append(place + shift)
                shift += 1
        return extras
