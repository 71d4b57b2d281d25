"""`qualpipe ingest`: read transcripts without coding them."""

from dataclasses import asdict
from pathlib import Path

import click

from qualpipe.cli import options, progress, table
from qualpipe.cli.code import SOME_FAILED

_COLUMNS = ("transcript", "format", "encoding", "turns", "interviewers", "participants", "title")


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@options.reading
@options.project_folder
@options.output_format
def command(paths: tuple[Path, ...], folder: Path, form: str, **flags: object) -> None:
    """Read transcripts into the project, without coding them.

    Shows how each file was understood: format, encoding and how sure it is, who speaks.

    Example: qualpipe ingest transcripts/ --interviewer Mary
    """
    from qualpipe.project.overview import transcript_rows

    with options.open_to_read(paths, folder, **flags) as project:
        options.keep_flags(project, read=False)
        with progress.watching() as watch:
            files = project.ingest(paths, watch=watch)
        rows = transcript_rows(project.transcripts())
        failures, problems = project.failures(), project.problems()
        options.keep_flags(project)
    about = {"command": "ingest", "files": asdict(files), "problems": [asdict(p) for p in problems]}
    table.write(rows, form=form, columns=_COLUMNS, about=about)
    for one in (*failures, *problems):
        click.echo(f"Note {one}", err=True)
    click.echo("Next: qualpipe code", err=True)
    if failures:
        click.get_current_context().exit(SOME_FAILED)
