"""`qualpipe round close`: the seal is broken."""

from datetime import UTC, datetime
from pathlib import Path

import click

from qualpipe.cli import options


@click.command("close")
@click.argument("name")
@click.option("--early", is_flag=True, help="Also if somebody has not decided on everything.")
@options.project_folder
def command(name: str, *, early: bool, folder: Path) -> None:
    """Close a round: what was decided in it can be seen by all from now on.

    It cannot be opened again. What reviewers decide later is no part of it.

    Example: qualpipe round close "double coding 1"
    """
    from qualpipe.model import QualpipeError
    from qualpipe.project.reviewing import rounds

    with options.open_project(folder, create=False) as project:
        left = {
            one.reviewer: one.total - one.done
            for one in rounds.progress(project, name)
            if one.done < one.total
        }
        if left and not early and not rounds.round_named(project, name).closed:
            said = ", ".join(f"{who} {many}" for who, many in left.items())
            raise QualpipeError(
                f"the round {name!r} is not finished (still to decide: {said}); "
                "wait, or close it as it is with --early"
            )
        at = datetime.now(UTC).isoformat(timespec="seconds")
        closed = rounds.close_round(project, name, at=at)
    click.echo(f"The round {closed.name!r} is closed.", err=True)
    click.echo(f"Next: qualpipe agreement --round {closed.name!r}", err=True)
