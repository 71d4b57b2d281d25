"""`qualpipe themes adopt`: a theme becomes a code."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import by_hand, show_change


@click.command("adopt")
@click.argument("theme")
@click.option("--id", "code", required=True, help="The new code's id, as in home_2.")
@click.option("--name", default="", help="What it is called (default: the theme's label).")
@click.option("--parent", help="The code to put it under.")
@by_hand
def command(
    theme: str,
    *,
    code: str,
    name: str,
    parent: str | None,
    by: str,
    edition: int | None,
    folder: Path,
    form: str,
) -> None:
    """Make a code of a theme, and put its segments up for review.

    The codebook gets a new version, with the theme's terms as keywords, its quotes as examples and
    a definition marked as a draft. Later searches leave the segments out, unless a reviewer rejects
    the code there.

    Example: qualpipe themes adopt 3 --id stigma --name "what others say / 人哋點睇"
    """
    with options.open_project(folder, create=False) as project:
        done = project.themes.adopt(theme, code, name=name, parent=parent, edition=edition, by=by)
        show_change(project, done.edition, form=form)
        click.echo(
            f"{done.code.id} is a code now, in {project.settings.codebook}; {done.suggestions} "
            "segments are suggested for review. Reword its definition, which is a draft; "
            "then: qualpipe code",
            err=True,
        )
