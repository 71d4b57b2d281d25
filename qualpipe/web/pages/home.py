"""Home: what the project holds, and what waits for this reviewer; counts that keep the secret."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response

from qualpipe.model import Round
from qualpipe.project import Project
from qualpipe.project.reviewing.differences import differences
from qualpipe.project.reviewing.interview import codebook_now
from qualpipe.project.steps.codes import originals
from qualpipe.web.desk import TheDesk
from qualpipe.web.jobs import Jobs, Tell, TheJobs, state_of
from qualpipe.web.rendering import render
from qualpipe.web.shown.speech import names_of
from qualpipe.web.visitor import Here

router = APIRouter()
_LOOKED_AT = 3  # closed rounds whose differences are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What a project holds, without anything that people decided."""

    interviews: int
    participants: int
    segments: int
    suggestions: int
    suggested: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A round with differences that nobody settled yet."""

    round: str
    left: int
    total: int


@router.get("/home")
def page(request: Request, desk: TheDesk, jobs: TheJobs, visitor: Here) -> Response:
    """Show what there is and what is to be done next."""
    project, now = desk.project, desk.now()
    review = project.review
    codebook = codebook_now(project)
    edition = project.themes.last()
    codings = review.codings()
    state = state_of(project)
    holdings = _holdings(project, jobs, state)
    return render(
        request,
        "home.html",
        holds=holdings,
        sits=_sits(review.rounds(), visitor.reviewer),
        progress=desk.queue.progress(visitor.reviewer, at=now) if holdings.suggestions else None,
        unsettled=_unsettled(project, jobs, state) if visitor.settles else (),
        themes=_leaves(project) if edition else None,
        yours=sum(
            one.reviewer == visitor.reviewer for one in review.last_words(viewer=visitor.reviewer)
        ),
        codings=len(codings),
        given=Counter(one.code for one in codings),
        codebook=codebook,
        names=names_of(codebook, visitor.language),
        problems=len(project.problems()),
        failures=len(project.failures()),
    )


def _holdings(project: Project, jobs: Jobs, state: Hashable) -> Holdings:
    """Count what was read and suggested; counted again when something changed."""
    holdings: Holdings = jobs.start(("holdings", state), partial(_counted, project)).result()
    return holdings


def _counted(project: Project, _tell: Tell) -> Holdings:
    whole = {one.id: one for one in project.transcripts()}
    segments = originals(project.segments(), whole)
    suggested = Counter(one.code for one in project.suggestions())
    return Holdings(
        interviews=sum(one.translation_of is None for one in whole.values()),
        participants=len({one.case or one.transcript for one in segments}),
        segments=len(segments),
        suggestions=suggested.total(),
        suggested=suggested,
    )


def _sits(rounds: tuple[Round, ...], reviewer: str) -> Round | None:
    """Return the open round that a reviewer is in."""
    return next((one for one in rounds if not one.closed and reviewer in one.reviewers), None)


def _unsettled(project: Project, jobs: Jobs, state: Hashable) -> tuple[Unsettled, ...]:
    """Return the latest closed rounds that leave something to settle."""
    closed = [one for one in project.review.rounds() if one.closed][-_LOOKED_AT:]
    found: list[Unsettled] = []
    for one in reversed(closed):
        job = jobs.start(("unsettled", one.name, state), partial(_left, project, one.name))
        left: Unsettled = job.result()
        found += [left] if left.left else []
    return tuple(found)


def _left(project: Project, name: str, _tell: Tell) -> Unsettled:
    every = differences(project, name)
    open_ones = sum(one.settled is None for one in every)
    return Unsettled(round=name, left=open_ones, total=len(every))


def _leaves(project: Project) -> int:
    tree = project.themes.tree()
    headings = {one.parent for _, one in tree}
    return sum(one.id not in headings for _, one in tree)
