"""Fields: numbers as shades, with the numbers themselves written in."""

from qualpipe.export.figures.canvas import (
    COLUMN,
    EDGE,
    GREY,
    INK,
    NAMES,
    PAGE,
    SMALL,
    Drawing,
    Sheet,
    mm,
)
from qualpipe.export.figures.charts import Grid
from qualpipe.export.figures.lettering import broken, width_of

ROW = 7.2  # mm
_NARROW, _WIDE = 4.2, 8.5  # mm a column takes at least, at most
_HIGHEST = 30.0  # mm that names of columns may take
# One hue from paper to dark blue: what is more is darker, for every eye and in grey print.
_SHADES = ("#eef4fa", "#cfe0f1", "#9dc3e2", "#5b9bcd", "#2a6fb0", "#0c4a86")
_NONE = "#f5f5f4"
_DARK = 3  # from this shade on the number is written in white


def field(chart: Grid) -> Drawing:
    """Lay a field of shades out: rows with their names, columns with theirs above."""
    names = _column_names(chart)
    wide = (COLUMN - NAMES - EDGE) / max(1, len(names)) < _NARROW
    width = PAGE if wide else COLUMN
    step = min(_WIDE, (width - NAMES - EDGE) / max(1, len(names)))
    longest = max((width_of(name) for name in names), default=0) * mm(SMALL)
    turned = longest > step - 0.5
    head = min(_HIGHEST, longest + 1.5 if turned else mm(SMALL) + 1.5)
    top = EDGE + mm(SMALL) + 1.5 + head

    def draw(sheet: Sheet) -> None:
        sheet.write(chart.across, NAMES, EDGE, size=SMALL, colour=GREY, up="top")
        for at, name in enumerate(names):
            short = broken(name, width=head / mm(SMALL), lines=1) if turned else name
            x = NAMES + step * (at + 0.5)
            sheet.write(short, x, top - 1, size=SMALL, across="center", up="bottom", turned=turned)
        for at, name in enumerate(chart.rows):
            label = f"{at + 1}  {name}" if chart.triangle else name
            sheet.name_row(label, top + ROW * (at + 0.5))
        _shades(sheet, chart, top=top, step=step)

    return Drawing(width=width, height=top + ROW * max(1, len(chart.rows)) + EDGE, draw=draw)


def _column_names(chart: Grid) -> tuple[str, ...]:
    """Return the names above the columns: numbers where they repeat those of the rows."""
    if chart.triangle:
        return tuple(str(at) for at in range(1, len(chart.columns) + 1))
    return chart.columns


def _shades(sheet: Sheet, chart: Grid, *, top: float, step: float) -> None:
    most = max((value or 0 for row in chart.values for value in row), default=0)
    size = SMALL if step >= _NARROW else SMALL - 1.5
    for down, row in enumerate(chart.values):
        for along, value in enumerate(row):
            if value is None or (chart.triangle and along > down):
                continue
            x, y = NAMES + step * along, top + ROW * down
            shade = _shade(value, most)
            sheet.box(x, y, step, ROW, colour=_NONE if shade < 0 else _SHADES[shade])
            colour = GREY if shade < 0 else "white" if shade >= _DARK else INK
            sheet.write(
                str(value), x + step / 2, y + ROW / 2, size=size, colour=colour, across="center"
            )


def _shade(value: int, most: int) -> int:
    """Return which shade a number gets; -1 for none at all."""
    if value <= 0:
        return -1
    return min(len(_SHADES) - 1, (value - 1) * len(_SHADES) // max(1, most))
