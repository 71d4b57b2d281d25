"""A person's hand on the themes: each change is a new edition, the old one stays."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from qualpipe.project.steps.runs import named as named_run
from qualpipe.project.thematic.editions import Adoption, Edition, addresses_of, kept, last
from qualpipe.store import Store
from qualpipe.themes import Findings, Material, drop, leaves, merge, named, rename, split
from qualpipe.themes.operations import language_mix

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
    return _measured(replace(edition.findings, themes=themes, unplaced=left))


def merged(edition: Edition, themes: Sequence[str], material: Materials) -> Findings:
    """Return the findings with one theme in the place of several."""
    # What cannot be merged is told before anything is computed.
    _known(edition, themes)
    made = merge(edition.themes, *themes, material=material())
    return _measured(replace(edition.findings, themes=made))


def divided(edition: Edition, theme: str, into: int, material: Materials) -> Findings:
    """Return the findings with a theme divided, by the seed that the search had."""
    _known(edition, [theme])
    themes = split(edition.themes, theme, material=material(), into=into, seed=edition.run.seed)
    return _measured(replace(edition.findings, themes=themes))


def _measured(findings: Findings) -> Findings:
    """Measure anew what other themes than the search's make another.

    How far the search agreed with itself says nothing of themes that a person made.
    """
    total = len(addresses_of(findings))
    return replace(
        findings,
        themes=tuple(replace(one, share=one.size / total) for one in findings.themes),
        agreement=None,
        language_mix=language_mix(findings.themes),
    )


def _known(edition: Edition, themes: Sequence[str]) -> None:
    for theme in themes:
        named(edition.themes, theme)


def next_edition(
    store: Store,
    before: Edition,
    findings: Findings,
    *,
    act: str,
    by: str,
    at: str,
    adoption: Adoption | None = None,
    notes: Mapping[str, str] = MappingProxyType({}),
) -> Edition:
    """Keep what a change made as a new edition that goes back to the same search.

    What was adopted so far is known by the latest edition, whichever the change was made on. A
    code is adopted once: whoever took it out of the codebook and adopts it again begins anew.
    """
    latest = last(store)
    adopted = latest.adopted if latest else ()
    if adoption:
        adopted = (*(one for one in adopted if one.code != adoption.code), adoption)
    run = replace(
        before.run,
        id="",
        settings={**before.run.settings, "act": act, "by": by},
        inputs={**before.run.inputs, "edition": str(before.number)},
        notes={"search": before.search, **notes},
        started=at,
        seconds=0.0,
    )
    made = replace(before, run=named_run(run), findings=findings, adopted=adopted)
    return kept(store, made)
