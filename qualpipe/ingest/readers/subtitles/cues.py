"""Cues: the timed pieces of a caption file (WebVTT, SubRip, SubViewer), read with tolerance.

One small parser for the three: programs mix their habits (SubRip times with points, WebVTT with
commas, numbers or none), and a research team gets what its program wrote. What is damaged is
reported with its line, and its words are kept.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualpipe.model import Problem

# Hours may be missing (Whisper's VTT under one hour) or have one digit (early Whisper's SRT,
# SubViewer); a point or a comma, even a full-width one, may stand before the milliseconds.
_TIME = r"(?:\d{1,3}[:：])?\d{1,2}[:：]\d{1,2}(?:[.,．，]\d{1,3})?"
# Word processors make an arrow of `-->`; SubViewer has a comma. Settings (position, alignment,
# coordinates) may follow.
_FRAME = re.compile(rf"\s*({_TIME})(?:\s*(?:--?>|–>|—>|→)\s*|,)({_TIME})(?:\s+\S.*)?\s*")
# A line that was meant to be a time frame: it begins like a time and has an arrow, or a comma
# between two.
_BROKEN_FRAME = re.compile(
    rf"\s*(?:({_TIME})|\d{{1,3}}[:：]\S*)\s*-->.*|\s*\d{{1,2}}:\d\d:\S*,\d{{1,2}}:\d\d:\S*\s*"
)
_COMMENT = re.compile(r"NOTE(?:\s|$)")  # but not "NOTED: ..." or "NOTEBOOK"
_HEADER = re.compile(r"WEBVTT(?:\s|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """What a caption file shows at one time: raw lines, seconds, and the line it begins on.

    The times are None where the file has words without a time frame that can be read.
    """

    line: int
    lines: tuple[str, ...]
    started: float | None = None
    ended: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Block:
    """Lines between two blank ones; `line` is the number of the first, counted from 1."""

    line: int
    lines: tuple[str, ...]


def is_webvtt(text: str) -> bool:
    """Say whether a text begins as WebVTT must, whatever its file is called."""
    return _HEADER.match(text.lstrip()) is not None


def has_time_frame(text: str) -> bool:
    """Say whether any line is a time frame, or was meant to be one."""
    return any(_is_frame(line) for line in text.split("\n"))


def cues(text: str, *, name: str) -> tuple[list[Cue], list[Problem]]:
    r"""Return the cues of a caption file in its order, and what is wrong with it.

    >>> found, problems = cues("1\n00:00:01,000 --> 00:00:02,500\n你好\n", name="P01.srt")
    >>> found[0].lines, found[0].started, found[0].ended
    (('你好',), 1.0, 2.5)
    """
    found: list[Cue] = []
    problems: list[Problem] = []
    webvtt = is_webvtt(text)
    for number, block in enumerate(_blocks(text)):
        no_speech = webvtt and (number == 0 or _is_no_speech(block, before_cues=not found))
        for cue, fault in _cues_of(_from_first_frame(block) if no_speech else block):
            if any(line.strip() for line in cue.lines):  # an empty cue shows nothing: no loss
                found.append(cue)
                problems += [_problem(fault, f"{name}:{cue.line}")] if fault else []
    return found, problems


def _blocks(text: str) -> Iterator[_Block]:
    lines: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            lines.append(line)
        elif lines:
            yield _Block(line=number - len(lines), lines=tuple(lines))
            lines = []


def _is_no_speech(block: _Block, *, before_cues: bool) -> bool:
    """Say whether a block of WebVTT is a comment, a style sheet or a region."""
    first = block.lines[0].strip()
    return bool(_COMMENT.match(first)) or (before_cues and first in {"STYLE", "REGION"})


def _from_first_frame(block: _Block) -> _Block:
    """Skip what is no speech; where a blank line after it is missing, cues follow all the same."""
    frames = [number for number, line in enumerate(block.lines) if _is_frame(line)]
    skipped = frames[0] if frames else len(block.lines)
    return _Block(line=block.line + skipped, lines=block.lines[skipped:])


def _cues_of(block: _Block) -> Iterator[tuple[Cue, str]]:
    """Cut a block at its time frames: where blank lines are missing it holds several cues."""
    frames = [number for number, line in enumerate(block.lines) if _is_frame(line)]
    starts = [_name_line(block.lines, frame) for frame in frames]
    orphans = block.lines[: starts[0] if starts else None]
    # A number first is the index of a cue whose time frame is elsewhere or nowhere.
    indexed = bool(orphans) and orphans[0].strip().isdecimal()
    if orphans[indexed:]:
        yield Cue(line=block.line + indexed, lines=orphans[indexed:]), "words without a time frame"
    ends = [*starts[1:], len(block.lines)]
    for frame, end in zip(frames, ends, strict=False):  # a block without a frame has one end
        started, ended, fault = _times(block.lines[frame])
        lines = block.lines[frame + 1 : end]
        yield Cue(line=block.line + frame, lines=lines, started=started, ended=ended), fault


def _is_frame(line: str) -> bool:
    return bool(_FRAME.fullmatch(line) or _BROKEN_FRAME.match(line))


def _name_line(lines: Sequence[str], frame: int) -> int:
    """Return where a cue begins: at its time frame, or at the id or number just before it."""
    has_name = frame == 1 or (frame > 1 and lines[frame - 1].strip().isdecimal())
    return frame - 1 if has_name else frame


def _times(line: str) -> tuple[float | None, float | None, str]:
    """Return the start and end that a line states, and what is wrong with them ('': nothing)."""
    frame = _FRAME.fullmatch(line)
    if frame is None:
        broken = _BROKEN_FRAME.match(line)
        start = broken[1] if broken else None
        return seconds(start) if start else None, None, "a time frame that cannot be read"
    started, ended = seconds(frame[1]), seconds(frame[2])
    if ended < started:
        return started, None, "the cue ends before it starts"
    return started, ended, ""


def seconds(time: str) -> float:
    """Return the seconds of a time such as `1:02:03,5` or `02:03.500`.

    >>> seconds("0:00:01.500"), seconds("02:03,250"), seconds("1:00:00")
    (1.5, 123.25, 3600.0)
    """
    parts = time.replace("：", ":").translate(str.maketrans(",．，", "...")).split(":")
    total = 0.0
    for part in parts:
        total = total * 60 + float(part)
    return round(total, 3)


def _problem(fault: str, where: str) -> Problem:
    remedy = "Mend the time frame: 00:00:01.000 --> 00:00:02.000"
    return Problem(where=where, message=f"{fault}; the words are kept", remedy=remedy)
