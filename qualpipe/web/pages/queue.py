"""The queue: one suggestion at a time, decided on with one key."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from qualpipe.model import QualpipeError, Span
from qualpipe.project.reviewing import deciding
from qualpipe.project.reviewing.deciding import LONGEST_NOTE, Answer, Overtaken, Saying
from qualpipe.project.reviewing.queue import Filter, Task
from qualpipe.web.desk import Desk, TheDesk
from qualpipe.web.refusals import Refusal, said_of
from qualpipe.web.rendering import render
from qualpipe.web.shown.speech import names_of
from qualpipe.web.shown.task import shown_progress, shown_task
from qualpipe.web.visitor import Here, Visitor
from qualpipe.web.wording import worded

router = APIRouter()


class Wanted(BaseModel, extra="forbid"):
    """What the visitor wants to see of the queue."""

    code: Annotated[str, Field(max_length=200)] = ""
    transcript: Annotated[str, Field(max_length=1000)] = ""
    language: Annotated[str, Field(max_length=20)] = ""
    speaker: Annotated[str, Field(max_length=1000)] = ""
    least: Annotated[float, Field(ge=0, le=1)] = 0.0
    most: Annotated[float, Field(ge=0, le=1)] = 1.0
    reviewer: Annotated[str, Field(max_length=200)] = ""
    differing: bool = False

    def filter(self) -> Filter:
        """Return it as the queue takes it."""
        return Filter(**self.model_dump())


class Said(BaseModel, extra="forbid"):
    """What the visitor says of the suggestion before them."""

    segment: str = Field(max_length=2000)
    suggested: str = Field(max_length=200)
    saying: Saying
    edition: str = Field(max_length=64)
    last: Annotated[int, Field(ge=0)] = 0
    note: str = ""
    code: Annotated[str, Field(max_length=200)] = ""
    within: tuple[int, int] | None = None
    drawn: bool = False
    wanted: Wanted = Wanted()


class Passed(BaseModel, extra="forbid"):
    """A suggestion the visitor does not want to decide on now."""

    segment: str = Field(max_length=2000)
    suggested: str = Field(max_length=200)
    wanted: Wanted = Wanted()


class Many(BaseModel, extra="forbid"):
    """All that was shown in a preview."""

    wanted: Wanted
    digest: str = Field(max_length=64)


@router.get("/queue")
def page(request: Request, visitor: Here, desk: TheDesk) -> Response:
    """Show the queue."""
    pool = desk.queue.choices(visitor.reviewer, at=desk.now())
    codebook = desk.queue.codebook(visitor.reviewer, at=desk.now())
    names = names_of(codebook, visitor.language)
    sits = desk.queue.sitting(visitor.reviewer)
    return render(
        request, "queue.html", choices=pool, names=names, round=sits, longest=LONGEST_NOTE
    )


@router.get("/api/queue/codes")
def codes(visitor: Here, desk: TheDesk) -> list[dict[str, Any]]:
    """Return the codes to choose from, with their names in every language."""
    codebook = desk.queue.codebook(visitor.reviewer, at=desk.now())
    names = names_of(codebook, visitor.language)
    return [
        {"id": code.id, "name": names[code.id], "names": [phrase.text for phrase in code.name]}
        for code in codebook
    ]


@router.get("/api/queue/next")
def following(visitor: Here, desk: TheDesk, wanted: Annotated[Wanted, Query()]) -> dict[str, Any]:
    """Return the next suggestion."""
    return _next(visitor, desk, wanted.filter())


@router.get("/api/queue/task")
def again(visitor: Here, desk: TheDesk, segment: str, code: str) -> dict[str, Any]:
    """Return a suggestion once more: what the visitor said of it is shown with it."""
    task = desk.queue.task(visitor.reviewer, (segment, code), at=desk.now())
    if task is None:
        raise Refusal("queue.gone", status=404)
    return _with_progress(visitor, desk, Filter(), task, drawn=False)


@router.post("/api/queue/decide")
def decide(visitor: Here, desk: TheDesk, body: Said) -> dict[str, Any]:
    """Save what the visitor says, and return what comes next."""
    if len(body.note) > LONGEST_NOTE:
        raise Refusal("queue.note_long", status=413)
    answer = Answer(**body.model_dump(exclude={"wanted", "within"}), within=_span(body.within))
    try:
        numbers = deciding.decide(desk.queue, answer, reviewer=visitor.reviewer, at=desk.now())
    except Overtaken as fault:
        raise _overtaken(fault, visitor) from fault
    if body.saying is Saying.ALSO:
        stays = desk.queue.task(visitor.reviewer, (body.segment, body.suggested), at=desk.now())
        shown = _with_progress(visitor, desk, body.wanted.filter(), stays, drawn=body.drawn)
        return {"saved": numbers, **shown}
    return {"saved": numbers, **_next_if_possible(visitor, desk, body.wanted.filter())}


@router.post("/api/queue/skip")
def skip(visitor: Here, desk: TheDesk, body: Passed) -> dict[str, Any]:
    """Put a suggestion at the end of the queue."""
    desk.queue.skip(visitor.reviewer, (body.segment, body.suggested))
    return _next(visitor, desk, body.wanted.filter())


@router.post("/api/queue/undo")
def undo(visitor: Here, desk: TheDesk, body: Wanted) -> dict[str, Any]:
    """Take back the visitor's latest act and show what it was about."""
    act = deciding.undo(desk.queue, reviewer=visitor.reviewer, at=desk.now())
    if not act:
        raise Refusal("queue.nothing_to_undo", status=404)
    place = (act[0].segment, act[0].code)
    task = desk.queue.task(visitor.reviewer, place, at=desk.now())
    undone = {"undone": len(act)}
    if len(act) > 2 or task is None:  # noqa: PLR2004 - an act of the queue itself has one or two
        return undone | _next_if_possible(visitor, desk, body.filter())
    return undone | _with_progress(visitor, desk, body.filter(), task, drawn=False)


@router.get("/api/queue/back")
def back(visitor: Here, desk: TheDesk) -> dict[str, Any]:
    """Return what the visitor decided on last."""
    act = desk.queue.heard.last_act(visitor.reviewer)
    places = [(one.segment, one.code) for one in act]
    tasks = (desk.queue.task(visitor.reviewer, place, at=desk.now()) for place in places)
    task = next((one for one in tasks if one is not None), None)
    if task is None:
        raise Refusal("queue.nothing_before", status=404)
    return _with_progress(visitor, desk, Filter(), task, drawn=False)


@router.post("/api/queue/preview")
def preview(visitor: Here, desk: TheDesk, body: Wanted) -> dict[str, Any]:
    """Say what accepting everything that is wanted would do."""
    _not_in_a_round(visitor, desk)
    at, wanted = desk.now(), body.filter()
    found = deciding.preview(desk.queue, reviewer=visitor.reviewer, at=at, wanted=wanted)
    names = names_of(desk.queue.codebook(visitor.reviewer, at=at), visitor.language)
    return {
        "count": found.count,
        "codes": [{"name": names[code], "count": count} for code, count in found.by_code],
        "sample": [shown_task(one, visitor.language, drawn=False) for one in found.sample],
        "digest": found.digest,
    }


@router.post("/api/queue/bulk")
def bulk(visitor: Here, desk: TheDesk, body: Many) -> dict[str, Any]:
    """Accept all that the preview showed."""
    _not_in_a_round(visitor, desk)
    wanted = body.wanted.filter()
    try:
        numbers = deciding.bulk(
            desk.queue,
            reviewer=visitor.reviewer,
            at=desk.now(),
            wanted=wanted,
            digest=body.digest,
        )
    except Overtaken as fault:
        raise _overtaken(fault, visitor) from fault
    return {"saved": len(numbers), **_next_if_possible(visitor, desk, wanted)}


def _next(visitor: Visitor, desk: Desk, wanted: Filter) -> dict[str, Any]:
    now = desk.clock().timestamp()
    task = desk.queue.next(visitor.reviewer, now=now, at=desk.now(), wanted=wanted)
    return _with_progress(visitor, desk, wanted, task, drawn=wanted.keeps_the_draw)


def _next_if_possible(visitor: Visitor, desk: Desk, wanted: Filter) -> dict[str, Any]:
    """Return what comes next; if that fails, what was saved before is saved all the same."""
    try:
        return _next(visitor, desk, wanted)
    except QualpipeError as fault:
        return {"problem": said_of(fault, visitor.language)}


def _with_progress(
    visitor: Visitor, desk: Desk, wanted: Filter, task: Task | None, *, drawn: bool
) -> dict[str, Any]:
    progress = desk.queue.progress(visitor.reviewer, at=desk.now(), wanted=wanted)
    return {
        "task": None if task is None else shown_task(task, visitor.language, drawn=drawn),
        "progress": shown_progress(progress),
    }


def _overtaken(fault: Overtaken, visitor: Visitor) -> Refusal:
    """Say that what the visitor had before them is not what is there; give what is."""
    task, language = fault.task, visitor.language
    verdict = ""
    if fault.why == "decided" and task is not None and task.mine is not None:
        verdict = worded(f"queue.was_{task.mine.verdict.value}", language)
    elif fault.why == "decided":
        return Refusal("queue.undone", status=409, more={"now": _now(task, language)})
    return Refusal(
        f"queue.{fault.why}", status=409, more={"now": _now(task, language)}, verdict=verdict
    )


def _now(task: Task | None, language: str) -> dict[str, Any] | None:
    return None if task is None else shown_task(task, language, drawn=False)


def _not_in_a_round(visitor: Visitor, desk: Desk) -> None:
    if desk.queue.sitting(visitor.reviewer) is not None:
        raise Refusal("queue.not_in_round", status=403)


def _span(within: tuple[int, int] | None) -> Span | None:
    if within is None:
        return None
    if not 0 <= within[0] < within[1]:
        raise Refusal("queue.outside")
    return Span(*within)
