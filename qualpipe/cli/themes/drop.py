"""`qualpipe themes drop`: a theme less."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import by_hand, show_change


@click.command("drop")
@click.argument("theme")
@by_hand
def command(theme: str, *, by: str, edition: int | None, folder: Path, form: str) -> None:
    """Take a theme away; its segments are then in none.

    With a heading go the themes under it. The edition before stays as it was.

    Example: qualpipe themes drop 7
    """
    with options.open_project(folder, create=False) as project:
        changed = project.themes.drop(theme, edition=edition, by=by)
        show_change(project, changed, form=form)
