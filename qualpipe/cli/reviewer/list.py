"""`qualpipe reviewer list`: who decides here."""

from pathlib import Path

import click

from qualpipe.cli import options, table

_COLUMNS = ("reviewer", "duty", "password", "added", "retired")


@click.command("list")
@options.project_folder
@options.output_format
def command(folder: Path, form: str) -> None:
    """List the reviewers, those who retired among them.

    Example: qualpipe reviewer list
    """
    from qualpipe.project.reviewing import people

    with options.open_project(folder, create=False) as project:
        rows = [
            {
                "reviewer": one.name,
                "duty": one.duty.value,
                "password": "set" if has_password else "none",
                "added": one.added,
                "retired": one.retired,
            }
            for one, has_password in people.with_passwords(project)
        ]
    table.write(rows, form=form, columns=_COLUMNS, about={"command": "reviewer list"})
    if not rows:
        click.echo("Nobody yet. Add somebody with: qualpipe reviewer add NAME", err=True)
