"""Groups of commands: one command a module, imported when it runs."""

import keyword
from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands are modules of a package; what each does is known beforehand.

    So `--help` need not import them all; a test holds the lines to the commands' own.
    """

    def __init__(self, *, package: str, commands_of: Mapping[str, str], **attributes: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(**attributes)
        self._package = package
        self._lines = commands_of

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order of the table."""
        del ctx
        return list(self._lines)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command does, without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(self._lines.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command; words of Python bear an underscore, - becomes _."""
        del ctx
        if cmd_name not in self._lines:
            return None
        module = cmd_name.replace("-", "_")
        module = f"{module}_" if keyword.iskeyword(module) else module
        command: click.Command = import_module(f"{self._package}.{module}").command
        return command
