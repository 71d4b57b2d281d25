"""`qualpipe export memos`: what people noted down."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("memos")
@exported.shared
def command(**given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Table of memos: what people noted down, and about what.

    Memos written in a blind round that is open are left out until it is closed.

    Example: qualpipe export memos --to memos.xlsx
    """
    exported.run("memos", **given)
