"""`qualpipe export qdpx`: the project for other programs."""

from pathlib import Path

import click

from qualpipe.cli import exchanged, options


@click.command("qdpx")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--for",
    "program",
    type=click.Choice(["standard", "nvivo", "atlas", "maxqda", "qualcoder"]),
    default="standard",
    help="Count positions, end lines and place variables as this program does.",
)
@click.option(
    "--suggestions",
    is_flag=True,
    help="Put the machine's suggestions in too, under a user of their own.",
)
@options.project_folder
@options.output_format
def command(path: Path, program: str, *, suggestions: bool, folder: Path, form: str) -> None:
    """Write the project for NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).

    Transcripts, codebook, what each reviewer coded, memos and attributes. Shows what the file
    does not hold as it is, and what the other program may not show.

    Example: qualpipe export qdpx study.qdpx --for nvivo
    """
    from qualpipe.project.exchange import Exchange

    with options.open_project(folder, create=False) as project:
        sent = Exchange(project).export_project(path, program=program, suggestions=suggestions)
    about = {"command": "export qdpx", "file": str(path), "for": program}
    counts = exchanged.counts_of(sent)
    exchanged.show(sent.losses, form=form, about={**about, **counts})
    click.echo(f"{path}: {exchanged.in_words(counts)}.", err=True)
    if not sent.codings:
        click.echo("Nobody coded anything yet: the file holds the texts and the codes.", err=True)
