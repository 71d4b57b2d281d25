"""Differences: what reviewers judged differently, side by side, and the word that settles it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from qualpipe.model import Decision, Round, Suggestion, Verdict
from qualpipe.project import Project
from qualpipe.project.reviewing import differences as differing
from qualpipe.project.reviewing import rounds as rounding
from qualpipe.project.reviewing.differences import Difference
from qualpipe.project.reviewing.interview import codebook_now
from qualpipe.web.desk import TheDesk
from qualpipe.web.jobs import Jobs, Tell, TheJobs, state_of
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.shown import dispute
from qualpipe.web.shown.speech import names_of
from qualpipe.web.visitor import Here, Visitor

router = APIRouter(prefix="/differences")
LONGEST_NOTE = 20_000
Suggestions = Mapping[tuple[str, str], Suggestion]


class Verdicts(BaseModel):
    """An adjudicator's word on a difference; `before` is what was settled when they looked."""

    round: str = Field(max_length=200)
    segment: str = Field(max_length=500)
    code: str = Field(max_length=200)
    verdict: Verdict
    note: str = ""
    before: int = Field(default=0, ge=0)


class Named(BaseModel):
    """A round by its name."""

    round: str = Field(max_length=200)


@router.get("")
def page(
    request: Request,
    *,
    desk: TheDesk,
    jobs: TheJobs,
    visitor: Here,
    round: str | None = None,  # noqa: A002 - the noun's own word
) -> Response:
    """Show the differences of a round, the last one that may be looked at if none is named."""
    _settles(visitor)
    rounds = shown_rounds(desk.project)
    name = round if round is not None else rounds[-1].name if rounds else ""
    found = _of(desk.project, jobs, name) if name else ()
    names = names_of(codebook_now(desk.project), visitor.language)
    return render(
        request,
        "differences.html",
        rounds=rounds,
        round=name,
        lines=[dispute.line(one, name=names.get(one.code, one.code)) for one in found],
        standing=standing(found),
    )


@router.get("/one")
def one(
    *,
    desk: TheDesk,
    jobs: TheJobs,
    visitor: Here,
    round: str,  # noqa: A002 - the noun's own word
    segment: str,
    code: str,
) -> dict[str, object]:
    """Give one difference with all that is needed to settle it."""
    _settles(visitor)
    found = _one(desk.project, jobs, round, segment, code)
    return _shown(desk.project, jobs, found, round, visitor)


@router.post("/settle")
def settle(body: Verdicts, desk: TheDesk, jobs: TheJobs, visitor: Here) -> dict[str, object]:
    """Settle a difference for all; what somebody else settled in the meantime is shown first."""
    _settles(visitor)
    if len(body.note) > LONGEST_NOTE:
        raise Refusal(
            "differences.note_long",
            status=413,
            most=f"{LONGEST_NOTE:,}",
            length=f"{len(body.note):,}",
        )
    project = desk.project
    found = _one(project, jobs, body.round, body.segment, body.code)
    now = found.settled
    if now is not None and now.number != body.before and now.reviewer != visitor.reviewer:
        raise Refusal(
            "differences.conflict",
            status=409,
            more={"now": _shown(project, jobs, found, body.round, visitor)},
            name=now.reviewer,
        )
    differing.settle(
        project,
        body.segment,
        body.code,
        verdict=body.verdict,
        reviewer=visitor.reviewer,
        duty=visitor.duty,
        note=body.note,
        at=desk.now(),
    )
    return _after(project, jobs, body.round, body.segment, body.code)


@router.post("/undo")
def undo(body: Named, desk: TheDesk, jobs: TheJobs, visitor: Here) -> dict[str, object]:
    """Take back what the visitor settled last in a round; undos are records as well."""
    _settles(visitor)
    project = desk.project
    mine = [
        one.settled
        for one in _of(project, jobs, body.round)
        if one.settled is not None and one.settled.reviewer == visitor.reviewer
    ]
    if not mine:
        raise Refusal("differences.nothing_to_undo", status=409)
    last = max(mine, key=lambda one: one.number)
    every = project.review.last_words(viewer=visitor.reviewer)
    project.review.decide(
        [_undo(one, at=desk.now()) for one in every if one.act == last.act and one.adjudicates]
    )
    home = next(
        one for one in _of(project, jobs, body.round) if (one.code == last.code) and _at(one, last)
    )
    return _after(project, jobs, body.round, home.segment.address, home.code)


def shown_rounds(project: Project) -> tuple[Round, ...]:
    """Return the rounds whose differences may be looked at: open blind ones are not there."""
    return tuple(one for one in project.review.rounds() if not one.sealed)


def standing(found: Sequence[Difference]) -> dict[str, object]:
    """Return how far settling is, and with whom the settled word went how often."""
    settled = [one for one in found if one.settled]
    with_whom: Counter[str] = Counter()
    for one in settled:
        yes = one.settled is not None and one.settled.verdict is Verdict.ACCEPT
        with_whom.update(each.reviewer for each in one.said if _says(each) is yes)
        with_whom.update(one.silent if not yes else ())
    people = sorted({each.reviewer for one in found for each in one.said} | _silent(found))
    return {
        "total": len(found),
        "settled": len(settled),
        "yes": sum(one.settled is not None and _says(one.settled) is True for one in settled),
        "with": [[name, with_whom[name]] for name in people],
    }


def _silent(found: Sequence[Difference]) -> set[str]:
    return {name for one in found for name in one.silent}


def _says(one: Decision) -> bool | None:
    if one.verdict is Verdict.UNSURE:
        return None
    return one.verdict in {Verdict.ACCEPT, Verdict.ADD}


def _undo(one: Decision, *, at: str) -> Decision:
    return Decision(
        segment=one.segment,
        code=one.code,
        verdict=Verdict.UNDO,
        reviewer=one.reviewer,
        at=at,
        adjudicates=True,
        undoes=one.number,
    )


def _settles(visitor: Visitor) -> None:
    if not visitor.settles:
        raise Refusal("differences.duty", status=403)


def _of(project: Project, jobs: Jobs, name: str) -> tuple[Difference, ...]:
    """Return a round's differences; a sealed one is refused in the words for an unknown one."""
    if name not in {one.name for one in shown_rounds(project)}:
        raise Refusal("differences.sealed", status=404, round=name)
    key = ("differences", name, state_of(project))
    found: tuple[Difference, ...] = jobs.start(key, partial(_found, project, name)).result()
    return found


def _found(project: Project, name: str, _tell: Tell) -> tuple[Difference, ...]:
    return differing.differences(project, name)


def _one(project: Project, jobs: Jobs, name: str, segment: str, code: str) -> Difference:
    for found in _of(project, jobs, name):
        if (found.segment.address, found.code) == (segment, code):
            return found
    raise Refusal("differences.gone", status=409)


def _at(one: Difference, settled: Decision) -> bool:
    """Say whether a settled word is of a difference: on its segment, or on words inside it."""
    home, place = one.segment.address, settled.segment
    return home == place or home.rsplit(":", 1)[0] == place.rsplit(":", 1)[0]


def _shown(
    project: Project, jobs: Jobs, found: Difference, name: str, visitor: Visitor
) -> dict[str, object]:
    codes = {one.id: one for one in codebook_now(project)}
    given: Suggestions = jobs.start(("given", name), partial(_given, project, name)).result()
    return dispute.dispute(
        found,
        code=codes.get(found.code),
        transcript=project.transcript(found.segment.transcript),
        suggestion=given.get((found.segment.address, found.code)),
        page=visitor.language,
    )


def _given(project: Project, name: str, _tell: Tell) -> Suggestions:
    """Return what the reviewers were shown in a round, by place; it was frozen at its opening."""
    one = rounding.round_named(project, name)
    items = (
        item for who in one.reviewers for item in rounding.items_for(project, one, reviewer=who)
    )
    return {(one.suggestion.segment, one.suggestion.code): one.suggestion for one in items}


def _after(project: Project, jobs: Jobs, name: str, segment: str, code: str) -> dict[str, object]:
    """Return what changed by settling: this difference's line and the figures."""
    found = _of(project, jobs, name)
    now = next(one for one in found if (one.segment.address, one.code) == (segment, code))
    return {
        "segment": segment,
        "code": code,
        "settled": dispute.settled(now.settled),
        "standing": standing(found),
    }
