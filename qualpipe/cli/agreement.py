"""`qualpipe agreement`: how far the reviewers agree, and how far the suggestions are right."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options
from qualpipe.cli.agreed import Answer, show

if TYPE_CHECKING:
    from qualpipe.project import Project
    from qualpipe.review.agreement import Plan, Split, Unit

_BY = ("code", "language", "role", "transcript", "reviewer")
TABLES = ("reviewers", "spans", "suggester")


class _Splits(click.ParamType[tuple[str, ...]]):
    """Names of splits, parted by commas."""

    name = "code,language,role,transcript,reviewer"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        named = tuple(one.strip() for one in str(value).split(",") if one.strip())
        for one in named:
            if one not in _BY:
                self.fail(f"there is no split by {one!r}; there are: {', '.join(_BY)}", param, ctx)
        return named


@click.command("agreement")
@click.option("--round", "name", help="The round (default: all that is open to everybody).")
@click.option(
    "--by",
    type=_Splits(),
    default="code",
    help="What to split by (default: code); reviewer compares them pair by pair.",
)
@click.option(
    "--unit",
    type=click.Choice(["segment", "character"]),
    default="segment",
    help="What is compared: segments, or single characters (default: segment).",
)
@click.option(
    "--bootstrap",
    type=click.IntRange(0),
    default=2000,
    help="How often participants are drawn anew for the intervals (default: 2000; 0: none).",
)
@click.option("--seed", type=int, default=1, help="The same seed gives the same intervals.")
@click.option("--only", type=click.Choice(TABLES), help="One of the tables alone.")
@options.project_folder
@options.output_format
def command(
    *,
    name: str | None,
    by: tuple[str, ...],
    unit: str,
    bootstrap: int,
    seed: int,
    only: str | None,
    folder: Path,
    form: str,
) -> None:
    """Measure how far reviewers agree, and how far the suggestions are right.

    Two tables, never mixed: the reviewers among each other, and the machine's suggestions against
    what the people settled; a third where somebody coded words selected by hand. A blind round
    must be closed first. CSV holds one table: the reviewers', or the one named with --only.

    Example: qualpipe agreement --round "double coding 1" --by code,language
    """
    from qualpipe.review.agreement import Plan, Split, Unit

    wanted = (only,) if only else TABLES[:1] if form == "csv" else TABLES
    with options.open_project(folder, create=False) as project:
        answer = _measured(
            project,
            name,
            wanted=wanted,
            by=[Split(one) for one in by],
            unit=Unit(unit),
            plan=Plan(resamples=bootstrap, seed=seed),
        )
        sealed = [one.name for one in project.review.rounds() if one.sealed]
    show(answer, form=form, round_name=name)
    if form == "csv" and not only:
        click.echo("The reviewers' table; for the others: --only spans, --only suggester", err=True)
    if name is None:
        for one in sealed:
            click.echo(f"What is decided in the blind round {one!r} is not counted.", err=True)


def _measured(
    project: "Project",
    name: str | None,
    *,
    wanted: tuple[str, ...],
    by: "list[Split]",
    unit: "Unit",
    plan: "Plan",
) -> Answer:
    from qualpipe.project.reviewing import agreement

    return Answer(
        people=agreement.agreement(project, round=name, by=by, unit=unit, plan=plan)
        if "reviewers" in wanted
        else None,
        spans=agreement.spans(project, round=name, plan=plan) if "spans" in wanted else (),
        machine=agreement.suggester(project, round=name, by=by, plan=plan)
        if "suggester" in wanted
        else None,
    )
