"""`qualpipe init`: make an empty project."""

from pathlib import Path

import click

from qualpipe.cli import options


@click.command("init")
@options.project_folder
def command(folder: Path) -> None:
    """Make a project here: qualpipe.toml with every setting explained, and qualpipe.db.

    There is no need to: `qualpipe code` makes it too.

    Example: qualpipe init --project study
    """
    folder.mkdir(parents=True, exist_ok=True)
    with options.open_project(folder, create=True) as project:
        click.echo(f"{project.folder}: project ready. Next: qualpipe code YOUR_FOLDER", err=True)
