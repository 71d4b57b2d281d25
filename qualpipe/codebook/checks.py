"""What could be better in a codebook that can be read: gaps, and words that will mislead."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from qualpipe.codebook.faults import nearest
from qualpipe.codebook.form import TOP
from qualpipe.model import Code, Codebook, Language, Phrase, Problem
from qualpipe.text.folding import folded
from qualpipe.text.script import HAN

_GENERAL = """
good bad nice help helpful feel feeling think know want like need get make do thing things people
person someone something everything anything time day life say said talk go come really very always
never a the and it me my i you he she they we not no yes 好 唔好 不好 覺得 感覺 知 知道 想 要 需要
鍾意 喜歡 人 事 嘢 東西 時間 日子 生活 講 說 話 去 嚟 來 有 冇 沒有 幫 幫忙 幫助 因為 所以 真係
真的 好多 很多 我 你 佢 他 她 我哋 你哋 佢哋 我們 他們 大家 即係 就是 然後 跟住 呢個 嗰個 這個 那個
呢度 嗰度 這裡 那裡 係 是 唔係 不是 的 嘅 了 咗
"""
_HAN_END = re.compile(rf"[{HAN}]\*$")
_PREFIX = 4
"""A word cut off with * should keep so many letters; shorter ones begin too many words."""


@cache
def _general() -> frozenset[str]:
    return frozenset(map(folded, _GENERAL.split()))


def check(codebook: Codebook) -> list[Problem]:
    """List what could be better in a codebook, code by code; an empty list is a clean one.

    `where` is the id of the code, or of the codebook. None of this keeps a codebook from use.
    """
    problems = [problem for code in codebook for problem in _of_code(code, codebook)]
    problems += _misspelt_fields(codebook)
    problems += _shared_keywords(codebook)
    problems += _inside_others(codebook)
    problems += _repeated_texts(codebook)
    order = {code.id: number for number, code in enumerate(codebook)}
    return sorted(problems, key=lambda problem: order.get(problem.where, -1))


def _of_code(code: Code, codebook: Codebook) -> Iterator[Problem]:
    for field, why in (
        ("definition", "say in two sentences what it means"),
        ("keywords", "give words that people really say"),
        ("examples", "give passages that belong to it"),
    ):
        if not getattr(code, field):
            yield Problem(where=code.id, message=f"it has no {field}", remedy=why)
    if code.share is not None and not 0 <= code.share <= 1:
        message = f"its share is {code.share}"
        yield Problem(where=code.id, message=message, remedy="write a part of 1, such as 0.15")
    yield from _missing_languages(code, codebook)
    yield from _weak_keywords(code)
    yield from _keyword_lists(code)


def _missing_languages(code: Code, codebook: Codebook) -> Iterator[Problem]:
    for language in codebook.languages:
        fields = ("name", "definition", "keywords", "examples")
        gaps = [field for field in fields if not _speaks(getattr(code, field), language)]
        if gaps:
            message = f"nothing in {language} under {', '.join(gaps)}"
            yield Problem(where=code.id, message=message, remedy=f"add it, or take {language} out")


def _speaks(phrases: Iterable[Phrase], language: Language) -> bool:
    """Say whether a field is empty altogether or has something in a language."""
    languages = {phrase.language for phrase in phrases} - {Language.UNKNOWN, Language.MIXED}
    return not languages or language in languages


def _weak_keywords(code: Code) -> Iterator[Problem]:
    seen: set[tuple[Language, str]] = set()
    for phrase in code.keywords:
        term = folded(phrase.text)
        shown = f"the keyword `{phrase.text}`"
        if (phrase.language, phrase.text.casefold()) in seen:
            yield Problem(where=code.id, message=f"{shown} is given twice", remedy="keep one")
        seen.add((phrase.language, phrase.text.casefold()))
        if term in _general():
            remedy = "take a phrase that means little else"
            yield Problem(where=code.id, message=f"{shown} is said about everything", remedy=remedy)
        elif len(term) == 1:
            message = f"{shown} is one character and turns up inside other words"
            yield Problem(where=code.id, message=message, remedy="give whole words")
        if message := _misused_star(term):
            remedy = "give the words themselves"
            yield Problem(where=code.id, message=f"{shown} {message}", remedy=remedy)


def _misused_star(term: str) -> str:
    if "*" in term[:-1]:
        return "has a * before its end, where it stands for itself"
    if _HAN_END.search(term):
        return "needs no *: Chinese is found wherever it stands"
    if term.endswith("*") and len(term.rsplit(maxsplit=1)[-1]) <= _PREFIX:
        return "begins very many words"
    return ""


def _keyword_lists(code: Code) -> Iterator[Problem]:
    """Find examples that nobody would say: keywords in a row."""
    keywords = sorted({folded(phrase.text) for phrase in code.keywords}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, keywords)) or "$")
    for example in code.examples:
        if not re.search(r"\w", pattern.sub("", folded(example.text))):
            message = f"the example `{example.text}` is only keywords"
            yield Problem(where=code.id, message=message, remedy="write what somebody might say")


def _misspelt_fields(codebook: Codebook) -> Iterator[Problem]:
    for name in codebook.extra:
        if near := nearest(name.lower(), TOP):
            message = f"`{name}` at the top is no field of a codebook"
            yield Problem(where=codebook.id, message=message, remedy=f"did you mean {near}?")


def _owners(codebook: Codebook) -> dict[str, dict[str, str]]:
    """Return for each folded keyword the codes that have it, and how each writes it."""
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for code in codebook:
        for phrase in code.keywords:
            owners[folded(phrase.text)].setdefault(code.id, phrase.text)
    return owners


def _shared_keywords(codebook: Codebook) -> Iterator[Problem]:
    for codes in _owners(codebook).values():
        first, *others = codes
        for other in others:
            message = f"the keyword `{codes[other]}` is one of {first} too"
            yield Problem(where=other, message=message, remedy="give it to the code it points to")


def _inside_others(codebook: Codebook) -> Iterator[Problem]:
    """Find keywords that will be found wherever a keyword of another code is said."""
    owners = _owners(codebook)
    for term, codes in owners.items():
        whole = re.compile(rf"(?<![a-z0-9]){re.escape(term)}(?![a-z0-9])")
        for longer, others in owners.items():
            if term not in longer or not (whole if term.isascii() else re.compile("")).search(
                longer
            ):
                continue
            strangers = [other for other in others if other not in codes]
            for code, other in ((code, other) for code in codes for other in strangers):
                message = f"the keyword `{codes[code]}` lies inside `{others[other]}` of {other}"
                yield Problem(where=code, message=message, remedy="make it longer or take it out")


def _repeated_texts(codebook: Codebook) -> Iterator[Problem]:
    """Find one text under two codes, twice under one, or both for and against a code."""
    first: dict[tuple[str, str], str] = {}
    for code in codebook:
        for field in ("definition", "examples"):
            for phrase in getattr(code, field):
                key = (field, folded(phrase.text))
                if key in first:
                    message = f"`{phrase.text}` stands in the {field} of {first[key]} already"
                    yield Problem(where=code.id, message=message, remedy="keep it in one place")
                first.setdefault(key, code.id)
        for phrase in code.counter_examples:
            if first.get(("examples", folded(phrase.text))) == code.id:
                message = f"`{phrase.text}` is an example and a counter-example"
                yield Problem(where=code.id, message=message, remedy="decide which")
