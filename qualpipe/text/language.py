"""Language: whether a stretch of speech is English, Cantonese, written Chinese, or mixed.

Script tells English from Chinese. Cantonese is told from written Chinese by its own characters and
words (嘅 咗 唔 佢 而家 屋企) weighed against those that only written Chinese has (的 們 這 沒 很).

What counts as `mixed`: English words inside a Cantonese sentence are how people in Hong Kong speak,
so 「我個 case manager 話 OK」 is Cantonese, and a Chinese name inside an English sentence leaves it
English. A stretch is mixed if it has a clause in each language (three English words or more with a
pronoun, an auxiliary or the like; Han with grammar of its own) and the smaller part is substantial:
a fifth of the whole, a word counting as one and a half Han characters, and no less than three
words or four characters.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from qualpipe.model import Language
from qualpipe.text.folding import any_of, folded, table_of
from qualpipe.text.script import HAN, LATIN, han_count, latin_words

WORD_WEIGHT = 1.5
"""How many Han characters say as much as an English word."""

# What one sure sign of written Chinese takes away from the signs of Cantonese: people quote what
# was written, and read from forms, more often than they fall into Cantonese while writing.
_AGAINST = 0.8
_PRIOR = 0.5
# A single weak sign without anything else stands in written Chinese as well.
_LEAST = 0.3

_STRETCH = re.compile(rf"[{LATIN}][^{HAN}]*")
_HAN_STRETCH = re.compile(rf"[{HAN}][^{LATIN}]*")
_CLAUSE = re.compile(
    r"\b(?:i|you|he|she|it|we|they|me|him|them|us|my|your|his|their|our|is|am|are|was|were|be|been|"
    r"do|does|did|don['’]?t|didn['’]?t|can['’]?t|isn['’]?t|i['’]m|it['’]s|that['’]s|have|has|had|can|"
    r"could|will|would|should|must|not|never|this|that|there|to|because|so|very|just|what|how|why|"
    r"when|if)\b",
    re.IGNORECASE,
)
_GRAMMAR = re.compile(r"[的了是在我你他她佢嘅咗唔系喺有冇就都不这那嗰啲会要话说觉想同畀去嚟来]")
_CLAUSE_WORDS, _CLAUSE_HAN, _LONG_HAN, _LONG_WORDS = 3, 4, 6, 6
_SHARE = 0.2
_SHORT_WORDS = 2
CHINESE = (Language.YUE, Language.ZH)


@dataclass(frozen=True, slots=True)
class Guess:
    """A language, how sure it is (0 to 1), and what speaks for it in words."""

    language: Language
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a text shows: amounts of either script, weights for either kind of Chinese."""

    han: int
    words: int
    yue: float
    zh: float
    seen: tuple[str, ...]


def language_of(text: str, *, prior: Language = Language.UNKNOWN) -> Guess:
    """Say what language a stretch of speech is in, and why.

    `prior` is the language of the speaker's other turns (see `prior_of`). It decides where the
    stretch itself shows nothing, as short ones do, and gives way to what it shows.

    >>> language_of("我哋成日都喺屋企食飯。")
    Guess(language=<Language.YUE: 'yue'>, confidence=0.9, reason='Cantonese: 哋 成日 喺 屋企')
    >>> language_of("好。", prior=Language.YUE).reason
    "nothing tells; as in the speaker's other turns"
    >>> language_of("他們沒有說什麼。").language.value, language_of("1997?").language.value
    ('zh', 'und')
    """
    signs = _signs(text)
    if not signs.han:
        return _latin(signs.words, prior)
    chinese = _chinese(signs, prior)
    return _with_english(text, signs, chinese) if signs.words else chinese


def prior_of(texts: Iterable[str]) -> Language:
    """Say what language a speaker's stretches are in when they do not tell by themselves.

    That is the kind of Chinese if Chinese has a fair part in what the speaker says, else English;
    `und` if the speaker says nothing.

    >>> prior_of(["係呀。", "我唔知佢喺邊。", "OK"]).value
    'yue'
    """
    every = [_signs(text) for text in texts]
    han, words = sum(one.han for one in every), sum(one.words for one in every)
    if not han and not words:
        return Language.UNKNOWN
    if han < 2 * _SHARE * WORD_WEIGHT * words:
        return Language.EN
    yue, zh = sum(one.yue for one in every), sum(one.zh for one in every)
    return Language.YUE if yue > _AGAINST * zh else Language.ZH


def is_cantonese(text: str) -> bool:
    """Say whether the Chinese in a text shows itself as Cantonese.

    >>> is_cantonese("I said 唔好意思 to him"), is_cantonese("他們很好")
    (True, False)
    """
    signs = _signs(text)
    return signs.yue > _AGAINST * signs.zh


@cache
def _table() -> tuple[re.Pattern[str], Mapping[str, tuple[float, float]]]:
    """Read the signs: the pattern that finds them and what each weighs for yue and for zh."""
    weights: dict[str, tuple[float, float]] = {}
    for weight, signs in table_of("signs.tsv"):
        yue, zh = map(float, weight.split())
        weights |= dict.fromkeys(map(folded, signs.split()), (yue, zh))
    return re.compile(any_of(weights)), weights


def _signs(text: str) -> _Signs:
    han, words = han_count(text), latin_words(text)
    if not han:
        return _Signs(0, words, 0.0, 0.0, ())
    return _Signs(han, words, *_weighed(folded(text)))


@lru_cache(maxsize=8192)  # a turn is asked about for its speaker, as a segment and to be encoded
def _weighed(form: str) -> tuple[float, float, tuple[str, ...]]:
    """Return what the signs in a folded text weigh for yue and zh, and those that tell."""
    pattern, weights = _table()
    found = pattern.findall(form)
    yue = sum(weights[sign][0] for sign in found)
    zh = sum(weights[sign][1] for sign in found)
    side = 0 if yue > _AGAINST * zh else 1
    return yue, zh, tuple(one for one in found if weights[one][side] == 1)


def _latin(words: int, prior: Language) -> Guess:
    if not words:
        return Guess(Language.UNKNOWN, 0.0, "no words")
    if words > _SHORT_WORDS:
        return Guess(Language.EN, 0.99, "Latin letters only")
    if prior in CHINESE:  # "OK", "Bye bye": said in Cantonese as well
        return Guess(prior, 0.5, "a word or two, as in the speaker's other turns")
    return Guess(Language.EN, 0.8, "Latin letters only")


def _chinese(signs: _Signs, prior: Language) -> Guess:
    if not signs.yue and not signs.zh:
        if prior in CHINESE:
            return Guess(prior, 0.7, "nothing tells; as in the speaker's other turns")
        return Guess(Language.ZH, 0.5, "Chinese without a sign of Cantonese")
    lean = {Language.YUE: _PRIOR, Language.ZH: -_PRIOR}.get(prior, -_LEAST)
    score = signs.yue - _AGAINST * signs.zh + lean
    sure = round(0.5 + 0.5 * abs(score) / (1 + abs(score)), 2)
    language = Language.YUE if score > 0 else Language.ZH
    name = "Cantonese" if language is Language.YUE else "written Chinese"
    shown = " ".join(dict.fromkeys(signs.seen))
    return Guess(language, sure, f"{name}: {shown}" if shown else f"{name} by weak signs")


def _with_english(text: str, signs: _Signs, chinese: Guess) -> Guess:
    """Weigh the English in a text against its Chinese: a clause counts, a borrowed word not."""
    english = WORD_WEIGHT * sum(map(_clause_words, _STRETCH.findall(text)))
    han = sum(map(_clause_han, _HAN_STRETCH.findall(text)))
    if not english and not han:  # names and labels only
        english, han = WORD_WEIGHT * signs.words, signs.han
        return chinese if han >= english else Guess(Language.EN, 0.6, "mostly Latin letters")
    if not han:
        return Guess(Language.EN, 0.9, "English around a Chinese word")
    if not english:
        return chinese
    if min(english, han) >= _SHARE * (english + han) and han >= _CLAUSE_HAN:
        return Guess(Language.MIXED, 0.9, "clauses in English and in Chinese")
    short = english < WORD_WEIGHT * _CLAUSE_HAN and han * 2 >= _CLAUSE_HAN  # 我 feel so happy 呀
    if han >= english or short:
        return chinese
    return Guess(Language.EN, 0.8, "English with a little Chinese")


def _clause_words(stretch: str) -> int:
    words = latin_words(stretch)
    enough = words >= _LONG_WORDS or (words >= _CLAUSE_WORDS and _CLAUSE.search(stretch))
    return words if enough else 0


def _clause_han(stretch: str) -> int:
    han = han_count(stretch)
    return han if han >= _LONG_HAN or _GRAMMAR.search(folded(stretch)) else 0
