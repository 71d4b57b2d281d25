"""An interview: the whole text, its codes in the margin, coded by hand where words are chosen."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, Field

from qualpipe.model import Codebook, Verdict
from qualpipe.project.reviewing import interview, memos
from qualpipe.web.desk import Desk, TheDesk
from qualpipe.web.pages import interviews
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.shown.codes import shown
from qualpipe.web.shown.reading import carried_shown, mark_shown, memo_shown, stretch_shown
from qualpipe.web.visitor import Here, Visitor

router = APIRouter()
router.include_router(interviews.router)
_ADDRESS = 400
_TURN = 200_000
_MOST_PLACES = 400


class Chosen(BaseModel):
    """Words that were chosen: their address, and how they read when they were."""

    address: str = Field(max_length=_ADDRESS)
    words: str = Field(max_length=_TURN)


class Saying(BaseModel):
    """What a reviewer says of a code on the words chosen, seen with a version of the codebook."""

    places: list[Chosen] = Field(min_length=1, max_length=_MOST_PLACES)
    code: str = Field(max_length=200)
    verdict: Literal["accept", "reject", "unsure"]
    note: str = ""
    codebook: str = Field(max_length=64)


class TakingBack(BaseModel):
    """A decision of one's own to be undone."""

    address: str = Field(max_length=_ADDRESS)
    code: str = Field(max_length=200)


class Noting(BaseModel):
    """A memo; `replaces` is the number of the one it stands in for."""

    about: str = Field(max_length=_ADDRESS)
    text: str
    replaces: int | None = None


class Withdrawing(BaseModel):
    """A memo of one's own to be taken back."""

    number: int


@router.get("/interviews/{name:path}")
def page(request: Request, desk: TheDesk, name: str) -> Response:
    """Show an interview, its translation beside it if there is one."""
    book = interview.codebook_now(desk.project)
    return render(
        request,
        "interview.html",
        view=interview.looked_at(desk.project, name),
        codebook=book.hash,
        longest=memos.LONGEST,
    )


@router.get("/interview/marks")
def marks(
    desk: TheDesk,
    here: Here,
    transcript: Annotated[list[str], Query(max_length=2)],
) -> Response:
    """Return the codes on these transcripts, the codebook they are of, and the memos."""
    book = interview.codebook_now(desk.project)
    return JSONResponse(
        {
            "codebook": book.hash,
            "codes": shown(book, here.language),
            "marks": _marks(desk, here, transcript, book),
            "memos": _memos(desk, here, transcript),
        }
    )


@router.get("/interview/sides")
def sides(desk: TheDesk, here: Here, transcript: str) -> Response:
    """Return the codes that one side gives and the other shows."""
    book = interview.codebook_now(desk.project)
    view = interview.looked_at(desk.project, transcript)
    names = [one.id for one in view.transcripts]
    found = interview.marks_in(desk.project, names, codebook=book, viewer=here.reviewer)
    across = interview.across(desk.project, view, found, codebook=book)
    return JSONResponse([carried_shown(one, view.rows[one.row]) for one in across])


@router.get("/interview/stretch")
def stretch(desk: TheDesk, here: Here, address: str, code: str = "") -> Response:
    """Return the evidence, the history and the memos of a code on a stretch."""
    book = interview.codebook_now(desk.project)
    found = interview.stretch(desk.project, address, code, codebook=book, viewer=here.reviewer)
    return JSONResponse(stretch_shown(found, here.reviewer))


@router.post("/interview/decisions")
def say(body: Saying, desk: TheDesk, here: Here) -> Response:
    """Keep what a reviewer says of a code on the words chosen; answers when it is on disk."""
    if len(body.note) > interview.LONGEST_NOTE:
        raise Refusal("error.413", status=413)
    book = interview.codebook_now(desk.project)
    if book.hash != body.codebook:
        raise Refusal("interview.codebook_changed", status=409, more={"codebook": book.hash})
    interview.say(
        desk.project,
        [one.address for one in body.places],
        code=body.code,
        verdict=Verdict(body.verdict),
        reviewer=here.reviewer,
        at=desk.now(),
        codebook=book,
        words={one.address: one.words for one in body.places},
        note=body.note.strip(),
    )
    return _changed(desk, here, [one.address for one in body.places], book)


@router.post("/interview/undo")
def take_back(body: TakingBack, desk: TheDesk, here: Here) -> Response:
    """Undo one's own last word on a code at a stretch."""
    interview.take_back(
        desk.project, body.address, body.code, reviewer=here.reviewer, at=desk.now()
    )
    return _changed(desk, here, [body.address], interview.codebook_now(desk.project))


@router.get("/memos")
def memos_about(desk: TheDesk, here: Here, about: str) -> Response:
    """Return the memos about one thing that the visitor may see."""
    found = desk.project.review.memos(viewer=here.reviewer, about=about)
    return JSONResponse([memo_shown(one, here.reviewer) for one in found])


@router.post("/memos")
def note(body: Noting, desk: TheDesk, here: Here) -> Response:
    """Keep a memo; answers when it is on disk."""
    if len(body.text) > memos.LONGEST:
        raise Refusal("interview.memo_too_long", status=413, longest=f"{memos.LONGEST:,}")
    kept = memos.write(
        desk.project,
        body.about,
        body.text,
        reviewer=here.reviewer,
        at=desk.now(),
        replaces=body.replaces,
    )
    return JSONResponse(memo_shown(kept, here.reviewer))


@router.post("/memos/withdraw")
def withdraw(body: Withdrawing, desk: TheDesk, here: Here) -> Response:
    """Take one's own memo back."""
    memos.take_back(desk.project, body.number, reviewer=here.reviewer, at=desk.now())
    return JSONResponse({"number": body.number})


def _marks(
    desk: Desk, here: Visitor, transcripts: list[str], book: Codebook
) -> list[dict[str, Any]]:
    found = interview.marks_in(desk.project, transcripts, codebook=book, viewer=here.reviewer)
    return [mark_shown(one) for one in found]


def _memos(desk: Desk, here: Visitor, transcripts: list[str]) -> list[dict[str, Any]]:
    """Return the memos about these transcripts and the stretches in them."""
    starts = tuple(f"{name}:" for name in transcripts)
    whole = {f"transcript:{name}" for name in transcripts}
    return [
        memo_shown(one, here.reviewer)
        for one in desk.project.review.memos(viewer=here.reviewer)
        if one.about in whole or one.about.startswith(starts)
    ]


def _changed(desk: Desk, here: Visitor, addresses: list[str], book: Codebook) -> Response:
    """Answer with all marks of the turns that were touched, as they are now."""
    turns = {one.rpartition(":")[0] for one in addresses}
    names = sorted({one.rpartition(":")[0] for one in turns})
    found = interview.marks_in(
        desk.project, names, codebook=book, viewer=here.reviewer, turns=turns
    )
    touched = [mark_shown(one) for one in found]
    return JSONResponse({"turns": sorted(turns), "marks": touched})
