"""A YAML file changed in place: what stays the same keeps its line breaks, quotes and remarks.

Writing the file anew, even by a library that keeps remarks, would break lists and long lines
elsewhere, and a version control system would show a change in every other line. So the lines of
what did change are exchanged, and all others stay as they are. A remark belongs to what follows it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.codebook.files.written import Notes, Place, Tree, from_yaml
from qualpipe.codebook.files.yaml_nodes import Entry, Node, lines_of, parse
from qualpipe.codebook.files.yaml_text import dashed, entry, item
from qualpipe.codebook.form import field_at


def changed(text: str, name: str, tree: Mapping[str, object]) -> str:
    """Return the text of a YAML file with its values exchanged for those of `tree`."""
    root = parse(text, name).root
    lines = lines_of(text)
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    if not isinstance(root.value, dict) or not root.block:
        return "".join(line for key, value in tree.items() for line in entry(key, value, 0))
    return "".join(_Layout(lines).fields(root, tree, (), 0)) + "".join(lines[root.end :])


@dataclass(frozen=True, slots=True)
class _Layout:
    """The lines of a file, exchanged part by part."""

    lines: list[str]

    def fields(self, node: Node, new: Mapping[str, object], path: Place, start: int) -> list[str]:
        """Return the lines of a mapping from `start` on, which may lie before its first key."""
        assert isinstance(node.value, dict)  # noqa: S101 - by its callers
        done: list[str] = []
        seen: set[str] = set()
        indent = 0
        for key, old in node.value.items():
            name = field_at(path, key)
            indent = self._indent(old.line)
            if name in new:
                done += self.lines[start : old.line]
                done += self._field(key, old, new[name], (*path, name), indent)
            seen.add(name)
            start = old.node.end
        for name, value in new.items():
            done += entry(name, value, indent) if name not in seen else []
        return done

    def _field(self, key: str, old: Entry, value: object, path: Place, indent: int) -> list[str]:
        node = old.node
        if self._value(node, path) == value:
            return self.lines[old.line : node.end]
        head, start = [self.lines[old.line]], old.line + 1
        if node.block and isinstance(node.value, dict) and isinstance(value, dict):
            return head + self.fields(node, value, path, start)
        if node.block and isinstance(node.value, list) and isinstance(value, list):
            return head + self._items(node.value, value, path, start)
        return entry(key, value, indent, flow="keywords" in path)

    def _items(
        self, old: Sequence[Node], new: Sequence[object], path: Place, start: int
    ) -> list[str]:
        """Return the lines of a list; its parts are told apart by their id or by their text."""
        starts = [start, *(node.end for node in old)]
        left = list(enumerate(old))
        indent = self._indent(old[0].start)
        done: list[str] = []
        for value in new:
            alike = (one for one in left if _mark(self._value(one[1], (*path, 0))) == _mark(value))
            found = next(alike, None)
            if found is None:
                done += item(value, indent)
                continue
            left.remove(found)
            done += self.lines[starts[found[0]] : found[1].start]
            done += self._item(found[1], value, path, indent)
        return done

    def _item(self, node: Node, value: object, path: Place, indent: int) -> list[str]:
        path = (*path, 0)
        if self._value(node, path) == value:
            return self.lines[node.start : node.end]
        if not (node.block and isinstance(node.value, dict) and isinstance(value, dict)):
            return item(value, indent)
        plain = list(self.lines)
        plain[node.start] = plain[node.start].replace("-", " ", 1)
        fields = _Layout(plain).fields(node, value, path, node.start)
        return [dashed(fields[0], indent), *fields[1:]]

    def _value(self, node: Node, path: Place) -> Tree:
        return from_yaml(node, path, Notes(""))

    def _indent(self, line: int) -> int:
        return len(self.lines[line]) - len(self.lines[line].lstrip())


def _mark(value: object) -> object:
    return value.get("id") if isinstance(value, dict) else value
