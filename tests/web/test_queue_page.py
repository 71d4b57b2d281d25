"""The queue in a real browser: keys, focus, languages, what runs and what must not."""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import make
import pytest
from playwright.sync_api import Page, expect
from served import AT, INTERVIEWS, Axe, Faults, Opens, Served, serving

from qualpipe import Project
from qualpipe.model import Verdict
from qualpipe.project.reviewing import memos

LANGUAGES = ("en", "zh-HK", "zh-CN")
PAYLOADS = (
    "<script>document.title='ran'</script>",
    "<img src=x onerror=\"document.title='ran'\">",
    '"><svg onload="document.title=\'ran\'">',
    "javascript:document.title='ran'",
    "{{7*7}}${7*7}<%= 7*7 %>",
    "</script><script>document.title='ran'</script>",
)


def shown(page: Page) -> str:
    """Wait for a suggestion on the screen and return its words and code."""
    expect(page.locator("body")).to_have_attribute("data-ready", "yes")
    expect(page.locator("body.saving")).to_have_count(0)
    return f"{page.inner_text('#words')}|{page.inner_text('#name')}"


def decide(page: Page, key: str) -> None:
    before = page.inner_text("#progress")
    page.keyboard.press(key)
    expect(page.locator("#progress")).not_to_have_text(before)
    expect(page.locator("body.saving")).to_have_count(0)


@pytest.fixture
def many(project: Project) -> Project:
    """Hold the same interviews many times over: more suggestions than the test decides on."""
    folder = project.folder / "in"
    for number in range(40):  # learning withdraws some of what they bring
        for name, text in INTERVIEWS.items():
            (folder / f"{number}-{name}").write_text(f"{text}受：第 {number} 次。\n", "utf-8")
    project.code(files=project.ingest([folder]))
    return project


def test_two_hundred_decisions_by_keyboard_lose_no_key(
    many: Project, opens: Opens, faults: Faults
) -> None:
    del faults
    with serving(many) as server:
        page = opens(server)
        shown(page)
        keys = "aru" * 66 + "ar"
        for key in keys:
            decide(page, key)
            assert page.evaluate("document.activeElement.id") == "segment"
        made = many.decisions()
        page.goto("about:blank")
    verdicts = {"a": Verdict.ACCEPT, "r": Verdict.REJECT, "u": Verdict.UNSURE}
    assert [one.verdict for one in made] == [verdicts[key] for key in keys]
    assert len({(one.segment, one.code) for one in made}) == 200


def test_every_key_does_what_its_hint_says(page: Page, project: Project) -> None:
    first = shown(page)
    decide(page, "a")
    second = shown(page)
    assert second != first
    page.keyboard.press("k")
    expect(page.locator("#status")).to_have_text("Put at the end of the queue")
    assert shown(page) != second
    page.keyboard.press("b")
    expect(page.locator("#mine")).to_contain_text("You decided: accepted")
    assert shown(page) == first
    decide_again = page.locator("#status")
    page.keyboard.press("r")
    expect(decide_again).to_have_text("Saved")
    page.keyboard.press("z")
    expect(page.locator("#status")).to_have_text("Taken back. Decide again.")
    assert shown(page) == first
    assert [one.verdict for one in project.last_words()] == [Verdict.ACCEPT]


def test_another_code_is_found_by_either_language(
    server: Served, opens: Opens, project: Project
) -> None:
    page = opens(server, "/queue?code=home_like_environment")
    shown(page)
    for typed in ("assertive", "外展", "social_s"):
        page.keyboard.press("o")
        page.keyboard.type(typed)
        expect(page.locator("#codes li")).to_have_count(1)
        page.keyboard.press("Escape")
        expect(page.locator("#segment")).to_be_focused()
    page.keyboard.press("o")
    page.keyboard.type("recovery_c")
    expect(page.locator("#codes li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Saved")
    changed, added = project.decisions()
    assert (changed.verdict, added.verdict) == (Verdict.CHANGE, Verdict.ADD)
    assert added.code == "recovery_coaching"


def test_a_list_that_is_opened_again_at_once_still_answers(
    server: Served, opens: Opens, project: Project
) -> None:
    page = opens(server, "/queue?code=home_like_environment")
    shown(page)
    # The browser tells of the first closing only when the list is open for the second time.
    page.evaluate(
        """() => {
            const press = () => document.getElementById("segment").dispatchEvent(
                new KeyboardEvent("keydown", { key: "o", bubbles: true }));
            press();
            document.querySelector("#choose [data-close]").click();
            press();
        }"""
    )
    page.keyboard.type("recovery_c")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Saved")
    assert [one.verdict for one in project.decisions()] == [Verdict.CHANGE, Verdict.ADD]


def test_one_more_code_keeps_the_suggestion_on_the_screen(
    server: Served, opens: Opens, project: Project
) -> None:
    page = opens(server, "/queue?code=home_like_environment")
    first = shown(page)
    page.keyboard.press("+")
    page.keyboard.type("recovery_c")
    expect(page.locator("#codes li")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_contain_text("Added: Recovery")
    assert shown(page) == first
    assert [one.verdict for one in project.decisions()] == [Verdict.ADD]


def test_words_are_marked_by_keyboard_and_counted_in_characters(
    server: Served, opens: Opens, project: Project
) -> None:
    page = opens(server, "/queue?transcript=P01&code=assertive_engagement")
    while "𠮷😀" not in page.inner_text("#words"):
        page.keyboard.press("k")
        page.wait_for_timeout(100)
    page.keyboard.press("s")
    expect(page.locator("#side")).to_be_focused()
    text = page.inner_text("#side .words")
    # The browser counts two units each for the rare character and the emoji.
    start = text.index("𠮷😀") + 2
    units = len(text[:start].encode("utf-16-le")) // 2
    page.evaluate(
        """([at, end]) => {
            const node = document.querySelector("#side .words").firstChild;
            getSelection().setBaseAndExtent(node, at, node, end);
        }""",
        [units, units + 3],
    )
    expect(page.locator("#marked")).to_have_text("就係咁")
    page.keyboard.press("Enter")
    expect(page.locator("#status")).to_have_text("Saved")
    assert project.decisions()[-1].words == "就係咁"


def test_a_note_goes_with_the_decision_and_keys_rest_while_writing(
    page: Page, project: Project
) -> None:
    first = shown(page)
    page.keyboard.press("n")
    expect(page.locator("#note")).to_be_focused()
    page.keyboard.type("a r u z ? 明白")
    assert shown(page) == first
    page.keyboard.press("Escape")
    decide(page, "a")
    (made,) = project.decisions()
    assert made.note == "a r u z ? 明白"
    assert page.input_value("#note") == ""


def test_a_note_survives_a_page_that_is_loaded_again(page: Page) -> None:
    shown(page)
    page.keyboard.press("n")
    page.keyboard.type("not yet")
    page.reload()
    shown(page)
    assert page.input_value("#note") == "not yet"


def test_keys_rest_while_an_input_method_composes(page: Page, project: Project) -> None:
    first = shown(page)
    for event in ({"isComposing": True}, {"keyCode": 229}):
        page.evaluate(
            """(more) => document.getElementById("segment").dispatchEvent(
                new KeyboardEvent("keydown", { key: "a", bubbles: true, ...more }))""",
            event,
        )
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+r")
    page.wait_for_timeout(200)
    assert shown(page) == first
    assert project.decisions() == ()


def test_keys_can_be_changed_and_switched_off(page: Page, project: Project) -> None:
    first = shown(page)
    page.keyboard.press("?")
    page.click("tr[data-action=accept] button")
    page.keyboard.press("j")
    expect(page.locator("tr[data-action=accept] kbd")).to_have_text("j")
    page.keyboard.press("Escape")
    assert page.inner_text("#do-accept kbd") == "j"
    page.keyboard.press("a")
    page.wait_for_timeout(150)
    assert shown(page) == first
    decide(page, "j")
    assert len(project.decisions()) == 1
    page.keyboard.press("?")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.wait_for_timeout(150)
    assert len(project.decisions()) == 1
    expect(page.locator("#do-accept kbd")).to_be_hidden()


def test_what_fails_keeps_the_suggestion_and_says_so(
    server: Served, opens: Opens, faults: Faults, project: Project
) -> None:
    faults.expected += ["Failed to load resource", "ERR_"]
    page = opens(server)
    first = shown(page)
    page.route("**/api/queue/decide", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("#status")).to_contain_text("The server does not answer")
    assert shown(page) == first
    assert "Saved" not in page.inner_text("#status")
    page.unroute("**/api/queue/decide")
    decide(page, "a")
    assert len(project.decisions()) == 1


def test_two_tabs_on_one_suggestion_save_once(
    server: Served, page: Page, faults: Faults, project: Project
) -> None:
    faults.expected.append("409")
    first = shown(page)
    other = page.context.new_page()
    other.goto(f"{server.url}/queue")
    assert shown(other) == first
    decide(page, "a")
    other.keyboard.press("r")
    expect(other.locator("#overtaken-title")).to_contain_text(
        "already, in another window: accepted"
    )
    other.keyboard.press("Enter")
    assert shown(other) != first
    assert [one.verdict for one in project.decisions()] == [Verdict.ACCEPT]


def test_a_codebook_that_changed_meanwhile_is_shown_beside_what_was_seen(
    page: Page, faults: Faults, project: Project
) -> None:
    faults.expected.append("409")
    shown(page)
    old = project.codebook()
    codes = tuple(replace(code, definition=make.phrases("Quite another.")) for code in old)
    project.change_codebook(replace(old, codes=codes), before=old.hash)
    page.keyboard.press("a")
    expect(page.locator("#now .differs")).to_contain_text(["Quite another."])
    assert project.decisions() == ()
    page.click("#look")
    expect(page.locator("#definition p")).to_have_text("Quite another.")
    decide(page, "a")
    assert len(project.decisions()) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_nothing(
    server: Served, opens: Opens, axe: Axe, language: str, *, dark: bool
) -> None:
    page = opens(server, language=language, dark=dark)
    shown(page)
    assert page.get_attribute("html", "lang") == language
    axe(page)
    for key in ("?", "o", "s", "f", "m"):
        page.keyboard.press(key)
        page.wait_for_selector("dialog[open]")
        page.wait_for_timeout(150)
        axe(page)
        page.keyboard.press("Escape")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_door_is_as_open_to_everybody(
    team_server: Served, opens: Opens, axe: Axe, language: str, faults: Faults
) -> None:
    faults.expected.append("403")
    page = opens(team_server, reviewer="ben", language=language)
    shown(page)
    page.click("#logout")
    page.wait_for_url("**/login")
    axe(page)
    page.fill("#name", "ben")
    page.fill("#password", "wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#problem")).not_to_be_empty()


def test_the_language_is_the_browsers_until_another_is_chosen(server: Served, opens: Opens) -> None:
    page = opens(server, language="zh-TW")
    assert page.get_attribute("html", "lang") == "zh-HK"
    page.select_option("#language", "zh-CN")
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_speech_bears_its_language(page: Page) -> None:
    found = set()
    for _ in range(6):
        shown(page)
        found.add(page.get_attribute("#words", "lang"))
        page.keyboard.press("k")
        page.wait_for_timeout(120)
    assert {"en", "yue-Hant-HK"} <= found


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (820, 1180), (683, 384), (320, 640)])
def test_nothing_needs_sideways_scrolling(
    server: Served, opens: Opens, width: int, height: int
) -> None:
    page = opens(server, size=(width, height))
    shown(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Project]:
    """Make a project in which every text that people give holds all the payloads."""
    payload = "".join(PAYLOADS)
    folder = tmp_path / "study"
    (folder / "in").mkdir(parents=True)
    with (folder / "in" / f"{payload.replace('/', '_')[:150]}.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("speaker", "text"))
        for question in ("How is it?", "And there?"):
            rows.writerow(("Asks", question))
            rows.writerow((payload, f"It feels like home {payload} with a cup of tea. {question}"))
    flags = {"interviewers": ("Asks",), "participants": (payload,)}
    with Project.open(folder, flags=flags) as project:
        project.code(files=project.ingest([folder / "in"]))
        old = project.codebook()
        worded = make.phrases(payload)
        codes = tuple(
            replace(code, name=worded, definition=worded, include=worded, examples=worded)
            for code in old
        )
        project.change_codebook(replace(old, codes=codes), before=old.hash)
        first = project.segments()[0]
        for about in (first.address, f"code:{old.codes[0].id}"):
            memos.write(project, about, payload, reviewer="ana", at=AT)
        said = make.decision(first.address, code=old.codes[1].id, reviewer=payload)
        project.decide([replace(said, note=payload)])
        yield project


def test_no_text_runs_wherever_it_stands(hostile: Project, opens: Opens, faults: Faults) -> None:
    with serving(hostile) as server:
        page = opens(server)
        shown(page)
        assert PAYLOADS[0] in page.inner_text("#words")
        page.keyboard.press("n")
        page.keyboard.insert_text("".join(PAYLOADS))
        page.keyboard.press("Escape")
        decide(page, "a")
        page.keyboard.press("b")
        expect(page.locator("#mine")).to_contain_text(PAYLOADS[0])
        for key in ("o", "f", "m"):
            page.keyboard.press(key)
            page.wait_for_selector("dialog[open]")
            page.keyboard.press("Escape")
        links = page.locator("nav a, #open").evaluate_all("all => all.map((one) => one.href)")
        for link in links:
            page.goto(link)
            page.wait_for_load_state("networkidle")
            assert page.title() != "ran", link
        page.goto("about:blank")
    assert not faults.left()


def test_the_launch_link_leaves_the_address_bar(server: Served, page: Page) -> None:
    assert "launch-me" not in page.url
    assert "#" not in page.url
    context = page.context.browser.new_context() if page.context.browser else None
    assert context is not None
    second = context.new_page()
    second.goto(f"{server.url}/login#t={server.token}")
    expect(second.locator("#link")).to_be_visible()
    assert "launch-me" not in second.url
    context.close()
