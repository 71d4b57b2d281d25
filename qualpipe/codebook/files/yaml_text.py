"""Values written down as YAML, in the style of the shipped codebooks."""

import json
import re
from collections.abc import Iterable

WIDTH = 100

_SAFE = re.compile(r"[^\W\d_](?:[\w -]*\w)?")
_MEANS_SOMETHING = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_FLOWING = {"keywords", "languages"}
_PARAGRAPHS = re.compile(r"\S(?:[^\n]*\S)?(?:\n+\S(?:[^\n]*\S)?)+")


def entry(key: str, value: object, indent: int, *, flow: bool = False) -> list[str]:
    r"""Return the lines of a field; a list has a line for each part, keywords flow.

    >>> print("".join(entry("name", {"en": "Home", "yue": "屋企: 暖"}, 0)), end="")
    name:
      en: Home
      yue: "屋企: 暖"
    >>> entry("keywords", ["sofa", "NO", "1.10"], 2)
    ['  keywords: [sofa, "NO", "1.10"]\n']
    """
    flow = flow or key in _FLOWING
    head = f"{' ' * indent}{scalar(key)}:"
    if isinstance(value, dict) and value:
        lines = (entry(str(name), one, indent + 2, flow=flow) for name, one in value.items())
        return [f"{head}\n", *(line for part in lines for line in part)]
    if isinstance(value, list | tuple) and value and not flow:
        return [f"{head}\n", *(line for one in value for line in item(one, indent + 2))]
    if isinstance(value, list | tuple):
        return _wrapped(f"{head} [", map(scalar, value))
    if isinstance(value, str) and _printable(value) and _PARAGRAPHS.fullmatch(value):
        inner = " " * (indent + 2)
        return [f"{head} |-\n", *(f"{inner}{line}".rstrip() + "\n" for line in value.split("\n"))]
    return [f"{head} {scalar(value)}\n"]


def item(value: object, indent: int) -> list[str]:
    """Return the lines of one part of a list."""
    if not isinstance(value, dict) or not value:
        return [f"{' ' * indent}- {scalar(value)}\n"]
    parts = (entry(str(name), one, indent + 2) for name, one in value.items())
    lines = [line for part in parts for line in part]
    return [dashed(lines[0], indent), *lines[1:]]


def dashed(line: str, indent: int) -> str:
    """Put the dash of a list before a line that was indented for it."""
    return f"{line[:indent]}- {line[indent + 2 :]}"


def scalar(value: object) -> str:
    r"""Write a value on one line, in quotes wherever some reader of YAML might take it otherwise.

    >>> [scalar(value) for value in ("排期", "no", "a: b", "line\nbreak", 0.2, True)]
    ['排期', '"no"', '"a: b"', '"line\\nbreak"', '0.2', 'true']
    """
    plain = isinstance(value, str) and _SAFE.fullmatch(value)
    if plain and str(value).lower() not in _MEANS_SOMETHING:
        return str(value)
    return _UNPRINTABLE.sub(_escaped, json.dumps(value, ensure_ascii=False))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"


def _printable(text: str) -> bool:
    return all(one.isprintable() or one == "\n" for one in text)


def _wrapped(head: str, texts: Iterable[str]) -> list[str]:
    """Write a list in brackets, a new line wherever the width ends."""
    lines, hang = [head], " " * len(head)
    for text in texts:
        if len(lines[-1]) + len(text) + 2 > WIDTH and lines[-1] not in (head, hang):
            lines[-1] = lines[-1].rstrip() + "\n"
            lines.append(hang)
        lines[-1] += f"{text}, "
    lines[-1] = lines[-1].removesuffix(", ") + "]\n"
    return lines
