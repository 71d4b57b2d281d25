"""`qualpipe reviewer retire`: somebody leaves the team."""

from datetime import UTC, datetime
from pathlib import Path

import click

from qualpipe.cli import options


@click.command("retire")
@click.argument("name")
@options.project_folder
def command(name: str, folder: Path) -> None:
    """Let a reviewer go; what they decided stays theirs.

    They can log in and decide no more, and nobody else gets their name. What they have not
    decided on in an open round stays undecided.

    Example: qualpipe reviewer retire ana
    """
    from qualpipe.project.reviewing import people

    with options.open_project(folder, create=False) as project:
        at = datetime.now(UTC).isoformat(timespec="seconds")
        gone = people.retire(project, name, at=at)
        open_rounds = [
            one.name
            for one in project.review.rounds()
            if not one.closed and gone.name in one.reviewers
        ]
    click.echo(f"{gone.name} is retired.", err=True)
    for one in open_rounds:
        click.echo(f"Note: {gone.name} was in the round {one!r}, which is still open.", err=True)
