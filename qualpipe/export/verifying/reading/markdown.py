"""Markdown: tables by their heading, cards by theirs."""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from qualpipe.export.verifying.found import Found, FoundTable
from qualpipe.model import QualpipeError

_CELL = re.compile(r"(?<!\\)(?:\\\\)*\|")
_LINE = re.compile(r"- \*\*(.*?)\*\* ?(.*)")
_ESCAPED = re.compile(r"\\(.)")


def read(path: Path) -> Found:
    """Read a Markdown file that qualpipe wrote, as somebody may have edited it since."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as fault:
        raise QualpipeError(f"{path}: it cannot be read ({fault})") from fault
    return Found(tables=tuple(_tables(lines)), words="\n".join(lines), cards=_cards(lines))


def _tables(lines: list[str]) -> Iterator[FoundTable]:
    title, rows = "", list[tuple[str, ...]]()
    for line in (*lines, ""):
        if line.startswith("|"):
            rows.append(_cells(line))
            continue
        if rows:
            yield FoundTable(name=title, heads=rows[0], rows=tuple(rows[2:]))
            rows = []
        if line.startswith("## "):
            title = _plain(line[3:])


def _cells(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    ends = [0, *(match.end() for match in _CELL.finditer(inner))]
    return tuple(_plain(inner[start : end - 1].strip()) for start, end in pairwise(ends))


def _cards(lines: list[str]) -> dict[str, dict[str, str]]:
    cards: dict[str, dict[str, str]] = {}
    title = ""
    for line in lines:
        if line.startswith("#"):
            title = _plain(line.lstrip("# ")) if line.startswith("### ") else ""
        elif title and (found := _LINE.fullmatch(line)):
            cards.setdefault(title, {})[_plain(found[1])] = _plain(found[2])
    return cards


def _plain(text: str) -> str:
    return html.unescape(_ESCAPED.sub(r"\1", text.replace("<br>", "\n")))
