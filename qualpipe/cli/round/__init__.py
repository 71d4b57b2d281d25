"""`qualpipe round`: several reviewers decide on the same suggestions."""

import click

from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "new": "Open a round: draw segments and deal them out to reviewers.",
    "status": "Show how far each reviewer is; never how they decided.",
    "close": "Close a round: what was decided in it can be seen by all from now on.",
    "adjudicate": "Show what reviewers did not say alike, and settle it.",
}


@click.group("round", cls=LazyGroup, package=__name__, commands_of=COMMANDS)
def command() -> None:
    """Let several reviewers decide on the same suggestions, blind to one another.

    Example: qualpipe round new "double coding 1" --reviewers ana,ben --sample 20% --blind
    """
