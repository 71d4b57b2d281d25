"""What a codebook file says, before it is known whether it makes sense."""

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from qualpipe.codebook.faults import CodebookError
from qualpipe.codebook.files.yaml_nodes import Bare, Node, parse
from qualpipe.codebook.form import field_at
from qualpipe.model import Problem, QualpipeError

LIMIT = 8 << 20
"""Bytes a codebook file may have; the largest published ones stay under a twentieth of it."""

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree] | None"
Place: TypeAlias = "tuple[str | int, ...]"

_AS_UTF8 = "Save it as UTF-8 (Excel: «CSV UTF-8»; editors: «Save with encoding»)"
_TOO_DEEP = "it nests far too deep. Make it flatter"
_KNOWN = re.compile(r"true|false|null|-?\d[\d.e+-]{0,30}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The values of a file as text, lists and mappings, and where in the file each one stands.

    Fields have the names of the form, however the file spells them. `places` maps the way to a
    value, such as ("codes", 0, "name"), to `file:line`; `problems` are the faults met so far.
    """

    name: str
    tree: Tree
    places: Mapping[Place, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def where(self, *path: str | int) -> str:
        """Return the place of a value, or of the nearest thing around it that has one."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.places:
                return self.places[path[:length]]
        return f"{self.name}:1"


@dataclass(slots=True)
class Notes:
    """The places and the faults that come up while a file is read."""

    name: str
    places: dict[Place, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def enter(self, path: Place, key: str, at: object, taken: Container[str]) -> str | None:
        """Note where a field stands and return its proper name; None if it was there before."""
        name = field_at(path, key)
        if name in taken:
            message = f"`{name}` is given already, spelt otherwise"
            problem = Problem(where=f"{self.name}:{at}", message=message, remedy="keep one of them")
            self.problems.append(problem)
            return None
        self.places[*path, name] = f"{self.name}:{at}"
        return name

    def written(self, tree: Tree) -> Written:
        """Return what was read."""
        problems = tuple(self.problems)
        return Written(name=self.name, tree=tree, places=self.places, problems=problems)


def bytes_of(path: Path) -> bytes:
    """Read a file; raises QualpipeError where that cannot be done or it is far too long."""
    try:
        if path.stat().st_size > LIMIT:
            message = f"{path.name}: larger than {LIMIT >> 20} MB, which no codebook is"
            raise QualpipeError(f"{message}. Give the codebook, not a transcript or a picture")
        return path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise QualpipeError(f"{path}: cannot be read ({reason}). Check the path") from error


def text_of(path: Path) -> str:
    """Read a text file as it stands; raises QualpipeError where it is not UTF-8."""
    content = bytes_of(path)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise QualpipeError(f"{path.name}: it is in UTF-16. {_AS_UTF8}")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise QualpipeError(f"{path.name}:{line}: this is not UTF-8. {_AS_UTF8}") from error


def read_yaml(path: Path) -> Written:
    """Read a YAML file, every value as it was typed."""
    return written_yaml(text_of(path), path.name)


def written_yaml(text: str, name: str) -> Written:
    """Read the text of a YAML file of that name."""
    parsed = parse(text, name)
    notes = Notes(name, problems=parsed.problems)
    try:
        return notes.written(from_yaml(parsed.root, (), notes))
    except RecursionError as error:  # references to references to references
        raise QualpipeError(f"{name}: {_TOO_DEEP}") from error


def from_yaml(node: Node, path: Place, notes: Notes) -> Tree:
    """Return the values under a node that lies at `path`."""
    if isinstance(node.value, dict):
        tree: dict[str, Tree] = {}
        for key, entry in node.value.items():
            name = notes.enter(path, key, entry.line + 1, tree)
            if name is not None:
                tree[name] = from_yaml(entry.node, (*path, name), notes)
        return tree
    if isinstance(node.value, list):
        for number, item in enumerate(node.value):
            notes.places[*path, number] = f"{notes.name}:{item.start + 1}"
        return [from_yaml(item, (*path, at), notes) for at, item in enumerate(node.value)]
    return node.value


def read_json(path: Path) -> Written:
    """Read a JSON file; its places are the ways to the values, since programs write its lines."""
    notes = Notes(path.name)

    def mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
            message = f"`{key}` is given twice in one place"
            problem = Problem(where=path.name, message=message, remedy="keep one of them")
            notes.problems.append(problem)
        return dict(pairs)

    text = text_of(path)
    try:
        raw = json.loads(text, object_pairs_hook=mapping, parse_int=Bare, parse_float=Bare)
        return notes.written(_from_json(raw, (), notes))
    except json.JSONDecodeError as error:
        problem = Problem(
            where=f"{path.name}:{error.lineno}",
            message=f"this is no JSON ({error.msg})",
            remedy="look at the commas, quotes and brackets here",
        )
        raise CodebookError(path.name, [problem]) from error
    except RecursionError as error:
        raise QualpipeError(f"{path.name}: {_TOO_DEEP}") from error


def _from_json(value: object, path: Place, notes: Notes) -> Tree:
    if isinstance(value, dict):
        tree: dict[str, Tree] = {}
        for key, one in value.items():
            name = notes.enter(path, key, _way((*path, key)), tree)
            if name is not None:
                tree[name] = _from_json(one, (*path, name), notes)
        return tree
    if isinstance(value, list):
        for number in range(len(value)):
            notes.places[*path, number] = f"{notes.name}:{_way((*path, number))}"
        return [_from_json(one, (*path, at), notes) for at, one in enumerate(value)]
    if isinstance(value, bool):
        return Bare(str(value).lower())
    return value if value is None or isinstance(value, str) else str(value)


def _way(path: Place) -> str:
    """Write down the way to a value, counting from 1.

    >>> _way(("codes", 2, "name"))
    'codes[3].name'
    """
    return "".join(f"[{p + 1}]" if isinstance(p, int) else f".{p}" for p in path)[1:]


def meaning_of(value: Tree) -> object:
    """Return a value as the number or the yes or no that it is, if writing it again loses nothing.

    >>> [meaning_of(Bare(text)) for text in ("false", "12", "0.5", "1.10", "007", "2024-01-05")]
    [False, 12, 0.5, '1.10', '007', '2024-01-05']
    >>> meaning_of("12")
    '12'
    """
    if isinstance(value, dict):
        return {key: meaning_of(one) for key, one in value.items()}
    if isinstance(value, list):
        return [meaning_of(one) for one in value]
    if not isinstance(value, Bare):
        return value
    try:
        known: object = json.loads(value) if _KNOWN.fullmatch(value) else str(value)
    except ValueError:  # a date, a version of three parts
        return str(value)
    return known if json.dumps(known) == value else str(value)
