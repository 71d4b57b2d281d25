"""`qualpipe export codebook`: the codebook as a table."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("codebook")
@exported.shared
def command(**given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Table of the codebook, with how often each code was given.

    For a codebook that can be read back, use: qualpipe codebook convert

    Example: qualpipe export codebook --to codebook.xlsx
    """
    exported.run("codebook", **given)
