"""A person's hand on the themes: each change is a new edition, the old one stays."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from qualpipe.project.steps.runs import named as named_run
from qualpipe.project.thematic.editions import Edition, kept
from qualpipe.store import Store
from qualpipe.themes import Findings, Material, drop, leaves, merge, named, rename, split

Materials = Callable[[], Material]
"""Gives what the search looked at, made when it is asked for."""


def renamed(edition: Edition, theme: str, label: str) -> Findings:
    """Return the findings with a theme under another label."""
    return replace(edition.findings, themes=rename(edition.themes, theme, label))


def dropped(edition: Edition, theme: str, *, unplaced: bool = True) -> Findings:
    """Return the findings without a theme; its segments are unplaced, or no longer theirs."""
    themes = drop(edition.themes, theme)
    held = {address for one in themes for address in one.segments}
    before = (address for one in leaves(edition.themes) for address in one.segments)
    gone = tuple(address for address in before if unplaced and address not in held)
    left = (*edition.findings.unplaced, *gone)
    return replace(edition.findings, themes=themes, unplaced=left)


def merged(edition: Edition, themes: Sequence[str], material: Materials) -> Findings:
    """Return the findings with one theme in the place of several."""
    # What cannot be merged is told before anything is computed.
    _known(edition, themes)
    return replace(edition.findings, themes=merge(edition.themes, *themes, material=material()))


def divided(edition: Edition, theme: str, into: int, material: Materials) -> Findings:
    """Return the findings with a theme divided, by the seed that the search had."""
    _known(edition, [theme])
    themes = split(edition.themes, theme, material=material(), into=into, seed=edition.run.seed)
    return replace(edition.findings, themes=themes)


def _known(edition: Edition, themes: Sequence[str]) -> None:
    for theme in themes:
        named(edition.themes, theme)


def next_edition(
    store: Store, before: Edition, findings: Findings, *, act: str, by: str, at: str
) -> Edition:
    """Keep what a change made as a new edition that goes back to the same search."""
    run = replace(
        before.run,
        id="",
        settings={**before.run.settings, "act": act, "by": by},
        inputs={**before.run.inputs, "edition": str(before.number)},
        notes={**before.run.notes, "search": before.search},
        started=at,
        seconds=0.0,
    )
    return kept(store, replace(before, run=named_run(run), findings=findings))
