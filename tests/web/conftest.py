"""A small coded project, a server in a thread, and a browser that lets no fault pass."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from served import AT, INTERVIEWS, PASSWORD, Axe, Faults, Opens, Served, enter, serving

from qualpipe import Project
from qualpipe.project.reviewing import people

expect.set_options(timeout=20_000)  # machines that test are busy ones

__all__ = ["AT", "INTERVIEWS", "PASSWORD", "Axe", "Faults", "Opens", "Served", "enter", "serving"]


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a small coded project; copy it, never write to it."""
    folder = tmp_path_factory.mktemp("coded")
    (folder / "in").mkdir()
    for name, text in INTERVIEWS.items():
        (folder / "in" / name).write_text(text, "utf-8")
    with Project.open(folder) as project:
        project.code(files=project.ingest([folder / "in"]))
        # Reviewers of a team: a password takes as long to digest as to guess, so once is enough.
        for name in ("ana", "ben"):
            people.add(project, name, password=PASSWORD, at=AT)
    return folder


@pytest.fixture
def project(coded: Path, tmp_path: Path) -> Iterator[Project]:
    """Return a project of the test's own."""
    shutil.copytree(coded, tmp_path / "study")
    with Project.open(tmp_path / "study") as opened:
        yield opened


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


@pytest.fixture
def server(project: Project) -> Iterator[Served]:
    """Serve the project to its one local user, `ana`."""
    with serving(project) as served:
        yield served


@pytest.fixture
def team_server(project: Project) -> Iterator[Served]:
    """Serve the project to the reviewers `ana` and `ben`, who log in with PASSWORD."""
    with serving(project, solo="") as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Launch a browser of this machine once; where there is none only CI insists on it."""
    place = next(filter(None, map(shutil.which, BROWSERS)), None)
    if place is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("the pages are tested in a browser: apt install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=place, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Collect the browser's faults; the test fails if one is left that it did not expect."""
    collected = Faults()
    yield collected
    assert not collected.left()


@pytest.fixture
def opens(browser: Browser, faults: Faults) -> Iterator[Opens]:
    """Return a function that opens a page of its own browser profile on a server.

    `opens(server)` is logged in as the local user; `opens(team_server, reviewer="ben")` by
    password. `language`, `dark`, `size` and `zoom` set what the browser is like.
    """
    contexts: list[BrowserContext] = []

    def call(
        served: Served,
        path: str = "/queue",
        *,
        reviewer: str = "",
        language: str = "en",
        dark: bool = False,
        size: tuple[int, int] = (1366, 768),
    ) -> Page:
        context = browser.new_context(
            locale=language,
            color_scheme="dark" if dark else "light",
            viewport={"width": size[0], "height": size[1]},
        )
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        served.pages.append(page)
        faults.watch(page, served.host)
        enter(page, served, reviewer=reviewer)
        if path != "/queue":
            page.goto(served.url + path)
        return page

    yield call
    for context in contexts:
        context.close()


@pytest.fixture
def page(server: Served, opens: Opens) -> Page:
    """Open the queue as the one local user."""
    return opens(server)


@pytest.fixture
def axe() -> Axe:
    """Return a check that axe finds nothing against WCAG 2.2 AA on a page."""
    from axe_playwright_python.sync_playwright import (  # type: ignore[import-untyped]  # noqa: PLC0415 - slow
        Axe as Scanner,
    )

    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

    def check(page: Page) -> None:
        found = Scanner().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        assert not found.response["violations"], found.generate_report()

    return check
