"""Canvas: a drawing measured in millimetres, and the same bytes for the same drawing."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from qualpipe.export.figures.lettering import broken, drawable, draws_han, families

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Form = Literal["svg", "png"]
FORMS: tuple[Form, ...] = ("svg", "png")

COLUMN, PAGE = 85.0, 174.0  # widths in mm: one column of a journal, and both with the gap
DPI = 300
SIZE, SMALL = 7.5, 6.5  # points
INK, GREY, FAINT = "#1a1a1a", "#6b6b6b", "#d9d9d9"
# Told apart by those who do not see all colours (Okabe & Ito 2008), the darker ones first; each
# goes with a mark of its own, so that nothing rests on colour alone.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#1a1a1a")
MARKS = ("o", "s", "^", "D", "v", "P", "X")
NAMES, EDGE = 31.0, 1.5  # mm left for the names of rows, and around everything
_NAME = (SIZE + SMALL) / 2
_MM = 25.4


def mm(points: float) -> float:
    """Return how many millimetres a length in points is."""
    return points * _MM / 72


LINE = mm(SMALL) * 1.35  # height in mm of a line of small text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet of paper measured in mm from its upper left corner."""

    language: str
    axes: "Axes"

    def write(
        self,
        text: str,
        x: float,
        y: float,
        *,
        size: float = SIZE,
        colour: str = INK,
        across: Literal["left", "center", "right"] = "left",
        up: Literal["top", "center", "bottom"] = "center",
        turned: bool = False,
    ) -> None:
        """Write text; `across` and `up` say which part of it lies at the place."""
        self.axes.text(
            x,
            y,
            drawable(text, self.language),
            fontsize=size,
            color=colour,
            ha=across,
            va=up,
            rotation=90 if turned else 0,
            rotation_mode="default",
            linespacing=1.08,
            zorder=5,
        )

    def name_row(self, name: str, y: float) -> None:
        """Write the name of a row to the left of the field, in two lines at most."""
        lines = broken(name, width=(NAMES - EDGE - 1.5) / mm(_NAME), lines=2)
        self.write(lines, NAMES - 1.5, y, size=_NAME, across="right")

    def box(self, x: float, y: float, width: float, height: float, *, colour: str) -> None:
        """Fill a rectangle, leaving a hair of paper around it."""
        from matplotlib.patches import Rectangle  # noqa: PLC0415 - slow to import

        self.axes.add_patch(
            Rectangle((x, y), width, height, facecolor=colour, edgecolor="white", linewidth=0.6)
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str = INK,
        width: float = 0.8,
        dashed: bool = False,
    ) -> None:
        """Draw a line through places."""
        style = (0, (3, 2)) if dashed else "-"
        self.axes.plot(
            xs, ys, color=colour, linewidth=width, linestyle=style, solid_capstyle="butt", zorder=2
        )

    def mark(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        shape: str,
        colour: str,
        size: float = 4.5,
        hollow: bool = False,
    ) -> None:
        """Put a mark at each place; `size` is in points."""
        self.axes.plot(
            xs,
            ys,
            linestyle="",
            marker=shape,
            markersize=size,
            markerfacecolor="white" if hollow else colour,
            markeredgecolor=colour if hollow else "white",
            markeredgewidth=0.9 if hollow else 0.4,
            zorder=4 if hollow else 3,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What is drawn, and the size in mm of the sheet it needs."""

    width: float
    height: float
    draw: Callable[[Sheet], None]


def rendered(drawing: Drawing, *, language: str, form: Form) -> bytes:
    """Draw on a sheet and return the picture; nothing of the time or the machine is in it.

    SVG letters are outlines, alike wherever it is opened, unless this machine has no Chinese font:
    then they stay text and the viewer's fonts draw them.
    """
    # Slow to import; the canvas is chosen by hand so that no window system is ever asked for.
    from matplotlib import rc_context  # noqa: PLC0415
    from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: PLC0415
    from matplotlib.figure import Figure  # noqa: PLC0415

    settings: dict[Any, Any] = {  # matplotlib types the names of its settings one by one
        "font.family": list(families(language)),
        "font.size": SIZE,
        "text.parse_math": False,  # a dollar sign is no formula
        "svg.fonttype": "path" if draws_han(language) else "none",
        "svg.hashsalt": "qualpipe",
        "text.color": INK,
    }
    out = io.BytesIO()
    with rc_context(settings):
        figure = Figure(figsize=(drawing.width / _MM, drawing.height / _MM), facecolor="white")
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_axis_off()
        axes.set_xlim(0, drawing.width)
        axes.set_ylim(drawing.height, 0)
        axes.set_autoscale_on(False)
        drawing.draw(Sheet(language=language, axes=axes))
        unsaid = {"Date": None} if form == "svg" else {"Software": None}
        figure.savefig(out, format=form, dpi=DPI, metadata=unsaid)
    return out.getvalue()
