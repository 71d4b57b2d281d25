"""`qualpipe themes`: what the interviews say that the codebook does not."""

from typing import Any

import click
from click.core import ParameterSource

from qualpipe.cli import options
from qualpipe.cli.lazy import LazyGroup

COMMANDS = {
    "show": "Show one theme with its quotes, or the table of all.",
    "rename": "Give a theme another label.",
    "merge": "Make one theme of two or more.",
    "split": "Divide a theme into several.",
    "drop": "Take a theme away; its segments are then in none.",
    "adopt": "Make a code of a theme, and put its segments up for review.",
    "compare": "Show what moved between two editions.",
    "map": "Draw the segments and themes as a picture.",
    "tree": "Show the themes under their headings.",
    "by": "Count the themes by an attribute of the participants.",
    "saturation": "Show in which interview each theme was first heard.",
    "left-out": "Show the segments that were not searched, and why.",
}


class _Count(click.ParamType[int | None]):
    """A number of themes, or `auto`."""

    name = "N|auto"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's own
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> int | None:
        if value in {"auto", None}:
            return None
        try:
            return int(value)
        except ValueError:
            self.fail(f"{value!r} is neither a number nor auto", param, ctx)


@click.group(
    "themes",
    cls=LazyGroup,
    package=__name__,
    commands_of=COMMANDS,
    invoke_without_command=True,
)
@click.option(
    "--over",
    metavar="residue|all|code:ID",
    default="residue",
    help="What to search: what no code explains (residue), all, or what has one code.",
)
@click.option("--count", type=_Count(), default="auto", help="How many themes (default: auto).")
@click.option(
    "--min-participants",
    type=click.IntRange(1),
    default=2,
    help="A theme that fewer people voice is not reported (default: 2).",
)
@click.option(
    "--seed",
    type=int,  # how large it may be is said by the search
    default=1,
    help="The same seed gives the same themes (default: 1).",
)
@click.option(
    "--stability",
    "resamples",
    metavar="N",
    type=click.IntRange(0),
    default=20,
    help="How often to look again on a part of the segments (default: 20).",
)
@click.option(
    "--method",
    type=click.Choice(["steady", "bertopic"]),
    default="steady",
    help="steady, or UMAP and HDBSCAN as BERTopic has them.",
)
@click.option("--n-neighbors", type=click.IntRange(2), help="UMAP, with --method bertopic.")
@click.option("--n-components", type=click.IntRange(2), help="UMAP, with --method bertopic.")
@click.option("--min-dist", type=click.FloatRange(0), help="UMAP, with --method bertopic.")
@click.option("--min-cluster-size", type=click.IntRange(2), help="HDBSCAN, likewise.")
@click.option("--min-samples", type=click.IntRange(1), help="HDBSCAN, likewise.")
@click.option(
    "--llm",
    metavar="URL",
    help="Have a language model on this machine word the labels; they are marked as its own.",
)
@click.option("--llm-model", default="default", help="The model's name at that server.")
@options.elsewhere
@options.project_folder
@options.output_format
@click.pass_context
def command(context: click.Context, /, **given: Any) -> None:  # noqa: ANN401 - click's own
    """Look for themes in what no code explains; with a command, look at those found.

    The same search is not made twice. What is found or changed is kept as an edition with a
    number; commands work on the latest unless --edition names another.

    Example: qualpipe themes --count 8 --min-participants 3
    """
    if context.invoked_subcommand is None:
        from qualpipe.cli.themes.searching import search

        search(**given)
        return
    named = [name for name in given if context.get_parameter_source(name) is _TYPED]
    if named:
        option = next(one for one in context.command.params if one.name == named[0]).opts[0]
        raise click.UsageError(
            f"{option} belongs to the search; write: qualpipe themes {context.invoked_subcommand} "
            "... with that command's own options behind it"
        )


_TYPED = ParameterSource.COMMANDLINE
