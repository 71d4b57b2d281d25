"""What the columns of a table hold, told by their headings or by the look of what is in them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import pairwise

from qualpipe.ingest.readers.table.grid import Row
from qualpipe.ingest.stamps import leading
from qualpipe.text.script import han_count, latin_words

_HEADER_WITHIN = 15  # rows; above the headings stand a title and notes
_SPEAKER_LENGTH = 40
_MOST = 0.8  # of the cells of a column; the rest are slips
_WORDY = 0.3  # of the length of the longest column; a column of speech, not of remarks


class Kind(Enum):
    """What a column holds."""

    TEXT = auto()
    TRANSLATION = auto()
    SPEAKER = auto()
    CASE = auto()
    STARTED = auto()
    ENDED = auto()
    NUMBER = auto()
    LANGUAGE = auto()


# Headings as people write them, without case, blanks and signs; the first kind that fits counts.
_LANGUAGE = "english|chinese|cantonese|mandarin|zh|yue|en"
_HEADINGS = {
    Kind.TRANSLATION: rf"(?:{_LANGUAGE})?translat(?:ion|ed)(?:text)?|translationenglish|"
    r"[英中]?[譯译](?:文|本)?|[英中]文[譯译]文|(?:[英中]文)?翻[譯译]",
    Kind.TEXT: rf"(?:original|source|spoken|raw|{_LANGUAGE})?"
    r"(?:text|transcript(?:ion)?|utterances?|words|speech)|"
    rf"original|contents?|dialogue|message|said|{_LANGUAGE}|"
    r"(?:[對对][話话]|[發发]言|[說说][話话])?[內内]容|[對对][話话]|文字|原文|文本|逐字稿|[話话][語语]|"
    r"[轉转][錄录]|粵語|粤语|[廣广][東东][話话]|普通[話话]|[中英]文",
    Kind.SPEAKER: r"speakers?(?:name|label|id)?|who|person|role|voice|"
    r"[說说][話话][人者]|[講讲](?:者|話人|话人)|[發发]言[人者]|角色|身份",
    Kind.CASE: r"(?:participant|respondent|response|record|interviewee|interview|transcript|case|"
    r"subject|file|user)(?:id|no|number|code|name)?|id|name|pid|姓名|名字|"
    r"(?:受[訪访]者|[參参]加者|[參参][與与]者|[個个]案|[訪访][談谈問问])(?:[編编][號号]|代[號号])?",
    Kind.ENDED: r"end(?:s|ed|time)?|stop|to|out|[結结]束(?:[時时][間间])?",
    Kind.STARTED: r"start(?:s|ed|time)?|begins?|from|in|time(?:code|stamp|span)?|"
    r"[開开]始(?:[時时][間间])?|[時时][間间][碼码]?|起始[時时][間间]",
    Kind.NUMBER: r"turn(?:no|number)?|no|nr|number|line|row|index|seq|#|"
    r"[序編编][號号]|[話话][輪轮]|[輪轮]次",
    Kind.LANGUAGE: r"lang(?:uage)?|[語语]言",
}
_PATTERNS = {kind: re.compile(pattern) for kind, pattern in _HEADINGS.items()}


def kind_of(heading: str) -> Kind | None:
    """Return what a heading says its column holds, None if it says nothing known.

    Of a heading in two languages ("Speaker 說話人", "Text (原文)") each part is tried.

    >>> kind_of("說話人 / Speaker"), kind_of("English translation"), kind_of("What helped you?")
    (<Kind.SPEAKER: 3>, <Kind.TRANSLATION: 2>, None)
    """
    plain = unicodedata.normalize("NFKC", heading).casefold()
    parts = re.split(r"[/|()\[\]\n]|(?<=[a-z])\s+(?=[㐀-鿿])|(?<=[㐀-鿿])\s+(?=[a-z])", plain)
    for part in (plain, *parts):
        bare = re.sub(r"[\s_.:*\-]", "", part)
        for kind, pattern in _PATTERNS.items():
            if pattern.fullmatch(bare):
                return kind
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where a table of turns holds what; `rows` are those below the headings."""

    rows: tuple[Row, ...]
    text: int
    translations: tuple[int, ...] = ()
    speaker: int | None = None
    case: int | None = None
    started: int | None = None
    ended: int | None = None


def by_headings(rows: Sequence[Row]) -> Columns | None:
    """Return where a table has its words and speakers if its headings say so."""
    for n, row in enumerate(rows[:_HEADER_WITHIN]):
        kinds = {column: kind_of(cell) for column, cell in enumerate(row.cells) if cell.strip()}
        known = {kind for kind in kinds.values() if kind}
        if Kind.TEXT in known and (len(known) > 1 or len(kinds) == 1):
            return _headed(kinds, tuple(rows[n + 1 :]))
    return None


def by_looks(rows: Sequence[Row]) -> Columns | None:
    """Tell the columns of a table without headings: times, few short names, long words."""
    columns = range(max((len(row.cells) for row in rows), default=0))
    cells = {column: filled(rows, column) for column in columns}
    sizes = {column: sum(map(len, cells[column])) for column in columns}
    started = next((column for column in columns if _are_times(cells[column])), None)
    longest = max((c for c in columns if c != started), key=lambda c: sizes[c], default=None)
    wordy = [c for c in columns if c != started and sizes[c] > _WORDY * sizes[longest or 0]]
    texts = [column for column in wordy if column == longest or not _are_names(cells[column])]
    names = [c for c in columns if c not in {started, *texts} and _are_names(cells[c])]
    renderings = _renderings(rows, texts)
    if not texts or not (names or started is not None or renderings):
        return None
    return Columns(
        rows=tuple(rows),
        text=texts[0],
        translations=renderings,
        speaker=names[0] if names else None,
        started=started,
    )


def filled(rows: Sequence[Row], column: int | None) -> list[str]:
    """Return the cells of a column that hold anything."""
    return [cell for row in rows if (cell := row.cell(column))]


def is_han(cells: Sequence[str]) -> bool:
    """Say whether cells are written in Chinese rather than in Latin letters."""
    text = "\n".join(cells)
    return han_count(text) > latin_words(text)


def _headed(kinds: Mapping[int, Kind | None], rows: tuple[Row, ...]) -> Columns | None:
    def first(kind: Kind) -> int | None:
        return next((column for column, one in kinds.items() if one is kind), None)

    texts = [column for column, kind in kinds.items() if kind is Kind.TEXT]
    speaker, case = first(Kind.SPEAKER), first(Kind.CASE)
    if speaker is None and case is not None:
        names = filled(rows, case)
        linked = {Kind.STARTED, Kind.TRANSLATION} & set(kinds.values())
        if len(set(names)) == len(names) and not linked:
            return None  # each name once: a survey, a row a respondent
        if _changes(names) >= len(set(names)):
            speaker, case = case, None  # the names come and go: these are the people who speak
    if 2 * len(set(filled(rows, case))) > len(rows):
        case = None  # it numbers the turns
    translations = [column for column, kind in kinds.items() if kind is Kind.TRANSLATION]
    return Columns(
        rows=rows,
        text=texts[0],
        translations=tuple(translations or _renderings(rows, texts)),
        speaker=speaker,
        case=case if len(set(filled(rows, case))) > 1 else None,
        started=first(Kind.STARTED),
        ended=first(Kind.ENDED),
    )


def _renderings(rows: Sequence[Row], texts: Sequence[int]) -> tuple[int, ...]:
    """Return the columns of words that are in the other script than the first: translations."""
    if not texts:
        return ()
    original = is_han(filled(rows, texts[0]))
    return tuple(column for column in texts[1:] if is_han(filled(rows, column)) is not original)


def _are_times(cells: Sequence[str]) -> bool:
    times = sum(bool(":" in cell and leading(cell)) for cell in cells)
    return bool(cells) and times >= _MOST * len(cells)


def _are_names(cells: Sequence[str]) -> bool:
    """Say whether cells look like speakers: short, no numbers, the same few over and over."""
    short = sum(len(cell) <= _SPEAKER_LENGTH and not cell.isdecimal() for cell in cells)
    few = len(set(cells)) <= max(2, len(cells) // 2) and len(set(cells)) < len(cells)
    return few and short >= _MOST * len(cells)


def _changes(names: Sequence[str]) -> int:
    return sum(before != after for before, after in pairwise(names))
