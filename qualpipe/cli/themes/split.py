"""`qualpipe themes split`: several themes of one."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import by_hand, show_change


@click.command("split")
@click.argument("theme")
@click.option("--into", type=int, default=2, help="Into how many (default: 2).")
@by_hand
def command(
    theme: str, *, into: int, by: str, edition: int | None, folder: Path, form: str
) -> None:
    """Divide a theme into several.

    Theme 3 becomes 3.1, 3.2 and so on, the largest first.

    Example: qualpipe themes split 3 --into 2
    """
    with options.open_project(folder, create=False) as project:
        changed = project.themes.split(theme, into=into, edition=edition, by=by)
        show_change(project, changed, form=form)
