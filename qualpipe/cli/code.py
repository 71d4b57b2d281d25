"""`qualpipe code`: from raw files to suggested codes with evidence."""

from pathlib import Path

import click

from qualpipe.cli import options, progress, summary

SOME_FAILED = 3


@click.command("code")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--codebook", help="A codebook file, or the name of a shipped one.")
@click.option("--encoder", help="What compares meanings: bundled, or the path of a model.")
@options.reading
@options.project_folder
@options.output_format
def command(paths: tuple[Path, ...], folder: Path, form: str, **flags: object) -> None:
    """Read transcripts and suggest codes for them.

    PATHS are files or folders of interviews (txt, md, docx, srt, vtt, json, csv, xlsx, cha, eaf,
    TextGrid, pdf). The project, qualpipe.toml and qualpipe.db, is made in this folder if it is not
    there. A second run does only what is new or changed.

    Example: qualpipe code transcripts/ --codebook my.yaml --unit sentence
    """
    with options.open_project(folder, create=True, **flags) as project:
        with progress.watching() as watch:
            files = project.ingest(paths, watch=watch)
            result = project.code(files=files, watch=watch)
        summary.show(result, form=form)
    if result.failures:
        click.get_current_context().exit(SOME_FAILED)
