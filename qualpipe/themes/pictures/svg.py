"""SVG: the map of themes as a picture that needs nothing else."""

import html
import re
from collections.abc import Iterator, Sequence

from qualpipe.model import Theme
from qualpipe.themes.material import Material
from qualpipe.themes.pictures.layout import (
    FONT,
    HEIGHT,
    LEGEND,
    LINE,
    MARGIN,
    TITLE,
    TITLE_FONT,
    WIDTH,
)
from qualpipe.themes.pictures.scene import INK, Dot, Label, Ring, scene
from qualpipe.themes.wording.spoken import Spoken

FONTS = (
    "system-ui, 'Noto Sans', 'Helvetica Neue', Arial, 'Noto Sans HK', 'Noto Sans CJK HK', "
    "'PingFang HK', 'Microsoft JhengHei', 'Noto Sans CJK TC', 'Noto Sans CJK SC', sans-serif"
)


# What a file of XML 1.0 cannot hold, as transcripts out of other programs do.
_UNFIT = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def escape(text: str) -> str:
    """Return a text as SVG and HTML hold it, without the characters that they cannot hold."""
    return html.escape(_UNFIT.sub("", text))


def map_svg(themes: Sequence[Theme], material: Material, *, title: str = "") -> str:
    """Draw segments as dots and the themes' labels beside them; the text of an SVG file.

    A circle is a segment in Chinese, a square one in English, a lozenge one in both; a theme's ring
    is the larger the more segments it has, the thicker the more novel it is. The title stands above
    it, if there is one. Of a large corpus 3,000 segments are drawn.
    """
    shown = scene(themes, material, title=title)
    top = TITLE if shown.title else 0.0
    box = f"0 {-top:.0f} {WIDTH:.0f} {HEIGHT + LEGEND + top:.0f}"
    size = f'width="{WIDTH:.0f}" height="{HEIGHT + LEGEND + top:.0f}"'
    look = f'font-family="{escape(FONTS)}" font-size="{FONT:.0f}" fill="{INK}" role="img"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {look}>',
        f"<title>{escape(title or 'Themes')}</title>",
        f'<rect y="{-top:.0f}" {size} fill="#ffffff"/>',
        *_title(shown.title),
        *map(_dot, shown.dots),
        *map(_ring, shown.rings),
        *(_lead(one) for one in shown.labels if one.lead),
        # The labels last, so that no line runs through one.
        *(line for one in shown.labels for line in _label(one)),
        _legend(shown.legend),
        "</svg>",
    ]
    return "\n".join(parts)


def _title(title: str) -> Iterator[str]:
    if title:
        look = f'font-size="{TITLE_FONT:.0f}" font-weight="bold"'
        yield f'<text x="{MARGIN:.0f}" y="{-TITLE / 3:.0f}" {look}>{escape(title)}</text>'


def _dot(one: Dot) -> str:
    x, y = one.x, one.y
    name, shape = {
        Spoken.CHINESE: ("circle", f'cx="{x:.1f}" cy="{y:.1f}" r="3.4"'),
        Spoken.ENGLISH: ("rect", f'x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"'),
        Spoken.BOTH: ("path", f'd="M{x:.1f} {y - 4.4:.1f}l4.4 4.4l-4.4 4.4l-4.4 -4.4z"'),
    }[one.spoken]
    said = f"<title>{escape(one.said)}</title>"
    return f'<{name} {shape} fill="{one.colour}" fill-opacity=".5">{said}</{name}>'


def _ring(one: Ring) -> str:
    return (
        f'<circle cx="{one.x:.1f}" cy="{one.y:.1f}" r="{one.radius:.1f}" fill="none" '
        f'stroke="{one.colour}" stroke-width="{one.thickness:.1f}"/>'
    )


def _lead(one: Label) -> str:
    """Lead from a theme's ring to a label that found no room below it."""
    x, y = one.lead or (0.0, 0.0)
    box = one.box
    ends = f'x2="{box.x + box.width / 2:.1f}" y2="{box.y + box.height / 2:.1f}"'
    return f'<line x1="{x:.1f}" y1="{y:.1f}" {ends} stroke="{one.colour}"/>'


def _label(one: Label) -> Iterator[str]:
    box, middle = one.box, one.box.x + one.box.width / 2
    size = f'width="{box.width:.1f}" height="{box.height:.1f}"'
    look = f'fill="#ffffff" fill-opacity=".92" stroke="{one.colour}"'
    yield f'<rect x="{box.x:.1f}" y="{box.y:.1f}" {size} rx="4" {look}/>'
    for number, line in enumerate(one.lines, 1):
        small = ' fill="#666666" font-size="11"' if number == len(one.lines) else ""
        yield (
            f'<text x="{middle:.1f}" y="{box.y + LINE * number:.1f}" '
            f'text-anchor="middle"{small}>{escape(line)}</text>'
        )


def _legend(said: str) -> str:
    look = 'font-size="12" fill="#555555"'
    return f'<text x="{MARGIN:.0f}" y="{HEIGHT + 12:.0f}" {look}>{escape(said)}</text>'
