"""`qualpipe import`: projects and codebooks of other programs."""

import click

from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "qdpx": "Take in a project of NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).",
    "qdc": "Take in a codebook of NVivo, ATLAS.ti, MAXQDA, QualCoder and others (REFI-QDA).",
}


@click.group("import", cls=LazyGroup, package=__name__, commands_of=COMMANDS)
def command() -> None:
    """Take in what other programs exported: projects and codebooks.

    Example: qualpipe import qdpx study.qdpx
    """
