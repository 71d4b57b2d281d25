"""Findings: an edition of the themes made ready for a page, quotes with where they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualpipe.model import Language, Segment, Theme
from qualpipe.project.thematic import Edition
from qualpipe.web.shown.speech import link, locator


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a participant, with where they stand."""

    text: str
    language: Language
    where: str
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A theme as a page shows it; `under` counts the themes under a heading (0: it is none)."""

    theme: Theme
    depth: int
    under: int
    english: tuple[str, ...]
    chinese: tuple[str, ...]
    quotes: tuple[Quote, ...]
    nearest: str


def quote(segment: Segment) -> Quote:
    """Return a segment as a quote."""
    return Quote(
        text=segment.text,
        language=segment.language,
        where=locator(segment.address),
        link=link(segment.address),
    )


def shown(
    tree: Sequence[tuple[int, Theme]],
    segments: Mapping[str, Segment],
    names: Mapping[str, str],
) -> tuple[Shown, ...]:
    """Return the themes in order, those under a heading after it; `names` are the codes'."""
    return tuple(
        Shown(
            theme=one,
            depth=depth,
            under=sum(other.parent == one.id for _, other in tree),
            english=one.best_terms[0],
            chinese=one.best_terms[1],
            quotes=tuple(quote(segments[place]) for place in one.quotes if place in segments),
            nearest=names.get(one.nearest, one.nearest),
        )
        for depth, one in tree
    )


def quoted(edition: Edition) -> tuple[str, ...]:
    """Return the addresses whose words are shown with an edition."""
    themes = (place for one in edition.themes for place in one.quotes)
    groups = (place for one in edition.findings.groups for place in one)
    return (*themes, *groups)
