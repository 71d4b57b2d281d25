"""Charts as values: what a figure shows, before anybody draws it."""

from dataclasses import dataclass

from qualpipe.export.table import Cell, Column, Kind, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A number for every row and column, shown as a field of shades.

    `values` (rows, columns): None leaves a field empty. Where `triangle`, rows and columns are the
    same and only the lower half with its diagonal is shown.
    """

    name: str
    title: str
    across: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: tuple[tuple[int | None, ...], ...]
    triangle: bool = False
    note: str = ""

    def data(self) -> Table:
        """Return what is shown as a table."""
        heads: tuple[Column, ...] = (Column(name="row", heading=""),)
        heads += tuple(
            Column(name=f"column {at}", heading=name, kind=Kind.COUNT)
            for at, name in enumerate(self.columns, 1)
        )
        rows = tuple((name, *values) for name, values in zip(self.rows, self.values, strict=True))
        return Table(name=self.name, title=self.title, columns=heads, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """A share (0 to 1) for every row and group, shown as marks on a line from 0 to 100 %.

    `shares` (rows, groups); `sizes` says how many participants each group has.
    """

    name: str
    title: str
    across: str
    rows: tuple[str, ...]
    groups: tuple[str, ...]
    sizes: tuple[int, ...]
    shares: tuple[tuple[float, ...], ...]
    note: str = ""

    def data(self) -> Table:
        """Return what is shown as a table."""
        heads: tuple[Column, ...] = (Column(name="row", heading=""),)
        heads += tuple(
            Column(name=f"group {at}", heading=name, kind=Kind.SHARE)
            for at, name in enumerate(self.groups, 1)
        )
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (name, *shares) for name, shares in zip(self.rows, self.shares, strict=True)
        )
        return Table(name=self.name, title=self.title, columns=heads, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A coefficient with its interval; `why` says in words why there is no value."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    n: int
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forest:
    """Coefficients with their intervals, one under the other; `limits` are values to read against.

    The first row is the summary of the others if `summary` is set.
    """

    name: str
    title: str
    across: str
    rows: tuple[Interval, ...]
    limits: tuple[float, ...] = ()
    summary: bool = False
    note: str = ""

    def data(self) -> Table:
        """Return what is shown as a table."""
        kinds = {"value": Kind.SCORE, "low": Kind.SCORE, "high": Kind.SCORE, "n": Kind.COUNT}
        heads = tuple(
            Column(name=name, heading=name, kind=kinds.get(name, Kind.TEXT))
            for name in ("label", "value", "low", "high", "n", "why")
        )
        rows = tuple((one.label, one.value, one.low, one.high, one.n, one.why) for one in self.rows)
        return Table(name=self.name, title=self.title, columns=heads, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """How many codes are new at each place in an order, and how many there are by then."""

    name: str
    title: str
    across: str
    up: str
    places: tuple[str, ...]
    new: tuple[int, ...]
    keys: tuple[str, str]
    note: str = ""

    @property
    def heard(self) -> tuple[int, ...]:
        """Return how many there are by each place.

        >>> Steps(name="", title="", across="", up="", places=("P1", "P2"), new=(3, 1),
        ...     keys=("new", "by then")).heard
        (3, 4)
        """
        return tuple(sum(self.new[: at + 1]) for at in range(len(self.new)))

    def data(self) -> Table:
        """Return what is shown as a table."""
        heads = (
            Column(name="place", heading=self.across),
            Column(name="new", heading=self.keys[0], kind=Kind.COUNT),
            Column(name="heard", heading=self.keys[1], kind=Kind.COUNT),
        )
        rows = tuple(zip(self.places, self.new, self.heard, strict=True))
        return Table(name=self.name, title=self.title, columns=heads, rows=rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A segment on a map, in units of the map, and the number of its group (-1: none)."""

    x: float
    y: float
    group: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Segments laid out so that what is alike lies close, in named groups."""

    name: str
    title: str
    groups: tuple[str, ...]
    points: tuple[Point, ...]
    note: str = ""

    def data(self) -> Table:
        """Return what is shown as a table: how many segments each group holds."""
        heads = (
            Column(name="group", heading=""),
            Column(name="segments", heading="", kind=Kind.COUNT),
        )
        counts = tuple(
            (name, sum(point.group == at for point in self.points))
            for at, name in enumerate(self.groups)
        )
        return Table(name=self.name, title=self.title, columns=heads, rows=counts)


Chart = Grid | Dots | Forest | Steps | Map
