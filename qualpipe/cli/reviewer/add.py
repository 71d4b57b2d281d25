"""`qualpipe reviewer add`: somebody who decides."""

from datetime import UTC, datetime
from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.reviewer.asking import password


@click.command("add")
@click.argument("name")
@click.option("--adjudicator", is_flag=True, help="They may also settle what differs.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input.")
@options.project_folder
def command(name: str, *, adjudicator: bool, password_stdin: bool, folder: Path) -> None:
    """Add a reviewer, or somebody who settles what differs.

    The password is asked for and not shown; it is needed only where the project is served to
    several (qualpipe review serve). A name, once taken, is never another person's.

    Example: qualpipe reviewer add 陳醫生 --adjudicator
    """
    from qualpipe.model import Duty
    from qualpipe.project.reviewing import people

    duty = Duty.ADJUDICATOR if adjudicator else Duty.REVIEWER
    with options.open_project(folder, create=False) as project:
        given = password(name, from_stdin=password_stdin)
        at = datetime.now(UTC).isoformat(timespec="seconds")
        made = people.add(project, name, duty=duty, password=given, at=at)
    click.echo(f"{made.name} is added as {made.duty}.", err=True)
    if not given:
        click.echo(
            f"No password: {made.name} cannot log in to a served project until there is one: "
            f"qualpipe reviewer password {made.name}",
            err=True,
        )
