"""PNG: the map of themes for a slide or a paper, drawn by matplotlib."""

import io
import warnings
from collections.abc import Sequence
from typing import Any

from qualpipe.model import Theme
from qualpipe.text.script import han_count
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
from qualpipe.themes.pictures.scene import INK, Label, Scene, scene
from qualpipe.themes.wording.spoken import Spoken

_DOTS_PER_UNIT = 2  # of the map; 2,240 pixels across
_INCH = 100.0  # units of the map
_POINT = 72 / _INCH
# Fonts that hold Chinese characters, those with Hong Kong shapes first.
_CHINESE_FONTS = (
    "Noto Sans CJK HK",
    "Noto Sans HK",
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Noto Sans CJK JP",
    "Noto Sans CJK SC",
    "PingFang HK",
    "Microsoft JhengHei",
    "Source Han Sans HK",
    "WenQuanYi Zen Hei",
    "SimHei",
)


def map_png(
    themes: Sequence[Theme], material: Material, title: str = ""
) -> tuple[bytes, tuple[str, ...]]:
    """Draw the map as pixels; returns the file's content and what is wrong with it.

    The computer needs a font with Chinese characters (Noto Sans CJK HK is free); without one
    they come out as boxes, which is said.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - slow to import
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415 - no window needed
    from matplotlib.figure import Figure  # noqa: PLC0415 - as above

    shown = scene(themes, material, title=title)
    fonts = _fonts()
    top = TITLE if shown.title else 0.0
    size = (WIDTH / _INCH, (HEIGHT + LEGEND + top) / _INCH)
    out = io.BytesIO()
    with rc_context({"font.family": [*fonts, "DejaVu Sans"]}), warnings.catch_warnings():
        # A missing character is told once, in words, and not by each.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        figure = Figure(figsize=size, dpi=_DOTS_PER_UNIT * _INCH, facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, WIDTH), ylim=(HEIGHT + LEGEND, -top))
        axes.axis("off")
        _draw(axes, shown)
        figure.savefig(out, format="png", metadata={"Title": title, "Software": None})
    written = (shown.title, *(line for one in shown.labels for line in one.lines))
    lacking = not fonts and any(map(han_count, written))
    note = "no font on this computer has Chinese characters; install Noto Sans CJK HK"
    return out.getvalue(), (note,) if lacking else ()


def _fonts() -> list[str]:
    from matplotlib import font_manager  # noqa: PLC0415 - as above

    there = {font.name for font in font_manager.fontManager.ttflist}
    return [name for name in _CHINESE_FONTS if name in there][:1]


def _draw(axes: Any, shown: Scene) -> None:  # noqa: ANN401 - matplotlib's own
    from matplotlib.patches import Circle  # noqa: PLC0415 - as above

    for spoken, marker in ((Spoken.CHINESE, "o"), (Spoken.ENGLISH, "s"), (Spoken.BOTH, "D")):
        dots = [one for one in shown.dots if one.spoken is spoken]
        axes.scatter(
            [one.x for one in dots],
            [one.y for one in dots],
            s=(6.4 * _POINT) ** 2,
            c=[one.colour for one in dots],
            marker=marker,
            alpha=0.5,
            linewidths=0,
        )
    for one in shown.rings:
        width = one.thickness * _POINT
        axes.add_patch(Circle((one.x, one.y), one.radius, fill=False, ec=one.colour, lw=width))
    for label in shown.labels:
        _label(axes, label)
    said = {"fontsize": 12 * _POINT, "color": "#555555", "va": "baseline"}
    axes.text(MARGIN, HEIGHT + 12, shown.legend, **said)
    heading = {"fontsize": TITLE_FONT * _POINT, "fontweight": "bold", "color": INK}
    # A dollar is a dollar and begins no formula, here and in labels.
    axes.text(MARGIN, -TITLE / 3, shown.title, va="baseline", parse_math=False, **heading)


def _label(axes: Any, one: Label) -> None:  # noqa: ANN401 - matplotlib's own
    from matplotlib.patches import FancyBboxPatch  # noqa: PLC0415 - as above

    box, middle = one.box, one.box.x + one.box.width / 2
    if one.lead:
        x, y = one.lead
        axes.plot([x, middle], [y, box.y + box.height / 2], color=one.colour, lw=_POINT, zorder=3)
    axes.add_patch(
        FancyBboxPatch(
            (box.x, box.y),
            box.width,
            box.height,
            boxstyle="round,pad=0,rounding_size=4",
            fc=(1, 1, 1, 0.92),
            ec=one.colour,
            lw=_POINT,
            zorder=4,
        )
    )
    for number, line in enumerate(one.lines, 1):
        last = number == len(one.lines)
        axes.text(
            middle,
            box.y + LINE * number,
            line,
            ha="center",
            va="baseline",
            color="#666666" if last else INK,
            fontsize=(11 if last else FONT) * _POINT,
            zorder=5,
            parse_math=False,
        )
