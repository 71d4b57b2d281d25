"""Rounds on the page: progress that keeps the secret, opening and closing."""

from playwright.sync_api import expect
from web.conftest import Axe, Faults, Opens, Served
from web.staged import CLOSED, OPEN, asked, judged, sealed

from qualpipe.project.reviewing import rounds

LANGUAGES = ("en", "zh-HK", "zh-CN")


def test_axe_finds_nothing_in_any_language(team_server: Served, opens: Opens, axe: Axe) -> None:
    judged(team_server.project)
    sealed(team_server.project)
    for language in LANGUAGES:
        axe(opens(team_server, "/rounds", reviewer="cho", language=language))


def test_in_an_open_blind_round_one_sees_ones_own_progress_alone(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    sealed(team_server.project, by="ana", share=1.0)
    page = opens(team_server, "/rounds", reviewer="ben")
    card = page.locator("article", has_text=OPEN)
    assert card.locator(".far bdi").all_inner_texts() == ["ben"]
    assert "your own progress only" in card.inner_text()
    others = opens(team_server, "/rounds", reviewer="cho").locator("article", has_text=OPEN)
    assert others.locator(".far bdi").all_inner_texts() == ["ana", "ben"]


def test_an_adjudicator_opens_and_closes_a_round_with_the_keyboard(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    page = opens(team_server, "/rounds", reviewer="cho")
    page.focus("summary")
    page.keyboard.press("Enter")
    page.focus("#name")
    page.keyboard.type("雙人編碼 2")
    for name in ("ana", "ben"):
        page.focus(f"input[value={name}]")
        page.keyboard.press("Space")
    page.fill("#sample", "all")
    page.press("#sample", "Enter")
    expect(page.locator("#status")).to_contain_text("雙人編碼 2")
    made = rounds.round_named(team_server.project, "雙人編碼 2")
    assert (made.reviewers, made.blind, made.closed) == (("ana", "ben"), True, "")
    page.focus("[data-close]")
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_visible()
    page.focus("#ask-yes")
    page.keyboard.press("Enter")
    expect(page.locator("article").first).to_contain_text("closed")
    assert rounds.round_named(team_server.project, "雙人編碼 2").closed


def test_a_reviewer_opens_and_closes_nothing(
    team_server: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("status of 403")
    judged(team_server.project)
    page = opens(team_server, "/rounds", reviewer="ben")
    assert page.locator("#open, [data-close]").count() == 0
    wanted = {
        "name": "x",
        "reviewers": ["ana", "ben"],
        "sample": "all",
        "overlap": 2,
        "blind": True,
    }
    assert asked(page, "POST", "/rounds/open", wanted)[0] == 403
    assert asked(page, "POST", "/rounds/close", {"name": CLOSED})[0] == 403
    assert len(team_server.project.review.rounds()) == 1
