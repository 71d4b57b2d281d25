"""`qualpipe themes map`: the segments and themes as a picture."""

from pathlib import Path

import click

from qualpipe.cli import options


@click.command("map")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: .html (picture and table), .svg or .png.",
)
@click.option("--title", default="Themes", help="What stands above it.")
@click.option("--edition", type=int, help="Which edition of the themes (default: the latest).")
@options.project_folder
def command(out: Path, *, title: str, edition: int | None, folder: Path) -> None:
    """Draw the segments and themes as a picture.

    The file needs nothing from elsewhere. It shows words of the interviews: keep it as safe as
    these.

    Example: qualpipe themes map --out themes.html
    """
    with options.open_project(folder, create=False) as project:
        drawn = project.themes.save_map(out, title=title, edition=edition)
    for note in drawn:
        click.echo(f"Note {note}", err=True)
    click.echo(f"{out} written.", err=True)
