"""`qualpipe themes rename`: another label for a theme."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import by_hand, show_change


@click.command("rename")
@click.argument("theme")
@click.argument("label")
@by_hand
def command(
    theme: str, label: str, *, by: str, edition: int | None, folder: Path, form: str
) -> None:
    """Give a theme another label.

    Example: qualpipe themes rename 3 "waiting for the doctor / 等睇醫生"
    """
    with options.open_project(folder, create=False) as project:
        changed = project.themes.rename(theme, label, edition=edition, by=by)
        show_change(project, changed, form=form)
