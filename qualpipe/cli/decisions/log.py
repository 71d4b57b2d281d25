"""`qualpipe decisions log`: the record as it was written."""

from pathlib import Path

import click

from qualpipe.cli import options, table

_COLUMNS = ("number", "at", "reviewer", "verdict", "code", "segment", "state", "note")


@click.command("log")
@click.option("--reviewer", help="Only of this reviewer.")
@click.option("--code", help="Only of this code.")
@click.option("--transcript", help="Only of this transcript.")
@options.project_folder
@options.output_format
def command(
    *, reviewer: str | None, code: str | None, transcript: str | None, folder: Path, form: str
) -> None:
    """Show the record: who decided what, when, and what was taken back.

    What is sealed in a blind round is not shown to anybody here, its author included: at the
    command line anyone can give any name. How many decisions are hidden is said.

    Example: qualpipe decisions log --reviewer ana --code home --format csv
    """
    from qualpipe.project.reviewing.record import log

    with options.open_project(folder, create=False) as project:
        entries, hidden = log(project, reviewer=reviewer, code=code, transcript=transcript)
    rows = [
        {
            "number": one.number,
            "act": one.act,
            "at": one.at,
            "reviewer": one.reviewer,
            "verdict": one.verdict.value,
            "code": one.code,
            "segment": one.segment,
            "state": state,
            "note": one.note,
            "round": one.round,
            "codebook": one.codebook,
            "seen": one.seen,
            "words": one.words,
        }
        for one, state in entries
    ]
    about = {"command": "decisions log", "hidden": hidden}
    table.write(rows, form=form, columns=_COLUMNS, about=about)
    click.echo(f"{len(rows)} decisions shown.", err=True)
    if hidden:
        click.echo(f"{hidden} decisions are sealed in a blind round that is open.", err=True)
