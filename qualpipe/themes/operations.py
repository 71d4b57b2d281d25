"""A person's hand on themes: rename, merge, split, drop; each returns the themes anew."""

from collections.abc import Sequence

from qualpipe.model import Theme
from qualpipe.themes.material import Material

Themes = tuple[Theme, ...]


def rename(themes: Sequence[Theme], theme: str, label: str) -> Themes:
    """Give a theme another label; an unknown id lists the known ones."""
    raise NotImplementedError


def drop(themes: Sequence[Theme], theme: str) -> Themes:
    """Take a theme away, with its sub-themes."""
    raise NotImplementedError


def merge(themes: Sequence[Theme], *merged: str, material: Material) -> Themes:
    """Make one theme of two or more; it keeps the id of the first named."""
    raise NotImplementedError


def split(
    themes: Sequence[Theme], theme: str, *, material: Material, into: int = 2, seed: int = 1
) -> Themes:
    """Divide a theme; the parts get ids of their own (`3.1`, `3.2`) and stand in its place."""
    raise NotImplementedError
