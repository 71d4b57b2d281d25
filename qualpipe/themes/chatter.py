"""Chatter: what is said in every interview and belongs to no theme.

Signs of listening, greetings, talk about the consent form and the recorder, the way here and the
weather, and "I don't know". A rule sees only what is short and says nothing else; talk of the bus
is chatter while people sit down or get up, and a finding in between.
"""

import re
from enum import StrEnum
from functools import cache

from qualpipe.model import Segment
from qualpipe.text.folding import folded
from qualpipe.text.script import han_count, latin_words
from qualpipe.text.words import words
from qualpipe.themes.wording.counts import telling


class Reason(StrEnum):
    """Why a segment is left out of the search for themes."""

    DECIDED = "a person has coded it"
    SUGGESTED = "a code explains it"
    BACKCHANNEL = "only a sign of listening"
    GREETING = "greeting, thanks or farewell"
    CONSENT = "about consent or the recording"
    NO_ANSWER = "says that there is no answer"
    SMALL_TALK = "small talk"
    SHORT = "too few words to mean anything"


# The first and the last part of an interview, where people sit down and get up.
OPENING, CLOSING = 0.1, 0.94
# A Chinese word has one and a half characters, so that lengths compare in both languages.
_BRIEF, _SHORT, _MIDDLING, _LONG = 4, 12, 25, 60
_FEW = 3  # telling words

_LISTENING = """
    ok okay yes yeah yep yah ya yup no nope nah oh ah um uh er erm eh hm hmm mm mmm mhm huh aye right
    sure fine true exactly well really so i see of course that's it is right alright maybe a bit
    嗯 唔 啊 呀 哦 噢 喔 欸 誒 係 係囉 係呀 係啊 係嘅 係㗎 唔係 唔係呀 得 得啦 好 好呀 好啊 好啦 好的 是 是的
    是啊 是呀 對 對啊 對呀 對對 行 可以 可以啊 冇錯 沒錯 冇 有 有呀 無 不是 沒有 咁 咁呀 這樣啊 然後 跟住 原來
    即係 明 明白 了解 知道 真係 真的 真係㗎 可能 或者 應該 應該係 啦 喇 囉 㗎 嘅 呢 嘛 吧 喎 喲 嗎 咩 咩話 哈 哈哈
"""
_MANNERS = """
    hi hello hey good morning afternoon evening bye goodbye thank thanks you very so much a lot welcome
    please sorry nice to meet see take care no problem worries for your time having me cheers
    早晨 你好 您好 早安 午安 拜拜 再見 多謝 多謝你 多謝晒 唔該 唔該晒 謝謝 謝謝你 唔好意思 不好意思 對唔住 對不起
    唔使客氣 唔使 不用 不客氣 辛苦晒 辛苦了 保重 下次見 慢慢行 慢走 打擾 打攪 你
"""
_NO_ANSWER = """
    (i )?(really )?(do not|don't|dont|can't|cannot|couldn't|wouldn't) (really )?(know|remember|recall|say)
    | no idea | (i'm )?not( really| so)? sure | (i )?(have not|haven't|never)( really)? thought (about|of)
    | nothing (comes to mind|special|else|really|much) | hard to say | can't think of (anything|one|any)
    | (唔|不|冇|没)(太|系好|系几|大)?(知道?|清楚|记得|肯定|晓得|识讲|识答)(喎|啊|呀|啰|了|咗)?
    | (冇|没有?|未)(特别)?(谂过|想过|乜(嘢|特别)?|咩(嘢|特别)?|什么(特别)?|所谓|嘢讲|意见|补充)
    | 讲唔出 | 说不(上来|清|出) | 谂唔到 | 想不(到|起来|出) | 好难讲 | 很难说 | 冇谂法 | 没想法
"""
_CONSENT = """
    consent | information\\ sheet | \\brecord(er|ing|ed|s)?\\b | \\btape\\b | transcri(pt|be) | anonym
    | withdraw | same\\ sheet | sign\\ (here|it|this) | red\\ (dot|light)
    | 同意书 | 录音 | 录(紧|着|到|咗|埋|入|得) | 开始录 | 匿名 | 逐字稿 | 停机 | 熄机 | 部机 | 支笔录 | 签(咗|了|个)?名
    | 签(咗|了)未 | 张(form|纸)(签|睇)
"""
_PASSING = """
    \\b(did\\ you\\ (come|get\\ here|find\\ us)|come\\ far|get\\ here|still\\ raining|the\\ (weather|rain|air\\ ?con)
    |have\\ you\\ eaten|something\\ to\\ drink|cup\\ of|the\\ mtr|minibus|umbrella|sit\\ anywhere|comfortable)\\b
    | (点样?|怎么)(过?嚟|过?来) | 塞车 | 落(紧|唔落|大)雨 | 下(着)?雨 | 天气 | 好热 | 热(吗|吧|死) | 冻唔冻 | 冷气
    | (食|吃)(咗|了|过)?(饭|早餐|晏|嘢)?(未|没有?吗?) | 饮(杯|啖|唔饮|啲) | 喝(点|杯|水) | 坐(边|得舒|下|低) | 等咗好耐
    | 迟(到|咗|左) | 搭(小巴|车|地铁) | 坐(小巴|车|地铁) | 遮(住|雨)
"""


def chatter(segment: Segment, *, place: float, question: str = "") -> Reason | None:
    """Say which kind of chatter a segment is, or None if it may belong to a theme.

    `place` is where in the interview it stands (0 to 1), `question` what was said right before.

    >>> from qualpipe.model import Language, Span
    >>> def said(text):
    ...     span = Span(0, len(text))
    ...     return Segment(transcript="P1", turn=1, span=span, within=span, text=text,
    ...         language=Language.UNKNOWN)
    >>> [chatter(said(text), place=0.5) for text in ("係囉，係囉。", "I don't know really.")]
    [<Reason.BACKCHANNEL: 'only a sign of listening'>, <Reason.NO_ANSWER: 'says that there is no answer'>]
    >>> chatter(said("嗰隻藥食到我成日瞓。"), place=0.5) is None
    True
    """
    text = folded(segment.text)
    length = _length(text)
    content = len({word.lemma for word in telling(words(segment.text, language=segment.language))})
    if _only(text, _spoken(_LISTENING)):
        return Reason.BACKCHANNEL
    if _only(text, _spoken(_LISTENING) | _spoken(_MANNERS)):
        return Reason.GREETING
    if length <= _SHORT and content < _FEW and _pattern(_NO_ANSWER).search(text):
        return Reason.NO_ANSWER
    if length <= _LONG and not OPENING < place < CLOSING:
        # A long answer that names the rain may be about anything, unless rain was the question.
        around = f"{folded(question)} {text if length <= _MIDDLING else ''}"
        if _pattern(_CONSENT).search(around):
            return Reason.CONSENT
        if _pattern(_PASSING).search(around) or (place >= CLOSING and length <= _SHORT):
            return Reason.SMALL_TALK
    if length <= _BRIEF or (length <= _SHORT and content < _FEW):
        return Reason.SHORT
    return None


def _length(text: str) -> float:
    return han_count(text) / 1.5 + latin_words(text)


@cache
def _spoken(listed: str) -> frozenset[str]:
    return frozenset(folded(listed).split())


@cache
def _pattern(verbose: str) -> re.Pattern[str]:
    return re.compile(folded(verbose), re.VERBOSE)


_MARKS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]|[^\w'’]+")


def _only(text: str, allowed: frozenset[str]) -> bool:
    """Say whether a text is made of certain words alone; remarks in brackets do not count."""
    pieces = _MARKS.sub(" ", text).replace("’", "'").split()
    return all(piece in allowed or _made_of(piece, allowed) for piece in pieces)


def _made_of(piece: str, allowed: frozenset[str]) -> bool:
    """Say whether Chinese written without spaces is made of allowed words: 係囉係囉."""
    if not han_count(piece):
        return False
    reached = {0}
    for end in range(1, len(piece) + 1):
        if any(piece[start:end] in allowed for start in reached):
            reached.add(end)
    return len(piece) in reached
