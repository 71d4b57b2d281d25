"""`qualpipe import qdpx`: a project of another program."""

from pathlib import Path

import click

from qualpipe.cli import exchanged, options


@click.command("qdpx")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--interviewer",
    "interviewers",
    multiple=True,
    metavar="NAME",
    help="Label of an interviewer, where the guess is wrong; may be repeated.",
)
@click.option(
    "--participant",
    "participants",
    multiple=True,
    metavar="NAME",
    help="Label of a participant, where the guess is wrong; may be repeated.",
)
@click.option(
    "--codebook-to",
    type=click.Path(path_type=Path),
    help="Write its codes to this file and leave the project's codebook alone.",
)
@options.project_folder
@options.output_format
def command(
    path: Path,
    *,
    interviewers: tuple[str, ...],
    participants: tuple[str, ...],
    codebook_to: Path | None,
    folder: Path,
    form: str,
) -> None:
    """Take in a project of NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).

    What people coded there becomes decisions of reviewers of their names. What is in the project
    already is not taken in twice. Shows everything that did not pass as it was.

    Example: qualpipe import qdpx study.qdpx
    """
    from qualpipe.project.exchange import Exchange

    with options.open_project(folder, create=True) as project:
        arrived = Exchange(project).import_project(
            path, interviewers=interviewers, participants=participants, codebook_to=codebook_to
        )
    about = {"command": "import qdpx", "file": str(path), "origin": arrived.origin}
    counts = exchanged.counts_of(arrived)
    people = {"reviewers": arrived.reviewers, "loose_notes": arrived.loose}
    exchanged.show(arrived.losses, form=form, about={**about, **counts, **people})
    new = {name: count for name, count in counts.items() if not name.endswith("_known")}
    click.echo(f"New in the project: {exchanged.in_words(new)}.", err=True)
    known = {name: counts[f"{name}_known"] for name in new if counts.get(f"{name}_known")}
    if known:
        click.echo(f"There already: {exchanged.in_words(known)}.", err=True)
    if arrived.reviewers:
        click.echo(f"New reviewers: {', '.join(arrived.reviewers)}.", err=True)
    click.echo("Next: qualpipe code", err=True)
