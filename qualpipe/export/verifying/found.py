"""What an export says now: its face, its tables, its sentences, read back from the file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

Said = str | int | float | bool | datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table as the file has it; `name` is what it is known by there (a title or a sheet)."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that can be checked in a file.

    `marked` holds the words under each mark of a report, `words` the whole text, for sentences
    that lost their mark.
    """

    tables: tuple[FoundTable, ...] = ()
    marked: Mapping[str, str] = field(default_factory=dict, hash=False)
    words: str = ""
    cards: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
