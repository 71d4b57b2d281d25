"""The first page: what there is, what waits, and nothing that is sealed."""

import pytest
from playwright.sync_api import Page
from web.conftest import Axe, Opens, Served
from web.staged import CLOSED, HOSTILE, OPEN, SECRET, judged, renamed_code, sealed, themed

from qualpipe import Project

LANGUAGES = ("en", "zh-HK", "zh-CN")
# Every address of these pages that a reviewer may ask for by GET.
LOOKS = (
    "/home",
    "/rounds",
    "/agreement",
    "/agreement/table.csv",
    f"/agreement?round={CLOSED}&by=reviewer",
    f"/agreement?round={OPEN}",
    f"/differences?round={CLOSED}",
    f"/differences?round={OPEN}",
    "/themes",
    "/themes/search",
)


def test_axe_finds_nothing_in_any_language(team_server: Served, opens: Opens, axe: Axe) -> None:
    judged(team_server.project)
    sealed(team_server.project)
    for language in LANGUAGES:
        axe(opens(team_server, "/home", reviewer="cho", language=language))


def test_an_empty_project_says_how_to_fill_it(
    tmp_path_factory: pytest.TempPathFactory, opens: Opens
) -> None:
    from web.conftest import serving  # noqa: PLC0415 - this test alone serves a project of its own

    with Project.open(tmp_path_factory.mktemp("empty")) as empty, serving(empty) as served:
        page = opens(served, "/home")
        assert "qualpipe code" in page.inner_text("main")


def test_each_is_told_what_waits_for_them(team_server: Served, opens: Opens) -> None:
    judged(team_server.project)
    sealed(team_server.project, by="ben")
    reviewer = opens(team_server, "/home", reviewer="ben").locator(".tasks")
    adjudicator = opens(team_server, "/home", reviewer="cho").locator(".tasks")
    assert OPEN in reviewer.inner_text()
    assert "Differences" not in reviewer.inner_text()
    assert CLOSED in adjudicator.inner_text()
    assert "Settle what differs" in adjudicator.inner_text()


def texts(page: Page, served: Served) -> dict[str, str]:
    return {path: page.request.get(served.url + path).text() for path in LOOKS}


def test_nothing_changes_for_one_reviewer_while_the_other_decides_in_a_blind_round(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    themed(team_server.project)
    sealed(team_server.project, by="ben", share=0.4)
    page = opens(team_server, "/home", reviewer="ben")
    before = texts(page, team_server)
    sealed(team_server.project, by="ana", share=1.0)
    assert texts(page, team_server) == before
    assert not [path for path, text in before.items() if SECRET in text]


def test_names_stay_text(project: Project, server: Served, opens: Opens) -> None:
    judged(project)
    renamed_code(project, HOSTILE)
    page = opens(server, "/home")
    assert HOSTILE in page.inner_text("table")
