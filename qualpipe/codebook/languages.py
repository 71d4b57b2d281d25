"""Languages of a codebook: what a file may call them, and which one an unmarked text is in."""

import re
from collections.abc import Iterable

from qualpipe.model import Language, Phrase
from qualpipe.text.language import language_of

_NAMES = {
    Language.EN: ("eng", "english", "英文", "英語"),
    Language.YUE: ("cantonese", "粵語", "粤语", "廣東話", "广东话", "粵", "粤"),
    Language.ZH: (
        "chi",
        "zho",
        "cmn",
        "chinese",
        "mandarin",
        "中文",
        "書面語",
        "书面语",
        "國語",
        "普通話",
        "普通话",
    ),
    Language.MIXED: ("mixed",),
    Language.UNKNOWN: ("und",),
}
_TAGS = {name: language for language, names in _NAMES.items() for name in (*names, language.value)}
_ORDER = {language: place for place, language in enumerate(Language)}
_CANTONESE_PLACES = {"hk", "mo", "yue"}


def named(tag: str) -> Language | None:
    """Return the language that a tag of a file means; None if it is none of ours.

    A region decides between written Chinese and Cantonese: who writes `zh-HK` apart from `zh-TW`
    or `zh-CN` means the Chinese of Hong Kong. A script (`zh-Hant`, `zh-Hans`) does not, since
    both are folded alike when words are looked for.

    >>> [str(named(tag)) for tag in ("en-GB", "zh-HK", "zh_Hant", "yue-Hant-HK", "中文", "fr")]
    ['en', 'yue', 'zh', 'yue', 'zh', 'None']
    """
    whole = tag.strip().casefold().replace("_", "-")
    if whole in _TAGS:
        return _TAGS[whole]
    first, *rest = whole.split("-")
    if first == "zh" and _CANTONESE_PLACES.intersection(rest):
        return Language.YUE
    return _TAGS.get(first) if first in {"en", "yue", "zh", "cmn"} else None


def tags() -> tuple[str, ...]:
    """Return the tags without a region that `named` knows.

    >>> tags()[:4]
    ('cantonese', 'chi', 'chinese', 'cmn')
    """
    return tuple(sorted(_TAGS))


def guessed(text: str) -> Language:
    """Return the language of a piece of wording that nobody marked.

    >>> [str(guessed(text)) for text in ("waiting list", "排緊期嘅", "😀")]
    ['en', 'yue', 'und']
    """
    return language_of(text).language


def in_order(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Put phrases in the order of the languages, each language's own order kept.

    Two codebooks that differ in the order of their languages alone are then the same.
    """
    return tuple(sorted(phrases, key=lambda phrase: _ORDER[phrase.language]))


def one_line(text: str) -> str:
    """Write a term or a name on one line, whatever line ends and spaces the file has in it."""
    return re.sub(r"\s+", " ", text).strip()
