"""Pictures: the map of an edition as a file."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from qualpipe.export.writing import written
from qualpipe.model import Theme, pick
from qualpipe.themes import Material, map_html, map_png, map_svg

_Drawn = tuple[bytes, tuple[str, ...]]


def _html(themes: Sequence[Theme], material: Material, title: str) -> _Drawn:
    return map_html(themes, material, title=title).encode(), ()


def _svg(themes: Sequence[Theme], material: Material, title: str) -> _Drawn:
    return map_svg(themes, material, title=title).encode(), ()


WRITERS: Mapping[str, Callable[[Sequence[Theme], Material, str], _Drawn]] = {
    ".html": _html,
    ".png": map_png,
    ".svg": _svg,
}


def write(
    path: Path, themes: Sequence[Theme], material: Material, *, title: str
) -> tuple[str, ...]:
    """Write the map by the file's suffix; returns what a reader of it should know."""
    draw = pick(WRITERS, path.suffix.lower(), kind="kind of picture")
    content, notes = draw(themes, material, title)
    with written(path) as beside:
        beside.write_bytes(content)
    return notes
