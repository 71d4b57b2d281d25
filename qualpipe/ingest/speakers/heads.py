"""The head of a turn: the part of a line that names who speaks, as a single line can show it.

A line gives a candidate at most. Whether it is believed is decided over the whole file, in
`evidence`: `He said: no` has the form of a head too.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from qualpipe.ingest.speakers.labels import (
    Kind,
    is_stage_direction,
    key,
    kind_of,
    looks_like_a_person,
    without_note,
)
from qualpipe.ingest.speakers.people import is_called_so
from qualpipe.ingest.stamps import Stamp, leading, trailing

COLON = "[:：︰﹕∶]"
INVISIBLE = " \t\r\f\v\u3000\xa0\ufeff\u200b\u200c\u200d\u200e\u200f\u2060"


class Style(StrEnum):
    """How a line sets its label apart from the words."""

    COLON = "colon"  # I: words
    BRACKET = "bracket"  # 【訪員】words, [Interviewer] words
    TAB = "tab"  # P1<TAB>words
    STAMPED = "stamped"  # Mary  0:07, and the words on the next line
    ALONE = "alone"  # Interviewer, and the words on the next line


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a file: its text, where it begins in the file, and its number from 0."""

    number: int
    start: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Say whether there is nothing to read on the line."""
        return not self.text.strip(INVISIBLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A line that may begin a turn: the label, where the words begin in the line, the times.

    `stamped` says that a stamp without brackets comes first, as in `10:30 Meeting:`; `bold` that
    the label is set in bold; `named` that the user has named it as a speaker's.
    """

    label: str
    style: Style
    words: int
    started: float | None = None
    ended: float | None = None
    stamped: bool = False
    bold: bool = False
    named: bool = False

    @property
    def key(self) -> str:
        """Return what two spellings of the label share."""
        return key(without_note(self.label))

    @property
    def kind(self) -> Kind:
        """Return what the label is known to mean; what the user names is as good as P1."""
        return Kind.PARTICIPANT if self.named else kind_of(self.label)

    @property
    def is_person(self) -> bool:
        """Say whether the label is known to mean a person, or has the form of a name."""
        return bool(self.kind) or looks_like_a_person(self.label) or is_called_so(self.label)


_BLANK = rf"[{INVISIBLE}]"
_GAP = rf"{_BLANK}{{0,8}}"  # bounded, so that a line of blanks takes no time
# A quotation mark of e-mail, a bullet, the number of the line or the turn: not part of the label.
_BEFORE = re.compile(
    rf"{_BLANK}*(?:>{_BLANK}*)*(?:[-*+•·–—]{_BLANK}+)?(?:[(\[]?\d{{1,5}}[.)\]、．]?{_BLANK}+)?"
)
_NOT_IN_NAMES = r":：︰﹕∶()（）\[\]【】［］〔〕。！？!?;；“”「」…|#\t"
_NUMBER = r"#(?!\d{1,3}:\d\d)"  # Participant #3, but not the stamp #00:03:40#
_NAME = (
    rf"[^\s<>，{_NOT_IN_NAMES}](?:(?:[^{_NOT_IN_NAMES}]|{_NUMBER}){{0,38}}?[^\s{_NOT_IN_NAMES}])?"
)
_NOTE = r"(?:[ ]?[(（][^()（）:：]{1,30}[)）])?"
_BRACKET = re.compile(
    rf"(?:【(?P<a>[^】]{{1,40}})】|[\[［](?P<b>[^\]］]{{1,40}})[\]］]|〔(?P<c>[^〕]{{1,40}})〕)"
    rf"(?P<after>{_GAP}{COLON})?"
)
_BOLD = re.compile(
    rf"(?P<mark>\*\*|__)(?P<label>{_NAME}{_NOTE}){_GAP}(?P<in>{COLON})?{_GAP}(?P=mark)"
    rf"{_GAP}(?P<out>{COLON})?"
)
_STAMP = r"[\[(（#][\d:.,\-]{4,12}[\])）#]|(?<=\s)\d{1,2}:\d\d(?::\d\d)?(?:\.\d)?"
_COLON = re.compile(rf"(?P<label>{_NAME}{_NOTE}){_GAP}(?P<stamp>{_STAMP})?{_GAP}{COLON}")
_TAB = re.compile(rf"(?P<label>{_NAME}{_NOTE}){_GAP}\t(?=[^\n])")
_WIDE_GAP = re.compile(rf"(?P<label>{_NAME}{_NOTE})(?:\u3000| {{3,}})")
_WHOLE = re.compile(rf"(?P<label>{_NAME}{_NOTE}){_GAP}$")
_SEPARATOR = re.compile(rf"(?:{_BLANK}|[|,–—-])*")
_HOUR = re.compile(r"(?<!\S)(?:\d{1,2}:){1,2}$")
_LONGEST_HEAD = 120


def head_of(line: str) -> Head | None:
    """Return the head that a line may begin with, None if it has the form of none.

    >>> head_of("P01（男）：好呀。").label, head_of("【訪員】你好").label, head_of("He left.")
    ('P01（男）', '訪員', None)
    >>> head_of("**Mary:** Well, yes").label, head_of("Mary Chan  0:07").started
    ('Mary', 7.0)
    """
    before = _BEFORE.match(line)
    at = before.end() if before else 0
    stamp = leading(line, at)
    start = _skip(line, stamp.end) if stamp else at
    for form in (_bracketed, _bold, _colon, _tabbed, _alone):
        head = form(line, start)
        if head:
            return _timed(line, head, stamp)
    return None


def _skip(line: str, at: int) -> int:
    found = _SEPARATOR.match(line, at)
    return found.end() if found else at


def _bracketed(line: str, at: int) -> Head | None:
    found = _BRACKET.match(line, at)
    if not found:
        return None
    label = (found["a"] or found["b"] or found["c"]).strip()
    if is_stage_direction(label) or leading(found[0]):
        return None
    return Head(label=label, style=Style.BRACKET, words=found.end())


def _bold(line: str, at: int) -> Head | None:
    found = _BOLD.match(line, at)
    if not found:
        return None
    rest = line[found.end() :].strip()
    if not (found["in"] or found["out"] or not rest or leading(rest)):
        return None  # an emphasised word
    style = Style.COLON if found["in"] or found["out"] else Style.ALONE
    return Head(label=found["label"], style=style, words=found.end(), bold=True)


def _colon(line: str, at: int) -> Head | None:
    found = _COLON.match(line, at)
    if not found:
        return None
    end = found.end()
    if line.startswith(("//", "\\"), end) or _is_clock(line, end):
        return None  # https://, C:\, Room 10:30
    within = leading(found["stamp"]) if found["stamp"] else None  # I [00:01:20]: words
    return Head(
        label=found["label"],
        style=Style.COLON,
        words=end,
        started=within.started if within else None,
    )


def _is_clock(line: str, at: int) -> bool:
    """Say whether the colon before a place is that of a time: Room 10:30, but not P01:2019年."""
    return _HOUR.search(line, 0, at) is not None and line[at : at + 2].isdigit()


def _tabbed(line: str, at: int) -> Head | None:
    found = _TAB.match(line, at)
    if found:
        return Head(label=found["label"], style=Style.TAB, words=found.end())
    wide = _WIDE_GAP.match(line, at)  # 訪　你好: a gap will do after a label that all know
    if wide and kind_of(wide["label"]):
        return Head(label=wide["label"], style=Style.TAB, words=wide.end())
    return None


def _alone(line: str, at: int) -> Head | None:
    if len(line) > _LONGEST_HEAD:
        return None
    closing = trailing(line[at:], bare=True)
    if closing and closing.start:  # Mary  0:07
        label = line[at : at + closing.start].rstrip(INVISIBLE + "|,–—-")
        if _WHOLE.fullmatch(label):
            return Head(
                label=label,
                style=Style.STAMPED,
                words=len(line),
                started=closing.started,
                ended=closing.ended,
            )
        return None
    found = None if line.rstrip().endswith((".", ",", "，")) else _WHOLE.match(line, at)
    return Head(label=found["label"], style=Style.ALONE, words=len(line)) if found else None


def _timed(line: str, head: Head, stamp: Stamp | None) -> Head:
    """Add the times that stand before the label or between it and the words."""
    if stamp:  # 00:00:12 Speaker 1
        head = replace(
            head,
            style=Style.STAMPED if head.style is Style.ALONE else head.style,
            started=stamp.started,
            ended=stamp.ended,
            stamped=stamp.bare,
        )
    words = _skip_blank(line, head.words)
    after = leading(line, words)
    alone = after is not None and not line[after.end :].strip(INVISIBLE)
    # `P1: 10:30` is an answer, `P1: [10:30]` and `[Mary] 10:30` are not.
    if after and (not after.bare or (alone and head.style is not Style.COLON)):
        words = _skip_blank(line, after.end)
        if head.started is None:
            head = replace(head, started=after.started, ended=after.ended)
    return replace(head, words=words)


def _skip_blank(line: str, at: int) -> int:
    while at < len(line) and line[at] in INVISIBLE:
        at += 1
    return at
