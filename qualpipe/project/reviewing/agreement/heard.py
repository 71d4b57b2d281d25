"""What there is to compare: who said what, where they looked, and what they were shown."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from qualpipe.model import Codebook, Decision, Round, Segment, Suggestion, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import rounds
from qualpipe.project.steps.decisions import standing
from qualpipe.review import SAYS_YES
from qualpipe.review.differing import differing, gone_through
from qualpipe.review.places import Ground


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The reviewers' last words, the segments they went through, and the codes there were.

    `through` holds (reviewer, address); `suggested` what was shown there.
    """

    said: tuple[Decision, ...]
    through: frozenset[tuple[str, str]]
    segments: tuple[Segment, ...]
    codes: tuple[str, ...]
    suggested: tuple[Suggestion, ...]

    @property
    def by_hand(self) -> bool:
        """Say whether a code was given to words other than a segment, where somebody looked."""
        addresses = {address for _, address in self.through}
        ground = Ground(addresses)
        return any(
            one.verdict in SAYS_YES and one.segment not in addresses and ground.touches(one.segment)
            for one in self.said
        )


def heard_in(project: Project, one: Round) -> Heard:
    """Return what was said in a round, with the codes and suggestions of the time."""
    items = project.store.team.rounds.items(one.name)
    said = standing(project.store, rounds.said_in(project, one))[0]
    through = gone_through(items, said)
    return _heard(
        project,
        said,
        through=through,
        suggested=[item.suggestion for item in items],
        codebook=project.store.codebook(one.codebook),
    )


def heard_freely(project: Project) -> Heard:
    """Return what everybody said so far, in a round or out of one, as far as it is open to all."""
    last = standing(project.store)[0]
    said = tuple(one for one in last if not one.adjudicates)
    through = _gone_freely(project, said)
    for one in project.review.rounds():
        if not one.sealed:
            through |= gone_through(project.store.team.rounds.items(one.name), said)
    shown = [
        Suggestion(
            segment=one.segment, code=one.code, score=1.0, basis="shown", evidence=(), run=one.seen
        )
        for one in said
        if one.seen
    ]
    return _heard(project, said, through=through, suggested=shown, codebook=project.codebook())


def unanimous(
    heard: Heard, settled_by: Iterable[Decision]
) -> tuple[tuple[Decision, ...], frozenset[str]]:
    """Return what is settled as one voice, and the segments where nothing is left to settle.

    `settled_by` are the adjudicators' last words.
    """
    found = differing(heard.said, heard.segments, through=heard.through, settling=settled_by)
    unsettled = {one.segment.address for one in found if one.settled is None}
    looked_at = {address for _, address in heard.through} - unsettled
    settled = {
        (one.segment.address, one.code): replace(
            one.settled,
            segment=one.segment.address,
            seen=next((made.seen for made in one.said if made.seen), ""),
        )
        for one in found
        if one.settled is not None
    }
    agreed = (one for one in heard.said if (one.reviewer, one.segment) in heard.through)
    voice = [one for one in agreed if (one.segment, one.code) not in settled]
    homes = Ground(looked_at)
    voice += [
        replace(one, segment=home)
        for one in heard.said
        if one.segment not in looked_at and one.verdict in SAYS_YES
        for home in homes.under(one.segment)
        if (home, one.code) not in settled
    ]
    return (*voice, *settled.values()), frozenset(looked_at)


def settling(project: Project) -> tuple[Decision, ...]:
    """Return the adjudicators' last words, on words that are still there."""
    made = (one for one in project.decisions() if one.adjudicates or one.verdict is Verdict.UNDO)
    return standing(project.store, made)[0]


def _heard(
    project: Project,
    said: tuple[Decision, ...],
    *,
    through: frozenset[tuple[str, str]],
    suggested: Collection[Suggestion],
    codebook: Codebook,
) -> Heard:
    addresses = {address for _, address in through}
    segments = rounds.segments_at(project, addresses)
    return Heard(
        said=said,
        through=through,
        segments=segments,
        codes=tuple(one.id for one in codebook),
        suggested=tuple(one for one in suggested if one.segment in addresses),
    )


def _gone_freely(project: Project, said: Iterable[Decision]) -> frozenset[tuple[str, str]]:
    """Return (reviewer, segment) where somebody decided on something, and on all suggested there.

    Where nothing is suggested (any more), deciding on anything is to have gone through it.
    """
    suggested: dict[str, set[str]] = {}
    for one in project.suggestions():
        suggested.setdefault(one.segment, set()).add(one.code)
    here = Ground(one.address for one in project.segments())
    decided: dict[tuple[str, str], set[str]] = {}
    for decision in said:
        for home in here.under(decision.segment):
            codes = decided.setdefault((decision.reviewer, home), set())
            codes |= {decision.code} if decision.segment == home else set()
    return frozenset(
        (reviewer, home)
        for (reviewer, home), codes in decided.items()
        if suggested.get(home, set()) <= codes
    )
