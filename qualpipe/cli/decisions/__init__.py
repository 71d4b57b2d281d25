"""`qualpipe decisions`: the record of what people said."""

import click

from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "log": "Show the record: who decided what, when, and what was taken back.",
    "undo": "Take back what somebody decided last; the record keeps both.",
    "replay": "Check the record, and derive every coding again from its first line on.",
}


@click.group("decisions", cls=LazyGroup, package=__name__, commands_of=COMMANDS)
def command() -> None:
    """Look at what was decided, take it back, and check the record.

    Example: qualpipe decisions log --reviewer ana
    """
