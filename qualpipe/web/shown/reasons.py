"""Reasons in the page's language: the engine gives them in English, in a few forms.

A form that is not known here is shown as it is, marked as English.
"""

import re
from typing import Any

from qualpipe.web.wording import worded

_KEYWORD = re.compile(r'keyword "(?P<term>.*?)"(?: \(as "(?P<said>.*)"\))?(?P<negated>, negated)?')
_NEAR = re.compile(r"(?P<faint>faintly )?close to (?P<piece>.*)", re.DOTALL)
_FORMS = (
    (re.compile(r'answers the question "(?P<text>.*)"', re.DOTALL), "reasons.question"),
    (re.compile(r"learned from (?P<count>\d+) decisions?"), "reasons.learned"),
    (re.compile(r'the rule "(?P<text>.*)"', re.DOTALL), "reasons.rule"),
    (re.compile(r'example "(?P<text>.*)"', re.DOTALL), "reasons.example"),
    (re.compile(r'counter-example "(?P<text>.*)"', re.DOTALL), "reasons.counter"),
    (re.compile(r"the definition"), "reasons.the_definition"),
    (re.compile(r"the name"), "reasons.the_name"),
    (re.compile(r"the keywords"), "reasons.the_keywords"),
    (re.compile(r"no segment of it has been reviewed yet"), "reasons.no_segment"),
    (re.compile(r"none of its suggestions has been reviewed yet"), "reasons.no_suggestion"),
    (
        re.compile(
            r"(?P<share>\d+%) of its suggestions are right, by an estimate from (?P<count>\d+) "
            r"reviewed \(at least (?P<least>\d+%), 95 % sure\)"
        ),
        "reasons.right",
    ),
)


def reason_in(reason: str, page: str) -> dict[str, Any]:
    """Return a reason in a page's language, and the language that it is in.

    >>> reason_in('keyword "屋企"', "zh-HK")
    {'reason': '關鍵詞「屋企」', 'lang': 'zh-HK'}
    >>> reason_in("a hunch", "zh-HK")
    {'reason': 'a hunch', 'lang': 'en'}
    """
    found = _worded(reason, page)
    return {"reason": reason, "lang": "en"} if found is None else {"reason": found, "lang": page}


def _worded(reason: str, page: str) -> str | None:
    if match := _KEYWORD.fullmatch(reason):
        key = "reasons.keyword_as" if match["said"] else "reasons.keyword"
        found = worded(key, page, term=match["term"], said=match["said"])
        return worded("reasons.negated", page, reason=found) if match["negated"] else found
    if match := _NEAR.fullmatch(reason):
        piece = _worded(match["piece"], page)
        key = "reasons.faint" if match["faint"] else "reasons.close"
        return None if piece is None else worded(key, page, piece=piece)
    for form, key in _FORMS:
        if match := form.fullmatch(reason):
            return worded(key, page, **match.groupdict())
    return None
