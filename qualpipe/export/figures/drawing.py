"""Drawing: a chart becomes a picture, lettered so that a journal's column leaves it legible."""

from qualpipe.export.figures.canvas import Form, rendered
from qualpipe.export.figures.charts import Chart, Dots, Forest, Grid, Steps
from qualpipe.export.figures.fields import field
from qualpipe.export.figures.forest import forest
from qualpipe.export.figures.groups import dots
from qualpipe.export.figures.maps import scattered
from qualpipe.export.figures.steps import steps


def picture(chart: Chart, *, form: Form, language: str) -> bytes:
    """Draw a chart as SVG or PNG; `language` is en, zh-HK or zh-CN.

    >>> from qualpipe.export.figures.charts import Grid
    >>> chart = Grid(name="grid", title="", across="", rows=("如家",), columns=("P01",),
    ...     values=((3,),))
    >>> once, again = (picture(chart, form="svg", language="zh-HK") for _ in range(2))
    >>> once == again
    True
    """
    if isinstance(chart, Grid):
        drawing = field(chart)
    elif isinstance(chart, Dots):
        drawing = dots(chart)
    elif isinstance(chart, Forest):
        drawing = forest(chart)
    elif isinstance(chart, Steps):
        drawing = steps(chart)
    else:
        drawing = scattered(chart)
    return rendered(drawing, language=language, form=form)
