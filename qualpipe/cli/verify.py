"""`qualpipe verify`: whether an export still says what the ledger gives."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, table

if TYPE_CHECKING:
    from qualpipe.export.verifying import Finding
    from qualpipe.project.exporting.verify import Verification

COLUMNS = ("status", "where", "says", "gives")


@click.command("verify")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False))
@options.output_format
@options.project_folder
def command(path: Path, *, form: str, folder: Path) -> None:
    """Compute every number and quote of an export again; say what no longer holds.

    FILE is a report (.docx, .html) or a table (.xlsx, .csv, .docx, .html, .md, .parquet) that
    qualpipe wrote, as it is now. It is held against the decisions as they were when it was made;
    what was decided since is told apart. Exit code 0: all holds; 1: something does not.

    Example: qualpipe verify report.docx
    """
    with options.open_project(folder, create=False) as project:
        found = project.exports.verify(path)
    rows = [_row(one) for one in found.findings]
    rows += [_row(one) | {"status": "decided since"} for one in found.moved]
    about = {
        "file": str(path),
        "holds": found.holds,
        "held": found.held,
        "decided_since": found.since,
        "changed": list(found.changed),
    }
    if rows or form != "table":
        table.write(rows, form=form, columns=COLUMNS, about=about)
    _tell(path, found)
    if not found.holds:
        raise click.exceptions.Exit(1)


def _row(finding: "Finding") -> dict[str, object]:
    return {
        "status": finding.status.value,
        "where": finding.where,
        "says": finding.says,
        "gives": finding.gives,
    }


def _tell(path: Path, found: "Verification") -> None:
    for one in found.changed:
        click.echo(f"Since then {one}.", err=True)
    if found.since:
        click.echo(
            f"{found.since} decisions are newer than this export; "
            f"{len(found.moved)} places would read otherwise today.",
            err=True,
        )
    counts: dict[str, int] = {}
    for finding in found.findings:
        counts[finding.status.value] = counts.get(finding.status.value, 0) + 1
    told = "".join(f"; {count} {status}" for status, count in counts.items())
    verdict = "all of it holds" if found.holds else "NOT ALL OF IT HOLDS"
    click.echo(f"{path}: {verdict} ({found.held} hold{told}).", err=True)
