"""`qualpipe themes saturation`: in which interview each theme was first heard."""

from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import of_an_edition, show_rows


@click.command("saturation")
@click.option("--order", default="", help="The interviews in their order, as in P03,P01,P02.")
@of_an_edition
def command(order: str, *, edition: int | None, folder: Path, form: str) -> None:
    """Show in which interview each theme was first heard.

    Example: qualpipe themes saturation --order P03,P01,P02
    """
    wanted = [name.strip() for name in order.split(",") if name.strip()]
    with options.open_project(folder, create=False) as project:
        number = project.themes.edition(edition).number
        found = project.themes.saturation(wanted, edition=number)
    rows: list[dict[str, object]] = [
        {
            "interview": one.transcript,
            "new": len(one.new),
            "heard": one.heard,
            "themes": list(one.new),
        }
        for one in found.steps
    ]
    if form == "table":
        rows = [
            {**row, "themes": ", ".join(one.new)}
            for row, one in zip(rows, found.steps, strict=True)
        ]
    columns = ("interview", "new", "heard", "themes")
    show_rows(rows, form=form, columns=columns, command="saturation", edition=number)
    click.echo(f"Mind: {found.warning}", err=True)
