"""Themes: the table and map of the latest edition, a person's hand on it, and a new search."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from qualpipe.project import Project
from qualpipe.project.reviewing.interview import codebook_now
from qualpipe.project.steps.codebooks import StaleCodebook
from qualpipe.project.thematic import Edition, StaleThemes, ThemeSettings
from qualpipe.web.desk import TheDesk
from qualpipe.web.jobs import Job, Tell, TheJobs
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.shown.findings import quote, quoted, shown
from qualpipe.web.shown.speech import names_of
from qualpipe.web.visitor import Here

router = APIRouter(prefix="/themes")
SEARCH = "search for themes"  # one at a time


class Change(BaseModel):
    """A change of the themes; `edition` is the one it was made on."""

    edition: int
    theme: str = Field(max_length=50)


class Renaming(Change):
    """Another label."""

    label: str = Field(max_length=300)


class Splitting(Change):
    """In how many parts."""

    into: int = Field(default=2, ge=2, le=50)


class Merging(BaseModel):
    """Which themes become one; the first keeps its number."""

    edition: int
    themes: list[str] = Field(max_length=100)


class Adopting(Change):
    """The code that a theme becomes; `parent` is '' for the top level."""

    id: str = Field(max_length=100)
    parent: str = Field(default="", max_length=100)


class Search(BaseModel):
    """How to look for themes."""

    over: str = Field(default="residue", max_length=200)
    count: int | None = Field(default=None, ge=2, le=500)
    min_participants: int = Field(default=2, ge=1, le=1000)
    seed: int = 1  # how large it may be is said by the search
    resamples: int = Field(default=20, ge=0, le=200)
    method: Literal["steady", "bertopic"] = "steady"


@router.get("")
def page(request: Request, desk: TheDesk, jobs: TheJobs, visitor: Here) -> Response:
    """Show the latest edition, or how to get one."""
    project = desk.project
    names = names_of(codebook_now(project), visitor.language)
    edition = project.themes.last()
    job = jobs.find(SEARCH)
    running = bool(job and job.running)
    if edition is None:
        return render(request, "themes.html", kept=None, names=names, running=running)
    segments = project.themes.segments(quoted(edition))
    return render(
        request,
        "themes.html",
        kept=edition,
        names=names,
        running=running,
        themes=shown(project.themes.tree(edition=edition.number), segments, names),
        groups=[
            [quote(segments[place]) for place in one if place in segments]
            for one in edition.findings.groups
        ],
        left_out=[(reason.name.lower(), count) for reason, count in edition.reasons.items()],
        warnings=project.themes.warnings(edition),
        labels={one.id: one.label for one in edition.themes},
    )


@router.get("/map.svg")
def picture(desk: TheDesk, jobs: TheJobs, edition: int) -> Response:
    """Give the map of an edition, drawn once; it bears no style and no script of its own."""
    drawn: str = jobs.start(("map", edition), partial(_drawn, desk.project, edition)).result()
    return Response(drawn, media_type="image/svg+xml")


@router.post("/rename")
def rename(body: Renaming, desk: TheDesk, visitor: Here) -> dict[str, object]:
    """Give a theme another label."""
    with _refusing(body.edition):
        made = desk.project.themes.rename(
            body.theme, body.label, latest=body.edition, by=visitor.reviewer
        )
    return {"edition": made.number, "id": body.theme}


@router.post("/merge")
def merge(body: Merging, desk: TheDesk, visitor: Here) -> dict[str, object]:
    """Make one theme of several."""
    with _refusing(body.edition):
        made = desk.project.themes.merge(*body.themes, latest=body.edition, by=visitor.reviewer)
    return {"edition": made.number, "id": body.themes[0]}


@router.post("/split")
def split(body: Splitting, desk: TheDesk, visitor: Here) -> dict[str, object]:
    """Divide a theme."""
    with _refusing(body.edition):
        made = desk.project.themes.split(
            body.theme, into=body.into, latest=body.edition, by=visitor.reviewer
        )
    return {"edition": made.number, "id": body.theme}


@router.post("/drop")
def drop(body: Change, desk: TheDesk, visitor: Here) -> dict[str, object]:
    """Take a theme away."""
    with _refusing(body.edition):
        made = desk.project.themes.drop(body.theme, latest=body.edition, by=visitor.reviewer)
    return {"edition": made.number, "id": body.theme}


@router.post("/adopt")
def adopt(body: Adopting, desk: TheDesk, visitor: Here) -> dict[str, object]:
    """Make a code of a theme; two people who change the codebook at once do not collide."""
    try:
        with _refusing(body.edition):
            made = desk.project.themes.adopt(
                body.theme,
                body.id,
                parent=body.parent or None,
                latest=body.edition,
                by=visitor.reviewer,
            )
    except StaleCodebook as fault:
        raise Refusal("themes.stale_codebook", status=409) from fault
    return {
        "edition": made.edition.number,
        "id": body.theme,
        "code": made.code.id,
        "count": made.suggestions,
    }


@router.post("/search")
def search(body: Search, desk: TheDesk, jobs: TheJobs) -> dict[str, object]:
    """Begin a search; another one that goes on is let go on."""
    before = jobs.find(SEARCH)
    if before and before.running:
        raise Refusal("themes.busy", status=409)
    job = jobs.start(SEARCH, partial(_found, desk.project, body), anew=True)
    return _far(job)


@router.get("/search")
def far(jobs: TheJobs) -> dict[str, object]:
    """Say how far the search is."""
    job = jobs.find(SEARCH)
    return _far(job) if job else {"running": False, "what": "", "done": 0, "of": 0, "fault": ""}


def _found(project: Project, wish: Search, tell: Tell) -> int:
    settings = ThemeSettings(
        method=wish.method,
        count=wish.count,
        min_participants=wish.min_participants,
        seed=wish.seed,
        resamples=wish.resamples,
    )
    found: Edition = project.themes.find(wish.over, settings, watch=tell)
    return found.number


def _far(job: Job) -> dict[str, object]:
    return {
        "running": job.running,
        "what": job.what,
        "done": job.done,
        "of": job.of,
        "fault": job.fault(),
    }


def _drawn(project: Project, edition: int, _tell: Tell) -> str:
    return project.themes.map_svg(edition=edition)


@contextmanager
def _refusing(edition: int) -> Iterator[None]:
    """Refuse a change that was made looking at an edition that is no longer the latest."""
    try:
        yield
    except StaleThemes as fault:
        now = fault.now
        raise Refusal(
            "themes.stale", status=409, more={"now": now}, before=edition, now=now
        ) from fault
