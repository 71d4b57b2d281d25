"""`qualpipe decisions replay`: is the record whole, and do the codings follow from it."""

from pathlib import Path

import click

from qualpipe.cli import options, table

_COLUMNS = ("check", "looked_at", "faults")


@click.command("replay")
@options.project_folder
@options.output_format
def command(folder: Path, form: str) -> None:
    """Check the record, and derive every coding again from its first line on.

    Four checks: each line seals the one before; its words stand where they stood; the codings of
    the project are those that follow line by line; runs and codebook versions that are named are
    there. Exits with 1 and names line and place of each fault.

    Example: qualpipe decisions replay
    """
    from qualpipe.project.reviewing.replay import replay

    with options.open_project(folder, create=False) as project:
        report = replay(project)
    rows = [
        {"check": one.check, "looked_at": one.looked_at, "faults": len(one.faults)}
        for one in report.findings
    ]
    about = {
        "command": "decisions replay",
        "head": report.head,
        "faults": [str(fault) for fault in report.faults],
        "notes": [str(note) for note in report.notes],
    }
    table.write(rows, form=form, columns=_COLUMNS, about=about)
    for note in report.notes:
        click.echo(f"Note {note}", err=True)
    for fault in report.faults:
        click.echo(f"Fault {fault}", err=True)
    if report.faults:
        click.get_current_context().exit(1)
    click.echo(f"The record holds. Its head is {report.head or '(empty)'}", err=True)
