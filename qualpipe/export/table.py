"""Tables as values: what every writer writes and `verify` computes anew."""

from dataclasses import dataclass
from enum import StrEnum

Cell = str | int | float | bool | None


class Kind(StrEnum):
    """How a column's cells are to be shown."""

    TEXT = "text"
    COUNT = "count"
    SHARE = "share"
    SCORE = "score"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its name in machine-readable files, its heading for people, its kind.

    A column that is not on a `page` is left to files that programs read and sheets that scroll.
    On a page what a cell repeats from the row above is shown `once`.
    """

    name: str
    heading: str
    kind: Kind = Kind.TEXT
    page: bool = True
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under columns, with a title and the notes that belong under it.

    Every row has a cell for each column; a share is 0 to 1; None is an empty cell. On a page the
    rows of a table of `cards` are set one below the other, a line a column.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    cards: bool = False

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) != len(self.columns)]
        if wrong:
            raise ValueError(f"{self.name}: a row has {len(wrong[0])} cells")
