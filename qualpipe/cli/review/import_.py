"""`qualpipe review import`: a sheet comes back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, table

if TYPE_CHECKING:
    from qualpipe.project.reviewing.sheets import Came

_COLUMNS = ("segment", "code", "verdict", "note")


@click.command("import")
@click.argument("sheet", type=click.Path(path_type=Path))
@click.option("--reviewer", required=True, help="Who filled it in.")
@click.option("--dry-run", is_flag=True, help="Say what would come of it; keep nothing.")
@click.option("--encoding", help="Encoding of a .csv, e.g. big5hkscs.")
@options.project_folder
@options.output_format
def command(
    sheet: Path, *, reviewer: str, dry_run: bool, encoding: str | None, folder: Path, form: str
) -> None:
    """Read back a sheet that a reviewer filled in.

    Nothing is overwritten: a row that was changed, or that contradicts what the reviewer decided
    since the sheet went out, is left out and reported. Reading it again adds nothing.

    Example: qualpipe review import sheet.xlsx --reviewer ana --dry-run
    """
    from qualpipe.project.reviewing.sheets import read_sheet

    with options.open_project(folder, create=False) as project:
        came = read_sheet(
            project,
            sheet,
            reviewer=reviewer,
            at=datetime.now(UTC).isoformat(timespec="seconds"),
            encoding=encoding or "",
            dry_run=dry_run,
        )
    rows = [
        {"segment": one.segment, "code": one.code, "verdict": one.verdict.value, "note": one.note}
        for one in came.decisions
    ]
    about = {
        "command": "review import",
        "dry_run": dry_run,
        "sealed": came.sealed,
        "known": came.known,
        "undecided": came.undecided,
        "problems": [str(one) for one in came.problems],
    }
    table.write(rows, form=form, columns=_COLUMNS, about=about)
    click.echo(_told(came, dry_run=dry_run), err=True)
    for one in came.problems:
        click.echo(f"Note {one}", err=True)


def _told(came: "Came", *, dry_run: bool) -> str:
    """Say how many decisions came in; of somebody in a blind round no more than the sheet says."""
    would = " would be" if dry_run else ""
    if came.sealed:
        return (
            f"{len(came.decisions)} decisions read, {came.undecided} rows undecided. What is new "
            f"of them{would or ' is'} kept, sealed until the round is closed; what was decided "
            "otherwise since the sheet went out stands."
        )
    return (
        f"{len(came.decisions)} decisions{would} added, {came.known} known already, "
        f"{came.undecided} rows undecided."
    )
