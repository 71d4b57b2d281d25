"""Negation: whether what is found in a clause is said not to be so.

The nearest negating word before the words in question decides, if it reaches them: over so many
words or characters, and not past the end of its clause. Phrases that only look like it (`not only`,
冇所謂, 有冇) negate nothing, and a negation of the negation (唔係冇) takes it back. For English
this is NegEx (Chapman et al. 2001, doi:10.1006/jbin.2001.1029); in Chinese the reach is shorter.
Praise that sounds like a denial (`praise.py`) is no negation either.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from qualpipe.coding.praise import any_word, praised
from qualpipe.text.folding import any_of, folded
from qualpipe.text.script import HAN

_AHEAD, _BACK = 8, 20
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
# Phrases with a negating word in them that negate nothing behind them, only their own last words:
# what each begins with and goes on with, `_` for a space.
_ENGLISH_SPENT = {
    _NOT: """only just merely simply until sure stop stopped forget forgot mind matter regret deny
        underestimate surprised ashamed""",
    "can't cannot couldn't can_not could_not can_never could_never": """help wait_to believe thank
        repay praise fault describe_how describe_what express_how express_what""",
    "couldn't could_not could_never": """be_more ask_for_more ask_for_better ask_for_a_better
        find_a_better find_a_more have_asked_for have_wished_for""",
    "words": "can't_describe cannot_describe can't_express cannot_express",
    "never": "fails fail failed gave_up gives_up give_up imagined dreamed dreamt",
    "no": "doubt wonder matter problem idea worries amount_of",
    "nothing": "but",
    "without": "fail",
}
# Where such a phrase goes on like this it denies what comes then too: can't praise or support me,
# didn't stop to help; and where some do not go on as they must: can't thank them enough.
_ENGLISH_UNSPENT = (
    r" ?,? (?:or|nor|and)(?![a-z])|(?<=stop) to |(?<=stopped) to |(?<=believe) in |"
    r"(?<=help)(?! (?:but|(?!any|some|every|no)[a-z]+ing)(?![a-z]))|"
    r"(?<=thank|raise)(?!(?: (?!(?:or|and|but) )[a-z']+){0,6} enough(?![a-z]))"
)
# Phrases with a negating word in them that negate nothing at all.
_ENGLISH_IDLE = {
    "if_it": "wasn't_for wasnt_for weren't_for hadn't_been_for was_not_for were_not_for "
    "had_not_been_for",
    "had_it": "not_been_for",
    "if": "not_for",
    "why or": "not",
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
不離不棄 風雨不改 不厭其煩 不辭勞苦 不求回報 不遺餘力 不惜 不由得 不由自主 不自覺
不單單 不在話下 不理幾 不理有幾 唔理幾 唔理有幾 唔使講 唔使話 毫不猶豫 離不開 離唔開 少不了 少唔到
少唔咗 說不盡 講唔晒 數不盡 無時無刻不 無時無刻唔 無法形容 無法言喻 無言感激 忘不了
"""
# As `_ENGLISH_SPENT`: 冇放棄 denies that one gave up, not what one did not give up.
_CHINESE_SPENT = {
    "唔 不 冇 沒 沒有 未 未有 從未 從不 唔會 不會 未曾": "放棄 停止 停過 間斷 忘記 嫌棄 介意 計較",
}
_UNLESS = ("如果 若果 要 若 若然 假如 倘若 假使", "唔係 不是 並非 非")
"""What would be if it were not for somebody: 如果唔係佢, 要不是他."""
# What takes a negation back when it stands right before it: 唔係冇, 沒有人不.
_CHINESE_BACK = """
唔係 不是 並非 唔係話 不是說 唔會 不會 不能 唔可能 不可能 冇人 冇一個人 沒人 沒有人 沒有一個人
冇邊個 沒有誰 冇佢 冇 沒有 冇試過 未試過 冇理由 沒理由 沒有理由
唔好以為 唔好話 別以為 不要以為 咪以為
"""
_ENGLISH_BACK = (
    rf"{any_of(_NOT.split())}(?: (?:that|like|as if|because))?(?: (?:i|he|she|it|we|they|you))?"
)
# Verbs that hand the negation on to what another does: 唔覺得佢支持我, but not 唔出聲佢支持我.
_HANDS_ON = "覺得 認為 相信 信 感到 感覺 諗 想 希望 係 是 會 肯 敢 可以 能 使 用 要 讓 俾 畀 給"
_LAST_LATIN = "\u2e7f"
_SPENT = -1
"""How far a phrase reaches that negates its own words alone."""
_IN_WORDS = frozenset("abcdefghijklmnopqrstuvwxyz'")
_UNIT = re.compile(rf"[a-z0-9']+|[^\0-{_LAST_LATIN}]")
_OTHER_PERSON = re.compile("[我你佢他她]")
_ASKING = frozenset("唔不没")
_DENYING = frozenset("一半都也又就冇没唔不")


class Cue(NamedTuple):
    """A word that negates what begins from its end up to `reach`.

    A phrase that negates only its own words is one too: `not` of not sure, up to the end of sure.
    `farthest` is the farthest that it or one before it in the text reaches.
    """

    start: int
    end: int
    reach: int
    farthest: int


def cues(text: str, end: int) -> list[Cue]:
    """Return the words of a folded text, up to `end`, that may negate what stands behind them.

    >>> text = "i don't know, why not; 冇人陪,有冇事"
    >>> [text[cue.start : cue.end] for cue in cues(text, len(text))]
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
        if room == _SPENT and _unspent().match(text, stop):
            continue
        done = stop
        if room == _SPENT:
            made.append(Cue(start, start + 1, stop - 1, max(farthest, stop - 1)))
        elif room is not None and not _idle(text, start, stop, end):
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
            if asks or _taken_back().search(before):
                return False
            return not praised(text, (cue.start, cue.end), (start, end))
    return False


@cache
def _break() -> re.Pattern[str]:
    joins = any_of(_ENGLISH_BREAKS.split())
    new = rf"(?:and|so|or)(?= (?:{any_of(_SUBJECTS.split())}|no|never)(?![a-z]))|(?=nor )"
    # A space between Chinese words parts clauses unless it stands behind the negation itself.
    space = rf"(?<=[{HAN}])(?<![冇没唔不无未有人]) +(?=[{HAN}])"
    english = rf"(?<![a-z'])(?:{joins}(?![a-z'])|{new})"
    return re.compile(rf"{_MARKS}|{english}|{space}|{any_word(_CHINESE_BREAKS)}")


def _joined(table: Mapping[str, str], between: str) -> list[str]:
    """Return the phrases of a table: each beginning of a row with each of its ends."""
    return [
        between.join(words).replace("_", " ")
        for firsts, seconds in table.items()
        for words in product(firsts.split(), seconds.split())
    ]


@cache
def _negator() -> tuple[AhoCorasick, Sequence[int | None]]:
    """Find negating words and phrases that only look like them, and how far each reaches, if any.

    That is counted in Chinese characters, a word in Latin letters being as much as two; one that
    is left over after whole words of English counts for nothing.
    """
    unless = _joined(dict([_UNLESS]), "")
    idle = (*_CHINESE_IDLE.split(), *_joined(_ENGLISH_IDLE, " "), *unless)
    spent = (*_joined(_ENGLISH_SPENT, " "), *_joined(_CHINESE_SPENT, ""))
    rooms: dict[str, int | None] = dict.fromkeys(map(folded, idle))
    rooms |= dict.fromkeys(map(folded, spent), _SPENT)
    rooms |= {word: 2 * limit + 1 for limit, words in _ENGLISH.items() for word in words}
    rooms |= {folded(word): limit for limit, of in _CHINESE.items() for word in of.split()}
    automaton = AhoCorasick(list(rooms), store_patterns=False, implementation=Implementation.DFA)
    return automaton, tuple(rooms.values())


@cache
def _exclaimed() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of((*_SUBJECTS.split(), 'no', 'yes', 'well'))})(?![a-z])")


@cache
def _taken_back() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?<![a-z'])(?:{_ENGLISH_BACK})|{any_word(_CHINESE_BACK)}(?:[我你佢他她][哋们]?)?|"
        rf"[冇没无]有?[哪边]?一[个位天日晚次刻][^,.;!?\s]{{0,2}})\s*$"
    )


@cache
def _denied_behind() -> re.Pattern[str]:
    """Find what is denied after it was named: 朋友都冇, 支持沒有了, 幫唔到我; not 開心不得了."""
    end = rf"[晒咗了啦喇啊呀啰]*\s*(?:$|{_MARKS})"
    able = "(?:得(?![了闲不])|[到起明返倒了掂])"
    return re.compile(rf"(?:[一半]个)?[都也又就]?(?:完全)?(?:冇|没有){end}|[唔不]{able}")


@cache
def _unspent() -> re.Pattern[str]:
    return re.compile(_ENGLISH_UNSPENT)


@cache
def _hands_on() -> re.Pattern[str]:
    return re.compile(any_word(_HANDS_ON))
