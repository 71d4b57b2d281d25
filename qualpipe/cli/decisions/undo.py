"""`qualpipe decisions undo`: one more record, which takes another back."""

from datetime import UTC, datetime
from pathlib import Path

import click

from qualpipe.cli import options, table

_COLUMNS = ("undone", "verdict", "code", "segment")


@click.command("undo")
@click.option("--reviewer", help="Whose decision (needed where several have decided).")
@click.option("--act", type=click.IntRange(1), help="Its number in the log (default: the last).")
@options.project_folder
@options.output_format
def command(*, reviewer: str | None, act: int | None, folder: Path, form: str) -> None:
    """Take back what somebody decided last; the record keeps both.

    What was decided in one go, as when many suggestions were accepted at once, is taken back in
    one go. An undo is itself a line of the record and can be taken back with --act.

    Example: qualpipe decisions undo --reviewer ana
    """
    from qualpipe.project.reviewing.record import take_back

    at = datetime.now(UTC).isoformat(timespec="seconds")
    with options.open_project(folder, create=False) as project:
        undone = take_back(project, reviewer=reviewer, act=act, at=at)
    rows = [
        {
            "undone": one.number,
            "verdict": one.verdict.value,
            "code": one.code,
            "segment": one.segment,
        }
        for one in undone.decisions
    ]
    about = {"command": "decisions undo", "numbers": list(undone.numbers)}
    table.write(rows, form=form, columns=_COLUMNS, about=about)
    click.echo("To suggest codes without it: qualpipe code", err=True)
    click.echo(
        f"{len(rows)} taken back. To have it back: qualpipe decisions undo "
        f"--reviewer {undone.decisions[0].reviewer} --act {undone.numbers[0]}",
        err=True,
    )
