"""Praise: what is told with a negating word because it is there, and much is owed it.

People thank by saying what would be without it ("I'd be dead without their support", 冇佢哋支持我
一早死咗), that there never was so much of it, or that not a day goes by without. Each way is looked
for only where the word that negates allows it: most that people deny they do not have.
"""

import re
from functools import cache

from qualpipe.text.folding import any_of, folded

_FAR, _NEAR = 60, 24
"""Characters looked at before the negating word and behind what it negates, in Chinese fewer."""

_JOINS = r"(?:and|so|or|but|because)\b"
_WORDS = rf"(?: (?!{_JOINS})[a-z']+)"
_PERSONS = "i|he|she|it|we|they|you"
_CONDITIONS = "如果 若果 要是 若是 若 假如 倘若 假使"
# What stands between a negating word and the hit where nobody is meant: 冇人支持, 沒有任何支持.
_NOBODY = "人 乜 咩 任何 什麼 邊個 誰 足夠 得 一個 機會 時間"
# What would have become of the speaker: 我一早死咗, 我撐不到今天, 就冇今日嘅我.
_LOST = """
早就 一早 早已 老早 恐怕 我實 我一定 我肯定 可能已經 大概已經 就死 會死 死咗 死硬 死梗 完蛋 玩完
就唔知 都唔知 就不知 都不知 就唔會 都唔會 就不會 都不會 就唔得 都唔得 就唔識 都唔識
撐唔 撐不 捱唔 捱不 熬唔 熬不 頂唔 頂不 行唔到 走不到 活唔 活不 過唔到 過不了
冇今日 冇今天 沒有今天 沒有今日 沒今天 冇而家 沒有現在 不在人世 不在了 不在世 唔喺度 唔在度
今日仲 今天還 而家仲 依家仲 現在還 而家已經 依家已經 現在已經
唔會有 不會有 點會有 哪會有 哪有今 哪來今 哪來我 邊有今
"""


def praised(text: str, cue: tuple[int, int], hit: tuple[int, int]) -> bool:
    """Say whether what a negating word reaches is told of as there, and owed much.

    >>> text = "i'd be dead without their support"
    >>> praised(text, (12, 19), (26, 33))
    True
    """
    if text[cue[0]].isascii():
        return _english(text, text[slice(*cue)], cue, hit)
    return _chinese(text, text[slice(*cue)], cue, hit)


def _english(text: str, word: str, cue: tuple[int, int], hit: tuple[int, int]) -> bool:
    start, behind = max(0, cue[0] - _FAR), text[cue[1] : hit[0]]
    if word == "without":
        owed = _unable().search(text, start, cue[0]) or _would_be().search(text, start, cue[0])
        return bool(owed or _gone_without(text, behind, hit[1]) or _not_a_day(text, cue[0]))
    if word in ("never", "nobody", "no one") and (
        _so_much().fullmatch(behind) or _like_that().match(text, hit[1])
    ):
        return True
    if " for " in text[hit[1] : hit[1] + _FAR] and _for_granted().match(text, hit[1]):
        return True
    return _if_not(text, word, cue[0], behind, hit[1]) or _not_a_day(text, cue[0])


def _gone_without(text: str, behind: str, end: int) -> bool:
    """Say whether it is told behind the hit what would be: without them I would be dead."""
    if "any " in behind or "enough " in behind:
        return False
    return bool((_would() if behind.strip() else _would_have()).match(text, end))


def _if_not(text: str, word: str, at: int, behind: str, end: int) -> bool:
    """Say whether a condition is told that did not come true: if they had not helped."""
    since = max(0, at - _FAR)
    if word == "not" and _had_they().search(text, since, at):
        return True
    found = _if().search(text, since, at) if text.rfind("if ", since, at) >= 0 else None
    if not found:
        return False
    if word in ("hadn't", "hadnt") or text.endswith("had ", since, at):
        return not behind.startswith((" any ", " a ", " got ", " enough "))
    past = word in ("didn't", "didnt", "weren't", "wasn't")
    first = _would_have().search(text, since, found.start())
    return past and bool(first or _would_have().match(text, end))


def _not_a_day(text: str, at: int) -> bool:
    """Say whether a negation before takes this one back: not a day without, not one who did not."""
    return bool(_never_a().search(text, max(0, at - _FAR), at))


def _chinese(text: str, word: str, cue: tuple[int, int], hit: tuple[int, int]) -> bool:
    behind = text[cue[1] : hit[0]]
    if not behind:
        return False
    ever = word in _ever() or text.endswith(("从来", "从", "从来都"), 0, cue[0])
    if _better().match(behind) or ((ever or "过" in behind[:3]) and _so().search(behind)):
        return True
    if word in "唔不" and behind[0] in "系是":
        return _lost_behind(text, hit[1])
    if word not in _had() or not _theirs().match(behind):
        return False
    if _on_condition().search(text, max(0, cue[0] - 5), cue[0]) and (
        _named().match(behind) or _what_if().match(text, hit[1])
    ):
        return True
    return _lost_behind(text, hit[1])


def _lost_behind(text: str, end: int) -> bool:
    """Say whether it is told behind the hit, or in the next clause, what would have been lost."""
    found = _lost().search(text, end, end + _NEAR)
    between = text[end : found.start()] if found else "."
    return between.count(",") <= 1 and not _parted().search(between)


def _any(words: str) -> str:
    return any_of(map(folded, words.split()))


@cache
def _had() -> frozenset[str]:
    return frozenset(map(folded, ("冇", "沒有", "沒", "無")))


@cache
def _ever() -> frozenset[str]:
    return frozenset(map(folded, ("從未", "未曾", "未試過", "未嘗", "未有")))


@cache
def _unable() -> re.Pattern[str]:
    """Find, right before `without`, what could not be done, or the question where one would be."""
    unable = r"(?:(?:could|would|ca)n't|cannot|(?:could|would|can) (?:not|never))"
    # Joined clauses tell of something else: "he couldn't stay so I went without".
    lost = (
        r"(?:where|what) (?:i|we)(?:'d| would) (?:be|do|have been|have done)"
        r"|what would (?:i do|have happened|happen)"
    )
    return re.compile(rf"(?<![a-z'])(?:{unable}{_WORDS}{{1,5}}|(?:{lost}){_WORDS}?) \Z")


@cache
def _would_be() -> re.Pattern[str]:
    """Find, right before `without`, what would be: I'd be lost, we would have gone under."""
    maybe = "(?: probably| surely| certainly| just| still| long)?"
    state = rf"(?:be(?! [a-z]+ing){_WORDS}{{1,5}}|have{maybe} [a-z]+{_WORDS}{{0,4}})"
    return re.compile(rf"(?<![a-z'])(?:i|we)(?:'d| would){maybe} {state}(?<! gone) \Z")


@cache
def _would() -> re.Pattern[str]:
    return re.compile(
        rf"{_WORDS}{{0,8}}?,?{_WORDS}{{0,4}}?(?:'d| would(?:n't)?| might have)(?![a-z])"
    )


@cache
def _would_have() -> re.Pattern[str]:
    would = r"(?:'d| would(?:n't)?| might)(?: probably| surely| not| never| still)* (?:be|have)"
    return re.compile(rf"{_WORDS}{{0,8}}?,?{_WORDS}{{0,4}}?{would}(?![a-z])")


@cache
def _so_much() -> re.Pattern[str]:
    """Match what stands between `never` and that of which there never was so much."""
    return re.compile(rf"{_WORDS}{{0,3}}? (?:so|such|this)(?! much as)(?: [a-z]+){{0,2}} ?")


@cache
def _like_that() -> re.Pattern[str]:
    whom = r"(?: (?:to|for|with|at|about))?(?: (?:me|us|you|people))?"
    whose = r"(?:this|that|[a-z]+ do(?:es)?|him|her|them)"
    return re.compile(rf"{whom} (?:like|the way|better than|more than|as well as) {whose}(?![a-z])")


@cache
def _for_granted() -> re.Pattern[str]:
    return re.compile(rf"{_WORDS}{{0,4}} for (?:granted|anything|the world)(?![a-z])")


@cache
def _if() -> re.Pattern[str]:
    return re.compile(rf"(?<![a-z'])if{_WORDS}{{1,5}} \Z")


@cache
def _had_they() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[.,;!?] )had (?:{_PERSONS}|(?:my|the|our) [a-z]+) \Z")


@cache
def _never_a() -> re.Pattern[str]:
    few = r"(?:not|never|hardly|barely|rarely|scarcely|isn't|wasn't|no)(?: been)?"
    one = r"(?: (?:a|an|one)(?: single)? [a-z]+| [a-z]+)"
    goes = r"(?: (?:goes|went|passes|passed|has gone|has passed|would go|would pass)(?: by)?)?"
    who = rf"(?: (?:that|when|where|who))?(?: (?:{_PERSONS}|(?:my|our|the) [a-z]+))?"
    nothing = rf"nothing(?: that)? (?:{_PERSONS})"
    return re.compile(rf"(?<![a-z'])(?:{few}{one}{goes}{who}|{nothing}) \Z")


@cache
def _theirs() -> re.Pattern[str]:
    """Match what is missed: 冇佢哋, 冇阿May, 沒有這裏的; not 冇人, 沒有任何."""
    return re.compile(rf"[咗了]?(?!{_any(_NOBODY)}).")


@cache
def _named() -> re.Pattern[str]:
    return re.compile("[咗了]?[你佢他她这呢那嗰阿]")


@cache
def _on_condition() -> re.Pattern[str]:
    return re.compile(rf"{_any(_CONDITIONS)}.{{0,2}}$")


@cache
def _lost() -> re.Pattern[str]:
    return re.compile(rf"(?<!差啲)(?<!差点)(?:{_any(_LOST)})")


@cache
def _what_if() -> re.Pattern[str]:
    return re.compile("[^.;!?,]{0,8},?我[^.;!?,]{0,3}[会点怎]")


@cache
def _parted() -> re.Pattern[str]:
    return re.compile(rf"[.;!?…。\n]|{_any('但 不過 反而 因為 之後 後來 所以')}")


@cache
def _better() -> re.Pattern[str]:
    """Match what tells of one who does it better than all: 冇人似佢咁, 沒有人比她更."""
    as_much = _any("更 咁 噉 那樣 那麼 這樣 這麼 一樣")
    return re.compile(rf"人.{{0,2}}[比似像].{{1,4}}{as_much}")


@cache
def _so() -> re.Pattern[str]:
    return re.compile(_any("咁 噉 這麼 這樣 那麼 如此"))
