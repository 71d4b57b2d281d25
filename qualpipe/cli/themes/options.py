"""Options that several of the commands on themes share."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qualpipe.cli import options, table

if TYPE_CHECKING:
    from qualpipe.project import Project
    from qualpipe.project.thematic import Edition

Command = TypeVar("Command", bound=Callable[..., Any])


def of_an_edition(command: Command) -> Command:
    """Add --edition, --project and --format."""
    with_edition = click.option(
        "--edition", type=int, help="Which edition of the themes (default: the latest)."
    )(command)
    return options.project_folder(options.output_format(with_edition))


def by_hand(command: Command) -> Command:
    """Add what a change takes: --by, --edition, --project and --format."""
    with_name = click.option("--by", default="", help="Who makes the change; it is recorded.")
    return of_an_edition(with_name(command))


def show_change(project: "Project", edition: "Edition", *, form: str) -> None:
    """Show the themes as they are after a change."""
    from qualpipe.cli.themes import listing

    listing.show(project, edition, form=form)
    before = project.themes.edition(int(edition.run.inputs["edition"]))
    # Of a heading that was dropped itself nobody need be told.
    fallen = _headings(before) - _headings(edition) - set(edition.act.split())
    for one in before.themes:
        if one.id in fallen:
            click.echo(
                f"The heading {one.id} ({one.label}) is gone: it no longer holds what it held.",
                err=True,
            )


def _headings(edition: "Edition") -> set[str]:
    return {one.parent for one in edition.themes if one.parent}


def show_rows(
    rows: table.Rows, *, form: str, columns: tuple[str, ...], command: str, edition: int
) -> None:
    """Write rows; JSON says which command and edition they are of."""
    about: dict[str, object] = {"command": f"themes {command}", "edition": edition}
    table.write(rows, form=form, columns=columns, about=about)
