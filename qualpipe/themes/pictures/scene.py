"""Scene: all that the map shows and where, whatever it is drawn with."""

import colorsys
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.model import Segment, Theme
from qualpipe.themes.material import Material
from qualpipe.themes.operations import leaves
from qualpipe.themes.pictures.layout import Box, Points, box_of, lay_labels, lines_of, places
from qualpipe.themes.wording.labels import halves
from qualpipe.themes.wording.spoken import Spoken, spoken

# More dots than this make a file that no browser opens with pleasure.
DRAWN = 3_000
_LABELLED = 30
_WORDS = 60  # characters of a segment shown when one points at its dot
INK, GREY = "#222222", "#b8b8b8"
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
    "#a03ca0",
    "#b2182b",
    "#1b7837",
    "#e08fb2",
    "#2b5c8a",
    "#b8a600",
)
_GOLDEN = 0.618034  # of a circle: no two multiples of it come close soon
_LABEL_EMS, _LABEL_LINES = 22, 2  # of each language
_TITLE_EMS = 50
_Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A segment on the map, drawn in the shape of its language."""

    x: float
    y: float
    spoken: Spoken
    colour: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A theme on the map: the larger the more segments, the thicker the more novel."""

    x: float
    y: float
    radius: float
    thickness: float
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A theme's name: lines of text in a box; `lead` is where a line to it starts, if it is far."""

    lines: tuple[str, ...]
    box: Box
    colour: str
    lead: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """The map: what lies below comes first."""

    dots: tuple[Dot, ...]
    rings: tuple[Ring, ...]
    labels: tuple[Label, ...]
    legend: str
    title: str


def scene(themes: Sequence[Theme], material: Material, *, title: str = "") -> Scene:
    """Lay out segments, themes and labels; of a large corpus 3,000 segments are drawn."""
    shown = leaves(themes)
    theme_of = {address: place for place, one in enumerate(shown) for address in one.segments}
    held = np.array([theme_of.get(one.address, -1) for one in material.segments], np.int64)
    laid = places(material.vectors, held)
    there = [place for place in range(len(shown)) if (held == place).any()]
    rings = _rings(shown, there, laid, held)
    return Scene(
        dots=_dots(material.segments, laid, held),
        rings=rings,
        labels=_labels([shown[place] for place in there], rings),
        legend=_legend(material.segments),
        title=next(iter(lines_of(title, ems=_TITLE_EMS, most=1)), ""),
    )


def colour(place: int) -> str:
    """Return the colour of the theme at a place in the list (grey for -1: none).

    Beyond those chosen by eye each has the hue farthest from those before, darker or lighter.
    """
    if place < 0:
        return GREY
    if place < len(_COLOURS):
        return _COLOURS[place]
    more = place - len(_COLOURS)
    light = (0.35, 0.55, 0.45)[more % 3]
    parts = colorsys.hls_to_rgb(more * _GOLDEN % 1, light, 0.65)
    return "#" + "".join(f"{round(255 * part):02x}" for part in parts)


def _dots(segments: Sequence[Segment], laid: Points, held: _Places) -> tuple[Dot, ...]:
    rows = range(len(segments))
    if len(segments) > DRAWN:
        rows = np.linspace(0, len(segments) - 1, DRAWN).round().astype(int).tolist()
    drawn = []
    for row in sorted(rows, key=lambda row: held[row] >= 0):  # what is in no theme lies below
        one = segments[row]
        said = f"{one.address}  {one.text[:_WORDS]}{'…' * (len(one.text) > _WORDS)}"
        drawn.append(
            Dot(
                x=float(laid[row, 0]),
                y=float(laid[row, 1]),
                spoken=spoken(one),
                colour=colour(int(held[row])),
                said=said,
            )
        )
    return tuple(drawn)


def _rings(
    themes: Sequence[Theme], there: Sequence[int], laid: Points, held: _Places
) -> tuple[Ring, ...]:
    largest = max((themes[place].size for place in there), default=1)
    rings = []
    for place in there:
        x, y = np.median(laid[held == place], axis=0).tolist()
        one = themes[place]
        radius = 10 + 36 * (one.size / largest) ** 0.5
        thickness = 1 + 4 * one.novelty
        rings.append(Ring(x=x, y=y, radius=radius, thickness=thickness, colour=colour(place)))
    return tuple(rings)


def _labels(themes: Sequence[Theme], rings: Sequence[Ring]) -> tuple[Label, ...]:
    """Name the largest themes, below their rings where there is room."""
    lines = [_lines(one) for one in themes[:_LABELLED]]
    sizes = [box_of(text) for text in lines]
    below = [
        (ring.x, ring.y + ring.radius + height / 2 + 3)
        for ring, (_, height) in zip(rings, sizes, strict=False)
    ]
    around = [
        Box(x=one.x - one.radius, y=one.y - one.radius, width=side, height=side)
        for one in rings
        for side in (2 * one.radius,)
    ]
    laid = lay_labels(below, sizes, kept_clear=around)
    found = []
    for text, ring, (x, y), box in zip(lines, rings, below, laid, strict=False):
        if box:
            middle = box.x + box.width / 2, box.y + box.height / 2
            moved = math.dist(middle, (x, y)) > ring.radius
            lead = (ring.x, ring.y) if moved else None
            found.append(Label(lines=text, box=box, colour=ring.colour, lead=lead))
    return tuple(found)


def _lines(theme: Theme) -> tuple[str, ...]:
    """Return a label's lines, each language on its own, and the theme's id and size."""
    wrapped = (lines_of(half, ems=_LABEL_EMS, most=_LABEL_LINES) for half in halves(theme.label))
    return (*(line for half in wrapped for line in half), f"{theme.id} · {theme.size}")


def _legend(segments: Sequence[Segment]) -> str:
    count = f"{len(segments):,}"
    if len(segments) > DRAWN:
        count = f"{DRAWN:,} of {count}"
    mixed = any(spoken(one) is Spoken.BOTH for one in segments)
    return (
        f"{count} segments: ● Chinese ■ English{' ◆ both' * mixed}; grey: in no theme. "
        "Ring: the larger the more segments, the thicker the more novel."
    )
