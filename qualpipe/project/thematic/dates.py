"""Dates: attributes that say when, however they were written, in the order of time."""

import re
from collections.abc import Mapping, Sequence

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
# Whole, or short as in "Sept." or "Jan": Mayfield is a place.
_NAME = rf"(?P<name>sept|{'|'.join(f'{month}|{month[:3]}' for month in _MONTHS)})\.?"
# A clock behind the day, as spreadsheets write it, does not matter.
_CLOCK = r"(?:[T\s]\s*\d{1,2}:\d{2}.*)?"
_FORMS = tuple(
    re.compile(form + _CLOCK, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2}))?\s*[月日号號]?",
        r"(?P<first>\d{1,2})[-/.](?P<second>\d{1,2})[-/.](?P<year>\d{4})",
        rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*)?{_NAME}[\s,-]*(?P<year>\d{{4}})",
        rf"{_NAME}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,]+(?P<year>\d{{4}})",
    )
)
_LAST_MONTH, _LAST_DAY = 12, 31
Day = tuple[int, int, int]
"""Year, month and day; day 0 where only the month is known."""


def in_time(values: Sequence[str]) -> Mapping[str, int] | None:
    """Return the place of each value in the order of time; None if any is no date.

    In 5/1/2026 the day comes first, unless another of the values shows that the month does.

    >>> found = in_time(["3 May 2026", "2026年1月5日", "2/4/2026", "2025-12"])
    >>> sorted(found, key=found.get)
    ['2025-12', '2026年1月5日', '2/4/2026', '3 May 2026']
    >>> in_time(["Tai Po", "2026-01-05"]) is None
    True
    """
    for month_first in (False, True):
        days = {value: _day(value, month_first=month_first) for value in values}
        known = {value: day for value, day in days.items() if day is not None}
        if known and len(known) == len(days):
            ordered = sorted(set(known.values()))
            return {value: ordered.index(day) for value, day in known.items()}
    return None


def _day(value: str, *, month_first: bool) -> Day | None:
    """Read one date; None if it is none."""
    match = next((found for form in _FORMS if (found := form.fullmatch(value.strip()))), None)
    if match is None:
        return None
    told = match.groupdict()
    if "name" in told:
        short = told["name"][:3].lower()
        month, day = [one[:3] for one in _MONTHS].index(short) + 1, told["day"]
    elif "first" in told:
        names = ("first", "second") if month_first else ("second", "first")
        month, day = (int(told[name]) for name in names)
    else:
        month, day = int(told["month"]), told["day"]
    whole = int(told["year"]), month, int(day or 0)
    real = 1 <= whole[1] <= _LAST_MONTH and whole[2] <= _LAST_DAY
    return whole if real else None
