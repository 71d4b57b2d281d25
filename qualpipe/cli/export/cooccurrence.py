"""`qualpipe export cooccurrence`: which codes occur together."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("cooccurrence")
@exported.shared
def command(**given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Which codes occur together, as a matrix and as a list of pairs.

    Two codes occur together where their passages share a character. A pair counts as reviewed
    if people gave both.

    Example: qualpipe export cooccurrence --to cooccurrence.xlsx
    """
    exported.run("cooccurrence", **given)
