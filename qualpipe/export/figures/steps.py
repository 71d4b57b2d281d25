"""Steps: how many codes are new, and how many there are by then, interview by interview."""

from qualpipe.export.figures.canvas import (
    COLOURS,
    COLUMN,
    EDGE,
    FAINT,
    GREY,
    LINE,
    PAGE,
    SMALL,
    Drawing,
    Sheet,
    mm,
)
from qualpipe.export.figures.charts import Steps
from qualpipe.export.figures.lettering import broken, width_of

_HEIGHT, _LEFT = 42.0, 11.0  # mm
_LEAST = 3.6  # mm a place takes at least
_BAR = 0.62  # of a place's width
_LONGEST = 22.0  # mm that names of places may take
_LINES = 5


def steps(chart: Steps) -> Drawing:
    """Lay a curve of steps over bars; names are turned where they would run together."""
    count = max(1, len(chart.places))
    width = PAGE if (COLUMN - _LEFT - EDGE) / count < _LEAST else COLUMN
    step = (width - _LEFT - EDGE) / count
    longest = max((width_of(name) for name in chart.places), default=0) * mm(SMALL)
    turned = longest > step - 0.8
    foot = min(_LONGEST, longest + 1) if turned else LINE
    top, bottom = EDGE + LINE + 3, EDGE + LINE + 3 + _HEIGHT
    every = max(1, round(_LEAST * 0.8 / step))

    def draw(sheet: Sheet) -> None:
        _keys(sheet, chart)
        most = max([*chart.heard, 1])
        _scale(sheet, most, top=top, bottom=bottom, right=width - EDGE)
        for at, (name, new) in enumerate(zip(chart.places, chart.new, strict=True)):
            x, high = _LEFT + step * (at + 0.5), _HEIGHT * new / most
            if new:
                sheet.box(x - step * _BAR / 2, bottom - high, step * _BAR, high, colour=COLOURS[5])
            if at % every == 0:
                short = broken(name, width=foot / mm(SMALL), lines=1) if turned else name
                sheet.write(
                    short, x, bottom + 1, size=SMALL, across="center", up="top", turned=turned
                )
        xs = [_LEFT + step * (at + 0.5) for at in range(len(chart.places))]
        ys = [bottom - _HEIGHT * heard / most for heard in chart.heard]
        sheet.line(xs, ys, colour=COLOURS[0], width=1.2)
        sheet.mark(xs, ys, shape="o", colour=COLOURS[0], size=4)
        sheet.write(
            chart.across, width - EDGE, bottom + foot + 1.5, size=SMALL, colour=GREY,
            across="right", up="top",
        )  # fmt: skip

    return Drawing(width=width, height=bottom + foot + LINE + 3, draw=draw)


def _keys(sheet: Sheet, chart: Steps) -> None:
    y = EDGE + LINE / 2
    new, heard = chart.keys
    sheet.line([_LEFT, _LEFT + 5], [y, y], colour=COLOURS[0], width=1.2)
    sheet.mark([_LEFT + 2.5], [y], shape="o", colour=COLOURS[0], size=4)
    sheet.write(heard, _LEFT + 6, y, size=SMALL)
    x = _LEFT + 6 + width_of(heard) * mm(SMALL) + 5
    sheet.box(x, y - 1.2, 3.4, 2.4, colour=COLOURS[5])
    sheet.write(new, x + 4.4, y, size=SMALL)


def _scale(sheet: Sheet, most: int, *, top: float, bottom: float, right: float) -> None:
    step = next(
        size for power in range(9) for size in (10**power, 2 * 10**power, 5 * 10**power)
        if most / size <= _LINES
    )  # fmt: skip
    for value in range(0, most + 1, step):
        y = bottom - (bottom - top) * value / most
        sheet.line([_LEFT, right], [y, y], colour=GREY if value == 0 else FAINT, width=0.5)
        sheet.write(str(value), _LEFT - 1.5, y, size=SMALL, across="right")
