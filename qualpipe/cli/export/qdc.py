"""`qualpipe export qdc`: the codebook for other programs."""

from pathlib import Path

import click

from qualpipe.cli import exchanged, options


@click.command("qdc")
@click.argument("path", type=click.Path(path_type=Path))
@options.project_folder
@options.output_format
def command(path: Path, folder: Path, form: str) -> None:
    """Write the codebook for NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).

    Example: qualpipe export qdc codebook.qdc
    """
    from qualpipe.project.exchange import Exchange

    with options.open_project(folder, create=False) as project:
        codebook, losses = Exchange(project).export_codebook(path)
    about = {"command": "export qdc", "file": str(path), "codes": len(codebook)}
    exchanged.show(losses, form=form, about=about)
    click.echo(f"{path}: {len(codebook)} codes written.", err=True)
