"""What the name of a file says: an id for its transcript, and the language it is in."""

import re
import unicodedata
from dataclasses import dataclass

from qualpipe.model import Language, Transcript

_CODES = {
    Language.YUE: """
        yue cantonese canto hk zh-hk zh_hk tc zh-hant zh_hant
        粵 粵語 粤语 廣東話 广东话 繁 繁體""",
    Language.ZH: """
        zh zho chi cn sc zh-cn zh_cn tw zh-tw zh_tw zh-hans zh_hans cmn mandarin putonghua chinese
        中 中文 普通話 普通话 國語 国语 简 简体 原文""",
    Language.EN: "en eng english en-gb en-us en-hk 英 英文 英語 英语 英譯 英译 譯文 译文",
}
_LANGUAGES = {code: language for language, codes in _CODES.items() for code in codes.split()}
_LONGEST_FIRST = "|".join(sorted(map(re.escape, _LANGUAGES), key=len, reverse=True))
_ENDING = re.compile(
    rf"(?P<base>.+?)(?P<separator>[._\- ]+)[(（\[]?(?P<code>{_LONGEST_FIRST})[)）\]]?",
    re.IGNORECASE,
)
# A colon ends the id in an address (P01:12:0-41), slashes make folders.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f:：/\\?*\"<>|#%]+")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A file's name taken apart; `language` is None where the name says none."""

    base: str
    separator: str = ""
    code: str = ""
    language: Language | None = None


def named_language(stem: str) -> Named:
    """Take the language off a name: `P01.zh`, `P01_en`, `P01-yue`, `P01 英文`.

    >>> named_language("P01.zh").base, named_language("P01_eng").language.value
    ('P01', 'en')
    >>> named_language("Henry").language is None
    True
    """
    found = _ENDING.fullmatch(stem)
    if not found:
        return Named(base=stem)
    code = found["code"].casefold()
    return Named(
        base=found["base"], separator=found["separator"], code=code, language=_LANGUAGES[code]
    )


def identifier(name: str) -> str:
    """Make an id of a name: no colon, no slash, no blanks; Chinese stays.

    >>> identifier("訪談 01：第二次")
    '訪談_01-第二次'
    """
    composed = unicodedata.normalize("NFC", name)  # macOS stores é in two characters
    safe = _UNSAFE.sub("-", _BLANKS.sub("_", composed.strip())).strip("-._")
    return safe or "transcript"


def stem_of(transcript: Transcript) -> str:
    """Return the name of a transcript's file without its suffix."""
    name = transcript.source.name
    return name.rpartition(".")[0] or name
