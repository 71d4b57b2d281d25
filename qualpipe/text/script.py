"""Scripts: which characters of a text are Chinese, Latin, digits or white space."""

import re
from collections.abc import Iterator
from enum import StrEnum

from qualpipe.model import Span

# Radicals stand for whole characters in text taken out of PDF files, so they count as Han.
# Besides the unified ideographs with all their extensions (Hong Kong's own characters lie in
# extensions A and B) Han holds 々 〇 〡-〩 〸-〻, which stand in for characters.
HAN = "\u2e80-\u2ef3\u2f00-\u2fd5\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u4dbf\u4e00-\u9fff"
HAN += "\uf900-\ufaff\U00020000-\U0003ffff"
# Letters with accents, whole or put together of letter and mark; full-width ones; ligatures.
LATIN = "A-Za-zªºÀ-ÖØ-öø-ʯ\u0300-\u036f\u1e00-\u1effＡ-Ｚａ-ｚ\ufb00-\ufb06"

_RUN = re.compile(rf"([{HAN}]+)|([{LATIN}]+)|(\d+)|(\s+)|[^{HAN}{LATIN}\d\s]+")
_HAN = re.compile(rf"[{HAN}]")
_WORD = re.compile(rf"[{LATIN}]+(?:['’‑-][{LATIN}]+)*")


class Script(StrEnum):
    """The kind of writing a stretch of text is in."""

    HAN = "han"
    LATIN = "latin"
    DIGIT = "digit"
    SPACE = "space"
    OTHER = "other"


# By the number of the group that matched; no group at all is any other character.
_KINDS = (Script.OTHER, Script.HAN, Script.LATIN, Script.DIGIT, Script.SPACE)


def runs(text: str) -> Iterator[tuple[Script, Span]]:
    """Cut a text into stretches of one script each; together they are the whole text.

    >>> [(str(script), span.of("返工OK 3日")) for script, span in runs("返工OK 3日")]
    [('han', '返工'), ('latin', 'OK'), ('space', ' '), ('digit', '3'), ('han', '日')]
    """
    for match in _RUN.finditer(text):
        yield _KINDS[match.lastindex or 0], Span(*match.span())


def han_count(text: str) -> int:
    """Count the Chinese characters of a text.

    >>> han_count("我係 peer supporter。")
    2
    """
    return len(_HAN.findall(text))


def latin_words(text: str) -> int:
    """Count the words in Latin letters; apostrophes and hyphens inside do not part a word.

    >>> latin_words("佢don't like個day-care centre")
    4
    """
    return len(_WORD.findall(text))
