"""`qualpipe themes left-out`: what was not searched, and why."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import of_an_edition, show_rows


@click.command("left-out")
@click.option("--chatter", is_flag=True, help="Only what says too little, not what codes explain.")
@of_an_edition
def command(*, chatter: bool, edition: int | None, folder: Path, form: str) -> None:
    """Show the segments that were not searched, and why.

    Example: qualpipe themes left-out --chatter
    """
    with options.open_project(folder, create=False) as project:
        of = project.themes.edition(edition)
        found = project.themes.left_out(edition=of.number)
    rows = [
        {"segment": one.segment.address, "reason": one.reason.value, "text": one.segment.text}
        for one in found
        if not (chatter and one.by_codes)
    ]
    columns = ("segment", "reason", "text")
    show_rows(rows, form=form, columns=columns, command="left-out", edition=of.number)
    for reason, count in of.reasons.items():
        click.echo(f"{count} {reason}", err=True)
