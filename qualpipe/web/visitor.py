"""Visitors: who is looking at a page, and in which language."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from qualpipe.model import Duty

LANGUAGES = {"en": "English", "zh-HK": "繁體中文", "zh-CN": "简体中文"}
LANGUAGE_COOKIE = "qualpipe_language"
# What browsers call the scripts; whoever writes Traditional characters gets Hong Kong's words.
_TRADITIONAL = ("zh-hk", "zh-mo", "zh-tw", "zh-hant", "yue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """A reviewer at a browser; `csrf` is what their session's requests must bring along."""

    reviewer: str
    duty: Duty
    language: str
    csrf: str

    @property
    def settles(self) -> bool:
        """Say whether they may settle what differs between reviewers."""
        return self.duty is Duty.ADJUDICATOR


def language_of(request: Request) -> str:
    """Return the language chosen by the visitor, else the one their browser asks for first."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """Return the language that an Accept-Language header wants most of those there are.

    >>> preferred("fr;q=0.9, zh-TW;q=0.8, en;q=0.5")
    'zh-HK'
    >>> preferred("zh-Hans-SG"), preferred("")
    ('zh-CN', 'en')
    """
    wanted: list[tuple[float, str]] = []
    for part in header.lower().split(","):
        name, _, weight = part.strip().partition(";q=")
        try:
            wanted.append((-float(weight or 1), name.strip()))
        except ValueError:
            continue  # a malformed weight asks for nothing
    for _, name in sorted(wanted, key=lambda one: one[0]):
        if name.startswith(_TRADITIONAL):
            return "zh-HK"
        if name.startswith("zh"):
            return "zh-CN"
        if name.startswith("en"):
            return "en"
    return "en"


def visitor_of(request: Request) -> Visitor:
    """Return who asks; the gate lets nobody through to here who is not logged in."""
    visitor: Visitor = request.state.visitor
    return visitor


Here = Annotated[Visitor, Depends(visitor_of)]
