"""Groups: shares of several groups side by side on a line from none to all."""

from qualpipe.export.figures.canvas import (
    COLOURS,
    COLUMN,
    EDGE,
    FAINT,
    GREY,
    LINE,
    MARKS,
    NAMES,
    SMALL,
    Drawing,
    Sheet,
    mm,
)
from qualpipe.export.figures.charts import Dots
from qualpipe.export.figures.lettering import broken, width_of

MOST = len(MARKS)  # groups that can be told apart
_ROW = 8.0  # mm
_LEFT, _RIGHT = NAMES, COLUMN - EDGE - 4


def dots(chart: Dots) -> Drawing:
    """Lay shares out: a line a row, a mark a group, what each mark means above."""
    keys = _keys(chart)
    top = EDGE + LINE * (keys[-1][0] + 1 if keys else 0) + 2
    bottom = top + _ROW * len(chart.rows)

    def draw(sheet: Sheet) -> None:
        for at, (line, x, words) in enumerate(keys):
            y = EDGE + LINE * (line + 0.5)
            sheet.mark([x], [y], shape=MARKS[at], colour=COLOURS[at])
            sheet.write(words, x + 2, y, size=SMALL)
        _scale(sheet, top=top, bottom=bottom)
        for down, (name, shares) in enumerate(zip(chart.rows, chart.shares, strict=True)):
            y = top + _ROW * (down + 0.5)
            sheet.name_row(name, y)
            sheet.line([_LEFT, _RIGHT], [y, y], colour=FAINT, width=0.5)
            for at, share in enumerate(shares):
                # Groups with the same share would lie on one another.
                shift = (at - (len(shares) - 1) / 2) * min(1.6, 5.4 / len(shares))
                sheet.mark([_x(share)], [y + shift], shape=MARKS[at], colour=COLOURS[at])
        sheet.write(
            chart.across,
            _RIGHT,
            bottom + 1 + LINE,
            size=SMALL,
            colour=GREY,
            across="right",
            up="top",
        )

    return Drawing(width=COLUMN, height=bottom + 2 * LINE + 2, draw=draw)


def _x(share: float) -> float:
    return _LEFT + share * (_RIGHT - _LEFT)


def _scale(sheet: Sheet, *, top: float, bottom: float) -> None:
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        sheet.line([_x(tick)] * 2, [top, bottom], colour=FAINT, width=0.5)
        sheet.write(f"{tick:.0%}", _x(tick), bottom + 1, size=SMALL, across="center", up="top")


def _keys(chart: Dots) -> list[tuple[int, float, str]]:
    """Return line, place in mm and words of each group's mark, filling line after line."""
    laid: list[tuple[int, float, str]] = []
    line, x = 0, EDGE + 1.5
    for name, size in zip(chart.groups, chart.sizes, strict=True):
        words = f"{broken(name, width=24, lines=1)} (n = {size})"
        takes = 2 + width_of(words) * mm(SMALL) + 4
        if laid and x + takes > COLUMN - EDGE:
            line, x = line + 1, EDGE + 1.5
        laid.append((line, x, words))
        x += takes
    return laid
