"""`qualpipe review`: decide on suggestions in the browser."""

import getpass
import webbrowser
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from qualpipe.cli import options
from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "serve": "Let a team of named reviewers in, each with a password.",
    "export": "Write a sheet to decide in: .xlsx with lists to pick from, or .csv.",
    "import": "Read back a sheet that a reviewer filled in.",
}


@click.group(
    "review",
    cls=LazyGroup,
    package=__name__,
    commands_of=COMMANDS,
    invoke_without_command=True,
)
@click.option("--port", type=click.IntRange(1, 65535), default=8765, help="Default: 8765.")
@click.option("--reviewer", help="The name to decide under (default: yours on this computer).")
@click.option("--no-browser", is_flag=True, help="Print the address only.")
@options.project_folder
@click.pass_context
def command(
    context: click.Context, *, port: int, reviewer: str | None, no_browser: bool, folder: Path
) -> None:
    """Decide on suggestions in the browser, one at a time, with one key each.

    The page is for you alone, on this computer; its address works once. Stop it with Ctrl+C:
    whatever the page called saved is saved. For a team see `review serve`.

    Example: qualpipe review --reviewer ana
    """
    if context.invoked_subcommand is not None:
        return
    from qualpipe.project.reviewing import people
    from qualpipe.web.serving import Place, serve

    with options.open_project(folder, create=False) as project:
        who = people.who(project, reviewer or getpass.getuser())

        def announce(address: str) -> None:
            click.echo(address)
            click.echo(f"Reviewing as {who}. Ctrl+C ends it.", err=True)
            if not no_browser:
                webbrowser.open(address)

        until_stopped(
            lambda: serve(
                project,
                Place(port=port),
                clock=lambda: datetime.now(UTC).astimezone(),
                solo=who,
                announce=announce,
            )
        )


def until_stopped(run: Callable[[], None]) -> None:
    """Run a server; Ctrl+C is how it ends, not a fault."""
    try:
        run()
    except KeyboardInterrupt:
        click.echo("Stopped. Everything that was decided is saved.", err=True)
