"""The command line: each command parses, calls the library and shows what came back.

Exit codes: 0 done; 1 it could not be done; 2 the command was not understood; 3 done, but some
files could not be read; 4 another process is working on the project; 130 interrupted.
"""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from qualpipe import __version__
from qualpipe.model import QualpipeError

# One command a module; a module is imported when its command runs or its help is asked for.
COMMANDS = (
    "code",
    "init",
    "ingest",
    "status",
    "show",
    "codebook",
    "evaluate",
    "doctor",
    "completion",
)
BUSY = 4


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"qualpipe.cli.{cmd_name}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Print what could not be done as one line; the one place where errors end."""
        try:
            return super().invoke(ctx)
        except QualpipeError as fault:
            if ctx.params["debug"]:
                raise
            click.echo(f"qualpipe: {fault}", err=True)
            ctx.exit(BUSY if type(fault).__name__ == "ProjectBusy" else 1)
        except OSError as fault:
            if ctx.params["debug"]:
                raise
            place = f"{fault.filename}: " if fault.filename else ""
            click.echo(f"qualpipe: {place}{fault.strerror or fault}", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qualpipe")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
def qualpipe(*, debug: bool) -> None:
    """Qualitative interview analysis in Chinese and English.

    Start with: qualpipe code YOUR_FOLDER

    The machine suggests codes and shows why; a person decides. Nothing leaves this computer.
    """
    del debug  # read where errors end


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a bare C locale must not fail on 嘅.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    qualpipe(args=arguments, prog_name="qualpipe")
