"""`qualpipe round status`: how far each reviewer is."""

from pathlib import Path

import click

from qualpipe.cli import options, table

_COLUMNS = ("round", "state", "kind", "reviewer", "done", "total", "left")


@click.command("status")
@click.argument("name", required=False)
@options.project_folder
@options.output_format
def command(name: str | None, folder: Path, form: str) -> None:
    """Show how far each reviewer is; never how they decided.

    Of one round, or of all.

    Example: qualpipe round status "double coding 1"
    """
    from qualpipe.project.reviewing import rounds

    with options.open_project(folder, create=False) as project:
        named = [rounds.round_named(project, name)] if name else project.review.rounds()
        rows = [
            {
                "round": one.name,
                "state": f"closed {one.closed[:10]}" if one.closed else "open",
                "kind": "blind" if one.blind else "open to all",
                "reviewer": each.reviewer,
                "done": each.done,
                "total": each.total,
                "left": each.total - each.done,
                "sample": one.sample,
                "overlap": one.overlap,
                "seed": one.seed,
                "opened": one.opened,
            }
            for one in named
            for each in rounds.progress(project, one.name)
        ]
    table.write(rows, form=form, columns=_COLUMNS, about={"command": "round status"})
    if not rows:
        click.echo(
            'No round yet. Open one with: qualpipe round new "double coding 1" --reviewers ana,ben',
            err=True,
        )
