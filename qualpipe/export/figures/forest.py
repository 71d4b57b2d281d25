"""Forest: coefficients with their intervals, one under the other."""

from collections.abc import Callable
from typing import Literal

from qualpipe.export.figures.canvas import (
    COLOURS,
    COLUMN,
    EDGE,
    GREY,
    INK,
    LINE,
    NAMES,
    SMALL,
    Drawing,
    Sheet,
)
from qualpipe.export.figures.charts import Forest, Interval
from qualpipe.export.figures.lettering import broken

_ROW = 8.0  # mm
_WORDS = 25.0  # mm for what stands in words beside an interval
_LEFT, _RIGHT = NAMES, COLUMN - EDGE - _WORDS
_DIGITS = 2


def forest(chart: Forest) -> Drawing:
    """Lay coefficients out with the values that they are read against."""
    low = _lowest(chart)
    top = EDGE + LINE + 1
    bottom = top + _ROW * len(chart.rows)

    def x_of(value: float) -> float:
        return _LEFT + (max(low, min(1.0, value)) - low) / (1 - low) * (_RIGHT - _LEFT)

    def draw(sheet: Sheet) -> None:
        _axis(sheet, x_of, low=low, y=bottom, across=chart.across)
        _limits(sheet, [(one, x_of(one)) for one in chart.limits], top=top, bottom=bottom)
        for down, one in enumerate(chart.rows):
            y = top + _ROW * (down + 0.5)
            sheet.name_row(one.label, y)
            _interval(sheet, one, x_of, y=y, summary=chart.summary and down == 0)

    return Drawing(width=COLUMN, height=bottom + 2 * LINE + 2.5, draw=draw)


def _limits(sheet: Sheet, limits: list[tuple[float, float]], *, top: float, bottom: float) -> None:
    """Draw the values to read against; the numbers of two that are close stand left and right."""
    for at, (limit, x) in enumerate(limits):
        sheet.line([x, x], [top, bottom], colour=GREY, width=0.6, dashed=True)
        side: Literal["left", "right"] = "left" if at % 2 else "right"
        beside, y = x + (0.4 if at % 2 else -0.4), top - 0.4
        sheet.write(f"{limit:g}", beside, y, size=SMALL - 1, colour=GREY, across=side, up="bottom")


def _lowest(chart: Forest) -> float:
    """Return where the scale begins: at 0, or lower where an interval reaches below."""
    least = min([0.0, *(one.low for one in chart.rows if one.low is not None)])
    return next(begin for begin in (0.0, -0.25, -0.5, -1.0) if begin <= max(least, -1.0))


def _axis(
    sheet: Sheet, x_of: Callable[[float], float], *, low: float, y: float, across: str
) -> None:
    middle = (_LEFT + _RIGHT) / 2
    sheet.write(across, middle, y + 1.2 + LINE, size=SMALL, colour=GREY, across="center", up="top")
    sheet.line([_LEFT, _RIGHT], [y, y], colour=GREY, width=0.6)
    for tick in sorted({low, 0.0, 0.5, 1.0}):
        sheet.line([x_of(tick)] * 2, [y, y + 0.8], colour=GREY, width=0.6)
        sheet.write(f"{tick:g}", x_of(tick), y + 1.2, size=SMALL, across="center", up="top")


def _interval(
    sheet: Sheet, one: Interval, x_of: Callable[[float], float], *, y: float, summary: bool
) -> None:
    """Draw an interval and write it beside; a value that is undefined says why instead."""
    if one.value is None:
        sheet.write(
            broken(one.why, width=(_RIGHT - _LEFT) / (LINE / 1.35), lines=2),
            _LEFT,
            y,
            size=SMALL - 0.5,
            colour=GREY,
        )
        sheet.write(f"n = {one.n}", _RIGHT + 2, y, size=SMALL, colour=GREY)
        return
    colour = INK if summary else COLOURS[0]
    told = f"{one.value:.{_DIGITS}f}"
    if one.low is not None and one.high is not None:
        sheet.line([x_of(one.low), x_of(one.high)], [y, y], colour=colour, width=1.1)
        for end in (one.low, one.high):
            sheet.line([x_of(end)] * 2, [y - 0.8, y + 0.8], colour=colour, width=1.1)
        told += f" [{one.low:.{_DIGITS}f}, {one.high:.{_DIGITS}f}]"
    sheet.mark([x_of(one.value)], [y], shape="D" if summary else "o", colour=colour, size=5)
    sheet.write(f"{told}\nn = {one.n}", _RIGHT + 2, y, size=SMALL)
