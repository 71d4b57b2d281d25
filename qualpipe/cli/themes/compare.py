"""`qualpipe themes compare`: what moved between two editions."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, table

if TYPE_CHECKING:
    from qualpipe.project.thematic import Comparison, Edition

_COLUMNS = ("before", "after", "overlap", "stayed", "left", "came", "label")
_MOVED = ("segment", "before", "after")


@click.command("compare")
@click.argument("before", type=int)
@click.argument("after", type=int)
@click.option("--segments", is_flag=True, help="Each segment that moved, instead of the themes.")
@options.project_folder
@options.output_format
def command(before: int, after: int, *, segments: bool, folder: Path, form: str) -> None:
    """Show what moved between two editions.

    Example: qualpipe themes compare 1 2
    """
    with options.open_project(folder, create=False) as project:
        found = project.themes.compare(before, after)
        editions = project.themes.edition(before), project.themes.edition(after)
    about: dict[str, object] = {"command": "themes compare", "before": before, "after": after}
    if segments:
        rows = [asdict(one) for one in found.moved]
        table.write(rows, form=form, columns=_MOVED, about=about)
    else:
        table.write(_rows(found, *editions), form=form, columns=_COLUMNS, about=about)
    click.echo(
        f"{len(found.pairs)} themes in both, {len(found.gone)} gone, {len(found.new)} new; "
        f"{len(found.moved)} segments moved. overlap: the share of a pair's segments in both.",
        err=True,
    )


def _rows(found: "Comparison", before: "Edition", after: "Edition") -> list[dict[str, object]]:
    then = {one.id: one for one in before.themes}
    now = {one.id: one for one in after.themes}
    rows: list[dict[str, object]] = [
        {**asdict(pair), "label": now[pair.after].label} for pair in found.pairs
    ]
    nothing = {"overlap": 0.0, "stayed": 0, "left": 0, "came": 0}
    became = {(one.theme, one.label): one.code for one in after.adopted}
    for one in found.gone:
        code = became.get((one, then[one].label))
        label = then[one].label + (f" (adopted: the code {code})" if code else "")
        rows.append({"before": one, "after": "", **nothing, "left": then[one].size, "label": label})
    rows += [
        {"before": "", "after": one, **nothing, "came": now[one].size, "label": now[one].label}
        for one in found.new
    ]
    return rows
