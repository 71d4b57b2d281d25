"""`qualpipe export audit`: the audit trail."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("audit")
@exported.shared
def command(**given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Every decision, computation and round: the audit trail.

    What was decided in a blind round that is open is counted, and not shown.

    Example: qualpipe export audit --to audit.xlsx
    """
    exported.run("audit", **given)
