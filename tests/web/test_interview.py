"""The page of an interview, as a person meets it in a browser."""

import json
from collections.abc import Iterator
from itertools import combinations, product
from pathlib import Path
from typing import Any

import bilingual
import make
import pytest
from bilingual import HOME, SUPPORT, VISITS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from playwright.sync_api import Page, expect
from web.conftest import AT, Axe, Faults, Opens, Served, serving
from web.staged import HOSTILE

from qualpipe import Project, Verdict
from qualpipe.project.reviewing import interview, memos, rounds

LANGUAGES = ("en", "zh-HK", "zh-CN")


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Served]:
    """Serve a study with an interview and its translation."""
    with Project.open(bilingual.study(tmp_path / "two")) as project, serving(project) as served:
        yield served


def reading(opens: Opens, served: Served, name: str = "P01", **how: Any) -> Page:
    page = opens(served, f"/interviews/{name}", **how)
    expect(page.locator("#interview[data-ready]")).to_be_attached()
    return page


def select(page: Page, turn: str, words: str, *, until: str = "", end: str = "") -> None:
    """Choose words of a turn, up to the end of others in a later turn if `until` is given."""
    page.evaluate(
        """([turn, words, until, end]) => {
            const found = (id, said, last) => {
                const walker = document.createTreeWalker(
                    document.getElementById(id).querySelector(".words"), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                    const at = node.data.indexOf(said);
                    if (at >= 0) return [node, last ? at + said.length : at];
                }
                throw new Error(`${said} is not in ${id}`);
            };
            const [node, start] = found(turn, words, false);
            const [last, stop] = found(until || turn, end || words, true);
            getSelection().setBaseAndExtent(node, start, last, stop);
        }""",
        [turn, words, until, end],
    )


def give(page: Page, code: str, note: str = "") -> None:
    """Give the words chosen a code, with the keyboard."""
    page.keyboard.press("c")
    expect(page.locator("dialog.choose")).to_be_visible()
    page.keyboard.type(code)
    if note:
        page.fill("#codes-note", note)
        page.focus("#codes-typed")
    page.keyboard.press("Enter")
    expect(page.locator("dialog.choose")).to_have_count(0)
    expect(page.locator("#status.done")).to_be_visible()


def say(
    served: Served,
    *places: str,
    code: str = HOME,
    reviewer: str = "ana",
    verdict: Verdict = Verdict.ACCEPT,
    note: str = "",
) -> None:
    interview.say(
        served.project,
        places,
        code=code,
        verdict=verdict,
        reviewer=reviewer,
        at=AT,
        codebook=served.project.codebook(),
        words={},
        note=note,
    )


# Choosing words


@pytest.mark.parametrize(
    ("turn", "words"),
    [
        ("P01:2", "屋企"),
        ("P01:2", "𠮷田"),
        ("P01:2", "👨‍👩‍👧個"),
        ("P01:2", "😀"),
        ("P01.en:2", "tea"),
    ],
)
def test_words_after_emoji_and_rare_characters_are_coded_exactly(
    two: Served, opens: Opens, turn: str, words: str
) -> None:
    page = reading(opens, two)
    select(page, turn, words)
    give(page, "home", note="像家")
    (kept,) = two.project.decisions()
    assert (kept.words, kept.note, kept.code) == (words, "像家", HOME)
    label = page.locator(f"[id='{turn}'] .label.coded .name")
    expect(label).to_have_text("Home-like environment")
    inside = page.locator(f"[id='{turn}'] .piece.coded").all_inner_texts()
    assert "".join(inside) == words


def test_a_piece_of_a_piece_can_be_coded_after_the_words_were_cut(
    two: Served, opens: Opens
) -> None:
    say(two, "P01:2:2-20", code=SUPPORT)
    page = reading(opens, two)
    expect(page.locator("[id='P01:2'] .piece.coded").first).to_be_visible()
    select(page, "P01:2", "田入")
    give(page, "home")
    assert two.project.decisions()[-1].words == "田入"
    words = page.locator("[id='P01:2'] .words").text_content()
    transcript = two.project.transcript("P01")
    assert words == transcript.words_of(transcript.turns[1])


def test_a_selection_outlives_what_is_drawn_meanwhile(two: Served, opens: Opens) -> None:
    page = reading(opens, two)
    select(page, "P01:2", "屋企")
    say(two, "P01:2:3-20", code=SUPPORT)
    page.select_option("#states", "coded")
    page.select_option("#states", "all")
    assert page.evaluate("getSelection().toString()") == "屋企"


def test_words_chosen_over_several_turns_are_one_decision_a_turn_in_one_act(
    two: Served, opens: Opens
) -> None:
    page = reading(opens, two)
    page.click("#beside")
    page.focus(".side[tabindex='0']")
    select(page, "P01:2", "唔使預約", until="P01:4", end="食咗")
    give(page, "home")
    kept = two.project.decisions()
    assert [one.words for one in kept] == ["唔使預約，個個都識我。", "仲有呢？", "食咗"]
    assert {one.act for one in kept} == {1}


def test_a_turn_is_read_chosen_from_and_coded_without_a_mouse(two: Served, opens: Opens) -> None:
    page = reading(opens, two, "P02")
    page.focus(".side[tabindex='0']")
    page.keyboard.press("ArrowDown")
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowRight", "Alt+Shift+ArrowRight"):
        page.keyboard.press(key)
    assert page.evaluate("getSelection().toString()") == "worker kept "
    page.keyboard.press("Alt+Shift+ArrowLeft")
    give(page, "assert")
    (kept,) = two.project.decisions()
    assert (kept.segment, kept.words, kept.code) == ("P02:2:3-14", "worker kept", VISITS)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.label')")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    assert page.evaluate("document.activeElement.matches('.label')")


def test_keys_choose_words_of_unspaced_chinese_and_reach_over_turns(
    two: Served, opens: Opens
) -> None:
    page = reading(opens, two, "P01?at=P01:4:0-2")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("getSelection().toString()") in {"食", "食咗"}
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    give(page, "home")
    assert [one.words for one in two.project.decisions()] == ["食咗飯。", "屋企人呢？"]


_TEXT = some.text(
    some.one_of(
        some.sampled_from("屋企咁a b\n😀𠮷👨‍👩‍👧é"), some.characters(exclude_categories=["Cs"])
    )
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=some.lists(some.tuples(_TEXT, some.integers(0, 30)), min_size=1, max_size=20))
def test_offsets_of_the_browser_and_of_the_project_are_led_over_exactly(
    page: Page, cases: list[tuple[str, int]]
) -> None:
    tried = [(text, min(at, len(text))) for text, at in cases]
    found = page.evaluate(
        """async (cases) => {
            const { length, toPoints, toUnits } = await import("/static/offsets.js");
            return cases.map(([text, at]) => [
                length(text), toUnits(text, at), toPoints(text, toUnits(text, at))]);
        }""",
        tried,
    )
    for (text, at), (size, units, back) in zip(tried, found, strict=True):
        assert (size, back) == (len(text), at)
        assert units == len(text[:at].encode("utf-16-le")) // 2


# What is shown


def test_codes_that_overlap_stand_apart_each_with_its_label(two: Served, opens: Opens) -> None:
    for code, place in ((HOME, "0-20"), (SUPPORT, "4-12"), (VISITS, "8-30")):
        say(two, f"P01:2:{place}", code=code)
    page = reading(opens, two)
    page.click("#beside")
    side = page.locator("[id='P01:2']")
    expect(side.locator(".label.coded")).to_have_count(3)
    for kind in (".label.coded", ".stripe.coded"):
        boxes = [one.bounding_box() for one in side.locator(kind).all()]
        for one, other in combinations(filter(None, boxes), 2):
            apart = (
                one["x"] + one["width"] <= other["x"]
                or other["x"] + other["width"] <= one["x"]
                or one["y"] + one["height"] <= other["y"]
                or other["y"] + other["height"] <= one["y"]
            )
            assert apart, (kind, one, other)
    side.locator(".label", has_text="Social").hover()
    lit = "".join(side.locator(".piece.lit").all_text_contents())
    transcript = two.project.transcript("P01")
    assert lit == transcript.words_of(transcript.turns[1])[4:12]


def test_a_code_given_on_one_side_shows_on_the_other_and_says_who_supports_it(
    two: Served, opens: Opens
) -> None:
    page = reading(opens, two)
    select(page, "P01.en:4", "lunch")
    give(page, "assert")
    echo = page.locator("[id='P01:4'] .echo")
    expect(echo).to_have_class("echo code-4 pattern-4 one-sided")
    expect(echo).to_contain_text("only the translation supports it")
    select(page, "P01:4", "食咗飯")
    give(page, "assert")
    expect(page.locator("[id='P01:4'] .echo")).to_have_count(0)


def test_the_panel_tells_why_and_takes_a_decision_and_its_undo(
    server: Served, opens: Opens
) -> None:
    one = server.project.suggestions(transcript="P01")[0]
    page = reading(opens, server)
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    expect(panel.locator(".evidence li").first).to_be_visible()
    panel.locator("textarea").first.fill("唔係")
    panel.get_by_role("button", name="Reject").click()
    expect(panel.locator(".history li")).to_have_count(1)
    kept = server.project.decisions()[-1]
    assert (kept.segment, kept.verdict, kept.note, kept.seen) == (
        one.segment,
        Verdict.REJECT,
        "唔係",
        one.run,
    )
    panel.get_by_role("button", name="Take back").first.click()
    expect(panel.locator(".history li")).to_have_count(2)
    assert server.project.last_words() == ()


def test_filters_show_what_people_gave_what_is_suggested_or_one_code(
    server: Served, opens: Opens
) -> None:
    page = reading(opens, server)
    suggested = page.locator(".label.suggested")
    expect(suggested.first).to_be_visible()
    say(server, "P01:4:0-3", code=VISITS)
    page.reload()
    expect(page.locator(".label.coded")).to_have_count(1)
    page.select_option("#states", "coded")
    expect(suggested).to_have_count(0)
    page.select_option("#states", "all")
    page.select_option("#of-code", HOME)
    expect(page.locator(".label.coded")).to_have_count(0)
    page.select_option("#states", "none")
    expect(page.locator(".label")).to_have_count(0)


def test_only_turns_near_the_screen_are_drawn_in_an_interview_of_a_thousand(
    tmp_path: Path, opens: Opens
) -> None:
    said = "\n".join(f"訪：第{n}條？\n受：😀 {n} it feels like home, 屋企咁。" for n in range(500))
    (tmp_path / "long.txt").write_text(said, "utf-8")
    with Project.open(tmp_path) as project, serving(project) as served:
        project.ingest([tmp_path / "long.txt"])
        say(served, *(f"long:{turn}:2-12" for turn in range(2, 1001, 2)))
        page = reading(opens, served, "long")
        assert page.locator(".side").count() == 1000
        assert 0 < page.locator(".label").count() < 200
        page.evaluate("document.getElementById('long:980').scrollIntoView()")
        expect(page.locator("[id='long:980'] .label")).to_be_visible()
        select(page, "long:980", "屋企咁")
        give(page, "social")
        assert project.decisions()[-1].words == "屋企咁"


# Memos


def test_a_memo_on_words_is_kept_changed_and_taken_back(two: Served, opens: Opens) -> None:
    page = reading(opens, two)
    select(page, "P01:2", "屋企")
    page.keyboard.press("m")
    dialog = page.locator("dialog.memo")
    dialog.locator("textarea").fill("佢講嘅係宿舍 <b>")
    dialog.get_by_role("button", name="Save memo").click()
    expect(dialog.locator(".memo-text")).to_have_text("佢講嘅係宿舍 <b>")
    page.keyboard.press("Escape")
    page.reload()
    page.locator("[id='P01:2'] .label.note").click()
    dialog.get_by_role("button", name="Change").click()
    dialog.locator("li textarea").fill("the hostel")
    dialog.locator("li").get_by_role("button", name="Save memo").click()
    expect(dialog.locator(".memo-text")).to_have_text("the hostel")
    dialog.get_by_role("button", name="Take back").click()
    expect(dialog.locator(".memo-text")).to_have_count(0)
    assert two.project.review.memos() == ()


def test_a_memo_that_is_too_long_stays_in_its_field(
    two: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("413")
    page = reading(opens, two)
    page.click("#memo-interview")
    area = page.locator("dialog.memo textarea")
    area.evaluate("(area) => { area.maxLength = 1e6; area.value = '長'.repeat(20001); }")
    page.get_by_role("button", name="Save memo").click()
    expect(page.locator("dialog.memo .problem")).to_contain_text("20,000")
    assert len(area.input_value()) == 20_001
    assert two.project.review.memos() == ()


# What goes wrong


def test_a_page_from_before_the_codebook_changed_saves_nothing(
    two: Served, opens: Opens, faults: Faults
) -> None:
    faults.expected.append("409")
    page = reading(opens, two)
    book = two.project.codebook()
    two.project.change_codebook(make.codebook(*book.codes[1:]), before=book.hash)
    select(page, "P01:2", "屋企")
    page.keyboard.press("c")
    page.keyboard.press("Enter")
    expect(page.locator("#status.problem")).to_contain_text("codebook was changed")
    assert two.project.decisions() == ()


def test_nothing_is_given_while_an_input_method_is_at_work(two: Served, opens: Opens) -> None:
    page = reading(opens, two)
    select(page, "P01:2", "屋企")
    page.keyboard.press("c")
    page.locator("#codes-typed").dispatch_event(
        "keydown", {"key": "Enter", "isComposing": True, "bubbles": True}
    )
    expect(page.locator("dialog.choose")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.choose")).to_have_count(0)
    assert two.project.decisions() == ()


def test_no_text_of_anybody_runs(tmp_path: Path, opens: Opens) -> None:
    lines = [f"I: {HOSTILE}", f"P {HOSTILE}: {HOSTILE} home, 屋企", f"P: {HOSTILE}"]
    (tmp_path / "P01.txt").write_text("\n".join(lines), "utf-8")
    with Project.open(tmp_path) as project:
        project.code(files=project.ingest([tmp_path / "P01.txt"]))
        book = project.codebook()
        hostile = make.code("hostile", definition=HOSTILE)
        project.change_codebook(
            make.codebook(*book.codes, make.code(HOME + "_2"), hostile), before=book.hash
        )
        with serving(project, solo=HOSTILE[:60]) as served:
            say(served, "P01:1:0-5", code="hostile", reviewer=HOSTILE, note=HOSTILE)
            memos.write(project, "P01:1:0-5", HOSTILE, reviewer=HOSTILE, at=AT)
            page = reading(opens, served)
            page.locator("[id='P01:1'] .label.coded").click()
            expect(page.locator("#panel .history")).to_contain_text(HOSTILE)
            expect(page.locator("#panel .memo-text")).to_have_text(HOSTILE)
            page.keyboard.press("Escape")
            page.locator("[id='P01:1'] .label.note").click()
            expect(page.locator("dialog.memo .memo-text")).to_have_text(HOSTILE)
            page.goto(f"{served.url}/interviews?q=onerror")
            expect(page.locator(".found li").first).to_contain_text("onerror")


def test_what_is_sealed_reaches_nobody_else_by_any_address(
    team_server: Served, opens: Opens
) -> None:
    rounds.open_round(
        team_server.project,
        "double coding",
        reviewers=["ana", "ben"],
        sample="all",
        overlap=2,
        blind=True,
        seed=1,
        at=AT,
    )
    secret = "nobody may read this yet"  # noqa: S105 - a note under seal
    say(team_server, "P01:4:0-3", reviewer="ben", note=secret)
    memos.write(team_server.project, "P01:4:0-3", secret, reviewer="ben", at=AT)
    routes = (
        "/interview/marks?transcript=P01",
        "/interview/sides?transcript=P01",
        f"/interview/stretch?address=P01:4:0-3&code={HOME}",
        "/memos?about=P01:4:0-3",
        "/interviews",
        "/interviews/P01",
        "/codebook/data",
    )
    for reviewer, sees in (("ana", False), ("ben", True)):
        page = opens(team_server, reviewer=reviewer)
        answers = [page.request.get(team_server.url + route) for route in routes]
        assert all(one.ok for one in answers)
        text = "".join(one.text() for one in answers)
        assert (secret in text) is sees
        marks = json.loads(answers[0].text())["marks"]
        assert bool([one for one in marks if one["reviewers"] or one["mine"]]) is sees


# The list, and what everybody can use


def test_the_list_shows_how_far_each_interview_is_and_finds_words(
    server: Served, opens: Opens
) -> None:
    say(server, "P01:2:0-5")
    page = opens(server, "/interviews")
    row = page.locator("tr", has=page.get_by_role("link", name="P01", exact=True))
    expect(row.locator(".decided")).to_contain_text("1 of 4 segments")
    page.fill("#q", "屋企咁")
    page.keyboard.press("Enter")
    page.locator(".found a").first.click()
    expect(page.locator("[id='P01:2'].found")).to_be_focused()


@pytest.mark.parametrize(("language", "dark"), list(product(LANGUAGES, (False, True))))
def test_axe_finds_nothing(
    two: Served,
    opens: Opens,
    axe: Axe,
    language: str,
    dark: bool,  # noqa: FBT001 - as above
) -> None:
    say(two, "P01:2:0-20", code=HOME)
    say(two, "P01.en:2:4-30", code=VISITS)
    say(two, "P01:4:0-3", code=SUPPORT, verdict=Verdict.UNSURE, note="?")
    memos.write(two.project, "P01:2:0-5", "備忘", reviewer="ana", at=AT)
    page = reading(opens, two, language=language, dark=dark)
    expect(page.locator(".echo").first).to_be_visible()
    axe(page)
    page.locator(".label.coded").first.click()
    expect(page.locator("#panel")).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    axe(page)
    page.keyboard.press("Escape")
    page.locator(".label.note").first.click()
    expect(page.locator("dialog.memo .memo-text")).to_be_visible()
    axe(page)
    page.goto(f"{two.url}/interviews")
    axe(page)


def test_nothing_is_cut_off_at_twice_the_size_or_on_a_tablet(two: Served, opens: Opens) -> None:
    page = reading(opens, two)
    for width, height in ((683, 384), (820, 1180)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
