"""`qualpipe export interview`: an interview in Word, with its codes as comments."""

from pathlib import Path

import click

from qualpipe.cli import exported, options


@click.command("interview")
@click.argument("transcript")
@click.option(
    "--to",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write, ending in .docx.",
)
@click.option(
    "--language", type=click.Choice(exported.LANGUAGES), default="en", help="Of headings."
)
@click.option("--suggestions", is_flag=True, help="Take in what is only suggested, marked so.")
@options.project_folder
def command(transcript: str, *, path: Path, language: str, suggestions: bool, folder: Path) -> None:
    """Write an interview as a Word document with its codes as comments.

    Each comment is anchored to the words that carry the code, and signed by who gave it.

    Example: qualpipe export interview P01 --to P01.docx
    """
    from qualpipe.export.options import Options, Tongue

    wanted = Options(language=Tongue(language), suggestions=suggestions)
    with options.open_project(folder, create=False) as project:
        face = project.exports.interview(transcript, path, wanted)
    click.echo(f"{path} written: {face.detail['comments']} codings as comments.", err=True)
