"""The values of a sheet that somebody fills in."""

from dataclasses import dataclass

Cell = str | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A column: its name and width in characters; `choices` become a list to pick from.

    One to `fill` in stands out; one that is `hidden` is for the program alone.
    """

    name: str
    width: int
    choices: tuple[str, ...] = ()
    fill: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A sheet: its columns, its rows (a cell a column), and what is said beside it."""

    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Cell, ...], ...]
    instructions: tuple[str, ...] = ()
