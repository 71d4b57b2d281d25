"""`qualpipe round adjudicate`: what differs, and what is settled."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, table

if TYPE_CHECKING:
    from qualpipe.model import Decision
    from qualpipe.project import Project
    from qualpipe.project.reviewing.differences import Difference

_COLUMNS = ("segment", "code", "said", "settled", "text")
Place = tuple[str, str]


@click.command("adjudicate")
@click.argument("name")
@click.option(
    "--accept",
    type=(str, str),
    multiple=True,
    metavar="ADDRESS CODE",
    help="Settle that the segment has the code; may be repeated.",
)
@click.option(
    "--reject",
    type=(str, str),
    multiple=True,
    metavar="ADDRESS CODE",
    help="Settle that it has not; may be repeated.",
)
@click.option("--by", "by", help="Who settles: an adjudicator of the project.")
@click.option("--note", default="", help="Why; kept with the decision.")
@click.option("--all", "everything", is_flag=True, help="Show what is settled already, too.")
@options.project_folder
@options.output_format
def command(
    name: str,
    *,
    accept: tuple[Place, ...],
    reject: tuple[Place, ...],
    by: str | None,
    note: str,
    everything: bool,
    folder: Path,
    form: str,
) -> None:
    """Show what reviewers did not say alike, and settle it.

    Each line is a code on a segment that two or more went through. What is settled is one more
    decision; what the reviewers said stays, and so do the figures of their agreement.

    Example: qualpipe round adjudicate "double coding 1" --accept P01:2:0-27 home --by carol
    """
    from qualpipe.project.reviewing.differences import differences

    with options.open_project(folder, create=False) as project:
        found = differences(project, name)
        if accept or reject:
            _settle(project, found, accept=accept, reject=reject, by=by, note=note)
            found = differences(project, name)
    left = [one for one in found if one.settled is None]
    shown = found if everything else left
    rows = [_row(one, flat=form != "json") for one in shown]
    about = {"command": "round adjudicate", "round": name, "differences": len(found)}
    table.write(rows, form=form, columns=_COLUMNS, about={**about, "unsettled": len(left)})
    click.echo(f"{len(found)} differences, {len(found) - len(left)} of them settled.", err=True)


def _settle(
    project: "Project",
    found: "tuple[Difference, ...]",
    *,
    accept: tuple[Place, ...],
    reject: tuple[Place, ...],
    by: str | None,
    note: str,
) -> None:
    from qualpipe.model import QualpipeError, Verdict
    from qualpipe.project.reviewing.differences import settle

    if by is None:
        raise click.UsageError("--accept and --reject need --by: who settles")
    wanted = dict.fromkeys(accept, Verdict.ACCEPT)
    for place in reject:
        if place in wanted:
            raise click.UsageError(f"{' '.join(place)} is to be accepted and rejected at once")
        wanted[place] = Verdict.REJECT
    differing = {(one.segment.address, one.code) for one in found}
    for place in wanted:
        if place not in differing:
            raise QualpipeError(f"{' '.join(place)}: the reviewers do not differ there")
    at = datetime.now(UTC).isoformat(timespec="seconds")
    for (segment, code), verdict in wanted.items():
        settle(project, segment, code, verdict=verdict, reviewer=by, note=note, at=at)


def _row(one: "Difference", *, flat: bool) -> dict[str, object]:
    said: object = [_said(each) for each in one.said] + [
        {"reviewer": who, "verdict": "", "at": "", "note": "", "where": one.segment.address}
        for who in one.silent
    ]
    settled: object = _said(one.settled) if one.settled else None
    if flat:
        said = "; ".join([*map(_worded, one.said), *(f"{who}: not given" for who in one.silent)])
        settled = _worded(one.settled) if one.settled else ""
    return {
        "segment": one.segment.address,
        "code": one.code,
        "said": said,
        "settled": settled,
        "speaker": one.segment.speaker,
        "language": one.segment.language.value,
        "text": one.segment.text,
    }


def _said(one: "Decision") -> dict[str, str]:
    return {
        "reviewer": one.reviewer,
        "verdict": one.verdict.value,
        "at": one.at,
        "note": one.note,
        "where": one.segment,
    }


def _worded(one: "Decision") -> str:
    note = f" ({one.note})" if one.note else ""
    return f"{one.reviewer}: {one.verdict.value}{note}"
