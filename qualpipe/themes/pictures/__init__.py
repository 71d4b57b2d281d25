"""Pictures of themes: a map of the segments as SVG, as pixels, and as a page of its own."""

from qualpipe.themes.pictures.page import map_html
from qualpipe.themes.pictures.png import map_png
from qualpipe.themes.pictures.svg import map_svg

__all__ = ["map_html", "map_png", "map_svg"]
