"""Speech: how a stretch of it is named and linked to, and in which wording codes are shown."""

from collections.abc import Iterable, Mapping
from urllib.parse import quote

from qualpipe.model import Address, Codebook, Language, Phrase, wording
from qualpipe.web.rendering import tag

_CHINESE = frozenset({Language.YUE, Language.ZH, Language.MIXED})
# The codebook's wording for the language of the page.
WORDINGS: Mapping[str, Language] = {
    "en": Language.EN,
    "zh-HK": Language.ZH,
    "zh-CN": Language.ZH,
}


def link(address: str) -> str:
    """Return where a stretch of speech can be read in its interview.

    >>> link("P01:12:0-41")
    '/interviews/P01#P01:12:0-41'
    """
    transcript = Address.parse(address).transcript
    return f"/interviews/{quote(transcript, safe='')}#{quote(address, safe=':')}"


def locator(address: str) -> str:
    """Return how a stretch of speech is cited: transcript and turn.

    >>> locator("P01:12:0-41")
    'P01, 12'
    """
    place = Address.parse(address)
    return f"{place.transcript}, {place.turn}"


def tag_near(words: str, near: Language) -> str:
    """Return the `lang` of a turn that was not segmented: by its script, else as what is near.

    >>> tag_near("咁樣？", Language.YUE), tag_near("Really?", Language.YUE)
    ('yue-Hant-HK', 'en')
    """
    if any("\u3400" <= one <= "\u9fff" or one >= "\U00020000" for one in words):
        return tag(near if near in _CHINESE else Language.MIXED)
    return tag(Language.EN if any(one.isalpha() for one in words) else near)


def names_of(codebook: Codebook, page: str) -> Mapping[str, str]:
    """Return the name of each code by its id, in the wording for a page's language."""
    return {one.id: wording(one.name, WORDINGS[page]) or one.id for one in codebook}


def worded_in(phrases: Iterable[Phrase], language: Language) -> tuple[str, ...]:
    """Return all phrases in a language, or in the nearest one there is.

    >>> said = (Language.EN, "a"), (Language.YUE, "一"), (Language.YUE, "二")
    >>> worded_in((Phrase(*one) for one in said), Language.ZH)
    ('一', '二')
    """
    every = tuple(phrases)
    nearest = wording(every, language)
    kind = next((one.language for one in every if one.text == nearest), language)
    return tuple(one.text for one in every if one.language is kind)
