"""Figures: counts, agreement and themes as pictures for a journal, SVG or PNG.

`charts` are values that hold what is shown, `counting` makes them of a study, `picture` draws one.
"""

from qualpipe.export.figures.canvas import FORMS, Form
from qualpipe.export.figures.charts import (
    Chart,
    Dots,
    Forest,
    Grid,
    Interval,
    Map,
    Point,
    Steps,
)
from qualpipe.export.figures.drawing import picture

__all__ = [
    "FORMS",
    "Chart",
    "Dots",
    "Forest",
    "Form",
    "Grid",
    "Interval",
    "Map",
    "Point",
    "Steps",
    "picture",
]
