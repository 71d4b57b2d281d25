"""`qualpipe export agreement`: how far the reviewers agree."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("agreement")
@exported.shared
def command(**given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """How far the reviewers agree, with intervals.

    On all segments and on those that somebody coded, in all and by code; for other splits and
    single rounds, use: qualpipe agreement

    Example: qualpipe export agreement --to agreement.xlsx
    """
    exported.run("agreement", **given)
