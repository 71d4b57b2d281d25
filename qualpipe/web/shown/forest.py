"""Forest plots: where a figure and its interval lie on a line that all rows share.

Only places are worked out here; the template draws them as SVG with attributes, since the page
allows no style of its own, and escapes every word.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, PAD = 260.0, 10.0
_STEP = 0.2
_LEAST, _MOST = -1.0, 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its interval; None where it is undefined."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Where a figure is drawn, in units of the picture; `low` and `high` are the interval's ends.

    `reaches` says that the interval goes on below the axis.
    """

    value: float
    low: float | None
    high: float | None
    reaches: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The line that all rows share, from `least` to 1.

    >>> axis = Axis.over([Interval(value=0.5, low=0.25, high=0.75)])
    >>> axis.least, axis.ticks
    (0.0, (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))
    >>> axis.place(0.0), axis.place(1.0)
    (10.0, 250.0)
    """

    least: float

    @classmethod
    def over(cls, rows: Iterable[Interval]) -> "Axis":
        """Return an axis from 0, or from as far below as values lie; intervals may reach further.

        A wide interval of one rare code would squeeze all others into a corner.
        """
        values = [one.value for one in rows if one.value is not None]
        lowest = math.floor(min([0.0, *values]) / _STEP + 1e-9) * _STEP
        return cls(least=round(max(_LEAST, lowest), 1))

    @property
    def ticks(self) -> tuple[float, ...]:
        """Return the values that are written at the axis."""
        count = round((_MOST - self.least) / _STEP)
        return tuple(round(self.least + _STEP * number, 1) for number in range(count + 1))

    def place(self, value: float) -> float:
        """Return where a value lies, in units of the picture."""
        inside = min(max(value, self.least), _MOST)
        part = (inside - self.least) / (_MOST - self.least)
        return round(PAD + part * (WIDTH - 2 * PAD), 1)

    def mark(self, one: Interval) -> Mark | None:
        """Return where a figure is drawn; None where it is undefined."""
        if one.value is None:
            return None
        return Mark(
            value=self.place(one.value),
            low=None if one.low is None else self.place(one.low),
            high=None if one.high is None else self.place(one.high),
            reaches=one.low is not None and one.low < self.least,
        )
