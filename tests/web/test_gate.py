import shutil
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import routes
from fastapi import FastAPI
from served import PASSWORD, Clock
from starlette.testclient import TestClient

from qualpipe import Project
from qualpipe.project import access
from qualpipe.project.reviewing import people
from qualpipe.web.app import create_app
from qualpipe.web.security.gate import DOOR, MOST_BYTES

HOST = "127.0.0.1:8765"
COOKIE = "qualpipe-8765"


@pytest.fixture
def clock() -> Clock:
    return Clock()


def made(project: Project, clock: Clock, *, solo: str = "", secure: bool = False) -> FastAPI:
    launch = "launch-me" if solo else ""
    return create_app(project, clock=clock, hosts=[HOST], solo=solo, launch=launch, secure=secure)


@pytest.fixture
def app(project: Project, clock: Clock) -> Iterator[FastAPI]:
    app = made(project, clock)
    yield app
    app.state.desk.close()


def client(app: FastAPI, scheme: str = "http") -> TestClient:
    return TestClient(app, base_url=f"{scheme}://{HOST}", follow_redirects=False)


def login(app: FastAPI, name: str = "ana", password: str = PASSWORD) -> TestClient:
    came = client(app)
    answer = came.post("/login", json={"name": name, "password": password})
    assert answer.status_code == 204, answer.text
    came.headers["X-CSRF-Token"] = csrf(came)
    return came


def csrf(came: TestClient) -> str:
    page = came.get("/queue").text
    return page.split('name="csrf" content="')[1].split('"')[0]


def test_every_route_but_the_door_is_shut_to_strangers(app: FastAPI) -> None:
    stranger = client(app)
    for asked in routes.requests_of(app):
        if asked.route in DOOR or asked.route.startswith(("/messages/", "/static/")):
            continue
        answer = stranger.request(asked.method, asked.path, json=asked.body)
        assert answer.status_code == 401, str(asked)
        assert answer.json()["error"] == "error.401", str(asked)


def test_a_person_without_a_session_is_shown_the_door(app: FastAPI) -> None:
    answer = client(app).get("/queue", headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


@pytest.mark.parametrize(
    "forged",
    [
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "guessed"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_no_route_changes_anything_for_a_foreign_page(
    app: FastAPI, project: Project, forged: dict[str, str]
) -> None:
    ana = login(app)
    for asked in routes.requests_of(app):
        if asked.method == "GET" or ("X-CSRF-Token" in forged and asked.route in DOOR):
            continue
        answer = ana.request(asked.method, asked.path, json=asked.body, headers=forged)
        assert answer.status_code == 403, str(asked)
    assert project.decisions() == ()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:8765"])
def test_a_request_under_another_name_is_refused(app: FastAPI, host: str) -> None:
    answer = client(app).get("/login", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/docs", "/redoc", "/openapi.json", "/signup", "/register"])
def test_there_is_no_such_door(app: FastAPI, path: str) -> None:
    assert login(app).get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/queue", "/login", "/static/base.css", "/nowhere", "/api/queue/next"]
)
def test_every_answer_bears_the_headers(app: FastAPI, path: str) -> None:
    headers = client(app).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == ("no-cache" if path.startswith("/static") else "no-store")


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"],
)
def test_nothing_but_the_pages_own_files_is_given_out(app: FastAPI, path: str) -> None:
    assert client(app).get(path).status_code in {400, 401, 404}


def test_the_cookie_is_for_the_browser_alone(app: FastAPI, project: Project, clock: Clock) -> None:
    answer = client(app).post("/login", json={"name": "ana", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(COOKIE)
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "secure" not in cookie
    over_tls = made(project, clock, secure=True)
    secure = client(over_tls, "https").post("/login", json={"name": "ana", "password": PASSWORD})
    assert secure.headers["set-cookie"].startswith(f"__Host-{COOKIE}")
    assert "secure" in secure.headers["set-cookie"].lower()
    assert "strict-transport-security" in secure.headers


def test_logging_in_gives_a_new_session_and_ends_the_old_one(app: FastAPI) -> None:
    ana = login(app)
    before = ana.cookies[COOKIE]
    answer = ana.post("/login", json={"name": "ben", "password": PASSWORD})
    assert answer.status_code == 204
    assert ana.cookies[COOKIE] != before
    old = client(app)
    old.cookies.set(COOKIE, before)
    assert old.get("/api/queue/codes").status_code == 401


def test_the_database_knows_no_token(app: FastAPI, project: Project) -> None:
    token = login(app).cookies[COOKIE]
    for file in project.folder.glob("qualpipe.db*"):
        content = file.read_bytes()
        assert token.encode() not in content
        assert PASSWORD.encode() not in content


@pytest.mark.parametrize("token", ["", "guessed", "é" * 10, "a" * 5000, "' OR 1=1 --"])
def test_a_forged_token_is_nobodys(app: FastAPI, token: str) -> None:
    login(app)
    answer = client(app).get("/api/queue/codes", headers={b"Cookie": f"{COOKIE}={token}".encode()})
    assert answer.status_code == 401


def test_logging_out_ends_the_session(app: FastAPI) -> None:
    ana = login(app)
    token = ana.cookies[COOKIE]
    assert ana.post("/logout").status_code == 204
    again = client(app)
    again.cookies.set(COOKIE, token)
    assert again.get("/api/queue/codes").status_code == 401


@pytest.mark.parametrize(
    ("ahead", "let_in"),
    [(60, True), (access.IDLE - 60, True), (access.IDLE + 60, False), (access.WHOLE + 60, False)],
)
def test_a_browser_left_alone_is_logged_out(
    app: FastAPI, clock: Clock, ahead: float, *, let_in: bool
) -> None:
    ana = login(app)
    clock.ahead = ahead
    assert (ana.get("/api/queue/codes").status_code == 200) is let_in


def test_no_session_outlives_its_whole_however_busy(app: FastAPI, clock: Clock) -> None:
    ana = login(app)
    for _ in range(11):
        clock.ahead += access.WHOLE / 12
        assert ana.get("/api/queue/codes").status_code == 200
    clock.ahead += access.WHOLE / 6
    assert ana.get("/api/queue/codes").status_code == 401


def test_a_clock_set_back_logs_nobody_out(app: FastAPI, clock: Clock) -> None:
    ana = login(app)
    clock.ahead = -30 * 24 * 3600
    assert ana.get("/api/queue/next").status_code == 200


def test_who_retires_is_out_at_once(app: FastAPI, project: Project) -> None:
    ana = login(app)
    people.retire(project, "ana", at=datetime.now(UTC).isoformat())
    assert ana.get("/api/queue/codes").status_code == 401
    answer = client(app).post("/login", json={"name": "ana", "password": PASSWORD})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("language", "wait"), [("en", "Wait 1 minute"), ("zh-HK", "請等候"), ("zh-CN", "请等待")]
)
def test_after_twenty_wrong_passwords_one_must_wait(
    app: FastAPI, project: Project, clock: Clock, language: str, wait: str
) -> None:
    # Nineteen were counted before: each costs as much time as the digest is slow.
    for _ in range(access.PATIENCE - 1):
        access.failed(project, "account ana", at=clock().timestamp())
    came = client(app)
    came.headers["Accept-Language"] = language
    wrong = came.post("/login", json={"name": "ana", "password": "wrong"})
    assert wrong.status_code == 403
    right = came.post("/login", json={"name": "ana", "password": PASSWORD})
    assert right.status_code == 429
    assert wait in right.json()["message"]
    clock.ahead = 31
    assert came.post("/login", json={"name": "ana", "password": PASSWORD}).status_code == 204
    assert access.wait(project, "account ana", at=clock().timestamp()) == 0


def test_an_unknown_name_is_refused_like_a_wrong_password(app: FastAPI) -> None:
    came = client(app)
    unknown = came.post("/login", json={"name": "nobody", "password": "wrong"})
    wrong = came.post("/login", json={"name": "ana", "password": "wrong"})
    assert (unknown.status_code, unknown.json()) == (wrong.status_code, wrong.json())


def test_the_launch_link_works_once_and_for_the_local_user_only(
    app: FastAPI, project: Project, clock: Clock
) -> None:
    local = made(project, clock, solo="ana")
    assert client(local).post("/launch", json={"token": "guessed"}).status_code == 403
    first = client(local)
    assert first.post("/launch", json={"token": "launch-me"}).status_code == 204
    assert first.get("/api/queue/codes").status_code == 200
    assert client(local).post("/launch", json={"token": "launch-me"}).status_code == 403
    assert client(app).post("/launch", json={"token": "launch-me"}).status_code == 403
    assert client(app).post("/launch", json={"token": ""}).status_code == 403
    with_password = client(local).post("/login", json={"name": "ana", "password": PASSWORD})
    assert with_password.status_code == 403
    # The local session is not one of the team's server.
    moved = client(app)
    moved.cookies.set(COOKIE, first.cookies[COOKIE])
    assert moved.get("/api/queue/codes").status_code == 401


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_long_is_refused_in_plain_words(app: FastAPI, *, chunked: bool) -> None:
    ana = login(app)
    ana.headers["Accept-Language"] = "zh-HK"
    body = b'{"note": "' + b"x" * MOST_BYTES + b'"}'
    content = iter([body[:1000], body[1000:]]) if chunked else body
    answer = ana.post("/api/queue/decide", content=content)
    assert answer.status_code == 413
    assert "20,000" in answer.json()["message"]


def test_what_was_not_understood_is_not_repeated(app: FastAPI) -> None:
    answer = login(app).post("/api/queue/decide", json={"segment": ["words that somebody said"]})
    assert answer.status_code == 422
    assert "somebody said" not in answer.text
    assert "segment" in answer.json()["message"]


def test_two_installations_share_no_secret(coded: Path, tmp_path: Path, clock: Clock) -> None:
    tokens = []
    for name in ("one", "two"):
        shutil.copytree(coded, tmp_path / name)
        with Project.open(tmp_path / name) as project:
            tokens.append(login(made(project, clock)).cookies[COOKIE])
    with Project.open(tmp_path / "two") as project:
        moved = client(made(project, clock))
        moved.cookies.set(COOKIE, tokens[0])
        assert moved.get("/api/queue/codes").status_code == 401


def test_no_file_beside_the_database_holds_a_secret(app: FastAPI, project: Project) -> None:
    before = {path.name for path in project.folder.iterdir()}
    login(app)
    fresh = {path.name for path in project.folder.iterdir()} - before
    assert not {name for name in fresh if not name.startswith("qualpipe.db")}
    assert stat.S_ISREG((project.folder / "qualpipe.db").stat().st_mode)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_methods_that_no_page_uses_do_nothing(app: FastAPI, method: str) -> None:
    assert login(app).request(method, "/queue").status_code == 405
