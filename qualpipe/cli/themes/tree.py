"""`qualpipe themes tree`: the themes under their headings."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import of_an_edition, show_rows


@click.command("tree")
@of_an_edition
def command(*, edition: int | None, folder: Path, form: str) -> None:
    """Show the themes under their headings.

    Example: qualpipe themes tree
    """
    with options.open_project(folder, create=False) as project:
        number = project.themes.edition(edition).number
        found = project.themes.tree(edition=number)
    if form == "table":
        for depth, one in found:
            click.echo(f"{'  └ ' * depth}{one.id}  {one.label}  ({one.size})")
    else:
        rows = [
            {
                "theme": one.id,
                "parent": one.parent,
                "depth": depth,
                "label": one.label,
                "segments": one.size,
            }
            for depth, one in found
        ]
        show_rows(rows, form=form, columns=("theme",), command="tree", edition=number)
