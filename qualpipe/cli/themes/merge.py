"""`qualpipe themes merge`: one theme of two or more."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import by_hand, show_change


@click.command("merge")
@click.argument("themes", nargs=-1, required=True)
@by_hand
def command(
    themes: tuple[str, ...], *, by: str, edition: int | None, folder: Path, form: str
) -> None:
    """Make one theme of two or more.

    It keeps the number of the first; terms, quotes and measures are worked out anew.

    Example: qualpipe themes merge 3 5
    """
    with options.open_project(folder, create=False) as project:
        changed = project.themes.merge(*themes, edition=edition, by=by)
        show_change(project, changed, form=form)
