"""What the commands that exchange files with other programs share: how they tell what was lost."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

import click

from qualpipe.cli import table

if TYPE_CHECKING:
    from qualpipe.project.exchange import Loss

_COLUMNS = ("count", "what", "became", "where")


def show(losses: "Sequence[Loss]", *, form: str, about: Mapping[str, object]) -> None:
    """Show what did not pass as it was: how many of what, what became of them, where."""
    rows = [{name: asdict(one)[name] for name in _COLUMNS} for one in losses]
    if rows or form != "table":
        table.write(rows, form=form, columns=_COLUMNS, about=about)
    else:
        click.echo("Everything passed as it was.", err=True)


def counts_of(answer: Any) -> dict[str, int]:  # noqa: ANN401 - any answer with counts
    """Return the counts of an answer by name."""
    named = {field.name: getattr(answer, field.name) for field in fields(answer)}
    return {name: value for name, value in named.items() if isinstance(value, int)}


def in_words(counts: Mapping[str, int]) -> str:
    """Return counts as a line."""
    return ", ".join(f"{count} {name}" for name, count in counts.items())
