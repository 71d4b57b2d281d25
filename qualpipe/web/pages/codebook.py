"""The codebook: read as a tree, changed with its consequences in sight."""

import hashlib
from functools import partial
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from qualpipe.model import Codebook, Language, Problem
from qualpipe.project import Project
from qualpipe.project.reviewing import interview, memos, revising
from qualpipe.project.reviewing.revising import Impact, StaleCodebook
from qualpipe.web.desk import Desk, TheDesk
from qualpipe.web.jobs import Tell, TheJobs
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.shown.codes import shown, stylesheet
from qualpipe.web.shown.revision import PARTS, impact_shown, recheck_shown
from qualpipe.web.visitor import Here, Visitor

router = APIRouter(prefix="/codebook")
_CODE = Field(default="", max_length=200)
_RENEWING = "renewing suggestions"


class Change(BaseModel, extra="forbid"):
    """A change of the codebook, made on the version with the hash `before`.

    What `kind` needs: `edit` the `codes` that changed, whole; `add` and `split` a `new` id and its
    `names`; `merge` the code it goes `into`; `move` the code it lies `under` and comes in front of.
    """

    before: str = Field(max_length=64)
    kind: Literal["edit", "add", "merge", "split", "move", "retire"]
    version: str | None = Field(default=None, max_length=200)
    codes: list[dict[str, Any]] = Field(default=[], max_length=1000)
    code: str = _CODE
    into: str = _CODE
    under: str = _CODE
    in_front_of: str = _CODE
    new: str = _CODE
    names: dict[Language, str] = {}

    @property
    def key(self) -> str:
        """Return what tells this change from another."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    def made_on(self, book: Codebook) -> Codebook:
        """Return the codebook with the change made; raises CodebookError with all mistakes."""
        match self.kind:
            case "merge":
                there = any(one.id == self.code for one in book)  # else only decisions are led over
                return revising.merged(book, self.code, into=self.into) if there else book
            case "retire":
                return revising.retired(book, self.code)
            case "move":
                under, front = self.under or None, self.in_front_of or None
                return revising.moved(book, self.code, under=under, before=front)
            case "split":
                above = next((one.parent for one in book if one.id == self.code), None)
                fresh = revising.blank(self.new, self.names, parent=above)
                made = revising.split(book, self.code, fresh)
            case "add":
                made = revising.added(
                    book, revising.blank(self.new, self.names, parent=self.under or None)
                )
            case "edit":
                return revising.read_draft(self.codes, base=book, version=self.version)
        return revising.read_draft([], base=made)  # an id typed by hand is checked as in a file


@router.get("")
def page(request: Request) -> Response:
    """Show the codebook."""
    return render(request, "codebook.html", longest=memos.LONGEST)


@router.get("/colours.css")
def colours(desk: TheDesk) -> Response:
    """Give each code its colour."""
    return Response(stylesheet(interview.codebook_now(desk.project)), media_type="text/css")


@router.get("/data")
def data(desk: TheDesk, jobs: TheJobs, here: Here) -> Response:
    """Return the codebook as it is edited, with what is suggested and given of each code."""
    job = jobs.find(_RENEWING)
    return JSONResponse(
        {**_told(desk, here, desk.project.codebook()), "renewing": bool(job and job.running)}
    )


@router.post("/impact")
def impact(body: Change, desk: TheDesk, jobs: TheJobs, here: Here) -> Response:
    """Say what a change touches, before it is made: at once, or how far the answer is."""
    new = body.made_on(_unchanged(body, desk, here))
    work = partial(_impact, desk.project, new, here.reviewer)
    state = (desk.project.store.ledger.last_seal(), desk.project.store.runs.state())
    job = jobs.start((body.key, here.reviewer, state), work)
    if not job.within(5):
        return JSONResponse({"what": job.what, "done": job.done, "of": job.of}, status_code=202)
    found: Impact = job.result()
    answer = impact_shown(found, here.language, new)
    if body.kind == "merge":
        going = revising.merge(
            desk.project, body.code, into=body.into, by=here.reviewer, at=desk.now(), codebook=""
        )
        answer |= {"carried": len(going.decisions), "left": len(going.left)}
    return JSONResponse(answer)


@router.post("/save")
def save(body: Change, desk: TheDesk, jobs: TheJobs, here: Here) -> Response:
    """Put a change in force; answers when it is on disk. Suggestions are renewed behind it."""
    before = _unchanged(body, desk, here)
    try:
        if body.kind == "merge":
            if not here.settles:
                raise Refusal("codebook.only_adjudicators", status=403)
            book, _ = revising.merge_into(
                desk.project,
                body.code,
                into=body.into,
                by=here.reviewer,
                at=desk.now(),
                before=body.before,
            )
        else:
            book = revising.change(desk.project, body.made_on(before), before=body.before)
    except StaleCodebook as fault:
        raise _stale(body, desk, here) from fault
    jobs.start(_RENEWING, partial(_renewed, desk.project), anew=True)
    return JSONResponse({**_told(desk, here, book), "renewing": True})


@router.get("/renewing")
def renewing(jobs: TheJobs) -> Response:
    """Say how far the suggestions are renewed for the version in force."""
    job = jobs.find(_RENEWING)
    fault = job.fault() if job else ""
    running = bool(job and job.running)
    return JSONResponse({"running": running, "fault": fault})


@router.get("/anew")
def anew(desk: TheDesk, here: Here, code: str, since: str) -> Response:
    """Return the decisions on a code that were made before another was split from it."""
    found = revising.to_decide_anew(desk.project, code, since=since, viewer=here.reviewer)
    return JSONResponse([recheck_shown(one) for one in found])


def _impact(project: Project, new: Codebook, viewer: str, tell: Tell) -> Impact:
    return revising.impact(project, new, viewer=viewer, watch=tell)


def _renewed(project: Project, tell: Tell) -> None:
    project.code(watch=tell)


def _unchanged(body: Change, desk: Desk, here: Visitor) -> Codebook:
    """Return the codebook in force if it is the one the change was made on."""
    book = desk.project.codebook()
    if book.hash != body.before:
        raise _stale(body, desk, here)
    return book


def _stale(body: Change, desk: Desk, here: Visitor) -> Refusal:
    """Refuse a change on an older version, with both versions and what each changed."""
    now = desk.project.codebook()
    more: dict[str, Any] = {"now": _told(desk, here, now)}
    both = revising.both_changed(desk.project, body.before, body.made_on, now=now)
    if both is not None:
        more |= {
            "theirs": list(both.theirs),
            "mine": list(both.mine),
            "clashes": list(both.clashes),
            "joined": revising.tree_of_codebook(both.joined)["codes"],
        }
    return Refusal("codebook.stale", status=409, more=more)


def _told(desk: Desk, here: Visitor, book: Codebook) -> dict[str, Any]:
    known = [
        *book.languages,
        *(one.language for code in book for part in PARTS for one in getattr(code, part)),
    ]
    use = revising.use_of(desk.project, book, viewer=here.reviewer)
    noted = desk.project.review.memos(viewer=here.reviewer)
    about = [one.about for one in noted]
    return {
        "hash": book.hash,
        "version": book.version,
        "next": revising.raised(book.version),
        "languages": list(dict.fromkeys(one.value for one in known)),
        "shown": [
            one | {"memos": about.count(f"code:{one['id']}")} | use[str(one["id"])]
            for one in shown(book, here.language)
        ],
        "codes": revising.tree_of_codebook(book)["codes"],
        "settles": here.settles,
        "orphans": [
            {"code": one.code, "yes": one.yes, "reviewers": list(one.reviewers)}
            for one in revising.orphans(desk.project, book, viewer=here.reviewer)
        ],
        "problems": [_problem(one) for one in revising.check(book)],
    }


def _problem(one: Problem) -> dict[str, str]:
    return {"where": one.where, "message": one.message, "remedy": one.remedy}
