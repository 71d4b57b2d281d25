"""Rounds: several reviewers decide on the same suggestions, blind to one another or not."""

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qualpipe.model import (
    Address,
    Decision,
    Item,
    Language,
    QualpipeError,
    Round,
    Segment,
    Suggestion,
    Transcript,
    UnknownName,
)
from qualpipe.project import Project, lock
from qualpipe.project.reviewing.people import person
from qualpipe.project.steps.decisions import open_to_all, words_in
from qualpipe.review import effective
from qualpipe.review.places import Ground
from qualpipe.review.sampling import dealt, drawn, sample_size

LONGEST_NAME = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a reviewer is in a round: items decided on, and items given; never how."""

    reviewer: str
    done: int
    total: int


def open_round(
    project: Project,
    name: str,
    *,
    reviewers: Sequence[str],
    sample: str,
    overlap: int,
    blind: bool,
    seed: int,
    at: str,
) -> Round:
    """Open a round: draw segments, freeze what is suggested for them, and deal them out.

    Drawn from are the segments with a suggestion on which nobody has decided anything and which
    are in no round that is open. Each goes to `overlap` reviewers. A reviewer is in one open
    round only.
    """
    with lock.of(project.folder):  # else a run could take the suggestions away
        named = _checked_name(project, name)
        people = [person(project, one).name for one in reviewers]
        _check_free(project, people)
        waiting = _waiting(project)
        size = sample_size(sample, of=len(waiting))
        chosen = drawn(waiting, size=size, seed=seed)
        given = dealt(chosen, people, overlap=overlap, seed=seed)
        codebook = project.codebook()
        project.store.save_codebook(codebook, at=at)
        made = Round(
            name=named,
            reviewers=tuple(sorted(people)),
            overlap=overlap,
            blind=blind,
            sample=sample.strip(),
            seed=seed,
            codebook=codebook.hash,
            opened=at,
        )
        project.store.team.rounds.open(made, list(_items(given, waiting)))
    return made


def _items(
    given: Mapping[str, tuple[str, ...]], waiting: Mapping[str, Sequence[Suggestion]]
) -> Iterator[Item]:
    """Freeze what is suggested for each segment that was drawn, in the order of the draw."""
    for address, people in given.items():
        for one in waiting[address]:
            # No odds: drawn from what is suggested, it says nothing of the other segments.
            yield Item(suggestion=one, odds=None, reviewers=people)


def close_round(project: Project, name: str, *, at: str) -> Round:
    """Close a round: what was decided in it is open to all from now on."""
    found = round_named(project, name)
    if found.closed:
        raise QualpipeError(f"the round {found.name!r} was closed on {found.closed[:10]} already")
    project.store.team.rounds.close(found.name, at=at)
    return replace(found, closed=at)


def round_named(project: Project, name: str) -> Round:
    """Return a round; an unknown name lists the known ones."""
    known = {one.name: one for one in project.review.rounds()}
    found = known.get(_composed(name))
    if found is None:
        raise UnknownName(name, "round", tuple(known) or ("none yet",))
    return found


def items_for(project: Project, round: Round, reviewer: str) -> tuple[Item, ...]:  # noqa: A002 - the noun's own word
    """Return the items of a round that a reviewer is given, in the order of the draw."""
    items = project.store.team.rounds.items(round.name)
    return tuple(one for one in items if reviewer in one.reviewers)


def progress(project: Project, name: str) -> tuple[Progress, ...]:
    """Return how far each reviewer of a round is: counts alone, so it can be shown to anyone."""
    found = round_named(project, name)
    items = project.store.team.rounds.items(found.name)
    decided = {(one.reviewer, one.segment, one.code) for one in said_in(project, found)}
    rows = []
    for reviewer in found.reviewers:
        given = [one.suggestion for one in items if reviewer in one.reviewers]
        done = sum((reviewer, one.segment, one.code) in decided for one in given)
        rows.append(Progress(reviewer=reviewer, done=done, total=len(given)))
    return tuple(rows)


def said_in(project: Project, one: Round) -> tuple[Decision, ...]:
    """Return what the reviewers said in a round and did not take back, sealed or not.

    For counts and for rounds that may be looked at: who shows it asks first. What somebody decides
    after the round was closed, having seen the others, is no part of it; nor is what settles.
    """
    ledger = project.store.ledger.decisions()
    if one.blind:  # the ledger says of each decision in which blind round it was made
        return effective(made for made in ledger if made.round == one.name and not made.adjudicates)
    places = {item.suggestion.segment for item in project.store.team.rounds.items(one.name)}
    ground = Ground(places)
    return effective(
        made
        for made in ledger
        if made.reviewer in one.reviewers
        and not made.adjudicates
        and _within(made.at, one)
        and ground.touches(made.segment)
    )


def segments_at(project: Project, addresses: Collection[str]) -> tuple[Segment, ...]:
    """Return segments by their addresses, also those that are cut otherwise now.

    What lies in no transcript any more is left out.
    """
    here = {one.address: one for one in project.segments() if one.address in addresses}
    places = [Address.parse(one) for one in sorted(set(addresses) - here.keys())]
    wholes = {one.id: one for one in project.store.transcripts({one.transcript for one in places})}
    words_at = words_in(wholes)
    for place in places:
        words = words_at(str(place))
        if words is not None:
            near = project.segments(place.transcript)
            here[str(place)] = _cut_out(wholes[place.transcript], place, words, near)
    return tuple(here.values())


def _cut_out(whole: Transcript, place: Address, words: str, near: Sequence[Segment]) -> Segment:
    """Return the segment at a place; its language is that of what is cut there now."""
    turn = whole.turns[place.turn - 1]
    there = [one for one in near if one.turn == place.turn and one.within.overlaps(place.within)]
    return Segment(
        transcript=whole.id,
        turn=place.turn,
        span=place.within.shifted(turn.span.start),
        within=place.within,
        text=words,
        language=there[0].language if there else Language.UNKNOWN,
        speaker=turn.speaker,
        role=turn.role,
        case=whole.case_of(turn),
    )


def _within(at: str, one: Round) -> bool:
    moment = datetime.fromisoformat(at)
    begun = datetime.fromisoformat(one.opened) <= moment
    return begun and (not one.closed or moment <= datetime.fromisoformat(one.closed))


def _waiting(project: Project) -> dict[str, list[Suggestion]]:
    """Return what is suggested, by segment, where nobody decided and no open round is at work.

    What is sealed in a blind round does not count: a draw must not tell what was decided there.
    """
    store = project.store
    busy = {one.segment for one in effective(open_to_all(store))}
    for one in project.review.rounds():
        if not one.closed:
            busy |= {item.suggestion.segment for item in store.team.rounds.items(one.name)}
    taken = Ground(busy)
    waiting: dict[str, list[Suggestion]] = {}
    for suggestion in store.suggestions():
        waiting.setdefault(suggestion.segment, []).append(suggestion)
    return {address: found for address, found in waiting.items() if not taken.touches(address)}


def _check_free(project: Project, people: Iterable[str]) -> None:
    for one in project.review.rounds():
        for name in people:
            if not one.closed and name in one.reviewers:
                raise QualpipeError(
                    f"{name} is in the round {one.name!r}, which is open; "
                    f"close it first: qualpipe round close {one.name!r}"
                )


def _checked_name(project: Project, name: str) -> str:
    wanted = " ".join(_composed(name).split())
    if not 1 <= len(wanted) <= LONGEST_NAME:
        raise QualpipeError(f"the name of a round has 1 to {LONGEST_NAME} characters")
    if any(unicodedata.category(one).startswith("C") for one in wanted):
        raise QualpipeError(f"the name {wanted!r} holds a character that cannot be seen")
    if any(one.name.casefold() == wanted.casefold() for one in project.review.rounds()):
        raise QualpipeError(f"there is a round {wanted!r} already; name it otherwise")
    return wanted


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)
