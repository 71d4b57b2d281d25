"""`qualpipe report`: the coding as a document that can be defended."""

from pathlib import Path

import click

from qualpipe.cli import exported, options


@click.command("report")
@click.option(
    "--to",
    "path",
    required=True,
    type=click.Path(path_type=Path),
    help="File to write: .docx or .html.",
)
@click.option(
    "--template",
    type=click.Choice(["apa", "plain"]),
    default="apa",
    help="How numbers, tables and pages look (default: apa).",
)
@click.option(
    "--language",
    type=click.Choice(exported.LANGUAGES),
    default="en",
    help="Language of the report; quotes stay as they were said (default: en).",
)
@click.option("--per-code", type=click.IntRange(1), default=3, help="Quotes a code (default: 3).")
@exported.by_attribute
@exported.small_cells
@click.option(
    "--figures",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write each figure to as well, as SVG and PNG.",
)
@options.project_folder
def command(
    *,
    path: Path,
    template: str,
    language: str,
    per_code: int,
    by: tuple[str, ...],
    small: int,
    figures: Path | None,
    folder: Path,
) -> None:
    """Write a report of the coding for Word or the browser: methods, findings, limits.

    Only what people decided is counted and quoted; what the machine suggests is not shown. It ends
    with the COREQ and SRQR checklists, filled in as far as the project knows. Before you send it
    on, and after you edited it: qualpipe verify FILE

    Example: qualpipe report --to report.docx --template apa --language zh-HK
    """
    from qualpipe.export.options import Options, Tongue

    wanted = Options(language=Tongue(language), per_code=per_code, by=by, small=small)
    with options.open_project(folder, create=False) as project:
        face = project.exports.report(path, wanted, template=template, figures=figures)
    click.echo(f"{path} written.", err=True)
    if figures is not None:
        click.echo(f"{figures}: figures written.", err=True)
    if not face.reviewed:
        click.echo("Nothing is reviewed yet, so the report holds no findings.", err=True)
    click.echo(
        f"{face.reviewed} codings are in it; left out: {face.unreviewed} suggestions not decided "
        f"on, {face.adrift} decisions on changed words, {face.sealed} sealed decisions.",
        err=True,
    )
