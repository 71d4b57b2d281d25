"""The search itself, `qualpipe themes` without a command."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, progress
from qualpipe.cli.themes import listing

if TYPE_CHECKING:
    from qualpipe.model import Theme
    from qualpipe.project import Project


def search(  # longer: one argument an option
    *,
    over: str,
    count: int | None,
    min_participants: int,
    seed: int,
    resamples: int,
    method: str,
    folder: Path,
    form: str,
    llm: str | None,
    llm_model: str,
    cluster: str | None,
    allow_remote: bool,
    **parameters: float | None,
) -> None:
    """Look for themes and show them; a language model names them if one was given."""
    from qualpipe.project.thematic import Request, ThemeSettings

    naming = None
    if llm is not None:
        naming = Request(url=llm, model=llm_model, allow_remote=allow_remote)
    settings = ThemeSettings(
        method=method,
        count=count,
        min_participants=min_participants,
        seed=seed,
        resamples=resamples,
        parameters={name: value for name, value in parameters.items() if value is not None},
    )
    flags = {"cluster": cluster, "allow_remote": allow_remote}
    with options.open_project(folder, create=False, **flags) as project:
        before = project.themes.numbers()
        with progress.watching() as watch:
            edition = project.themes.find(over, settings, naming=naming, watch=watch)
        listing.show(project, edition, form=form)
        lost = [] if edition.number in before else _by_hand(project, before)
    if edition.number in before:
        click.echo(
            f"Nothing to do: this search was made before, edition {edition.number}.", err=True
        )
    elif edition.taken_up:
        click.echo(
            "This search was made before. What it found is the latest edition again, "
            f"{edition.number}.",
            err=True,
        )
    if lost:
        names = ", ".join(f"{one.id} {one.label!r}" for one in lost)
        click.echo(
            f"Names given by hand stay in edition {before[-1]}: {names}. To see where these themes "
            f"are now: qualpipe themes compare {before[-1]} {edition.number}",
            err=True,
        )


def _by_hand(project: "Project", before: Sequence[int]) -> "list[Theme]":
    """Return the themes of the latest edition before this search that a person named."""
    if not before:
        return []
    return [one for one in project.themes.edition(before[-1]).themes if one.named_by == "person"]
