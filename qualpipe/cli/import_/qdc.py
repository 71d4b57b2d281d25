"""`qualpipe import qdc`: a codebook of another program."""

from pathlib import Path

import click

from qualpipe.cli import exchanged, options


@click.command("qdc")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the codes to this file (yaml, json, csv, xlsx) and leave the project alone.",
)
@options.project_folder
@options.output_format
def command(path: Path, target: Path | None, folder: Path, form: str) -> None:
    """Take in a codebook of NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).

    Its codes join the project's codebook: one that has the id or the name of a code that is there
    is that code, and its wording there stays.

    Example: qualpipe import qdc codebook.qdc --to my.yaml
    """
    from qualpipe.project.exchange import Exchange, load_codebook, save_codebook

    about = {"command": "import qdc", "file": str(path)}
    if target is not None:
        codebook, losses = load_codebook(path)
        losses = (*losses, *save_codebook(codebook, target))
        exchanged.show(losses, form=form, about={**about, "codes": len(codebook)})
        click.echo(f"{target}: {len(codebook)} codes written.", err=True)
        return
    with options.open_project(folder, create=True) as project:
        added, losses = Exchange(project).import_codebook(path)
    exchanged.show(losses, form=form, about={**about, "codes": added})
    click.echo(f"{added} codes are new in the project's codebook.", err=True)
