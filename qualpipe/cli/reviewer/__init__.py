"""`qualpipe reviewer`: the people who decide."""

import click

from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "add": "Add a reviewer, or somebody who settles what differs.",
    "list": "List the reviewers, those who retired among them.",
    "password": "Give a reviewer a new password.",
    "retire": "Let a reviewer go; what they decided stays theirs.",
}


@click.group("reviewer", cls=LazyGroup, package=__name__, commands_of=COMMANDS)
def command() -> None:
    """Add, list and retire the people who decide.

    Example: qualpipe reviewer add ana
    """
