"""`qualpipe round new`: segments are drawn and dealt out."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from qualpipe.cli import options, table


@click.command("new")
@click.argument("name")
@click.option(
    "--reviewers", required=True, metavar="ana,ben", help="Who decides, parted by commas."
)
@click.option(
    "--sample",
    default="all",
    metavar="120|20%|all",
    help="How many of the segments that nobody decided on yet (default: all).",
)
@click.option(
    "--overlap",
    type=click.IntRange(1),
    default=2,
    help="How many reviewers get each segment (default: 2).",
)
@click.option(
    "--blind/--open",
    default=True,
    help="Whether what is decided stays sealed until the round is closed (default: blind).",
)
@click.option("--seed", type=int, default=1, help="The same seed draws the same (default: 1).")
@options.project_folder
@options.output_format
def command(name: str, *, reviewers: str, folder: Path, form: str, **how: Any) -> None:  # noqa: ANN401 - click's own
    """Open a round: draw segments and deal them out to reviewers.

    Drawn from are the segments with a suggestion on which nobody has decided anything. What is
    suggested for them is frozen: all reviewers of the round see the same.

    Example: qualpipe round new "double coding 1" --reviewers ana,ben --sample 120 --overlap 2
    """
    from qualpipe.project.reviewing import people, rounds

    parted = re.split(f"[{people.SEPARATORS}]", reviewers)
    named = [one.strip() for one in parted if one.strip()]
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with options.open_project(folder, create=False) as project:
        made = rounds.open_round(project, name, reviewers=named, at=at, **how)
        given = {one: rounds.items_for(project, made, one) for one in made.reviewers}
    rows = [
        {
            "reviewer": one,
            "segments": len({item.suggestion.segment for item in items}),
            "suggestions": len(items),
        }
        for one, items in given.items()
    ]
    about = {"command": "round new", "round": made.name, "blind": made.blind, "seed": made.seed}
    table.write(rows, form=form, columns=("reviewer", "segments", "suggestions"), about=about)
    kind = "blind" if made.blind else "open to all"
    click.echo(f"The round {made.name!r} is open, {kind}, drawn with seed {made.seed}.", err=True)
    click.echo("Next: each reviewer decides: qualpipe review --reviewer NAME", err=True)
