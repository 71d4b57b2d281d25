"""Nobody learns what another decided in an open blind round: every route, every role.

The routes are found, not listed: a page that is added is held to it without being told.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import routes
from fastapi import FastAPI
from served import AT, PASSWORD, Clock
from starlette.testclient import TestClient
from web.staged import OPEN, SECRET, sealed, themed

from qualpipe import Project
from qualpipe.model import Decision, Duty, Verdict
from qualpipe.project.reviewing import memos, people, rounds
from qualpipe.web.app import create_app
from qualpipe.web.security.gate import DOOR

HOST = "127.0.0.1:8765"
# Who looks: another reviewer of the round, one who is in no round, and who settles differences.
VIEWERS = ("ben", "eva", "dora")
# How far each is may be shown: a number of decisions, never which way they went.
SHOW_HOW_FAR = ("/rounds", "/home")
MEMO = "a memo under seal"


@pytest.fixture(scope="module")
def open_round(coded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a project with a blind round that is open, in which nobody has decided yet."""
    folder = tmp_path_factory.mktemp("blind") / "study"
    shutil.copytree(coded, folder)
    with Project.open(folder) as project:
        people.add(project, "eva", password=PASSWORD, at=AT)
        people.add(project, "dora", duty=Duty.ADJUDICATOR, password=PASSWORD, at=AT)
        themed(project)
        rounds.open_round(
            project,
            OPEN,
            reviewers=["ana", "ben"],
            sample="all",
            overlap=2,
            blind=True,
            seed=1,
            at=AT,
        )
    return folder


@pytest.fixture
def blind(open_round: Path, tmp_path: Path) -> Iterator[Project]:
    shutil.copytree(open_round, tmp_path / "blind")
    with Project.open(tmp_path / "blind") as project:
        yield project


def decide_in_secret(project: Project) -> None:
    """Have ana decide, add another code, change her mind and write memos, all under seal."""
    sealed(project, by="ana")
    first = rounds.items_for(project, rounds.round_named(project, OPEN), "ana")[0].suggestion
    other = next(code.id for code in project.codebook() if code.id != first.code)
    made = [
        Decision(
            segment=first.segment, code=code, verdict=verdict, reviewer="ana", at=AT, note=SECRET
        )
        for code, verdict in ((first.code, Verdict.CHANGE), (other, Verdict.ADD))
    ]
    project.review.decide(made)
    for about in (first.segment, f"code:{first.code}", "transcript:P02"):
        memos.write(project, about, MEMO, reviewer="ana", at=AT)


def app_of(project: Project) -> FastAPI:
    return create_app(project, clock=Clock(), hosts=[HOST])


def login(app: FastAPI, name: str) -> TestClient:
    came = TestClient(app, base_url=f"http://{HOST}", follow_redirects=True)
    assert came.post("/login", json={"name": name, "password": PASSWORD}).status_code == 204
    page = came.get("/queue").text
    came.headers["X-CSRF-Token"] = page.split('name="csrf" content="')[1].split('"')[0]
    return came


def values(project: Project) -> dict[str, str]:
    """Return names that are there, of what ana decided on where it matters."""
    first = rounds.items_for(project, rounds.round_named(project, OPEN), "ana")[0].suggestion
    return {
        "round": OPEN,
        "name": OPEN,
        "segment": first.segment,
        "about": first.segment,
        "address": first.segment,
        "code": first.code,
        "suggested": first.code,
        "transcript": first.segment.split(":")[0],
        "theme": "1",
    }


def looked_at(project: Project, viewer: str) -> dict[str, tuple[int, str]]:
    """Return what a viewer gets from every route that shows something."""
    app = app_of(project)
    came = login(app, viewer)
    found = {}
    for asked in routes.requests_of(app, values(project)):
        if asked.method == "GET" and asked.route not in DOOR:
            answer = came.get(asked.path)
            found[asked.route] = (answer.status_code, settled(asked.route, answer.text))
    app.state.desk.close()
    return found


def settled(route: str, text: str) -> str:
    """Leave out what differs between any two sessions, and how far people are where it may show."""
    text = re.sub(r'name="csrf" content="[^"]*"', "", text)
    return re.sub(r"\d+", "#", text) if route.startswith(SHOW_HOW_FAR) else text


@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_page_is_any_different_for_what_another_decided_in_secret(
    blind: Project, viewer: str
) -> None:
    before = looked_at(blind, viewer)
    decide_in_secret(blind)
    after = looked_at(blind, viewer)
    assert len(before) > 10
    for route, (status, text) in after.items():
        assert status < 500, route
        assert SECRET not in text, route
        assert MEMO not in text, route
        assert (status, text) == before[route], route


@pytest.mark.parametrize("viewer", VIEWERS)
def test_no_route_that_acts_tells_what_another_decided_in_secret(
    open_round: Path, tmp_path: Path, viewer: str
) -> None:
    shutil.copytree(open_round, tmp_path / "acted")
    with Project.open(tmp_path / "acted") as project:
        decide_in_secret(project)
        app = app_of(project)
        came = login(app, viewer)
        for asked in routes.requests_of(app, values(project)):
            # To close a round is to open the seals: it is what an adjudicator may do, and last.
            if asked.method == "GET" or asked.route in DOOR | {"/logout"} or "close" in asked.route:
                continue
            answer = came.request(asked.method, asked.path, json=asked.body)
            assert answer.status_code < 500, f"{asked}: {answer.text}"
            assert SECRET not in answer.text, str(asked)
            assert MEMO not in answer.text, str(asked)
        still = rounds.round_named(project, OPEN)
        assert still.sealed, "a route closed the round: the test means nothing then"
        app.state.desk.close()


def test_one_sees_ones_own_under_seal(blind: Project) -> None:
    decide_in_secret(blind)
    assert any(SECRET in text for _, text in looked_at(blind, "ana").values())


def test_nobody_undoes_or_overrules_another_under_seal(blind: Project) -> None:
    decide_in_secret(blind)
    made = len(blind.store.ledger.decisions())
    for viewer in VIEWERS:
        came = login(app_of(blind), viewer)
        answer = came.post("/api/queue/undo", json={})
        assert answer.status_code == 404, viewer
    assert len(blind.store.ledger.decisions()) == made


def test_when_the_round_is_closed_everybody_sees(blind: Project) -> None:
    decide_in_secret(blind)
    rounds.close_round(blind, OPEN, at=AT)
    assert any(SECRET in text for _, text in looked_at(blind, "ben").values())
