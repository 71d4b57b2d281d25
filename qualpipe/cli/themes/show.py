"""`qualpipe themes show`: a theme with its quotes, or the table of all."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, table
from qualpipe.cli.themes import blocks, listing
from qualpipe.cli.themes.options import of_an_edition

if TYPE_CHECKING:
    from qualpipe.model import Segment, Theme


@click.command("show")
@click.argument("theme", required=False)
@click.option("--all", "everything", is_flag=True, help="Every segment, the most typical first.")
@of_an_edition
def command(
    theme: str | None, *, everything: bool, edition: int | None, folder: Path, form: str
) -> None:
    """Show one theme with its quotes, or the table of all.

    Example: qualpipe themes show 3 --all
    """
    with options.open_project(folder, create=False) as project:
        shown = project.themes.edition(edition)
        if theme is None:
            listing.show(project, shown, form=form)
            return
        one = project.themes.theme(theme, edition=edition)
        said = project.themes.segments(one.segments)
    places = one.segments if everything else one.quotes
    if form == "table":
        _print(one, places, said)
    else:
        rows = [_row(place, said, one) for place in places if place in said]
        columns = ("segment", "case", "language", "quote", "text")
        about = {"command": "themes show", "edition": shown.number, **listing.whole(one, said)}
        table.write(rows, form=form, columns=columns, about=about)


def _row(place: str, said: "Mapping[str, Segment]", theme: "Theme") -> dict[str, object]:
    one = said[place]
    return {
        "segment": place,
        "case": one.case,
        "language": one.language.value,
        "quote": place in theme.quotes,
        "text": one.text,
    }


def _print(theme: "Theme", places: Iterable[str], said: "Mapping[str, Segment]") -> None:
    """Show a theme the way one reads it: its name, its words, its numbers, its quotes."""
    by = {"rule": "", "model": " (label by a language model)", "person": " (label by hand)"}
    click.secho(f"{theme.id}  {theme.label}{by[theme.named_by]}", bold=True)
    for language, words in blocks.terms_of(theme).items():
        if words:
            click.echo(f"  {language}: {', '.join(words)}")
    click.echo(
        f"  {theme.size} segments of {theme.participants} participants "
        f"({blocks.languages_of(theme)}), {theme.share:.0%} of what was searched"
    )
    nearest = f"; nearest code: {theme.nearest}, {theme.likeness:.2f}" if theme.nearest else ""
    click.echo(f"  novelty {theme.novelty:.2f}{nearest}")
    if theme.stability is not None:
        click.echo(f"  stability {theme.stability:.2f} ({_in_words(theme.stability)})")
    gone = 0
    for place in places:
        if place not in said:
            gone += 1
            continue
        click.echo()
        click.echo(f"  {said[place].text}")
        click.secho(f"    {said[place].case}  [{place}]", dim=True)
    if gone:
        click.echo(f"{gone} segments are no longer there: transcripts changed.", err=True)


def _in_words(stability: float) -> str:
    """Say what a stability means (Hennig 2007)."""
    if stability >= 0.75:  # noqa: PLR2004 - his two bounds
        return "it comes out again"
    return "a pattern, with blurred edges" if stability >= 0.5 else "may be chance"  # noqa: PLR2004
