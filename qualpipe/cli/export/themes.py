"""`qualpipe export themes`: the table of codes."""

from typing import Any

import click

from qualpipe.cli import exported


@click.command("themes")
@exported.by_attribute
@exported.small_cells
@exported.shared
def command(**given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Table of codes: definition, segments, participants, share, by attribute.

    With --suggestions, themes that were found and not adopted come in a table of their own.

    Example: qualpipe export themes --by gender --to themes.docx --language zh-HK
    """
    exported.run("themes", **given)
