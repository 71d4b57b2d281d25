"""The command line: each command parses, calls the library and shows what came back.

Exit codes: 0 done; 1 it could not be done; 2 the command was not understood; 3 done, but some
files could not be read; 4 another process is working on the project; 130 interrupted.
"""

import keyword
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from qualpipe import __version__

# One command a module, imported when it runs. What each does is said here, so that `--help` need
# not import them all; a test holds these lines to the commands' own.
COMMANDS = {
    "code": "Read transcripts and suggest codes for them.",
    "init": "Make a project here: qualpipe.toml with every setting explained, and qualpipe.db.",
    "ingest": "Read transcripts into the project, without coding them.",
    "status": "Show the project: transcripts, segments, suggestions, decisions, problems.",
    "show": "Show one interview: its segments, the codes suggested for them, and why.",
    "themes": "Look for themes in what no code explains; with a command, look at those found.",
    "review": "Decide on suggestions in the browser, one at a time, with one key each.",
    "reviewer": "Add, list and retire the people who decide.",
    "round": "Let several reviewers decide on the same suggestions, blind to one another.",
    "agreement": "Measure how far reviewers agree, and how far the suggestions are right.",
    "decisions": "Look at what was decided, take it back, and check the record.",
    "export": "Write tables, quotes and interviews, and files for other tools.",
    "import": "Take in what other programs exported: projects and codebooks.",
    "report": "Write a report of the coding for Word or the browser: methods, findings, limits.",
    "verify": "Compute every number and quote of an export again; say what no longer holds.",
    "codebook": "Look at codebooks, check, convert and compare them.",
    "evaluate": "Measure the engine on text that people have coded, beside three simple baselines.",
    "doctor": "Check the installation: codebooks, encoder, segmenter, folder, optional parts.",
    "completion": "Print the script that makes the tab key complete qualpipe's commands.",
}
BUSY, INTERRUPTED = 4, 130


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        # `import` is a word of Python: its module bears an underscore.
        module = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        command: click.Command = import_module(f"qualpipe.cli.{module}").command
        return command

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        """Print what could not be done as one line; the one place where errors end."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted. What was finished is kept; run it again to go on.", err=True)
            ctx.exit(INTERRUPTED)
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise  # click knows what to do, also when `| head` has seen enough
        except Exception as fault:
            line = _in_a_line(fault)
            if ctx.params["debug"] or line is None:
                raise
            click.echo(f"qualpipe: {line}", err=True)
            ctx.exit(BUSY if type(fault).__name__ == "ProjectBusy" else 1)


def _in_a_line(fault: Exception) -> str | None:
    """Say in one line what could not be done; None for a fault of the program itself."""
    from qualpipe.model import QualpipeError

    if isinstance(fault, QualpipeError):
        return str(fault)
    if isinstance(fault, OSError):
        return f"{fault.filename}: {fault.strerror}" if fault.filename else str(fault)
    return None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qualpipe")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def qualpipe(context: click.Context, *, debug: bool) -> None:
    """Qualitative interview analysis in Chinese and English.

    Start with: qualpipe code YOUR_FOLDER

    The machine suggests codes and shows why; a person decides. Nothing leaves this computer
    unless you name the server that it goes to.
    """
    del debug  # read where errors end
    if os.environ.get("NO_COLOR"):
        context.color = False


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console or a bare C locale must not fail on 嘅.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    qualpipe(args=arguments, prog_name="qualpipe")
