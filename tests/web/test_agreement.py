"""The page of agreement: what it shows, what it keeps sealed, what it gives away as CSV."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect
from web.conftest import Axe, Faults, Opens, Served
from web.staged import CLOSED, HOSTILE, OPEN, SECRET, asked, judged, renamed_code, sealed

from qualpipe import Project
from qualpipe.project.reviewing.agreement import agreement
from qualpipe.review.agreement import Measure

LANGUAGES = ("en", "zh-HK", "zh-CN")
UNDEFINED = {"en": "undefined", "zh-HK": "未能定義", "zh-CN": "无法定义"}
ONE_VALUE = {"en": "only one value was used", "zh-HK": "只用了一個值", "zh-CN": "只用了一个值"}


def shown(page: Page, served: Served, query: str = "") -> None:
    """Open the page and wait for its figures."""
    page.goto(f"{served.url}/agreement{query}")
    expect(page.locator("table.figures").first).to_be_visible(timeout=30_000)


def test_figures_stand_beside_n_and_the_undefined_beside_its_reason_in_every_language(
    team_server: Served, opens: Opens, axe: Axe
) -> None:
    judged(team_server.project)
    alpha = agreement(team_server.project, round=CLOSED).row().figures[Measure.ALPHA]
    for language in LANGUAGES:
        page = opens(team_server, reviewer="ana", language=language)
        shown(page, team_server)
        first = page.locator("table.figures").first.locator("tr.whole").first.inner_text()
        assert f"{alpha.value:.3f}" in first.replace("−", "-")
        assert str(alpha.n) in first
        assert UNDEFINED[language] in page.inner_text("main")
        assert ONE_VALUE[language] in page.inner_text("main")
        axe(page)


def test_both_scopes_are_there_and_named(server: Served, page: Page) -> None:
    judged(server.project)
    shown(page, server)
    named = page.locator("main h3").all_inner_texts()
    assert named[:2] == ["On all segments", "On the segments that someone coded"]


def test_a_plot_stands_in_each_row_and_says_its_value_aloud(server: Served, page: Page) -> None:
    judged(server.project)
    shown(page, server)
    rows = page.locator("table.figures").first.locator("tbody tr")
    plots = rows.locator("svg[role=img]")
    assert plots.count() == rows.count() == len(server.project.codebook()) + 1
    assert plots.first.get_attribute("aria-label").startswith("All codes, pooled: ")  # type: ignore[union-attr]


def test_the_machine_stands_in_a_table_of_its_own(server: Served, page: Page) -> None:
    judged(server.project)
    shown(page, server)
    people, machine = page.locator("table.figures").first, page.locator("table.figures").last
    assert "Precision" not in people.inner_text()
    assert "Krippendorff" not in machine.inner_text()
    assert "a table of its own" in page.inner_text("main").lower()


def test_the_table_is_split_by_choice_with_the_keyboard_alone(server: Served, page: Page) -> None:
    judged(server.project)
    shown(page, server)
    for place, split in enumerate(("code", "language", "role", "transcript", "reviewer")):
        page.focus("select[name=by]")
        page.keyboard.press("Home")
        for _ in range(place):
            page.keyboard.press("ArrowDown")
        page.focus("form.choices button")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**by={split}*")
        expect(page.locator("table.figures").first).to_be_visible(timeout=30_000)
        assert page.locator("table.figures").first.locator("tbody tr").count() >= 2


def test_the_rows_come_as_csv_that_a_spreadsheet_reads_and_does_not_run(
    server: Served, page: Page
) -> None:
    judged(server.project)
    answer = page.request.get(f"{server.url}/agreement/table.csv?round={CLOSED}&by=language")
    text = answer.body().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    whole = next(row for row in rows if (row["scope"], row["part"], row["code"]) == ("all", "", ""))
    table = agreement(server.project, round=CLOSED)
    assert float(whole["percent"]) == pytest.approx(table.row().figures[Measure.PERCENT].value)
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@"))]
    assert "attachment" in answer.headers["content-disposition"]


@pytest.mark.parametrize("path", ["/agreement", "/agreement/table.csv"])
def test_a_blind_round_that_is_open_has_no_figures_for_anyone(
    server: Served, page: Page, path: str
) -> None:
    judged(server.project)
    sealed(server.project)
    answer = page.request.get(f"{server.url}{path}?round={OPEN}")
    unknown = page.request.get(f"{server.url}{path}?round=no such round")
    assert (answer.status, unknown.status) == (403, 403)
    assert answer.text().replace(OPEN, "") == unknown.text().replace("no such round", "")
    shown(page, server)
    assert OPEN not in page.locator("select[name=round]").inner_text()
    assert SECRET not in page.content()


def test_nothing_to_compare_is_said_plainly(server: Served, page: Page, faults: Faults) -> None:
    page.goto(f"{server.url}/agreement")
    expect(page.locator("main .card")).to_contain_text("nothing to compare")
    assert not faults.left()


def test_the_name_of_a_code_stays_text(server: Served, page: Page, project: Project) -> None:
    judged(project)
    renamed_code(project, HOSTILE)
    shown(page, server)
    assert HOSTILE in page.locator("table.figures").first.inner_text()


def test_what_is_asked_for_wrongly_is_refused(page: Page, faults: Faults) -> None:
    faults.expected.append("400")
    assert asked(page, "GET", "/agreement?by=mood")[0] == 400
