"""Leftovers: which segments are searched for themes, and what is known of each."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from qualpipe.model import Codebook, QualpipeError, Segment, UnknownName
from qualpipe.project.settings import Settings
from qualpipe.project.steps.clusters import cluster_of
from qualpipe.project.steps.codes import originals, question_before
from qualpipe.project.steps.decisions import placed, standing
from qualpipe.project.thematic.editions import Adoption, Edition, last
from qualpipe.project.watch import Watch
from qualpipe.review import current
from qualpipe.store import Store
from qualpipe.themes import BY_CODES, EXPLAINED, Material, Residue, gather, residue

RESIDUE, ALL, CODE = "residue", "all", "code:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """All segments that may be searched, and what was asked right before each, by address."""

    segments: tuple[Segment, ...]
    questions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What the codes explain: `coded` by people, `best` the likeliest suggestion, by address.

    `adopted` holds the segments of adopted themes that were not refused, as far as they are not
    among these: no search reports an adopted theme again.
    """

    coded: frozenset[str] = frozenset()
    best: Mapping[str, float]
    adopted: frozenset[str] = frozenset()

    @property
    def digest(self) -> str:
        """Return what tells it from any other: the same leads to the same search."""
        parts: list[object] = [sorted(self.coded), sorted(self.best.items())]
        # Searches made before anything was adopted keep their names.
        said = json.dumps([*parts, sorted(self.adopted)] if self.adopted else parts)
        return hashlib.sha256(said.encode()).hexdigest()


def checked_over(over: str, codebook: Codebook) -> str:
    """Return what to search, if it can be; an unknown code lists the known ones."""
    if over in {RESIDUE, ALL}:
        return over
    if not over.startswith(CODE):
        raise QualpipeError(
            f"{over!r} is nothing to search; say residue, all or code:ID, as in code:social_support"
        )
    known = tuple(one.id for one in codebook)
    if over.removeprefix(CODE) not in known:
        raise UnknownName(over.removeprefix(CODE), "code", known)
    return over


def talk(store: Store) -> Talk:
    """Load what was said, translations left out."""
    transcripts = {one.id: one for one in store.transcripts()}
    segments = originals(store.segments(), transcripts)
    return Talk(
        segments=segments,
        questions={
            one.address: question_before(transcripts[one.transcript], one) for one in segments
        },
    )


def explained(
    store: Store, segments: Sequence[Segment], codes: Collection[str], adopted: Sequence[Adoption]
) -> Explained:
    """Find out what some codes explain: by people's codings and by stored suggestions.

    What everyone who looked refused explains nothing. The segments of an adopted theme count as
    suggested even where the codes were suggested anew since and the engine does not see them.
    """
    led, refused = placed(standing(store)[0], segments)
    best: dict[str, float] = {}
    stored = store.suggestions() if codes else ()
    suggested = [(one.segment, one.code, one.score) for one in stored]
    suggested += [(place, one.code, EXPLAINED) for one in adopted for place in one.segments]
    for segment, code, score in suggested:
        if code in codes and (segment, code) not in refused:
            best[segment] = max(score, best.get(segment, 0.0))
    coded = (one.segment for one in current(led) if one.code in codes)
    taken = (
        place
        for one in adopted
        for place in one.segments
        if one.code not in codes and (place, one.code) not in refused
    )
    return Explained(coded=frozenset(coded), best=best, adopted=frozenset(taken))


def known_of(store: Store, said: Talk, codebook: Codebook, over: str) -> Explained:
    """Return what the codes explain as far as a search needs to know it.

    A search of everything needs to know the adopted themes alone.
    """
    if over != ALL and not store.runs.suggested():
        raise QualpipeError(
            "no codes are suggested yet, so nothing is left over; "
            "run: qualpipe code YOUR_FOLDER, or search everything with --over all"
        )
    before = last(store)
    known = {one.id for one in codebook}
    codes = {RESIDUE: known, ALL: set[str]()}.get(over, {over.removeprefix(CODE)})
    adopted = [one for one in before.adopted if one.code in known] if before else []
    return explained(store, said.segments, codes, adopted)


def left_over(said: Talk, known: Explained, over: str) -> Residue:
    """Return the segments to search, and those left out with the reason for each."""
    taken = dict.fromkeys(known.adopted, EXPLAINED)
    if not over.startswith(CODE):
        likeliest = {**known.best, **taken}
        best = [likeliest.get(one.address, 0.0) for one in said.segments]
        return residue(said.segments, best=best, explained=known.coded, questions=said.questions)
    # Who looks inside a code wants all that a reviewer is shown of it, also what may be right.
    inside = known.coded | known.best.keys()
    outside = {one.address for one in said.segments} - inside
    # The whole interview is looked at, so that its beginning and end are known.
    best = [taken.get(one.address, 0.0) for one in said.segments]
    whole = residue(said.segments, best=best, explained=outside, questions=said.questions)
    kept_out = tuple(one for one in whole.left_out if one.segment.address in inside)
    return Residue(kept=whole.kept, left_out=kept_out)


def material_of(
    store: Store,
    settings: Settings,
    said: Talk,
    *,
    kept: Collection[str],
    beside: Collection[str],
    codebook: Codebook,
    watch: Watch,
    started: str,
) -> Material:
    """Embed segments, named by their addresses, and set them beside what the codes explain."""
    from qualpipe.project.steps.embedding import Embedder  # noqa: PLC0415 - loads the encoder

    embed = Embedder(
        store,
        settings.encoder,
        jobs=settings.jobs,
        watch=watch,
        cluster=partial(cluster_of, settings),
        started=started,
    )
    searched = [one for one in said.segments if one.address in kept]
    others = [one for one in said.segments if one.address in beside]
    texts = (one.text for one in (*searched, *others))
    asked = (said.questions[one.address] for one in (*searched, *others))
    embed.prepare([*texts, *filter(str.strip, asked)])
    return gather(searched, embed=embed, questions=said.questions, beside=others, codebook=codebook)


def material_again(
    store: Store, settings: Settings, edition: Edition, *, watch: Watch, started: str
) -> Material:
    """Return what an edition's search looked at, as far as it is still there."""
    beside = {place for place, reason in edition.left_out if reason in BY_CODES}
    codebook = store.codebook(edition.run.inputs["codebook"])
    said = talk(store)
    return material_of(
        store,
        settings,
        said,
        kept=edition.searched,
        beside=beside,
        codebook=codebook,
        watch=watch,
        started=started,
    )
