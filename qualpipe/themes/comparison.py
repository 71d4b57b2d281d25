"""Comparison: what moved between two searches for themes."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualpipe.model import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two themes that are taken for the same; `overlap` is the share of their joint segments."""

    before: str
    after: str
    overlap: float
    stayed: int
    left: int
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A segment that is in another theme now ('' for none)."""

    segment: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two searches have in common; `gone` and `new` are themes with no counterpart."""

    pairs: tuple[Pair, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    moved: tuple[Moved, ...]


def compare(before: Sequence[Theme], after: Sequence[Theme]) -> Comparison:
    """Pair the themes of two searches so that they share as many segments as can be."""
    raise NotImplementedError
