"""Themes on the page: looked at, changed, adopted, searched for anew."""

import re
from dataclasses import replace
from itertools import product

import pytest
from playwright.sync_api import Page, expect
from web.conftest import Axe, Faults, Opens, Served
from web.staged import HOSTILE, asked, themed

from qualpipe import Project
from qualpipe.project.thematic.editions import kept
from qualpipe.themes import Findings, Remark

LANGUAGES = ("en", "zh-HK", "zh-CN")


@pytest.fixture
def looking(server: Served, opens: Opens) -> Page:
    """Open the page of a project with three themes."""
    themed(server.project)
    return opens(server, "/themes")


def act(page: Page, name: str, theme: str) -> None:
    """Reach a theme's button with the keyboard and press it."""
    page.focus(f"#theme-{theme} [data-act={name}]")
    page.keyboard.press("Enter")
    expect(page.locator("#act")).to_be_visible()


def labels(project: Project) -> dict[str, str]:
    return {one.id: one.label for one in project.themes.edition().themes}


def test_axe_finds_nothing_in_any_language_light_or_dark(
    team_server: Served, opens: Opens, axe: Axe
) -> None:
    themed(team_server.project)
    for language, dark in product(LANGUAGES, (False, True)):
        page = opens(team_server, "/themes", reviewer="ana", language=language, dark=dark)
        axe(page)
        page.click("#theme-1 [data-act=adopt]")
        axe(page)


def test_a_theme_shows_its_words_measures_and_quotes_that_lead_to_the_interview(
    server: Served, looking: Page
) -> None:
    theme = server.project.themes.edition().themes[0]
    row = looking.locator("table.themes tbody tr").first.inner_text()
    assert all(one in row for one in (theme.label, str(theme.size), "0.61", "0.31", "0.80"))
    quote = looking.locator("#theme-1 blockquote").first
    place = theme.quotes[0]
    assert server.project.themes.segments([place])[place].text in quote.inner_text()
    assert quote.locator("a").get_attribute("href") == f"/interviews/P01#{place}"


def test_a_theme_is_renamed_by_keyboard(server: Served, looking: Page) -> None:
    act(looking, "rename", "2")
    looking.keyboard.type("等覆診 / waiting")
    looking.keyboard.press("Enter")
    expect(looking.locator("#label-2")).to_contain_text("等覆診 / waiting")
    assert labels(server.project)["2"] == "等覆診 / waiting"


def test_themes_are_merged_split_and_dropped(server: Served, looking: Page) -> None:
    for name in ("1", "2"):
        looking.check(f".pick[value='{name}']")
    looking.click("#merge")
    expect(looking.locator("#status")).to_contain_text("merged into 1", timeout=60_000)
    expect(looking.locator("table.themes tbody tr")).to_have_count(2)
    act(looking, "split", "1")
    looking.keyboard.press("Enter")
    expect(looking.locator("#status")).to_contain_text("1 is split", timeout=60_000)
    expect(looking.locator("table.themes tbody tr")).to_have_count(3)
    assert set(labels(server.project)) == {"1.1", "1.2", "3"}
    act(looking, "drop", "3")
    looking.keyboard.press("Enter")
    expect(looking.locator("table.themes tbody tr")).to_have_count(2)


def test_a_theme_is_adopted_under_an_id_and_a_parent(server: Served, looking: Page) -> None:
    parent = server.project.codebook().codes[0].id
    act(looking, "adopt", "1")
    looking.keyboard.type("waiting")
    looking.select_option("#parent", parent)
    looking.click("#act button.main")
    expect(looking.locator("#status")).to_contain_text("is the code waiting now")
    made = {one.id: one for one in server.project.codebook()}["waiting"]
    assert made.parent == parent
    assert "1" not in labels(server.project)
    assert "waiting" in looking.inner_text("main")


def test_an_id_that_is_taken_is_refused_and_nothing_changes(
    server: Served, looking: Page, faults: Faults
) -> None:
    faults.expected.append("status of 400")
    taken = server.project.codebook().codes[0].id
    act(looking, "adopt", "1")
    looking.keyboard.type(taken)
    looking.keyboard.press("Enter")
    expect(looking.locator("#status")).to_contain_text(taken)
    assert len(server.project.themes.numbers()) == 1


def test_a_change_made_on_an_older_edition_is_not_made(
    server: Served, looking: Page, faults: Faults
) -> None:
    faults.expected.append("status of 409")
    server.project.themes.rename("1", "by another")
    act(looking, "rename", "1")
    looking.keyboard.type("mine")
    looking.keyboard.press("Enter")
    expect(looking.locator("#stale")).to_contain_text("now there is edition 2")
    looking.keyboard.press("Enter")
    expect(looking.locator("#label-1")).to_contain_text("by another")
    assert labels(server.project)["1"] == "by another"


def test_a_heading_is_not_adopted_whoever_asks(
    server: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("status of 400")
    edition = themed(server.project)
    first, *others = edition.themes
    heading = replace(first, id="A", label="A / 甲", parent=None)
    findings = Findings(themes=(heading, replace(first, parent="A"), *others))
    kept(server.project.store, replace(edition, findings=findings))
    page = opens(server, "/themes")
    body = {"edition": 2, "theme": "A", "id": "everything"}
    status, message = asked(page, "POST", "/themes/adopt", body)
    assert status == 400
    assert "heading over themes" in message
    assert server.project.themes.numbers() == (1, 2)


def test_the_map_is_a_picture_without_style_or_script(server: Served, looking: Page) -> None:
    answer = looking.request.get(f"{server.url}/themes/map.svg?edition=1")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|href=", answer.text())
    picture = looking.locator(".map img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", value=True)
    assert picture.evaluate("one => one.naturalWidth") > 0


def test_a_search_goes_on_by_itself_and_shows_what_it_found(server: Served, opens: Opens) -> None:
    page = opens(server, "/themes")
    assert "Nobody has looked for themes yet" in page.inner_text("main")
    page.focus("#look")
    page.keyboard.press("Enter")
    page.select_option("#over", "all")
    page.focus("#search button.main")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("too few segments for themes", timeout=60_000)
    assert server.project.themes.numbers() == (1,)


@pytest.mark.parametrize(
    ("language", "why", "shown"),
    [
        ("en", "HDBSCAN set every segment aside", "Here are those that stand closest"),
        ("zh-HK", "HDBSCAN 把所有片段視為離群而擱置", "以下是最接近的片段"),
        ("zh-CN", "HDBSCAN 把所有片段视为离群而搁置", "以下是最接近的片段"),
    ],
)
def test_why_there_are_no_themes_is_told_in_the_language_of_the_page(
    server: Served, opens: Opens, language: str, why: str, shown: str
) -> None:
    edition = themed(server.project)
    told = (Remark(key="aside"), Remark(key="closest"))
    group = edition.themes[0].segments[:3]
    findings = Findings(groups=(group,), message="HDBSCAN set them aside", remarks=told)
    kept(server.project.store, replace(edition, findings=findings))
    page = opens(server, "/themes", language=language).inner_text("main")
    assert why in page
    assert shown in page
    assert "too few" not in page


def test_an_edition_of_an_earlier_version_shows_its_english_message(
    server: Served, opens: Opens
) -> None:
    edition = themed(server.project)
    findings = Findings(groups=(edition.themes[0].segments[:3],), message="39 are too few")
    kept(server.project.store, replace(edition, findings=findings))
    page = opens(server, "/themes", language="zh-HK")
    expect(page.locator("main p[lang=en]")).to_have_text("39 are too few")


def test_a_search_that_fails_says_why(server: Served, opens: Opens) -> None:
    page = opens(server, "/themes")
    status, _ = asked(page, "POST", "/themes/search", {"over": "code:nothing"})
    assert status == 200
    page.wait_for_function(
        "async () => !(await (await fetch('/themes/search')).json()).running", timeout=30_000
    )
    assert "nothing" in asked(page, "GET", "/themes/search")[1]


def test_labels_and_words_stay_text(server: Served, opens: Opens, axe: Axe) -> None:
    themed(server.project, label=HOSTILE)
    page = opens(server, "/themes")
    assert HOSTILE in page.inner_text("#label-1")
    picture = page.request.get(f"{server.url}/themes/map.svg?edition=1").text()
    assert "<img" not in picture
    act(page, "drop", "1")
    assert HOSTILE in page.inner_text("#act-title")
    axe(page)
