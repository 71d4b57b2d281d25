"""Agreement: how far the reviewers agree, in a table and a plot; the machine in its own table."""

import csv
import io
from collections.abc import Hashable, Mapping
from functools import partial
from typing import NamedTuple
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import Response

from qualpipe.model import QualpipeError, Round
from qualpipe.project import Project
from qualpipe.project.reviewing import agreement as measuring
from qualpipe.project.reviewing.interview import codebook_now
from qualpipe.review.agreement import Agreement, Measure, Row, Scope, Split, SuggesterTable, Unit
from qualpipe.web.desk import Desk, TheDesk
from qualpipe.web.jobs import Tell, TheJobs, state_of
from qualpipe.web.refusals import Refusal
from qualpipe.web.rendering import render
from qualpipe.web.shown.measured import Say, machine, sheet
from qualpipe.web.shown.speech import names_of
from qualpipe.web.visitor import Here
from qualpipe.web.wording import worded

router = APIRouter(prefix="/agreement")
SPLITS = tuple(str(one) for one in Split)
DRAWN = tuple(str(one) for one in (Measure.ALPHA, Measure.PERCENT, Measure.AC1))
PATIENCE = 0.6  # seconds that a page waits for the figures before it comes without them
# A spreadsheet runs a cell that begins so; the name of a code must stay a name.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Asked(NamedTuple):
    """What was asked for: a round ('' for all that is open), a split, a unit, what is drawn."""

    round: str
    by: str
    unit: str
    measure: str


class Answer(NamedTuple):
    """The two tables; `fault` says why there is nothing to compare."""

    people: Agreement | None
    suggested: SuggesterTable | None
    fault: str


@router.get("")
def page(
    request: Request,
    *,
    desk: TheDesk,
    jobs: TheJobs,
    visitor: Here,
    round: str | None = None,  # noqa: A002 - the noun's own word
    by: str = "code",
    unit: str = "segment",
    measure: str = "alpha",
) -> Response:
    """Show the figures of a round, or that they are being computed."""
    rounds = open_rounds(desk.project)
    asked = _checked(rounds, Asked(rounds[-1].name if rounds else "", by, unit, measure), round)
    job = jobs.start(*_work(desk.project, asked))
    ready = job.within(PATIENCE)
    answer: Answer = job.result() if ready else Answer(None, None, "")
    say = partial(_said, language=visitor.language)
    return render(
        request,
        "agreement.html",
        asked=asked,
        rounds=rounds,
        splits=SPLITS,
        drawn=DRAWN,
        ready=ready,
        answer=answer,
        query=f"round={quote(asked.round)}&by={asked.by}&unit={asked.unit}",
        **_tables(desk, answer, asked, say, visitor.language),
    )


@router.get("/table.csv")
def table(
    *,
    desk: TheDesk,
    jobs: TheJobs,
    round: str = "",  # noqa: A002 - the noun's own word
    by: str = "code",
    unit: str = "segment",
) -> Response:
    """Give all rows as CSV: what the page shows, and each code in each part besides."""
    rounds = open_rounds(desk.project)
    asked = _checked(rounds, Asked(round, by, unit, "alpha"), round)
    answer: Answer = jobs.start(*_work(desk.project, asked)).result()
    if answer.people is None:
        raise QualpipeError(answer.fault)
    name = quote(f"agreement {asked.round or 'all'}.csv")
    return Response(
        # The mark at the front makes Excel read it as UTF-8.
        "\ufeff" + _as_csv(answer.people),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f"attachment; filename*=UTF-8''{name}"},
    )


def open_rounds(project: Project) -> tuple[Round, ...]:
    """Return the rounds whose decisions anyone may see; blind ones once they are closed."""
    return tuple(one for one in project.review.rounds() if not one.sealed)


def _checked(rounds: tuple[Round, ...], asked: Asked, name: str | None) -> Asked:
    """Return what was asked for; a sealed round is refused in the same words as an unknown one."""
    if name is not None:
        asked = asked._replace(round=name)
    if asked.round and asked.round not in {one.name for one in rounds}:
        raise Refusal("agreement.sealed", status=403, round=asked.round)
    if asked.by not in SPLITS or asked.unit not in set(Unit) or asked.measure not in set(Measure):
        raise Refusal("error.400")
    return asked


def _work(project: Project, asked: Asked) -> tuple[tuple[Hashable, ...], partial[Answer]]:
    """Name the work by all that its result depends on, so that it is done once."""
    name = ("agreement", *asked[:3], state_of(project), codebook_now(project).hash)
    return name, partial(_answer, project, asked)


def _answer(project: Project, asked: Asked, _tell: Tell) -> Answer:
    by = {Split.CODE, Split(asked.by)}
    name = asked.round or None
    try:
        people = measuring.agreement(project, round=name, by=by, unit=Unit(asked.unit))
    except QualpipeError as fault:
        return Answer(None, None, str(fault))
    try:
        suggested = measuring.suggester(project, round=name, by=by)
    except QualpipeError:
        suggested = None  # nothing is settled yet: the page says so
    return Answer(people, suggested, "")


def _tables(
    desk: Desk, answer: Answer, asked: Asked, say: Say, language: str
) -> Mapping[str, object]:
    """Return what the template fills in; empty while nothing is there to be shown."""
    if answer.people is None:
        return {"sheets": (), "machine": (), "few": False}
    labels = {
        **names_of(codebook_now(desk.project), language),
        **{f"language:{one}": say(f"agreement.{one}") for one in _LANGUAGES},
        **{f"role:{one}": say(f"agreement.{one}") for one in _ROLES},
    }
    sheets = tuple(
        sheet(
            answer.people,
            scope,
            split=asked.by,
            drawn=Measure(asked.measure),
            labels=labels,
            say=say,
        )
        for scope in Scope
    )
    own = answer.suggested
    return {
        "sheets": sheets,
        "machine": machine(own, split=asked.by, labels=labels, say=say) if own else (),
        "few": answer.people.row().participants < _FEW,
    }


_LANGUAGES = ("en", "yue", "zh", "mixed", "und")
_ROLES = ("interviewer", "participant", "other")
_FEW = 10


def _as_csv(people: Agreement) -> str:
    columns = list(dict.fromkeys(name for row in people.rows for name in row.cells()))
    told = io.StringIO()
    writer = csv.DictWriter(told, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_guarded(row) for row in people.rows)
    return told.getvalue()


def _guarded(row: Row) -> dict[str, object]:
    return {
        name: f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
        for name, value in row.cells().items()
    }


def _said(key: str, *, language: str, **values: object) -> str:
    return worded(key, language, **values)
