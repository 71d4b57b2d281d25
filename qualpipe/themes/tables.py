"""Tables of themes: by attribute, over the interviews, as a tree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.model import Segment, Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How often a theme is voiced by those with one value of an attribute."""

    theme: str
    value: str
    segments: int
    participants: int
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One more interview: the themes first heard in it, and how many are heard by now."""

    transcript: str
    new: tuple[str, ...]
    heard: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Saturation:
    """New themes by interview; `warning` says what the curve cannot show."""

    steps: tuple[Step, ...]
    warning: str


def by_attribute(
    themes: Sequence[Theme], segments: Sequence[Segment], values: Mapping[str, str]
) -> tuple[Row, ...]:
    """Count each theme by an attribute; `values` maps a transcript's id to its value."""
    raise NotImplementedError


def saturation(
    themes: Sequence[Theme], segments: Sequence[Segment], *, order: Sequence[str] = ()
) -> Saturation:
    """Count new themes interview by interview, in `order` (default: by transcript id)."""
    raise NotImplementedError


def tree(themes: Sequence[Theme]) -> tuple[tuple[int, Theme], ...]:
    """Return the themes with their depth (0 or 1), sub-themes after the one that holds them."""
    raise NotImplementedError
