"""The one way to look a name up in a table of choices."""

from collections.abc import Mapping
from typing import TypeVar

from qualpipe.model.errors import UnknownName

Choice = TypeVar("Choice")


def pick(table: Mapping[str, Choice], name: str, *, kind: str) -> Choice:
    """Return the choice of that name, or say which names there are.

    >>> pick({"turn": 1}, "trun", kind="unit")
    Traceback (most recent call last):
    qualpipe.model.errors.UnknownName: unknown unit 'trun'; known: turn
    """
    if name not in table:
        raise UnknownName(name, kind, tuple(sorted(table)))
    return table[name]
