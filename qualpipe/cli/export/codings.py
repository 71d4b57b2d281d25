"""`qualpipe export codings`: every coded passage."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("codings")
@click.option(
    "--shape",
    type=click.Choice(["quotes", "columns"]),
    default="quotes",
    help="A row a quote and code, or a column of 0 and 1 a code (default: quotes).",
)
@exported.by_attribute
@exported.shared
def command(*, shape: str, **given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Every coded passage: a row a quote, or a column of 0 and 1 a code.

    Each row has the passage's words, place and participant, the code's path and the participant's
    attributes. With --shape columns a row is a passage that somebody decided on.

    Example: qualpipe export codings --shape columns --to codings.csv
    """
    from qualpipe.export.options import Shape

    exported.run("codings", shape=Shape(shape), **given)
