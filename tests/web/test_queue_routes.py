import contextlib
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import make
import pytest
from fastapi import FastAPI
from served import AT, Clock
from starlette.testclient import TestClient

from qualpipe import Project
from qualpipe.model import Verdict
from qualpipe.project.reviewing import rounds
from qualpipe.web.app import create_app

HOST = "127.0.0.1:8765"
LANGUAGES = ("en", "zh-HK", "zh-CN")


@pytest.fixture
def app(project: Project) -> Iterator[FastAPI]:
    made = create_app(project, clock=Clock(), hosts=[HOST], solo="ana", launch="launch-me")
    yield made
    made.state.desk.close()


@pytest.fixture
def ana(app: FastAPI) -> TestClient:
    came = TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)
    assert came.post("/launch", json={"token": "launch-me"}).status_code == 204
    page = came.get("/queue").text
    came.headers["X-CSRF-Token"] = page.split('name="csrf" content="')[1].split('"')[0]
    return came


def task(ana: TestClient, **wanted: str) -> dict[str, Any]:
    found: dict[str, Any] = ana.get("/api/queue/next", params=wanted).json()["task"]
    return found


def said(task: dict[str, Any], saying: str = "accept", **more: object) -> dict[str, object]:
    return {
        "segment": task["segment"],
        "suggested": task["code"],
        "saying": saying,
        "edition": task["edition"],
        "last": task["last"],
        "drawn": task["drawn"],
        **more,
    }


def test_decide_is_save_and_next(ana: TestClient, project: Project) -> None:
    first = task(ana)
    answer = ana.post("/api/queue/decide", json=said(first)).json()
    assert len(project.decisions()) == 1
    assert (answer["task"]["segment"], answer["task"]["code"]) != (first["segment"], first["code"])
    assert answer["progress"]["done"] == 1


def test_a_task_shows_the_words_as_they_were_said(ana: TestClient, project: Project) -> None:
    texts = {one.address: one.text for one in project.segments()}
    for _ in range(5):
        found = task(ana)
        assert "".join(piece["text"] for piece in found["pieces"]) == texts[found["segment"]]
        words = found["lead"] + texts[found["segment"]] + found["trail"]
        assert words == found["turn"]["text"]
        assert found["evidence"]
        ana.post("/api/queue/decide", json=said(found))


@pytest.mark.parametrize(
    ("language", "part"), [("en", "already"), ("zh-HK", "另一視窗"), ("zh-CN", "另一窗口")]
)
def test_the_second_tab_is_told_in_the_pages_language(
    ana: TestClient, project: Project, language: str, part: str
) -> None:
    ana.headers["Accept-Language"] = language
    both = said(task(ana))
    assert ana.post("/api/queue/decide", json=both).status_code == 200
    second = ana.post("/api/queue/decide", json=both)
    assert second.status_code == 409
    assert part in second.json()["message"]
    assert second.json()["now"]["mine"]["verdict"] == "accept"
    assert len(project.decisions()) == 1


def test_a_stale_tab_gets_both_versions(ana: TestClient, project: Project) -> None:
    seen = task(ana)
    old = project.codebook()
    codes = tuple(
        replace(code, definition=make.phrases("Another.")) if code.id == seen["code"] else code
        for code in old
    )
    project.change_codebook(replace(old, codes=codes), before=old.hash)
    answer = ana.post("/api/queue/decide", json=said(seen))
    assert answer.status_code == 409
    assert answer.json()["now"]["definition"] == "Another."
    assert answer.json()["error"] == "queue.changed"
    again = ana.post("/api/queue/decide", json=said(answer.json()["now"]))
    assert again.status_code == 200
    assert project.decisions()[0].codebook == project.codebook().hash


def test_a_suggestion_whose_interview_went_is_said_to_be_gone(
    ana: TestClient, project: Project
) -> None:
    seen = task(ana, transcript="P01")
    (project.folder / "in" / "P01.txt").unlink()
    project.ingest([project.folder / "in"])
    answer = ana.post("/api/queue/decide", json=said(seen))
    assert (answer.status_code, answer.json()["error"]) == (409, "queue.gone")
    assert ana.get("/api/queue/next").status_code == 200


@pytest.mark.parametrize("within", [[0, 99_999], [5, 5], [-1, 4], [9, 2], [99_998, 99_999]])
def test_a_span_outside_the_words_is_refused(
    ana: TestClient, project: Project, within: list[int]
) -> None:
    answer = ana.post("/api/queue/decide", json=said(task(ana), "span", within=within))
    assert (answer.status_code, answer.json()["error"]) == (400, "queue.outside")
    assert project.decisions() == ()


def test_a_span_is_kept_to_the_character(ana: TestClient, project: Project) -> None:
    ana.get("/api/queue/next")
    for _ in range(20):
        found = task(ana)
        if "𠮷😀" in found["turn"]["text"]:
            break
        ana.post("/api/queue/skip", json={"segment": found["segment"], "suggested": found["code"]})
    start = found["turn"]["text"].index("𠮷😀")
    answer = ana.post("/api/queue/decide", json=said(found, "span", within=[start, start + 2]))
    assert answer.status_code == 200
    assert project.decisions()[-1].words == "𠮷😀"
    assert project.decisions()[-1].verdict is Verdict.ADD


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_note_that_is_too_long_is_refused_in_plain_words(
    ana: TestClient, project: Project, language: str
) -> None:
    ana.headers["Accept-Language"] = language
    for length in (20_001, 1_000_000):
        answer = ana.post("/api/queue/decide", json=said(task(ana), note="長" * length))
        assert answer.status_code == 413
        assert "20,000" in answer.json()["message"]
    assert project.decisions() == ()
    assert (
        ana.post("/api/queue/decide", json=said(task(ana), note="長" * 20_000)).status_code == 200
    )


def test_another_code_that_is_none_is_refused(ana: TestClient, project: Project) -> None:
    for code in ("", "nowhere", task(ana)["code"]):
        answer = ana.post("/api/queue/decide", json=said(task(ana), "other", code=code))
        assert (answer.status_code, answer.json()["error"]) == (400, "queue.no_other_code")
    assert project.decisions() == ()


def test_undo_shows_what_it_took_back(ana: TestClient, project: Project) -> None:
    seen = [task(ana)]
    for _ in range(2):
        answer = ana.post("/api/queue/decide", json=said(seen[-1])).json()
        seen.append(answer["task"])
    for expected in (seen[1], seen[0]):
        found = ana.post("/api/queue/undo", json={}).json()
        assert found["task"]["segment"] == expected["segment"]
        assert found["task"]["mine"] is None
    assert ana.post("/api/queue/undo", json={}).status_code == 404
    assert project.codings() == ()


def test_many_are_accepted_with_one_undo(ana: TestClient, project: Project) -> None:
    wanted = {"least": 0.3}
    shown = ana.post("/api/queue/preview", json=wanted).json()
    assert shown["count"] == sum(one["count"] for one in shown["codes"]) > 2
    assert len(shown["sample"]) == min(5, shown["count"])
    many = {"wanted": wanted, "digest": shown["digest"]}
    assert ana.post("/api/queue/bulk", json=many).json()["saved"] == shown["count"]
    assert ana.post("/api/queue/bulk", json=many).status_code == 409
    assert ana.post("/api/queue/undo", json={}).json()["undone"] == shown["count"]
    assert project.codings() == ()


def test_in_a_round_nothing_is_accepted_unread(ana: TestClient, project: Project) -> None:
    rounds.open_round(
        project, "one", reviewers=["ana", "ben"], sample="all", overlap=2, blind=True, seed=1, at=AT
    )
    for path, body in (("preview", {}), ("bulk", {"wanted": {}, "digest": "x"})):
        assert ana.post(f"/api/queue/{path}", json=body).status_code == 403


@pytest.mark.parametrize(
    "wanted",
    [
        {"sort": "password"},
        {"least": "-1"},
        {"least": "nan"},
        {"code": "x" * 201},
        {"reviewer__password": "a"},
    ],
)
def test_only_what_is_named_can_be_filtered_by(ana: TestClient, wanted: dict[str, str]) -> None:
    assert ana.get("/api/queue/next", params=wanted).status_code == 422
    assert ana.post("/api/queue/preview", json=wanted).status_code == 422


@contextlib.contextmanager
def locked(project: Project) -> Iterator[None]:
    """Hold the database as another program would that is writing."""
    other = sqlite3.connect(project.folder / "qualpipe.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


@contextlib.contextmanager
def full(project: Project) -> Iterator[None]:
    """Let every connection believe that the disk has no page left."""
    engine = project.store._engine
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    engine.dispose()

    def shrink(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA max_page_count={pages}")

    from sqlalchemy import event  # noqa: PLC0415 - this test alone reaches below the store

    event.listen(engine, "connect", shrink)
    yield
    event.remove(engine, "connect", shrink)
    engine.dispose()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_locked_database_is_said_and_nothing_is_lost(
    ana: TestClient, project: Project, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del monkeypatch
    ana.headers["Accept-Language"] = language
    found = task(ana)
    with project.store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    project.store._engine.dispose()
    with impatient(project), locked(project):
        answer = ana.post("/api/queue/decide", json=said(found))
    assert (answer.status_code, answer.json()["error"]) == (503, "error.locked")
    assert project.decisions() == ()
    assert ana.post("/api/queue/decide", json=said(found)).status_code == 200


@contextlib.contextmanager
def impatient(project: Project) -> Iterator[None]:
    """Wait a moment for a locked database, not five seconds."""
    from sqlalchemy import event  # noqa: PLC0415 - as above

    engine = project.store._engine

    def hurry(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    event.listen(engine, "connect", hurry)
    engine.dispose()
    yield
    event.remove(engine, "connect", hurry)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_disk_is_said_and_nothing_is_lost(
    ana: TestClient, project: Project, language: str
) -> None:
    ana.headers["Accept-Language"] = language
    found = task(ana)
    words = {"en": "disk is full", "zh-HK": "磁碟已滿", "zh-CN": "磁盘已满"}[language]
    with full(project):
        answer = ana.post("/api/queue/decide", json=said(found, note="長" * 20_000))
    assert (answer.status_code, answer.json()["error"]) == (503, "error.disk_full")
    assert words in answer.json()["message"]
    assert project.decisions() == ()
    assert ana.post("/api/queue/decide", json=said(found)).status_code == 200


def test_a_fault_of_the_program_tells_nothing_of_what_was_said(
    ana: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "words that somebody said"  # noqa: S105 - that they must not come out is tested

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(secret)

    monkeypatch.setattr(app.state.desk.queue, "next", fail)
    with caplog.at_level(logging.INFO):
        answer = ana.get("/api/queue/next")
    assert answer.status_code == 500
    assert secret not in answer.text
    assert "RuntimeError" in caplog.text
    assert secret not in "\n".join(record.getMessage() for record in caplog.records)


def test_a_clock_set_back_loses_nothing(project: Project) -> None:
    clock = Clock()
    app = create_app(project, clock=clock, hosts=[HOST], solo="ana", launch="launch-me")
    came = TestClient(app, base_url=f"http://{HOST}")
    came.post("/launch", json={"token": "launch-me"})
    page = came.get("/queue").text
    came.headers["X-CSRF-Token"] = page.split('name="csrf" content="')[1].split('"')[0]
    first = task(came)
    came.post("/api/queue/decide", json=said(first))
    clock.ahead = -3 * 24 * 3600
    again = came.get("/api/queue/task", params={"segment": first["segment"], "code": first["code"]})
    answer = came.post("/api/queue/decide", json=said(again.json()["task"], "reject"))
    assert answer.status_code == 200
    assert [one.verdict for one in project.last_words()] == [Verdict.REJECT]
    app.state.desk.close()
