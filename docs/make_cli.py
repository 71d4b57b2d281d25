"""Write docs/cli.md: the help of every command, as the program itself gives it."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from qualpipe.cli import qualpipe

PAGE = Path(__file__).parent / "cli.md"
HEAD = """\
# Commands

This page is made of the commands' own help (`make docs`); a test holds the two together.

Exit codes: 0 done; 1 it could not be done; 2 the command was not understood; 3 done, but some
files could not be read; 4 another process is working on the project; 130 interrupted.

Every setting can come from a flag, from the environment (`QUALPIPE_UNIT=turn`), from
`qualpipe.toml` or from its default; the first of these wins. `qualpipe status --format json` says
where each came from. Commands that read take `--format table|json|csv`: the answer goes to standard
output, all else to standard error. JSON answers carry `schema_version`. In CSV a cell that a
spreadsheet would run as a formula is led by an apostrophe. `NO_COLOR` is honoured.
"""


def helps(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    """Yield the help of a command and of those under it."""
    # The settings of the commands themselves: a command that has run keeps its help option.
    settings = command.context_settings
    context = click.Context(
        command, info_name=name, parent=parent, max_content_width=88, **settings
    )
    context.terminal_width = 88
    yield f"\n## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            below = command.get_command(context, child)
            assert below is not None, child
            yield from helps(below, child, context)


def page() -> str:
    """Return the whole page."""
    return HEAD + "".join(helps(qualpipe, "qualpipe", None))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"{PAGE} written\n")
