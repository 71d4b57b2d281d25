"""Rounds: which there are, how far they are, opening and closing them."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from qualpipe.model import Round
from qualpipe.project import Project
from qualpipe.project.reviewing import people
from qualpipe.project.reviewing import rounds as rounding
from qualpipe.web.desk import TheDesk
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.visitor import Here, Visitor

router = APIRouter(prefix="/rounds")


class NewRound(BaseModel):
    """A round to be opened; what cannot be is said by the library."""

    name: str = Field(max_length=200)
    reviewers: list[str] = Field(max_length=200)
    sample: str = Field(max_length=20)
    overlap: int = Field(ge=1, le=200)
    blind: bool
    seed: int = Field(default=1, ge=0, le=2**31)


class Named(BaseModel):
    """A round by its name."""

    name: str = Field(max_length=200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A round and how far those are whose progress the visitor may see."""

    round: Round
    progress: Sequence[rounding.Progress]
    own: bool
    hidden: bool


@router.get("")
def page(request: Request, desk: TheDesk, visitor: Here) -> Response:
    """Show the rounds, the latest first."""
    project = desk.project
    at_work = [one for one in people.reviewers(project) if not one.retired]
    return render(
        request,
        "rounds.html",
        rounds=[standing(project, one, visitor) for one in reversed(project.review.rounds())],
        people=at_work,
    )


@router.post("/open")
def open_one(body: NewRound, desk: TheDesk, visitor: Here) -> dict[str, str]:
    """Open a round."""
    _leads(visitor)
    made = rounding.open_round(desk.project, **body.model_dump(), at=desk.now())
    return {"name": made.name}


@router.post("/close")
def close(body: Named, desk: TheDesk, visitor: Here) -> dict[str, str]:
    """Close a round: what was decided in it is open to all from now on."""
    _leads(visitor)
    closed = rounding.close_round(desk.project, body.name, at=desk.now())
    return {"name": closed.name}


def standing(project: Project, one: Round, visitor: Visitor) -> Standing:
    """Return a round as a visitor may see it.

    In an open blind round a reviewer sees how far they are themselves. How far the others are is
    for whoever leads the round from outside; pace and pauses tell something too.
    """
    inside = visitor.reviewer in one.reviewers
    hidden = one.sealed and not inside and not visitor.settles
    rows = () if hidden else rounding.progress(project, one.name)
    own = one.sealed and inside
    if own:
        rows = tuple(row for row in rows if row.reviewer == visitor.reviewer)
    return Standing(round=one, progress=rows, own=own, hidden=hidden)


def _leads(visitor: Visitor) -> None:
    if not visitor.settles:
        raise Refusal("rounds.duty", status=403)
