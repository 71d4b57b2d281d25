"""The material of the queue: what a run suggested and the speech around it, held in memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from qualpipe.model import Codebook, Item, Round, Segment, Suggestion, Transcript
from qualpipe.project import Project
from qualpipe.project.reviewing.queue.pool import Pool
from qualpipe.project.reviewing.queue.ranking import chances, ranked
from qualpipe.project.reviewing.rounds import segments_at
from qualpipe.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is in the project now; `stamp` changes when any of it does.

    `doubts` says for each code why the machine is not to be trusted with it yet.
    """

    stamp: str
    transcripts: Mapping[str, Transcript]
    segments: tuple[Segment, ...]
    pool: Pool
    chance: tuple[float, ...]
    doubts: Mapping[str, str]


def stamp_of(store: Store) -> str:
    """Return what tells whether the material is still what is in the project.

    Whatever changes transcripts or suggestions leaves a run behind, withdrawing them among it.
    """
    return str(store.count("run"))


def loaded(project: Project) -> Material:
    """Load the suggestions at or above their code's cut, with their segments and transcripts."""
    store = project.store
    stamp = stamp_of(store)
    run = store.runs.last("code")
    notes = run.notes if run is not None else {}
    cuts = _noted(notes, "cut ")
    segments = store.segments()
    here = {one.address: one for one in segments}
    chosen = [
        one
        for one in store.suggestions()
        # The cut is written with four digits.
        if one.score >= float(cuts.get(one.code, 0)) - 5e-5 and one.segment in here
    ]
    chance = chances(chosen)
    ranking = ranked(chosen, chance)
    return Material(
        stamp=stamp,
        transcripts={one.id: one for one in store.transcripts()},
        segments=segments,
        pool=Pool(
            suggestions=chosen,
            segments={one.segment: here[one.segment] for one in chosen},
            order=ranking.order,
            odds=ranking.odds,
        ),
        chance=chance,
        doubts=_noted(notes, "trust "),
    )


def pool_of(project: Project, one: Round, items: tuple[Item, ...], codebook: Codebook) -> Pool:
    """Return the pool of a reviewer in a round: her items, as drawn, frozen as they were.

    What is no longer in any transcript or codebook cannot be decided on and is left out.
    """
    addresses = {item.suggestion.segment for item in items}
    segments = {found.address: found for found in segments_at(project, addresses)}
    codes = {code.id for code in codebook}
    kept = [
        item
        for item in items
        if item.suggestion.segment in segments and item.suggestion.code in codes
    ]
    suggestions: list[Suggestion] = [item.suggestion for item in kept]
    return Pool(
        suggestions=suggestions,
        segments=segments,
        order=range(len(kept)),
        odds=[item.odds for item in kept],
        round=one.name,
    )


def _noted(notes: Mapping[str, str], kind: str) -> dict[str, str]:
    return {key.removeprefix(kind): value for key, value in notes.items() if key.startswith(kind)}
