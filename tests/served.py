"""The pages as the tests meet them: a server in a thread, and a browser whose faults are kept."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Page

from qualpipe import Project
from qualpipe.web.app import create_app

AT = "2026-01-05T09:00:00+08:00"
PASSWORD = "a long enough password"  # noqa: S105 - of the tests' own reviewers
INTERVIEWS = {
    "P01.txt": """訪：個中心俾你咩感覺？
受：個中心好似屋企咁，入去坐低飲杯茶都得，唔使預約。啲姑娘識得我個名，我一入門口佢就問我食咗飯未。
訪：仲有呢？
受：有陣時我唔想講嘢，佢哋都由得我坐喺度，無人催我。我覺得佢哋明白我，唔會話我懶。
訪：屋企人呢？
受：阿媽成日打嚟，同我一齊去覆診。朋友就少咗，但係中心識到兩個好朋友，我哋一齊行山。
訪：社工有冇嚟搵你？
受：有，有排我唔出門口，個社工嚟到我樓下等我，打咗好多次電話。最後我先肯開門。𠮷😀就係咁。
""",
    "P02.txt": """I: How did you come to the centre?
P: My worker kept ringing me, then she came to my home and waited downstairs until I opened.
I: And how is it there?
P: It feels like home. I can just sit there with a cup of tea, no appointment, nobody rushes me.
I: Who helps you?
P: My worker listens. She understands what I went through and never judges me for a bad week.
I: Anybody else?
P: My sister phones every day, and two friends from the centre go hiking with me.
""",
    "P03.txt": """I: 你覺得點呀？How are you these days?
P: 我同個 worker 傾咗個 plan，每個禮拜做一樣嘢，我自己揀 goal，佢幫我 follow up。
I: 即係點？
P: 例如我話想返工，佢就同我一齊寫 resume，陪我去 interview。I felt she believed in me before I did.
I: 有冇唔開心嘅時候？
P: 有。去年冬天我成個月冇出街。佢冇放棄我，每個星期都嚟敲門。
""",
}

Opens = Callable[..., Page]
Axe = Callable[[Page], None]


@dataclass(kw_only=True)
class Clock:
    """A clock that a test may turn."""

    ahead: float = 0.0

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.time() + self.ahead, UTC)


@dataclass(kw_only=True)
class Served:
    """A running server: where it is, the token that lets the local user in, its project."""

    url: str
    token: str
    project: Project
    clock: Clock = field(default_factory=Clock)
    pages: list[Page] = field(default_factory=list)

    @property
    def host(self) -> str:
        return urlsplit(self.url).netloc


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(project: Project, *, solo: str = "ana", token: str = "launch-me") -> Iterator[Served]:  # noqa: S107 - a test's token
    """Run the app on a free port in a thread; `solo=""` serves a team that logs in."""
    port, clock = free_port(), Clock()
    host = f"127.0.0.1:{port}"
    app = create_app(project, clock=clock, hosts=[host], solo=solo, launch=token if solo else "")
    config = uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.01)
    served = Served(url=f"http://{host}", token=token, project=project, clock=clock)
    try:
        yield served
    finally:
        for page in served.pages:  # first, else they may ask once more
            if not page.is_closed():
                page.close()
        server.should_exit = True
        thread.join(timeout=10)
        app.state.desk.close()


@dataclass
class Faults:
    """What a browser must not have to say; `expected` are parts of messages that a test causes."""

    seen: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def watch(self, page: Page, host: str) -> None:
        page.on("console", lambda one: self._console(one.type, one.text))
        page.on("pageerror", lambda fault: self.seen.append(f"error: {fault}"))
        page.on("request", lambda one: self._request(one.url, host))

    def left(self) -> list[str]:
        return [one for one in self.seen if not any(sign in one for sign in self.expected)]

    def _console(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:  # a broken content policy is an error on the console
            self.seen.append(f"console {kind}: {text}")

    def _request(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.netloc != host:
            self.seen.append(f"request to {url}")


def enter(page: Page, served: Served, *, reviewer: str = "") -> None:
    """Come in through the door: by the launch link, or with a name and a password."""
    if reviewer:
        page.goto(f"{served.url}/login")
        page.fill("#name", reviewer)
        page.fill("#password", PASSWORD)
        page.click("button[type=submit]")
    else:
        page.goto(f"{served.url}/login#t={served.token}")
    page.wait_for_url("**/queue*")
