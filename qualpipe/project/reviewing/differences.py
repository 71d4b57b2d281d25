"""Differences: what reviewers of a round do not say alike, and settling it."""

from qualpipe.model import Decision, Duty, QualpipeError, Round, UnknownName, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import rounds
from qualpipe.project.reviewing.people import person, reviewers
from qualpipe.project.steps.decisions import open_to_all, round_of, standing
from qualpipe.review import SAYS_YES
from qualpipe.review.differing import Difference, differing, gone_through
from qualpipe.review.places import Ground

__all__ = ["Difference", "differences", "settle"]

_SETTLING = (Verdict.ACCEPT, Verdict.REJECT)


def differences(project: Project, round_name: str) -> tuple[Difference, ...]:
    """Return what the reviewers of a round do not say alike, settled or not, in order of place.

    Of the segments that two or more of them went through. A blind round must be closed first.
    """
    one = unsealed(rounds.round_named(project, round_name))
    items = project.store.team.rounds.items(one.name)
    said = standing(project.store, rounds.said_in(project, one))[0]
    through = gone_through(items, said)
    return differing(
        said,
        rounds.segments_at(project, {address for _, address in through}),
        through=through,
        settling=standing(project.store)[0],
    )


def settle(
    project: Project,
    segment: str,
    code: str,
    *,
    verdict: Verdict,
    reviewer: str,
    duty: Duty | None = None,
    note: str = "",
    at: str,
) -> tuple[int, ...]:
    """Settle for all whether a segment has a code; returns the numbers of the decisions made.

    Only an adjudicator may (`duty`; None: the duty the project knows of that name). A yes stands
    where reviewers gave the code, else on the segment; a no stands on all these places. What
    reviewers said stays in the ledger; settling again replaces what was settled.
    """
    if verdict not in _SETTLING:
        raise UnknownName(str(verdict), "way to settle", tuple(one.value for one in _SETTLING))
    name = _adjudicator(project, reviewer, duty)
    codebook = project.codebook()
    if code not in {one.id for one in codebook} and not _was_given(project, code):
        raise UnknownName(code, "code", tuple(one.id for one in codebook))
    project.store.save_codebook(codebook, at=at)
    return project.review.decide(
        [
            Decision(
                segment=place,
                code=code,
                verdict=verdict,
                reviewer=name,
                at=at,
                note=note,
                codebook=codebook.hash,
                adjudicates=True,
            )
            for place in _places(project, segment, code, verdict)
        ]
    )


def unsealed(one: Round) -> Round:
    """Return a round that may be looked at; refuse a blind one that is open."""
    if one.sealed:
        raise QualpipeError(
            f"the round {one.name!r} is blind and still open: what is decided in it is sealed. "
            f"Close it first: qualpipe round close {one.name!r}"
        )
    return one


def _places(project: Project, segment: str, code: str, verdict: Verdict) -> tuple[str, ...]:
    """Return where the verdict is to stand: the segment, and what was selected by hand in it."""
    home = Ground([segment])
    given = sorted(
        {
            one.segment
            for one in standing(project.store)[0]
            if one.code == code and one.verdict in SAYS_YES and home.touches(one.segment)
        }
    )
    if verdict is Verdict.ACCEPT:
        return tuple(given) or (segment,)
    return (segment, *(place for place in given if place != segment))


def _was_given(project: Project, code: str) -> bool:
    """Say whether somebody decided on a code, which may have left the codebook since."""
    return any(one.code == code for one in open_to_all(project.store))


def _adjudicator(project: Project, name: str, duty: Duty | None) -> str:
    """Return the name of who settles; refuse who may not, or who is blind at present."""
    people = reviewers(project)
    if duty is None:
        duty = person(project, name).duty if people else Duty.ADJUDICATOR
    if duty is not Duty.ADJUDICATOR:
        raise QualpipeError(
            f"{name} is a reviewer; what differs is settled by an adjudicator. "
            "Add one with: qualpipe reviewer add NAME --adjudicator"
        )
    sealed = round_of(name, project.review.rounds())
    if sealed:
        raise QualpipeError(
            f"{name} is in the blind round {sealed!r}, which is open: what they settle would be "
            "sealed with it. Close it first, or let another adjudicator settle"
        )
    return name
