"""SVG: the map of themes as a picture that needs nothing else."""

from collections.abc import Sequence
from html import escape

import numpy as np

from qualpipe.model import Segment, Theme
from qualpipe.themes.describing import CHINESE
from qualpipe.themes.material import Material
from qualpipe.themes.operations import leaves
from qualpipe.themes.pictures.layout import (
    FONT,
    HEIGHT,
    LINE,
    MARGIN,
    WIDTH,
    Box,
    Points,
    box_of,
    lay_labels,
    places,
)

FONTS = (
    "system-ui, 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans HK', 'Noto Sans CJK HK', "
    "'PingFang HK', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans CJK SC', sans-serif"
)
# More dots than this make a file that no browser opens with pleasure.
DRAWN = 3_000
_LABELLED = 30
_WORDS = 60  # characters of a segment shown when one points at its dot
_INK, _GREY = "#222222", "#b8b8b8"
# Told apart by those who do not see all colours: Okabe & Ito 2008, then lighter and darker.
_COLOURS = (
    "#0072b2",
    "#d55e00",
    "#009e73",
    "#cc79a7",
    "#e69f00",
    "#56b4e9",
    "#7a5195",
    "#8c6d31",
    "#4d4d4d",
    "#b2182b",
    "#1b7837",
    "#e08fb2",
    "#2b5c8a",
    "#b8a600",
)


def map_svg(themes: Sequence[Theme], material: Material, *, title: str = "") -> str:
    """Draw segments as dots and the themes' labels beside them; the text of an SVG file.

    A circle is a segment in Chinese, a square one in English; a theme's ring is the larger the more
    segments it has, the thicker the more novel it is. Of a large corpus 3,000 segments are drawn.
    """
    shown = leaves(themes)
    labels = _labels(shown, material)
    dots = places(material.vectors, labels)
    width, height = f"{WIDTH:.0f}", f"{HEIGHT + 30:.0f}"
    look = f'font-family="{escape(FONTS)}" font-size="{FONT:.0f}" fill="{_INK}" role="img"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" {look}>',
        f"<title>{escape(title or 'Themes')}</title>",
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_dots(material.segments, dots, labels),
        *_themes(shown, dots, labels),
        *_legend(len(material)),
        "</svg>",
    ]
    return "\n".join(parts)


def colour(place: int) -> str:
    """Return the colour of the theme at a place in the list."""
    return _COLOURS[place % len(_COLOURS)]


def _labels(
    themes: Sequence[Theme], material: Material
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    theme_of = {address: place for place, one in enumerate(themes) for address in one.segments}
    return np.array([theme_of.get(one.address, -1) for one in material.segments], np.int64)


def _dots(
    segments: Sequence[Segment], dots: Points, labels: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> list[str]:
    rows = range(len(segments))
    if len(segments) > DRAWN:
        rows = np.linspace(0, len(segments) - 1, DRAWN).round().astype(int).tolist()
    drawn = []
    for row in sorted(rows, key=lambda row: labels[row] >= 0):  # what is in no theme lies below
        one, (x, y) = segments[row], dots[row]
        fill = colour(int(labels[row])) if labels[row] >= 0 else _GREY
        said = escape(f"{one.address}  {one.text[:_WORDS]}{'…' * (len(one.text) > _WORDS)}")
        shape = (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4"'
            if one.language in CHINESE
            else f'<rect x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"'
        )
        name = "circle" if one.language in CHINESE else "rect"
        drawn.append(f'{shape} fill="{fill}" fill-opacity=".5"><title>{said}</title></{name}>')
    return drawn


def _themes(
    themes: Sequence[Theme], dots: Points, labels: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> list[str]:
    held = [(place, one) for place, one in enumerate(themes) if (labels == place).any()]
    anchors = np.array([np.median(dots[labels == place], axis=0) for place, _ in held])
    largest = max((one.size for _, one in held), default=1)
    radii = [10 + 36 * (one.size / largest) ** 0.5 for _, one in held]
    rings = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="none" '
        f'stroke="{colour(place)}" stroke-width="{1 + 4 * one.novelty:.1f}"/>'
        for (place, one), (x, y), radius in zip(held, anchors, radii, strict=True)
    ]
    named = held[:_LABELLED]
    lines = [(*one.label.split(" / "), f"{one.id} · {one.size}") for _, one in named]
    sizes = [box_of(text) for text in lines]
    below = [
        (x, y + radius + height / 2 + 3)
        for (x, y), radius, (_, height) in zip(anchors, radii, sizes, strict=False)
    ]
    leads, drawn = [], []
    for number, box in enumerate(lay_labels(below, sizes)):
        if box:
            ink = colour(named[number][0])
            if abs(box.y - (below[number][1] - box.height / 2)) > 1:
                leads.append(_line(anchors[number], box, ink))
            drawn += _label(lines[number], box, ink)
    return [*rings, *leads, *drawn]  # the labels last, so that no line runs through one


def _line(anchor: Points, box: Box, ink: str) -> str:
    """Lead from a theme's ring to a label that found no room below it."""
    x, y = anchor
    ends = f'x2="{box.x + box.width / 2:.1f}" y2="{box.y + box.height / 2:.1f}"'
    return f'<line x1="{x:.1f}" y1="{y:.1f}" {ends} stroke="{ink}"/>'


def _label(lines: Sequence[str], box: Box, ink: str) -> list[str]:
    middle = box.x + box.width / 2
    size = f'width="{box.width:.1f}" height="{box.height:.1f}"'
    look = f'fill="#ffffff" fill-opacity=".92" stroke="{ink}"'
    drawn = [f'<rect x="{box.x:.1f}" y="{box.y:.1f}" {size} rx="4" {look}/>']
    for number, line in enumerate(lines):
        small = ' fill="#666666" font-size="11"' if number == len(lines) - 1 else ""
        drawn.append(
            f'<text x="{middle:.1f}" y="{box.y + LINE * (number + 1):.1f}" '
            f'text-anchor="middle"{small}>{escape(line)}</text>'
        )
    return drawn


def _legend(segments: int) -> list[str]:
    y = HEIGHT + 12
    count = f"{DRAWN:,} of {segments:,}" if segments > DRAWN else f"{segments:,}"
    said = (
        f"{count} segments: ● Chinese ■ English; grey: in no theme. "
        "Ring: the larger the more segments, the thicker the more novel."
    )
    return [
        f'<text x="{MARGIN:.0f}" y="{y:.0f}" font-size="12" fill="#555555">{escape(said)}</text>'
    ]
