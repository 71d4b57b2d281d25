"""`qualpipe export matrix`: the framework matrix."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("matrix")
@click.option(
    "--rows",
    default="participant",
    metavar="AXIS",
    help="participant, an attribute's name, or code (default: participant).",
)
@click.option(
    "--columns",
    default="code",
    metavar="AXIS",
    help="code, or what is not in the rows (default: code).",
)
@click.option(
    "--cells",
    type=click.Choice(["counts", "presence", "quotes"]),
    default="counts",
    help="What the cells hold (default: counts).",
)
@exported.per_code
@exported.by_attribute
@exported.shared
def command(*, cells: str, **given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Framework matrix: participants or groups against codes.

    With --cells quotes, --per-code says how many a cell holds at most. --by puts attributes
    beside the participants.

    Example: qualpipe export matrix --rows participant --columns code --to matrix.xlsx
    """
    from qualpipe.export.options import Cells

    exported.run("matrix", cells=Cells(cells), **given)
