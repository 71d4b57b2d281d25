"""Lines of a text that nobody spoke: headings, rules, front matter, remarks of programs."""

import re
from collections.abc import Iterator, Sequence

from qualpipe.ingest.speakers.heads import COLON, Line

_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.*?)[ \t#]*")
_RULE = re.compile(r"([-=*_—－＊~═─])(?:[ \t]*\1){2,}")
_UNDERLINE = re.compile(r"={3,}")
_FIELD = re.compile(r"(?P<name>[^\s:#][^:]{0,60}):[ \t]*(?P<value>.*)")
_REMARK = re.compile(
    r"(?:transcribed by https?://otter\.ai.*|https?://otter\.ai\S*|"
    r"(?:meeting|transcription|recording) (?:started|stopped|ended)\b.{0,40}|"
    r".{0,60}\b(?:started|stopped) transcription|"
    r"this editable transcript was computer[ -]generated\b.*|"
    r"[\[(（【〔]?\s*(?:the )?end(?: of (?:the )?(?:interview|recording|transcript|tape|session))?"
    r"\s*[\])）】〕.]?|"
    r"[\[(（【〔]\s*(?:全文|訪談|访谈|訪問|访问|錄音|录音)?(?:完|完畢|完毕|結束|结束|終|终)\s*[\])）】〕]|"
    r"[-—–－]+\s*(?:全文|訪談|访谈|訪問|访问|錄音|录音)?(?:完|完畢|完毕|結束|结束)\s*[-—–－]+)",
    re.IGNORECASE,
)
_FENCE = "---"
_LONGEST = 200  # characters of a line that is no speech


def lines_of(text: str) -> list[Line]:
    """Cut a text at its line ends and at nothing else (not at form feeds or U+2028)."""
    lines: list[Line] = []
    start = 0
    for number, content in enumerate(text.split("\n")):
        lines.append(Line(number=number, start=start, text=content))
        start += len(content) + 1
    return lines


def front_matter(lines: Sequence[Line]) -> dict[str, str]:
    r"""Return the fields between two `---` at the top of a file (Markdown, Obsidian).

    >>> front_matter(lines_of("---\ntitle: 訪談一\n---\nI: Hi"))
    {'title': '訪談一'}
    """
    fields = [_FIELD.fullmatch(line.text) for line in lines[1 : max(1, _front_end(lines) - 1)]]
    return {
        found["name"].strip(): found["value"].strip().strip("\"'")
        for found in fields
        if found and found["value"].strip()
    }


def heading(line: Line) -> str:
    """Return the title that a Markdown heading gives, '' if the line is none.

    >>> heading(Line(number=0, start=0, text="## 第二部分 ##"))
    '第二部分'
    """
    found = _HEADING.fullmatch(line.text.strip())
    return found["title"] if found else ""


def silent(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that are no speech."""
    return frozenset((*range(_front_end(lines)), *_silent(lines)))


def _front_end(lines: Sequence[Line]) -> int:
    """Return how many lines the front matter takes, its fences included (0: there is none)."""
    if not lines or lines[0].text.rstrip() != _FENCE:
        return 0
    for line in lines[1:]:
        if line.text.rstrip() == _FENCE:
            return line.number + 1
        if not (line.is_blank or line.text.startswith((" ", "-", "#")) or _FIELD.match(line.text)):
            return 0
    return 0


def _silent(lines: Sequence[Line]) -> Iterator[int]:
    for line in lines:
        text = line.text.strip()
        if len(text) > _LONGEST:
            continue
        if _HEADING.fullmatch(text) or _RULE.fullmatch(text) or _REMARK.fullmatch(text):
            yield line.number
        if line.number and _UNDERLINE.fullmatch(text):
            above = lines[line.number - 1]  # what is underlined with === is a heading
            yield from () if re.search(COLON, above.text) else (above.number,)
