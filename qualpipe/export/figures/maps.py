"""Maps: segments laid out so that what is alike lies close, coloured by their theme."""

from qualpipe.export.figures.canvas import (
    COLOURS,
    COLUMN,
    EDGE,
    FAINT,
    GREY,
    LINE,
    MARKS,
    SMALL,
    Drawing,
    Sheet,
    mm,
)
from qualpipe.export.figures.charts import Map
from qualpipe.export.figures.lettering import broken

_HEIGHT = 58.0  # mm


def scattered(chart: Map) -> Drawing:
    """Lay the map out with the groups' numbers on it and their names below."""
    top = EDGE + _HEIGHT + 3
    known = chart.points
    lows = [min((getattr(one, axis) for one in known), default=0.0) for axis in "xy"]
    highs = [max((getattr(one, axis) for one in known), default=1.0) for axis in "xy"]

    def place(x: float, y: float) -> tuple[float, float]:
        shares = [
            (value - low) / (high - low) if high > low else 0.5
            for value, low, high in zip((x, y), lows, highs, strict=True)
        ]
        room = COLUMN - 2 * EDGE - 8
        return EDGE + 4 + shares[0] * room, EDGE + 3 + shares[1] * (_HEIGHT - 6)

    def draw(sheet: Sheet) -> None:
        middles = []
        for group in range(-1, len(chart.groups)):
            spots = [place(one.x, one.y) for one in known if one.group == group]
            xs, ys = [x for x, _ in spots], [y for _, y in spots]
            _put(sheet, group, xs, ys)
            if group >= 0 and spots:
                middles.append((sorted(xs)[len(xs) // 2], sorted(ys)[len(ys) // 2], group))
        for x, y, group in middles:
            sheet.mark([x], [y], shape="o", colour=GREY, size=10, hollow=True)
            sheet.write(str(group + 1), x, y, across="center")
        for at, name in enumerate(chart.groups):
            y = top + LINE * (at + 0.5)
            _put(sheet, at, [EDGE + 2], [y])
            words = f"{at + 1}  {name}"
            sheet.write(
                broken(words, width=(COLUMN - 8) / mm(SMALL), lines=1), EDGE + 4.5, y, size=SMALL
            )

    return Drawing(width=COLUMN, height=top + LINE * len(chart.groups) + EDGE, draw=draw)


def _put(sheet: Sheet, group: int, xs: list[float], ys: list[float]) -> None:
    """Mark places in the colour and shape of their group; hollow the second time round."""
    if group < 0:
        sheet.mark(xs, ys, shape="o", colour=FAINT, size=2.5)
        return
    at, again = group % len(MARKS), group >= len(MARKS)
    colour = GREY if group >= 2 * len(MARKS) else COLOURS[at]
    sheet.mark(xs, ys, shape=MARKS[at], colour=colour, size=4, hollow=again)
