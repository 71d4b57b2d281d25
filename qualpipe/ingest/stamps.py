"""Time stamps as transcription programs write them: `#00:03:40-5#`, `[0:03:40.5]`, `0:07`."""

import re
from dataclasses import dataclass

# Hours may be missing, and an hour and a half may be written 90:00.
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,6})?(?:[ \xa0]?[AaPp]\.?[Mm]\b\.?)?"
_TO = r"[ \t]*(?:-->|->|[-–—~～至到]|to)[ \t]*"
# f4 and easytranscript write tenths of a second after a hyphen, between number signs.
_BRACKETED = (
    r"#(?P<f4>(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[-.,]\d{1,3})?)#"
    rf"|[\[(（{{【<［〔][ \t]*(?P<first>{_CLOCK})(?:{_TO}(?P<last>{_CLOCK}))?[ \t]*[\])）}}】>］〕]"
)
_BARE = rf"(?<![\d:.])(?P<bare>{_CLOCK})(?:{_TO}(?P<until>{_CLOCK}))?(?![:.,]?\d)"
_STAMP = re.compile(f"{_BRACKETED}|{_BARE}")
_AT_END = re.compile(rf"(?:{_BRACKETED})\s*$")
_BARE_AT_END = re.compile(rf"(?:{_BARE})\s*$")
_SHORTHAND = re.compile(r"\d+(?::\d)?(?:\.\d+)?")
_SIXTY = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """A time stamp in a line: where it stands, and the seconds it means (a range has an end).

    `bare` says that it stands without brackets or number signs, as a time of day in speech does.
    """

    start: int
    end: int
    started: float
    ended: float | None
    bare: bool


def seconds(text: str) -> float | None:
    """Return the seconds a stamp stands for, None if it is none.

    NVivo takes shorthand (`75` seconds, `85:2` minutes); a time of day counts from midnight.

    >>> seconds("1:02:03"), seconds("#00:03:40-5#"), seconds("[0:03:40.5]"), seconds("85:2")
    (3723.0, 220.5, 220.5, 5102.0)
    >>> seconds("1:05 PM"), seconds("10:75")
    (47100.0, None)
    """
    text = text.strip()
    if _SHORTHAND.fullmatch(text):
        return _value(text)
    found = _stamp(_STAMP.fullmatch(text))
    return found.started if found else None


def leading(line: str, at: int = 0) -> Stamp | None:
    """Return the stamp that stands at a place in a line, None if there is none.

    >>> leading("00:00:12 Speaker 1").started
    12.0
    """
    return _stamp(_STAMP.match(line, at))


def trailing(line: str, *, bare: bool = False) -> Stamp | None:
    """Return the stamp that a line ends with; `bare` ones are looked for only if asked.

    >>> trailing("我覺得好啲。 #00:03:40-5#").started, trailing("I got up at 7:30")
    (220.5, None)
    >>> trailing("Mary  0:07", bare=True).started
    7.0
    """
    return _stamp(_AT_END.search(line)) or (_stamp(_BARE_AT_END.search(line)) if bare else None)


def _stamp(found: re.Match[str] | None) -> Stamp | None:
    if found is None:
        return None
    texts = {name: text for name, text in found.groupdict().items() if text}
    values = [_value(text) for text in texts.values()]
    if None in values:
        return None
    started, ended = (*values, None)[:2]
    return Stamp(
        start=found.start(),
        end=found.start() + len(found[0].rstrip()),
        started=started or 0.0,
        ended=ended,
        bare="bare" in texts,
    )


def _value(text: str) -> float | None:
    """Return the seconds; None for 10:75, which is a ratio or a verse and no time."""
    clock = re.split(r"[ \xa0AaPp]", text)[0]
    parts = [float(part) for part in re.sub(r"[-,]", ".", clock).split(":")]
    if parts[-1] >= _SIXTY and len(parts) > 1:
        return None
    if clock != text:  # a time of day: 12:05 AM is five past midnight
        parts = [parts[0] % 12 + (12 if "p" in text.lower() else 0), *parts[1:], 0.0][:3]
    value = 0.0
    for part in parts:
        value = value * _SIXTY + part
    return round(value, 3)
