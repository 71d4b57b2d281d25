"""Folding: one matching form for all the ways a word is written, with the way back.

What is searched for and what is searched in are folded alike, so that 裏面 finds 里面, `Ｃｏａｃｈ`
finds `coach` and 食左 finds 食咗. The text that people see is never changed: a stretch of the
folded text leads back to the stretch of the original that it came from.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from unicodedata import is_normalized, normalize

from qualpipe.model import Span
from qualpipe.text.script import HAN, LATIN

DATA = Path(__file__).parent / "data"

# Marks without a width: soft hyphens out of PDF files, zero-width spaces out of web pages, byte
# order marks in the middle of joined files, the selectors behind emoji and variant characters.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")

# 咗 typed as 左 stands behind a verb; left is a side, or comes behind a preposition. 嘅 typed as
# 既 stands behind its noun; 既 of written Chinese begins 既然, 既有, 既…又. 著 is 着 but in 名著.
_MISSPELT = re.compile(
    rf"左(?<=[{HAN}].)(?<![向偏靠极在往相姓男嘅的地得着了咗唔不冇没我你佢他她它哋们由从喺].)"
    "(?![边右脚眼耳侧派翼倾拐面邻思撇轮臂腿肩膝胸脑脸腰肺舷]|手(?![机术续袋信])|心[房室脏]"
    "|[上下](?![午昼堂班床嚟来去])|方(?![便法]))"
    rf"|既(?<=[{HAN}{LATIN}].)(?![然有定是得往成非知可能要无遂望济不]|[{HAN}]{{0,8}}[又亦且])"
    "|著(?<![显名原巨土卓昭编译专论遗拙].)(?![名作述者称书录])"
)
_SPELT = {"左": "咗", "既": "嘅", "著": "着"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """A text in its matching form, and where each character of it came from.

    `starts` and `ends` count in the original, one number for each character of `text`; both are
    empty where no character changed its place, which is nearly always.
    """

    text: str
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    def original(self, span: Span) -> Span:
        """Return the stretch of the text people see that a stretch of the folded text came from.

        >>> text = "好…㍿同ＯＫ"
        >>> fold(text).text
        '好...株式会社同ok'
        >>> fold(text).original(Span(4, 6)).of(text), fold(text).original(Span(9, 11)).of(text)
        ('㍿', 'ＯＫ')
        """
        if not self.starts:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])


def fold(text: str) -> Folded:
    """Bring a text into its matching form: width, case, simplified characters, known misspellings.

    Compatibility forms are taken apart (Unicode NFKC with case folding), every Traditional, Hong
    Kong or Taiwan form becomes the simplified character (OpenCC's tables), marks without a width
    are passed over, 左 becomes 咗 and 既 becomes 嘅 where they were meant.

    >>> fold("佢食左藥，心情好左，喺裏面 Relax").text
    '佢食咗药,心情好咗,喺里面 relax'
    >>> fold("左邊既然冇人").text
    '左边既然冇人'
    """
    if text.isascii():
        return Folded(text=text.lower())
    plain = _plain(text)
    if not plain:
        return _clustered(text)
    # No character folds to nothing, so the same length means that all stayed in place.
    return Folded(text=respelt(plain)) if len(plain) == len(text) else _moved(respelt(plain), text)


def folded(text: str) -> str:
    """Return only the matching form of a text, as for a term that is searched for.

    >>> folded("Recovery 復元") == folded("ｒｅｃｏｖｅｒｙ 复元")
    True
    """
    if text.isascii():
        return text.lower()
    plain = _plain(text)
    return respelt(plain) if plain else _clustered(text).text


def _plain(text: str) -> str:
    """Fold character by character; return nothing where that is not the whole of it."""
    if _UNSEEN.search(text):
        return ""
    plain = text.translate(_folds())
    return plain if is_normalized("NFC", plain) else ""


def alone(code: int) -> str:
    """Return what a character folds to wherever it stands, misspellings aside.

    Nothing where it has no width or goes on the letter before it. What Unicode's NFC alone puts
    together, such as parts of Korean letters, is not told from others.

    >>> [alone(ord(one)) for one in "Ｋ裏㍿\u0301"]
    ['k', '里', '株式会社', '']
    """
    plain = _folds()[code]
    return "" if unicodedata.combining(plain[0]) or _UNSEEN.match(chr(code)) else plain


def simplified(text: str) -> str:
    """Write a text in simplified characters, one for one; width and case stay.

    >>> simplified("我哋喺裏面傾偈")
    '我哋喺里面倾偈'
    """
    return text.translate(_simple())


def respelt(plain: str) -> str:
    """Put right what is misspelt in a text of simplified characters, one for one.

    >>> respelt("食左药,自己既事")
    '食咗药,自己嘅事'
    """
    return _MISSPELT.sub(lambda match: _SPELT[match.group()], plain)


def table_of(name: str) -> Iterator[tuple[str, str]]:
    """Read the pairs of a shipped table: two columns parted by a tab, `#` before a remark."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            one, _, other = line.partition("\t")
            yield one, other


def any_of(words: Iterable[str]) -> str:
    """Return a pattern that finds the longest of many words at a place, quickly.

    >>> re.findall(any_of(["咩", "做咩", "做咩嘢"]), "做咩嘢？做咩？")
    ['做咩嘢', '做咩']
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (f"{re.escape(one)}(?:{'|'.join(rest)})" for one, rest in sorted(tails.items()))
    # The first look is at one set of characters, which is passed at the speed of the engine.
    return f"(?=[{re.escape(''.join(tails))}])(?:{'|'.join(branches)})"


@cache
def _simple() -> Mapping[int, str]:
    pairs = {**dict(table_of("simplified.tsv")), **dict(table_of("variants.tsv"))}
    return {ord(one): other for one, other in pairs.items()}


class _Folds(dict[int, str]):
    """What each character folds to; worked out when the character is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _settled(chr(code))
        return found


@cache
def _folds() -> _Folds:
    return _Folds()


def _settled(text: str) -> str:
    """Fold until nothing changes: what comes of one step may be a form for another."""
    while True:
        once = normalize("NFKC", normalize("NFKC", text).casefold()).translate(_simple())
        if once == text:
            return text
        text = once


def _moved(plain: str, text: str) -> Folded:
    """Note for each folded character the one it came from; none was joined with another."""
    lengths = map(len, map(_folds().__getitem__, map(ord, text)))
    starts = tuple(chain.from_iterable(map(repeat, range(len(text)), lengths)))
    return Folded(text=plain, starts=starts, ends=tuple([at + 1 for at in starts]))


def _clustered(text: str) -> Folded:
    """Fold a text in which marks belong to the letter before them: `e` and its accent, ｶ and ﾞ."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _clusters(text):
        piece = _settled(_UNSEEN.sub("", cluster.of(text)))
        pieces.append(piece)
        starts += [cluster.start] * len(piece)
        ends += [cluster.end] * len(piece)
    if not starts:  # nothing but marks without a width
        return Folded(text=text)
    return Folded(text=respelt("".join(pieces)), starts=tuple(starts), ends=tuple(ends))


def _clusters(text: str) -> Iterator[Span]:
    """Cut a text before each character that does not join with those before it."""
    table = _folds()
    start, before = 0, ""
    for at, character in enumerate(text):
        piece = "" if _UNSEEN.match(character) else table[ord(character)]
        if piece and before and not _joins(before, piece):
            yield Span(start, at)
            start, before = at, ""
        before = normalize("NFC", before + piece)
    if text:
        yield Span(start, len(text))


def _joins(before: str, piece: str) -> bool:
    if unicodedata.combining(piece[0]):
        return True
    return normalize("NFC", before + piece) != before + piece
