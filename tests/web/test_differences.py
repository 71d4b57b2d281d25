"""Settling what differs: by keyboard, by whom, and what nobody gets to see."""

from itertools import product

import pytest
from playwright.sync_api import Page, expect
from web.conftest import AT, Axe, Faults, Opens, Served
from web.staged import CLOSED, HOSTILE, OPEN, SECRET, asked, judged, renamed_code, sealed

from qualpipe import Project
from qualpipe.model import Duty, Verdict
from qualpipe.project.reviewing import people
from qualpipe.project.reviewing.differences import differences, settle

LANGUAGES = ("en", "zh-HK", "zh-CN")
DUTY = {"en": "is for adjudicators", "zh-HK": "由仲裁者負責", "zh-CN": "由仲裁者负责"}


def opened(page: Page, served: Served) -> None:
    page.goto(f"{served.url}/differences")
    expect(page.locator("#one")).to_be_visible()


def settled(project: Project) -> list[Verdict]:
    return [one.settled.verdict for one in differences(project, CLOSED) if one.settled]


def test_axe_finds_nothing_in_any_language_light_or_dark(
    team_server: Served, opens: Opens, axe: Axe
) -> None:
    judged(team_server.project, notes=["", "點解？", "He means the room."])
    for language, dark in product(LANGUAGES, (False, True)):
        page = opens(team_server, reviewer="cho", language=language, dark=dark)
        opened(page, team_server)
        axe(page)


def test_one_key_settles_and_brings_the_next(team_server: Served, opens: Opens) -> None:
    judged(team_server.project)
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    every = differences(team_server.project, CLOSED)
    for number, key in enumerate("ar" * len(every)):
        if number == len(every):
            break
        expect(page.locator("#position")).to_have_text(f"{number + 1} of {len(every)}")
        page.keyboard.press(key)
        expect(page.locator("#count")).to_have_text(f"{number + 1} of {len(every)} settled")
    wanted = [Verdict.ACCEPT if number % 2 == 0 else Verdict.REJECT for number in range(len(every))]
    assert settled(team_server.project) == wanted
    expect(page.locator("#status")).to_contain_text("All differences are settled")


def test_settling_adds_records_and_leaves_what_was_said(team_server: Served, opens: Opens) -> None:
    judged(team_server.project)
    before = team_server.project.decisions()
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    page.keyboard.press("n")
    page.keyboard.type("因為佢講緊間房 a r u z")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("#count")).to_contain_text("1 of")
    after = team_server.project.decisions()
    assert after[: len(before)] == before
    (made,) = after[len(before) :]
    assert (made.adjudicates, made.reviewer, made.note) == (True, "cho", "因為佢講緊間房 a r u z")


def test_undo_takes_back_one_settlement_after_another(team_server: Served, opens: Opens) -> None:
    judged(team_server.project)
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    for number, key in enumerate(("a", "r"), 1):
        page.keyboard.press(key)
        expect(page.locator("#count")).to_contain_text(f"{number} of")
        expect(page.locator("#position")).to_contain_text(f"{number + 1} of")
    for left in (1, 0):
        page.keyboard.press("z")
        expect(page.locator("#count")).to_contain_text(f"{left} of")
    assert settled(team_server.project) == []
    page.keyboard.press("z")
    expect(page.locator("#status")).to_contain_text("nothing of yours to take back")


@pytest.fixture(autouse=True)
def _refusals_show_on_the_console(faults: Faults) -> None:
    """Browsers report each refused request; that they are refused is what is tested."""
    faults.expected += ["status of 403", "status of 404", "status of 409", "status of 413"]


def test_a_reviewer_is_told_in_plain_words_that_others_settle(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    for language in LANGUAGES:
        page = opens(team_server, "/differences", reviewer="ben", language=language)
        assert DUTY[language] in page.inner_text("main")
    one = differences(team_server.project, CLOSED)[0]
    place = {"round": CLOSED, "segment": one.segment.address, "code": one.code}
    query = f"round={CLOSED}&segment={one.segment.address}&code={one.code}"
    for method, path, body in (
        ("GET", f"/differences/one?{query}", None),
        ("POST", "/differences/settle", place | {"verdict": "accept"}),
        ("POST", "/differences/undo", {"round": CLOSED}),
    ):
        status, said = asked(page, method, path, body)
        assert (status, DUTY[language] in said) == (403, True)
    assert settled(team_server.project) == []


def test_a_blind_round_that_is_open_is_not_there_for_anyone(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    sealed(team_server.project, by="ana")
    sealed(team_server.project, by="ben")
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    assert OPEN not in page.content()
    assert SECRET not in page.content()
    place = {"segment": "P01:2:0-47", "code": "social_support"}
    for method, path, body in (
        ("GET", "/differences/one?segment=P01:2:0-47&code=social_support&round={}", None),
        ("POST", "/differences/settle", place | {"verdict": "accept"}),
        ("POST", "/differences/undo", {}),
    ):
        answers = [
            asked(page, method, path.format(name), None if body is None else body | {"round": name})
            for name in (OPEN, "another")
        ]
        assert [status for status, _ in answers] == [404, 404]
        assert answers[0][1].replace(OPEN, "") == answers[1][1].replace("another", "")


def test_what_another_adjudicator_settled_is_shown_before_it_is_settled_again(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    one = differences(team_server.project, CLOSED)[0]
    settle(
        team_server.project,
        one.segment.address,
        one.code,
        verdict=Verdict.REJECT,
        reviewer="dee",
        duty=Duty.ADJUDICATOR,
        note="my word",
        at=AT,
    )
    page.keyboard.press("a")
    expect(page.locator("#status")).to_contain_text("dee settled this in the meantime")
    expect(page.locator("#settled")).to_contain_text("my word")
    assert settled(team_server.project) == [Verdict.REJECT]
    page.keyboard.press("a")
    expect(page.locator("#count")).to_contain_text("1 of")
    assert settled(team_server.project) == [Verdict.ACCEPT]


def test_a_note_too_long_is_refused_and_kept_on_the_screen(
    team_server: Served, opens: Opens
) -> None:
    judged(team_server.project)
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    one = differences(team_server.project, CLOSED)[0]
    body = {"round": CLOSED, "segment": one.segment.address, "code": one.code, "verdict": "accept"}
    assert asked(page, "POST", "/differences/settle", body | {"note": "字" * 20_001})[0] == 413
    assert settled(team_server.project) == []


def test_names_notes_and_codes_stay_text(
    project: Project, team_server: Served, opens: Opens
) -> None:
    judged(project, note=HOSTILE)
    renamed_code(project, HOSTILE)
    page = opens(team_server, reviewer="cho")
    opened(page, team_server)
    assert HOSTILE in page.locator("#said").inner_text()
    for _ in differences(project, CLOSED):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("a")
    expect(page.locator("#count")).to_contain_text("1 of")


def test_somebody_in_a_blind_round_does_not_settle(
    project: Project, team_server: Served, opens: Opens
) -> None:
    people.add(project, "eve", at=AT)
    judged(project)
    assert settled(project) == []
    page = opens(team_server, reviewer="cho")
    page.goto(f"{team_server.url}/differences?round={OPEN}")
    assert "no closed round of that name" in page.inner_text("main")
