"""`qualpipe review export`: a sheet for those who live in Excel."""

from pathlib import Path

import click

from qualpipe.cli import options


@click.command("export")
@click.argument("sheet", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--round", "round_name", help="What this round gives (default: the open one).")
@click.option("--reviewer", help="Whose sheet: only what they were given, with what they said.")
@options.project_folder
def command(sheet: Path, *, round_name: str | None, reviewer: str | None, folder: Path) -> None:
    """Write a sheet to decide in: .xlsx with lists to pick from, or .csv.

    A row for each suggestion with its words and evidence. What is sealed in a blind round does
    not stand in it, whoever asks.

    Example: qualpipe review export sheet.xlsx --round "double coding 1" --reviewer ana
    """
    from qualpipe.project.reviewing.sheets import write_sheet

    with options.open_project(folder, create=False) as project:
        sent = write_sheet(project, sheet, round=round_name, reviewer=reviewer)
    of_round = f" of the round {sent.round!r}" if sent.round else ""
    click.echo(f"{sheet}: {sent.rows} suggestions{of_round}, {sent.decided} decided.", err=True)
    who = reviewer or "YOU"
    click.echo(f"Next: fill it in, then: qualpipe review import {sheet} --reviewer {who}", err=True)
