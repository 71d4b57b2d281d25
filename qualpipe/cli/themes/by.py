"""`qualpipe themes by`: the themes counted by an attribute."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options
from qualpipe.cli.themes.options import of_an_edition, show_rows

if TYPE_CHECKING:
    from qualpipe.project.thematic import Row


@click.command("by")
@click.argument("attribute")
@of_an_edition
def command(attribute: str, *, edition: int | None, folder: Path, form: str) -> None:
    """Count the themes by an attribute of the participants.

    ATTRIBUTE is one of theirs, such as role, site, gender or date, or `interview`. A cell has the
    segments and their share of all that was searched of those participants. Dates go by time.

    Example: qualpipe themes by gender
    """
    with options.open_project(folder, create=False) as project:
        shown_of = project.themes.edition(edition)
        rows = project.themes.by_attribute(attribute, edition=shown_of.number)
    labels = {one.id: one.label for one in shown_of.themes}
    if form == "table":
        values = list(dict.fromkeys(row.value for row in rows))
        shown, columns = _crossed(rows, values, labels)
    else:
        shown = [{**asdict(row), "label": labels[row.theme]} for row in rows]
        columns = ("theme", "value", "segments", "participants", "share", "label")
    show_rows(shown, form=form, columns=columns, command="by", edition=shown_of.number)


def _crossed(
    rows: "tuple[Row, ...]", values: list[str], labels: dict[str, str]
) -> tuple[list[dict[str, object]], tuple[str, ...]]:
    """Put the values side by side, each with the segments and their share."""
    by_theme: dict[str, dict[str, object]] = {}
    for row in rows:
        of = by_theme.setdefault(row.theme, {"theme": row.theme})
        of[row.value or "(not known)"] = f"{row.segments} ({row.share:.0%})"
    heads = tuple(value or "(not known)" for value in values)
    return (
        [{**one, "label": labels[theme]} for theme, one in by_theme.items()],
        ("theme", *heads, "label"),
    )
