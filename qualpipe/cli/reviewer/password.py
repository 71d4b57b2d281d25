"""`qualpipe reviewer password`: a new password."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.reviewer.asking import password


@click.command("password")
@click.argument("name")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@options.project_folder
def command(name: str, *, password_stdin: bool, folder: Path) -> None:
    """Give a reviewer a new password.

    They are logged out wherever they are logged in.

    Example: qualpipe reviewer password ana
    """
    from qualpipe.model import QualpipeError
    from qualpipe.project.reviewing import people

    with options.open_project(folder, create=False) as project:
        name = people.person(project, name).name
        given = password(name, from_stdin=password_stdin)
        if not given:
            raise QualpipeError("no password was given; type one, or pipe it in: --password-stdin")
        people.set_password(project, name, given)
    click.echo(f"{name} has a new password.", err=True)
