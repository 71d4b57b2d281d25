"""`qualpipe status`: what the project holds and what was noticed."""

from dataclasses import asdict
from pathlib import Path

import click

from qualpipe.cli import options, table

# Few interviews have anybody besides who asks and who is asked, and a screen is narrow.
_FEWER = ("transcript", "format", "encoding", "turns", "interviewers", "participants", "title")
_COLUMNS = (*_FEWER[:-1], "others", "title")


@click.command("status")
@options.project_folder
@options.output_format
def command(folder: Path, form: str) -> None:
    """Show the project: transcripts, segments, suggestions, decisions, problems.

    Example: qualpipe status --format json
    """
    from qualpipe.project.overview import transcript_rows

    with options.open_project(folder, create=False) as project:
        rows = transcript_rows(project.transcripts())
        counts = project.counts()
        failures, problems = project.failures(), project.problems()
        adrift = project.adrift()
        made = project.settings.record()
        settings = {
            name: {"value": made[name], "from": origin} for name, origin in project.origins.items()
        }
        run = project.last_run()
    about = {
        "command": "status",
        "counts": counts,
        "settings": settings,
        "run": asdict(run) if run else None,
        "failures": [asdict(one) for one in failures],
        "problems": [asdict(one) for one in problems],
        "decisions_adrift": [asdict(one) for one in adrift],
    }
    alone = form == "table" and not any(row["others"] for row in rows)
    table.write(rows, form=form, columns=_FEWER if alone else _COLUMNS, about=about)
    click.echo(", ".join(f"{many} {noun}" for noun, many in counts.items()), err=True)
    for decision in adrift:
        click.echo(
            f"Note {decision.segment}: the words that {decision.reviewer} decided on "
            f"({decision.code}) are no longer there; decide again (or give a file its old name)",
            err=True,
        )
    for one in failures:
        click.echo(f"Skipped {one}", err=True)
    for one in problems:
        click.echo(f"Note {one}", err=True)
