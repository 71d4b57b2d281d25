"""Praise: what is told with a negating word because it is there, and much is owed it.

People thank by saying what would be without it ("I'd be dead without their support", 冇佢哋支持我
一早死咗), that there never was so much of it, or that not a day goes by without. Complaints are
worded nearly alike ("I was not coping without support", 冇家人支持，撐唔住), so that praise is only
what cannot be meant as one: a helper who is named, or what would have become of the speaker.
"""

import re
from functools import cache

from qualpipe.text.folding import any_of, folded

_FAR, _NEAR = 60, 24
"""Characters looked at before the negating word and behind what it negates, in Chinese fewer."""

_JOINS = r"(?:and|so|or|but|because)\b"
_WORDS = rf"(?: (?!{_JOINS})[a-z']+)"
_THEY = "(?:(?:i|he|she|it|we|they|you)|(?:my|the|our) [a-z]+)"
# One who is there to be missed: without their support, not without support, without any.
_THAT = re.compile(
    r" (?:the|this|that|these|those|them|their|his|her|him|your|you|our|my)(?![a-z'])"
)
_MAYBE = "(?: probably| surely| certainly| just| still| never| not| long)*"
# What would be: I'd be dead, I'd have been lost, I would never have got this far.
_ALIVE = "be (?:here|alive|around|sober|clean|talking|sitting|standing)(?![a-z])"
_RUIN = (
    "(?:died|drowned|jumped|ended|killed|relapsed|slipped|given|lost|started|stopped|broken|fallen"
    "|collapsed|cracked|drunk|used|hanged|hung|quit|dropped)"
)
_BEEN = "(?:dead|lost|nowhere|nothing|gone|drinking|using)(?![a-z])"
_FATE = (
    rf"(?:(?:still )?be{_MAYBE} {_BEEN}{_WORDS}{{0,3}}?|have{_MAYBE} "
    rf"(?:{_RUIN}|been {_BEEN}|gone (?:under|mad|back))(?![a-z]){_WORDS}{{0,4}}?)"
)
_OWED = rf"(?<![a-z'])(?:i|we)(?:'d| would){_MAYBE} {_FATE}"
_NOT_BE = (
    rf"(?<![a-z'])(?:i|we)(?: (?:would|could)(?:n't| not| never)|'d (?:not|never)| might not"
    rf"| (?:don't|do not|can't) (?:think|believe) (?:i|we)(?:'d| would)(?: still)?) "
    rf"(?:have (?!to |(?:been )?left |been without|gone |lived |my |the |a |any )[a-z]+"
    rf"{_WORDS}{{0,4}}?|{_ALIVE})"
)
_WITHOUT = re.compile(r".*(?<![a-z'])(?:any|enough|much|a|an|getting|having|being)(?![a-z'])")
_IF = re.compile(rf"(?<![a-z'])if {_THEY} \Z")
_HAD = re.compile(rf"(?<![a-z'])(?:had {_THEY}|if {_THEY} had) \Z")
_TAKE = re.compile(rf"{_WORDS}{{0,2}} (?:take|taken|taking)(?![a-z])")
_CHANGE = re.compile(rf"{_WORDS}{{0,2}} (?:change|swap|trade|exchange)(?![a-z])")
_FOR_GRANTED = re.compile(rf"{_WORDS}{{0,4}} for granted(?![a-z])")
_FOR_ANYTHING = re.compile(rf"{_WORDS}{{0,4}} for (?:anything|the world)(?![a-z])")
_ENDS = re.compile(rf"{_WORDS}{{0,4}}(?:[.,;!?]|$)")
_NOTHING_THEY = re.compile(r"(?<![a-z'])nothing(?: that)? (?:he|she|they)(?: would)? \Z")
_WOULD_NOT = ("wouldn't", "wouldnt", "won't", "wont", "not")
_LIKE = r"(?: (?:to|for|with|at|about))?(?: (?:me|us|you|people))? (?:like|the way|better than)"
_LIKE_HER = re.compile(rf"{_LIKE} [a-z]+ do(?:es)?(?=[.,;!?]|$)")
_LIKE_THAT = re.compile(rf"{_LIKE} (?:this|that|[a-z]+ do(?:es)?)(?=[.,;!?]|$)")
_CONDITIONS = "如果 若果 要是 若是 若 假如 倘若 假使"
# What stands between a negating word and the hit where nobody is meant: 冇人支持, 沒有任何支持.
_NOBODY = "人 乜 咩 任何 什麼 邊個 誰 足夠 得 一個 機會 時間"
# What did not become of me: 我一早死咗, 我撐不到今天. Fear and a narrow escape come before others.
_LOST = """
就死 會死 早死 早就死 早已死 已經死 死咗 死硬 死梗 唔喺度 唔在度 不在了 不在世 不在人世 冇命 冇咗命
沒命 唔到今日 唔到今天 不到今日 不到今天 都唔會坐喺度
都唔知點 都唔知會 都唔知自己會 都不知怎 都不知會 都不知自己會
"""
_TODAY = """
就冇今日嘅 就沒有今天的 就沒有今日的 哪來今天 哪有今天 邊有今日 點會有今日
"""
# Told behind a condition alone: without it 我依家仲瞓緊街 may be so.
_STILL = "今天還 今日仲 而家仲 依家仲 現在還 而家已經 依家已經 現在已經"
_FEARED = "驚 怕 想 差啲 差點 幾乎 險 以為 覺得 感到 話"


def praised(text: str, cue: tuple[int, int], hit: tuple[int, int]) -> bool:
    """Say whether what a negating word reaches is told of as there, and owed much.

    >>> text = "i'd be dead without their support"
    >>> praised(text, (12, 19), (26, 33))
    True
    """
    if text[cue[0]].isascii():
        return _english(text, text[slice(*cue)], cue, hit)
    return _chinese(text, text[slice(*cue)], cue, hit)


def any_word(words: str) -> str:
    """Return a pattern that finds any of some words, written with spaces between, in folded form.

    >>> any_word("沒有")
    '(?=[没])(?:没(?:有))'
    """
    return any_of(map(folded, words.split()))


def _english(text: str, word: str, cue: tuple[int, int], hit: tuple[int, int]) -> bool:
    start, behind = max(0, cue[0] - _FAR), text[cue[1] : hit[0]]
    if _not_a_day().search(text, start, cue[0]):
        return True
    if word == "without":
        return not _WITHOUT.match(behind) and _missed(text, cue[0], behind, hit[1])
    if word in ("never", "nobody", "no one") and (
        _so_much().fullmatch(behind) or _as_none_did(text, word, behind, hit[1])
    ):
        return True
    beyond = word in _WOULD_NOT and _NOTHING_THEY.search(text, start, cue[0])
    granted = _TAKE.match(behind) and _FOR_GRANTED.match(text, hit[1])
    kept = _CHANGE.match(behind) and _FOR_ANYTHING.match(text, hit[1])
    return bool(beyond or granted or kept) or _if_not(text, word, cue[0], behind, hit[1])


def _as_none_did(text: str, word: str, behind: str, end: int) -> bool:
    """Say whether one is told of who is like nobody else: nobody listens like she does."""
    if behind.startswith((" before ", " ever ", " has ever ")):
        return bool(_LIKE_THAT.match(text, end))
    return word != "never" and bool(_LIKE_HER.match(text, end))


def _missed(text: str, at: int, behind: str, end: int) -> bool:
    """Say whether it is told what would be without: before it, or behind what is named."""
    since, named = max(0, at - _FAR), _THAT.match(behind)
    if _would_be().search(text, since, at) or _would(named=bool(named)).match(text, end):
        return True
    return bool(named and _unable().search(text, since, at) and _ENDS.match(text, end))


def _if_not(text: str, word: str, at: int, behind: str, end: int) -> bool:
    """Say whether a condition that did not come true, if they had not helped, saved the speaker."""
    since = max(0, at - _FAR)
    if word == "not":
        found = _HAD.search(text, since, at)
    else:
        found = _IF.search(text, since, at) if word in ("hadn't", "hadnt") else None
    if not found or not _done().fullmatch(behind):
        return False
    return bool(
        _or_else().search(text, since, found.start()) or _would(named=True).match(text, end)
    )


def _chinese(text: str, word: str, cue: tuple[int, int], hit: tuple[int, int]) -> bool:
    behind, since = text[cue[1] : hit[0]], max(0, cue[0] - 5)
    ever = word in _ever() or _always().search(text, since, cue[0])
    if _better().match(behind) or ((ever or "过" in behind[:3]) and _so().match(behind)):
        return True
    if word in "唔不" and behind[:1] in ("系", "是"):
        return bool(_named().match(behind, 1)) and _lost_behind(text, hit[1], _LOST)
    if word not in _lacking() or not _theirs().match(behind) or _now().search(text, since, cue[0]):
        return False
    if _on_condition().search(text, since, cue[0]):
        return _lost_behind(text, hit[1], _LOST + _STILL)
    return _lost_behind(text, hit[1], _LOST if _named().match(behind) else "")


def _lost_behind(text: str, end: int, lost: str) -> bool:
    """Say whether it is told behind the hit, or in the next clause, what would have been lost."""
    found = _of_mine(lost).search(text, end, end + _NEAR)
    between = text[end : found.start()] if found else "."
    return between.count(",") <= 1 and not _parted().search(between)


@cache
def _lacking() -> frozenset[str]:
    return frozenset(map(folded, ("冇", "沒有", "沒", "無")))


@cache
def _ever() -> frozenset[str]:
    return frozenset(map(folded, ("從未", "未曾", "未試過", "未嘗", "未有", "未")))


@cache
def _unable() -> re.Pattern[str]:
    """Find, right before `without`, what could not be done, or the question where one would be."""
    unable = (
        r"(?:(?:could|ca)n't|cannot|(?:could|can) (?:not|never)) (?:do|live|survive|manage|cope)"
    )
    unable += "|(?:can't|cannot|couldn't) imagine(?: my| our)? (?:life|living|being)"
    return re.compile(rf"(?<![a-z'])(?:i|we) (?:{unable}){_WORDS}{{0,3}} \Z")


@cache
def _would_be() -> re.Pattern[str]:
    """Find, right before `without`, what would be: I'd be lost, we would have gone under."""
    # Joined clauses tell of something else: "he couldn't stay so I went without".
    lost = (
        r"(?:where|what) (?:i|we)(?:'d| would) (?:be|do|have been|have done)"
        r"|what would (?:i do|have happened|happen)"
    )
    return re.compile(rf"(?:{_OWED}|{_NOT_BE}|(?<![a-z'])(?:{lost}){_WORDS}?) \Z")


@cache
def _would(*, named: bool) -> re.Pattern[str]:
    """Match behind the hit what would be; farther off for want of one who is named."""
    if not named:
        return re.compile(rf",?{_WORDS}{{0,3}}? (?:{_OWED}|{_NOT_BE})")
    alone = r"(?<![a-z'])(?:i|we)(?:'d| would) have (?:nobody|no one|nothing|nowhere)(?![a-z])"
    return re.compile(rf"{_WORDS}{{0,6}}?,?{_WORDS}{{0,4}}? (?:{_OWED}|{_NOT_BE}|{alone})")


@cache
def _so_much() -> re.Pattern[str]:
    """Match what stands between `never` and that of which there never was so much."""
    little = "little|few|bad|badly|poor|poorly|hard|rare|rarely|cold|coldly|a|things"
    much = rf"(?:(?:so|such)(?! much as)(?: (?!{little}\b)[a-z]+){{0,2}}|this (?:much|many|well))"
    return re.compile(rf"{_WORDS}{{1,3}}? {much} ?")


@cache
def _done() -> re.Pattern[str]:
    """Match what may stand between `hadn't` and the hit: the hit is what was done, or was given."""
    given = r"(?:given|offered|shown|brought|sent)(?: (?!any|enough|no\b)[a-z]+){1,3}"
    return re.compile(rf" (?:{given} )?")


@cache
def _or_else() -> re.Pattern[str]:
    """Find before `if` what would be."""
    return re.compile(rf"(?:{_OWED}|{_NOT_BE}|where would (?:i|we) be){_WORDS}{{0,4}},? \Z")


@cache
def _not_a_day() -> re.Pattern[str]:
    """Find a negation that takes the next one back: not a day without."""
    few = r"(?:not|never|hardly|barely|rarely|scarcely|isn't|wasn't|no)(?: been)?"
    time = "(?:day|night|morning|evening|week|weekend|month|year|hour|minute|moment)"
    goes = r"(?: (?:goes|went|passes|passed|has gone|has passed|would go|would pass)(?: by)?)?"
    which = rf"(?: (?:that|when|where))?(?: {_THEY})?"
    return re.compile(rf"(?<![a-z'])(?<!it ){few} (?:a|an|one)(?: single)? {time}{goes}{which} \Z")


@cache
def _theirs() -> re.Pattern[str]:
    """Match what is missed: 冇佢哋, 冇阿May, 沒有這裏的; not 冇人, 沒有任何."""
    return re.compile(rf"[咗了]?(?!{any_word(_NOBODY)}).")


@cache
def _named() -> re.Pattern[str]:
    """Match a helper who is there: 佢, 你哋, 阿May, 呢度; not 這樣的, 呢啲."""
    return re.compile("[咗了]?(?!.*[咁么]多|.*咁好)(?:[你佢他她阿]|[这呢那嗰](?![样种啲些]))")


@cache
def _on_condition() -> re.Pattern[str]:
    return re.compile(rf"{any_word(_CONDITIONS)}.{{0,2}}$")


@cache
def _always() -> re.Pattern[str]:
    """Find 從來 before 冇 and 沒有, but not of what others never did."""
    return re.compile("(?<![佢他她哋们])从(?:来都?)?$")


@cache
def _now() -> re.Pattern[str]:
    return re.compile(rf"(?:{any_word('而家 依家 宜家 現在 今日')}).{{0,2}}$")


@cache
def _of_mine(lost: str) -> re.Pattern[str]:
    """Find what would have become of me, not of another; no fear, nor a heart that died."""
    today = any_word(_TODAY)
    if not lost:
        return re.compile(today)
    other = rf"(?!{any_word(_FEARED)}|[你佢他她只条,.])"
    steadfast = "(?!咗?条?心|咗?[个只条]|撑|顶|忍|捱|守|做|闷|地)"
    return re.compile(rf"我(?:{other}.){{0,6}}?(?:{any_word(lost)}){steadfast}|{today}")


@cache
def _parted() -> re.Pattern[str]:
    return re.compile(rf"[.;!?…。\n]|{any_word('但 不過 反而 因為 之後 後來 所以')}")


@cache
def _better() -> re.Pattern[str]:
    """Match what tells of one who does it better than all: 冇人似佢咁, 沒有人比她更."""
    as_much = any_word("更 咁 噉 那樣 那麼 這樣 這麼 一樣")
    return re.compile(
        rf"(?!.*[少差衰烂冷])人.{{0,2}}[比似像](?:[你佢他她这呢阿]|我阿).{{0,3}}?{as_much}"
    )


@cache
def _so() -> re.Pattern[str]:
    """Match what there never was so much of; not so little, not as with others."""
    so = any_word("咁 噉 這麼 這樣 那麼 如此")
    return re.compile(rf"(?!.*[少差似像衰烂冷]).*{so}")
