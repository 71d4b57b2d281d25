"""Negation: whether what is found in a clause is said not to be so.

The nearest negating word before the words in question decides, if it reaches them: over so many
words or characters, and not past the end of its clause. Phrases that only look like it (`not only`,
冇所謂, 有冇) negate nothing, and a negation of the negation (唔係冇) takes it back. For English
this is NegEx (Chapman et al. 2001, doi:10.1006/jbin.2001.1029); in Chinese the reach is shorter.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from qualpipe.text.folding import any_of, folded
from qualpipe.text.script import HAN

_AHEAD, _BACK, _FAR_BACK = 8, 20, 60
"""Characters looked at behind what a negating word reaches, and before it."""

_SUBJECTS = "i he she it we they you my his her our their the this that there"
_MARKS = r"[.,;:!?…。\"“”「」『』()\[\]]"
# Words that the reach does not go past: "I didn't cry when they visited me", 唔出聲佢都陪我.
_ENGLISH_BREAKS = """
but however although though because since when while whenever until till unless if before after then
whereas except what why how where
"""
_CHINESE_BREAKS = """
但 不過 所以 因為 如果 就 卻 反而 而且 仲有 還有 之後 以後 然後 跟住 嘅時候 的時候 嗰陣 之前 先 都
也 亦 仲
"""
# Negating words by how far they reach: in words of English, in characters of Chinese.
_NOT = """
not never cannot don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't can't
couldn't won't wouldn't shouldn't mustn't needn't ain't dont doesnt didnt isnt wasnt havent cant
couldnt wont
"""
_ENGLISH = {
    6: (*_NOT.split(), "nobody", "no one", "none", "neither", "nor"),
    4: ("nothing", "nowhere", "without", "hardly", "barely", "rarely", "seldom"),
    3: ("lack of", "lacked", "unable to", "refused to", "failed to", "no"),
}
_CHINESE = {
    8: "冇 沒有 沒 未有 從未 從不 未曾 未試過 未嘗 毫無 缺乏 欠缺 無人 無乜 無咩 無法 無任何",
    5: "唔 不 未 並非 絕非",
    0: "無 毋",
}
# Phrases with a negating word in them that negate nothing: the words behind each first word.
_ENGLISH_IDLE = {
    _NOT: "only just merely simply until sure stop stopped forget forgot mind matter",
    "can't cannot couldn't": "help wait believe",
    "never": "fails fail failed",
    "no": "doubt wonder matter problem idea worries",
    "nothing": "but",
    "why or": "not",
    "without": "fail",
}
_CHINESE_IDLE = """
不但 不僅 不只 不止 不單 不光 非但 唔止 唔只 唔單止 唔淨止 唔淨只 不過 不如 不論 不管 不斷 不停
不時 不錯 不禁 不愧 不妨 不免 不得已 不好意思 不知不覺 不約而同 不緊要 不要緊 不用說 不同 不少 不久
不得了 差不多 了不起 對不起 忍不住 禁不住 巴不得 恨不得 怪不得 不得不 不能不 不知 不知道 不記得
想不到 意想不到 沒想到 唔同 唔少 唔錯 唔緊要 唔使講 唔通 唔該 唔好意思 唔怪之得 唔怪得 唔知 唔記得
唔覺意 唔經唔覺 差唔多 忍唔住 唔停 唔斷 唔論 唔耐 想唔到 估唔到 冇諗過 冇諗到 冇所謂 冇問題 冇錯
冇耐 冇幾耐 冇事 冇計 沒事 沒問題 沒關係 沒錯 沒多久 無所謂 無論 無非 無疑 無意中 無形中 無端端
無啦啦 無緣無故 無條件 無限 無私 無聊 無數 無時無刻 無微不至 無間斷 無奈 毫無疑問 毫無保留 未來
未知 未成年 再唔係 未婚 未免 有冇 有沒有 有無
"""
# What takes a negation back when it stands right before it: 唔係冇, 沒有人不.
_CHINESE_BACK = """
唔係 不是 並非 唔係話 不是說 唔會 不會 不能 唔可能 不可能 冇人 冇一個人 沒人 沒有人 沒有一個人
冇邊個 沒有誰
"""
_ENGLISH_BACK = (
    rf"{any_of(_NOT.split())}(?: (?:that|like|as if|because))?(?: (?:i|he|she|it|we|they|you))?|"
    r"(?:[a-z]*'d|would)(?: have)? (?:do|done)"
)
# Verbs that hand the negation on to what another does: 唔覺得佢支持我, but not 唔出聲佢支持我.
_HANDS_ON = "覺得 認為 相信 信 感到 感覺 諗 想 希望 係 是 會 肯 敢 可以 能 使 用 要 讓 俾 畀 給"
_LAST_LATIN = "\u2e7f"
_IN_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz'")
_UNIT = re.compile(rf"[a-z0-9']+|[^\0-{_LAST_LATIN}]")
_OTHER_PERSON = re.compile("[我你佢他她]")
_ASKING = frozenset("唔不没")
_DENYING = frozenset("一半都也又就冇没唔不")


class Cue(NamedTuple):
    """A word that negates what begins from its end up to `reach`.

    `farthest` is the farthest that it or one before it in the text reaches.
    """

    start: int
    end: int
    reach: int
    farthest: int


def cues(text: str, end: int) -> list[Cue]:
    """Return the words of a folded text, up to `end`, that may negate what stands behind them.

    >>> text = "i don't know, not only that; 冇人陪,有冇事"
    >>> [text[cue.start : cue.end] for cue in cues(text, 38)]
    ["don't", '冇']
    """
    automaton, rooms = _negator()
    found = automaton.find_matches_as_indexes(text[:end], overlapping=True)
    made: list[Cue] = []
    done = farthest = 0
    # Of the words that begin at one place the longest counts, and hides those that begin in it.
    for start, least, number in sorted([(start, -stop, number) for number, start, stop in found]):
        stop, room = -least, rooms[number]
        if start < done or not _one_word(text, start, stop, end):
            continue
        done = stop
        if room is not None and not _idle(text, start, stop, end):
            reach = _reach(text, start, stop, end, room)
            farthest = max(farthest, reach)
            made.append(Cue(start, stop, reach, farthest))
    return made


def _one_word(text: str, start: int, stop: int, end: int) -> bool:
    """Say whether a word of English stands alone; for Chinese it always does."""
    if text[start] > _LAST_LATIN:
        return True
    alone = not start or text[start - 1] not in _IN_WORDS
    return alone and (stop == end or text[stop] not in _IN_WORDS)


def _idle(text: str, start: int, stop: int, end: int) -> bool:
    """Say whether a word negates nothing here: it exclaims (no, I did) or asks (会唔会, 贵唔贵)."""
    word = text[start:stop]
    if word == "no":
        return bool(_exclaimed().match(text, stop, end))
    return word in _ASKING and start > 0 and text[start - 1] == text[stop : stop + 1]


def _reach(text: str, start: int, stop: int, end: int, room: int) -> int:
    """Return the last place before `end` at which something may begin that a word negates."""
    reach = end
    for unit in _UNIT.finditer(text, stop, end):
        room -= 1 if unit.group() > _LAST_LATIN else 2
        if room < 0:
            reach = unit.start()
            break
    if text[start:stop] in "唔不":
        other = _OTHER_PERSON.search(text, stop, reach)
        if other and not _hands_on().match(text, stop):
            reach = other.start()
    # Looked for a little farther, as what stands behind a word says whether it parts clauses.
    parted = _break().search(text, stop, reach + _AHEAD)
    return min(reach, parted.end() - 1) if parted else reach


def negated(text: str, start: int, end: int, cues: Sequence[Cue]) -> bool:
    """Say whether the words of a folded text from `start` up to `end` are negated.

    >>> [negated(text, 4, 6, cues(text, 6)) for text in ("冇人真系支持", "系唔止有支持")]
    [True, False]
    >>> text = "i didn't feel at home"
    >>> negated(text, 9, 21, cues(text, 21))
    True
    """
    if text[end : end + 1] in _DENYING and _denied_behind().match(text, end):
        return text[start - 1 : start] != "有"  # 有朋友冇？ is a question
    for cue in reversed(cues):
        if cue.farthest < start:
            return False
        if cue.end <= start <= cue.reach:
            before = text[max(0, cue.start - _BACK) : cue.start]
            touching = cue.end == start  # as in 明唔明白, 開心唔開心: a question
            asks = touching and before.endswith((text[start], text[start:end]))
            return not (asks or _taken_back().search(before) or _owed(text, cue, start, end))
    return False


def _owed(text: str, cue: Cue, start: int, end: int) -> bool:
    """Say whether it is told what would be without the hit: then it is there, and much is owed it.

    "I couldn't have done it without their support", 冇佢哋支持我就死.
    """
    if text.startswith("without", cue.start):
        unable = _unable().search(text, max(0, cue.start - _FAR_BACK), cue.start)
        return bool(unable and not _break().search(text, unable.end("unable"), cue.start))
    theirs = _theirs().fullmatch(text, cue.end, start)
    return bool(theirs and _lost().match(text, end))


def _any(words: str) -> str:
    return any_of(map(folded, words.split()))


@cache
def _break() -> re.Pattern[str]:
    joins = any_of(_ENGLISH_BREAKS.split())
    new = rf"(?:and|so|or)(?= (?:{any_of(_SUBJECTS.split())}|no|never)(?![a-z]))|(?=nor )"
    # A space between Chinese words parts clauses unless it stands behind the negation itself.
    space = rf"(?<=[{HAN}])(?<![冇没唔不无未有人]) +(?=[{HAN}])"
    english = rf"(?<![a-z'])(?:{joins}(?![a-z'])|{new})"
    return re.compile(rf"{_MARKS}|{english}|{space}|{_any(_CHINESE_BREAKS)}")


@cache
def _negator() -> tuple[AhoCorasick, Sequence[int | None]]:
    """Find negating words and phrases that only look like them, and how far each reaches, if any.

    That is counted in Chinese characters, a word in Latin letters being as much as two; one that
    is left over after whole words of English counts for nothing.
    """
    idle = [
        f"{first} {second}"
        for firsts, seconds in _ENGLISH_IDLE.items()
        for first, second in product(firsts.split(), seconds.split())
    ]
    rooms: dict[str, int | None] = dict.fromkeys((*idle, *map(folded, _CHINESE_IDLE.split())))
    rooms |= {word: 2 * limit + 1 for limit, words in _ENGLISH.items() for word in words}
    rooms |= {folded(word): limit for limit, of in _CHINESE.items() for word in of.split()}
    automaton = AhoCorasick(list(rooms), store_patterns=False, implementation=Implementation.DFA)
    return automaton, tuple(rooms.values())


@cache
def _exclaimed() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of((*_SUBJECTS.split(), 'no', 'yes', 'well'))})(?![a-z])")


@cache
def _taken_back() -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![a-z'])(?:{_ENGLISH_BACK})|{_any(_CHINESE_BACK)})\s*$")


@cache
def _unable() -> re.Pattern[str]:
    """Find, right before `without`, what could not be done, or the question where one would be."""
    unable = r"(?:(?:could|would|ca)n't|cannot|(?:could|would|can) (?:not|never))"
    # Joined clauses tell of something else: "he couldn't stay so I went without".
    words = r"(?: (?!(?:and|so|or)\b)[a-z]+){1,5}"
    lost = r"(?:where|what) (?:i|we)(?:'d| would) (?:be|do|have been|have done)|what would i do"
    return re.compile(rf"(?<![a-z'])(?P<unable>{unable}(?={words} \Z)|{lost})(?:{words})? \Z")


@cache
def _theirs() -> re.Pattern[str]:
    return re.compile(r"[咗了]?[你佢他她](?:哋|们)?[的嘅]?")


@cache
def _lost() -> re.Pattern[str]:
    """Find, behind the hit, what would become of the speaker: 我就死, 我都唔知點算, 我撐不到."""
    return re.compile(r",?[我咱]?(?:真系)?(?:就死|(?:都|就)[唔不](?:知|识|会|得)|[撑捱熬顶][唔不])")


@cache
def _denied_behind() -> re.Pattern[str]:
    """Find what is denied after it was named: 朋友都冇, 支持沒有了, 幫唔到我."""
    end = rf"[晒咗了啦喇啊呀]*\s*(?:$|{_MARKS})"
    return re.compile(rf"(?:[一半]个)?[都也又就]?(?:冇|没有){end}|[唔不][到得起明返倒了掂]")


@cache
def _hands_on() -> re.Pattern[str]:
    return re.compile(_any(_HANDS_ON))
