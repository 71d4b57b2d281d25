"""YAML as it stands in the file: every value as it was typed, with the lines it fills.

Values are taken from the parser's events, before YAML makes numbers and booleans of them: a version
1.10 stays 1.10, a keyword `NO` stays NO, `12:30` stays a time of day, and all duplicate keys are
found at once. References (`*name`) are followed but counted: a few lines of them can stand for a
billion values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from qualpipe.codebook.faults import CodebookError
from qualpipe.model import Problem

DEPTH, VALUES = 30, 200_000
"""How deep a codebook may nest, and how many values it may come to, references followed."""

_LINE = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|$)")
_HIDDEN = re.compile(r":\s+(#[0-9A-Fa-f]+)\s*$")
# A line end inside a text becomes a space, which Chinese does not have.
_FOLDED_HAN = re.compile("(?<=[\u2e80-\uffef]) (?=[\u2e80-\uffef])")
_TEXT_TAG = "tag:yaml.org,2002:str"


class Bare(str):
    """A value without quotes, which may have been meant as a number, yes or no."""

    __slots__ = ()


@dataclass(slots=True, kw_only=True)
class Node:
    """A value and the lines it fills: from `start` up to, not with, `end`, counted from 0.

    `block` says that its parts stand on lines of their own, and may be exchanged line by line.
    """

    value: "str | list[Node] | dict[str, Entry] | None"
    start: int
    end: int
    block: bool = False
    size: int = 1


@dataclass(slots=True, kw_only=True)
class Entry:
    """A value of a mapping and the line its key is on."""

    line: int
    node: Node


@dataclass(slots=True, kw_only=True)
class Parsed:
    """A whole file: its topmost value, and the faults that did not stop the reading."""

    root: Node
    problems: list[Problem] = field(default_factory=list)


def lines_of(text: str) -> list[str]:
    """Cut a text into lines where YAML does, each with its line end."""
    return [line for line in _LINE.findall(text) if line]


def parse(text: str, name: str) -> Parsed:
    """Read the values of a YAML text; raises CodebookError where it cannot be read on."""
    try:
        events = YAML(typ="safe", pure=True).parse(text)
        return _Composer(events, lines_of(text), name).document()
    except ReaderError as error:
        line = len(lines_of(text[: error.position]))
        message = f"there is an unseen control character (U+{error.character:04X})"
        raise _stop(name, line, message, "delete it") from error
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        here = "".join(lines_of(text)[max(0, line - 1) : line + 1])
        raise _stop(name, line + 1, *_explained(error.problem or "", here)) from error


def _stop(name: str, line: int, message: str, remedy: str) -> CodebookError:
    return CodebookError(name, [Problem(where=f"{name}:{line}", message=message, remedy=remedy)])


def _explained(complaint: str, here: str) -> tuple[str, str]:
    """Say what a complaint of the parser usually comes from, and what to do."""
    if "\\t" in complaint:
        return "a tab stands where YAML wants spaces", "indent with spaces"
    if "：" in here:
        return f"this is no YAML ({complaint})", "write a plain colon and a space instead of ："
    if "mapping values are not allowed" in complaint:
        return "a colon inside the text confuses YAML", "put the text in quotes"
    return f"this is no YAML ({complaint})", "look at the indentation, quotes and brackets here"


@dataclass(slots=True)
class _Composer:
    """Puts the parser's events together to nodes."""

    events: Iterator[Event]
    lines: list[str]
    name: str
    problems: list[Problem] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    referred: int = 0

    def document(self) -> Parsed:
        roots: list[Node] = []
        for event in self.events:
            if isinstance(event, DocumentStartEvent) and roots:
                self._fault(event, "a second document begins (---)", "use a file for each codebook")
            elif isinstance(event, NodeEvent):
                roots.append(self._node(event, 0))
        nothing = Node(value=None, start=0, end=0)
        return Parsed(root=roots[0] if roots else nothing, problems=self.problems)

    def _node(self, event: Event, depth: int) -> Node:
        if depth > DEPTH:
            raise _stop(self.name, _line(event), f"it nests deeper than {DEPTH}", "make it flatter")
        if isinstance(event, AliasEvent):
            return self._reference(event)
        assert isinstance(event, ScalarEvent | CollectionStartEvent)  # noqa: S101 - all there is
        tag = str(event.tag or _TEXT_TAG)
        if tag != _TEXT_TAG:
            self._fault(event, f"the tag {tag} means nothing here", "take it out")
        if isinstance(event, ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, SequenceStartEvent):
            node = self._sequence(event, depth)
        else:
            node = self._mapping(event, depth)
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _reference(self, event: AliasEvent) -> Node:
        node = self.anchors.get(event.anchor)
        if node is None:
            message = f"*{event.anchor} refers to nothing that stands before it"
            remedy = "put a text that begins with * in quotes"
            raise _stop(self.name, _line(event), message, remedy)
        self.referred += node.size
        if self.referred > VALUES:
            message = f"references (*name) make it longer than {VALUES:,} values"
            raise _stop(self.name, _line(event), message, "write the values out")
        line = event.start_mark.line
        return Node(value=node.value, start=line, end=line + 1, size=node.size)

    def _scalar(self, event: ScalarEvent) -> Node:
        start, end = event.start_mark.line, event.end_mark.line + 1
        value: str | None = event.value
        if event.style in ("|", ">"):  # its end mark lies behind the blank lines that follow
            end = max(start + 1, event.end_mark.line)
            while end > start + 1 and not self.lines[end - 1].strip():
                end -= 1
        elif not event.style:
            value = Bare(event.value) if event.value not in ("", "~") else None
        if value and event.style != "|" and end > start + 1:
            value = type(value)(_FOLDED_HAN.sub("", value))
        return Node(value=value, start=start, end=end)

    def _sequence(self, event: SequenceStartEvent, depth: int) -> Node:
        items: list[Node] = []
        while not isinstance(following := next(self.events), CollectionEndEvent):
            items.append(self._node(following, depth + 1))
        return _collection(event, following, items, items)

    def _mapping(self, event: CollectionStartEvent, depth: int) -> Node:
        entries: dict[str, Entry] = {}
        nodes: list[Node] = []
        while not isinstance(following := next(self.events), CollectionEndEvent):
            line = following.start_mark.line
            key = self._node(following, depth + 1).value
            node = self._node(next(self.events), depth + 1)
            if node.value is None:  # nothing is there: the mark is that of what comes next
                node = Node(value=self._hidden(key, line), start=line, end=line + 1)
            nodes.append(node)
            if not isinstance(key, str):
                self._fault(following, "the name of a field should be text", "put it in quotes")
            elif key in entries:
                message = f"`{key}` is given twice (first in line {entries[key].line + 1})"
                self._fault(following, message, "keep one of them")
            else:
                entries[str(key)] = Entry(line=line, node=node)
        return _collection(event, following, entries, nodes)

    def _hidden(self, key: object, line: int) -> str | None:
        """Return a colour that YAML took for a remark, since it begins with #."""
        found = _HIDDEN.search(self.lines[line]) if key in ("colour", "color") else None
        return found[1] if found else None

    def _fault(self, event: Event, message: str, remedy: str) -> None:
        where = f"{self.name}:{_line(event)}"
        self.problems.append(Problem(where=where, message=message, remedy=remedy))


def _line(event: Event) -> int:
    return int(event.start_mark.line) + 1


def _collection(
    first: CollectionStartEvent,
    last: Event,
    value: "list[Node] | dict[str, Entry]",
    nodes: list[Node],
) -> Node:
    block = not first.flow_style
    end = nodes[-1].end if block and nodes else last.end_mark.line + 1
    size = 1 + sum(node.size for node in nodes)
    return Node(value=value, start=first.start_mark.line, end=end, block=block, size=size)
