"""Pictures of themes: a map of the segments as SVG, and as a page of its own."""

from collections.abc import Sequence

from qualpipe.model import Theme
from qualpipe.themes.material import Material


def map_svg(themes: Sequence[Theme], material: Material, *, title: str = "") -> str:
    """Draw every segment as a dot and every theme's label beside its own; text of an SVG file."""
    raise NotImplementedError


def map_html(themes: Sequence[Theme], material: Material, *, title: str = "") -> str:
    """Return a page with the map and a table; nothing is loaded from elsewhere, no script."""
    raise NotImplementedError
