"""The page of the codebook, as a person meets it in a browser."""

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import bilingual
import make
import pytest
from bilingual import AT, COACH, HOME, SUPPORT
from playwright.sync_api import Page, expect
from web.conftest import Axe, Faults, Opens, Served, serving
from web.staged import HOSTILE

from qualpipe import Project, Verdict
from qualpipe.model import Language, Phrase
from qualpipe.project.reviewing import revising

LANGUAGES = ("en", "zh-HK", "zh-CN")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Served]:
    """Serve a study on which one person has decided."""
    with Project.open(bilingual.study(tmp_path / "study")) as project, serving(project) as served:
        for place, code in (("P01:4:0-3", COACH), ("P02:2:0-9", HOME)):
            one = make.decision(place, code=code, verdict=Verdict.ADD)
            project.decide([replace(one, codebook=project.codebook().hash)])
        yield served


def editing(opens: Opens, served: Served, code: str = HOME, **how: object) -> Page:
    page = opens(served, f"/codebook?code={code}", **how)
    ready(page)
    return page


def ready(page: Page) -> None:
    expect(page.locator("#codebook[data-ready]")).to_be_attached()


def define(page: Page, text: str) -> None:
    page.get_by_label("Definition, English").fill(text)


def see(page: Page) -> None:
    page.click("#see")
    expect(page.locator("dialog .sums")).to_be_visible()


def save(page: Page, version: str) -> None:
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.locator("#facts")).to_contain_text(version)
    expect(page.locator("#renewing")).to_have_text("Suggestions are up to date.")


def definition(project: Project, code: str = HOME) -> str:
    found = next(one for one in project.codebook() if one.id == code)
    return next(one.text for one in found.definition if one.language is Language.EN)


def test_a_change_is_saved_as_a_new_version_after_its_effect_was_seen(
    study: Served, opens: Opens
) -> None:
    page = editing(opens, study)
    define(page, "Small steps and goals with a coach. 步驟")
    page.get_by_label("Keywords, English").fill("step\ngoal\ncoach")
    expect(page.locator("#draft")).to_be_visible()
    see(page)
    expect(page.locator("dialog .changes").first).to_contain_text("definition (en)")
    assert definition(study.project) != "Small steps and goals with a coach. 步驟"
    save(page, "1.1")
    book = study.project.codebook()
    assert definition(study.project) == "Small steps and goals with a coach. 步驟"
    kept = [one.text for one in book.codes[0].keywords if one.language is Language.EN]
    assert kept == ["step", "goal", "coach"]
    run = study.project.last_run()
    assert run is not None
    assert run.inputs["codebook"] == book.hash
    expect(page.locator("#draft")).to_be_hidden()


def test_all_parts_can_be_edited_without_a_mouse(study: Served, opens: Opens) -> None:
    page = editing(opens, study)
    page.get_by_label("Add to: Examples, Cantonese").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("成屋都係飯香 <b>")
    page.get_by_label("Remove 1 of: Use it when, English").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Name, Chinese").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("像家")
    page.locator("h2").first.focus()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("s")
    expect(page.locator("dialog .sums")).to_be_visible()
    page.get_by_role("button", name="Save as a new version").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#facts")).to_contain_text("1.1")
    code = study.project.codebook().codes[0]
    assert "成屋都係飯香 <b>" in [one.text for one in code.examples]
    assert Phrase(Language.ZH, "像家") in code.name


def test_what_was_typed_and_taken_back_is_no_change(study: Served, opens: Opens) -> None:
    page = editing(opens, study)
    area = page.get_by_label("Definition, English")
    before = area.input_value()
    area.fill("other")
    expect(page.locator("#draft")).to_be_visible()
    area.fill(before)
    expect(page.locator("#draft")).to_be_hidden()


def test_mistakes_are_told_and_what_was_typed_stays(
    study: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("400")
    page = editing(opens, study)
    page.get_by_label("Expected share").fill("a lot")
    page.click("#see")
    expect(page.locator("#status.problem")).to_contain_text("a lot")
    expect(page.get_by_label("Expected share")).to_have_value("a lot")


def test_who_comes_second_sees_both_versions_and_puts_theirs_on_top(
    study: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("409")
    page = editing(opens, study)
    define(page, "mine")
    see(page)
    book = study.project.codebook()
    other = replace(book.codes[0], definition=make.phrases("theirs"), share=0.2)
    study.project.change_codebook(
        replace(book, codes=(other, *book.codes[1:]), version="1.1"), before=book.hash
    )
    page.get_by_role("button", name="Save as a new version").click()
    clash = page.locator("dialog.clash")
    row = clash.locator("tr", has_text="Definition (en)")
    expect(row.locator("td")).to_have_text(["theirs", "mine"])
    expect(clash).to_contain_text(f"{HOME}: definition")
    assert definition(study.project) == "theirs"
    clash.get_by_role("button", name="Put mine on top").click()
    see(page)
    save(page, "1.2")
    assert definition(study.project) == "mine"
    assert study.project.codebook().codes[0].share == pytest.approx(0.2)


def test_a_merge_carries_every_yes_over(study: Served, opens: Opens) -> None:
    page = editing(opens, study, COACH)
    page.get_by_role("button", name="Merge", exact=True).click()
    page.locator("dialog select").select_option(HOME)
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("dialog")).to_contain_text("Records that will be appended: 2")
    save(page, "1.1")
    assert {(one.segment, one.code) for one in study.project.codings()} == {
        ("P01:4:0-3", HOME),
        ("P02:2:0-9", HOME),
    }


def test_a_split_lists_what_is_to_be_decided_anew(study: Served, opens: Opens) -> None:
    page = editing(opens, study, COACH)
    page.get_by_role("button", name="Split", exact=True).click()
    page.get_by_label("Id (letters").fill("goals")
    page.get_by_label("Name, English").last.fill("Goals")
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("h2", has_text="Goals")).to_be_visible()
    page.locator(f".pick[data-code={COACH}]").click()
    page.get_by_label("before this code was there").select_option("goals")
    again = page.locator(".again li")
    expect(again).to_contain_text("食咗飯")
    page.get_by_role("button", name="The other instead").click()
    expect(again).to_have_text("Nothing is left to decide anew.")
    assert ("P01:4:0-3", "goals") in {(o.segment, o.code) for o in study.project.codings()}
    assert ("P01:4:0-3", COACH) not in {(o.segment, o.code) for o in study.project.codings()}


def test_a_code_moves_and_another_is_taken_out_without_losing_what_was_given(
    study: Served, opens: Opens
) -> None:
    page = editing(opens, study, SUPPORT)
    page.get_by_role("button", name="Move up").click()
    expect(page.locator(".pick").nth(2)).to_contain_text("Social")
    assert [one.id for one in study.project.codebook()].index(SUPPORT) == 2
    page.locator(f".pick[data-code={COACH}]").click()
    page.get_by_role("button", name="Take out").click()
    expect(page.locator("dialog .sums")).to_be_visible()
    expect(page.locator("dialog")).to_contain_text("its code goes")
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.locator(".orphans")).to_contain_text(COACH)
    assert ("P01:4:0-3", COACH) in {(one.segment, one.code) for one in study.project.codings()}
    page.get_by_role("button", name="Carry over to another code").click()
    page.locator("dialog select").select_option(HOME)
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.locator(".orphans")).to_have_count(0)
    assert ("P01:4:0-3", HOME) in {(one.segment, one.code) for one in study.project.codings()}


def test_a_memo_on_a_code_is_kept(study: Served, opens: Opens) -> None:
    page = editing(opens, study)
    page.get_by_label("Write a memo").fill("Ask ben about 茶樓.")
    page.get_by_role("button", name="Save memo").click()
    expect(page.locator("#code-memos .memo-text")).to_have_text("Ask ben about 茶樓.")
    assert [one.about for one in study.project.review.memos()] == [f"code:{HOME}"]


def test_only_an_adjudicator_merges_for_all(
    team_server: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("403")
    page = editing(opens, team_server, COACH, reviewer="ben")
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_role("button", name="Go on").click()
    expect(page.locator("dialog .sums")).to_be_visible()
    page.get_by_role("button", name="Save as a new version").click()
    expect(page.locator("#status.problem")).to_contain_text("only an adjudicator")
    assert COACH in {one.id for one in team_server.project.codebook()}


def test_no_text_of_a_codebook_runs(study: Served, opens: Opens) -> None:
    book = study.project.codebook()
    one = make.code("hostile", definition=HOSTILE, keywords=[HOSTILE], examples=[HOSTILE])
    hostile = replace(one, name=make.phrases(HOSTILE), include=make.phrases(HOSTILE))
    study.project.change_codebook(revising.added(book, hostile), before=book.hash)
    page = editing(opens, study, "hostile")
    expect(page.locator(".code h2")).to_contain_text(HOSTILE)
    expect(page.get_by_label("Definition, English")).to_have_value(HOSTILE)
    define(page, HOSTILE + HOSTILE)
    see(page)


def test_a_change_that_is_no_change_of_a_codebook_is_refused(study: Served, opens: Opens) -> None:
    page = editing(opens, study)
    token = page.evaluate("document.querySelector('meta[name=csrf]').content")
    before = study.project.codebook().hash
    for body, status in (
        ({"before": before, "kind": "merge", "code": "nothing", "into": HOME}, 400),
        ({"before": before, "kind": "merge", "code": HOME, "into": HOME}, 400),
        ({"before": before, "kind": "move", "code": HOME, "under": HOME}, 400),
        ({"before": before, "kind": "add", "new": "two words"}, 400),
        ({"before": before, "kind": "explode"}, 422),
        ({"before": "older", "kind": "edit", "codes": []}, 409),
    ):
        answer = page.request.post(
            f"{study.url}/codebook/save",
            data=json.dumps(body),
            headers={"X-CSRF-Token": token, "Content-Type": "application/json"},
        )
        assert answer.status == status, body
        assert answer.json()["message"]
    assert study.project.codebook().hash == before


@pytest.mark.parametrize(("language", "dark"), list(product(LANGUAGES, (False, True))))
def test_axe_finds_nothing(
    study: Served,
    opens: Opens,
    axe: Axe,
    *,
    language: str,
    dark: bool,
) -> None:
    page = editing(opens, study, language=language, dark=dark)
    axe(page)
    page.locator(".tongue textarea").first.fill("x")
    page.click("#see")
    expect(page.locator("dialog .sums")).to_be_visible()
    for part in page.locator("dialog summary").all():
        part.click()
    axe(page)
    page.keyboard.press("Escape")
    page.click("#discard")
    page.locator("#add").click()
    axe(page)


def test_nothing_is_cut_off_at_twice_the_size_or_on_a_tablet(study: Served, opens: Opens) -> None:
    page = editing(opens, study)
    for width, height in ((683, 384), (820, 1180)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_memos_and_given_codes_are_counted(study: Served, opens: Opens) -> None:
    study.project.decide([replace(make.decision("P01:2:0-5", code=HOME), at=AT)])
    page = editing(opens, study)
    expect(page.locator(f".pick[data-code={HOME}] .counts")).to_contain_text("2 given")
