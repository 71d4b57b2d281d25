"""Promises of what nobody spoke: headings, rules, front matter, remarks of programs."""

import pytest

from qualpipe.ingest.speakers.markup import front_matter, heading, lines_of, silent


@pytest.mark.parametrize(
    "line",
    [
        "# Interview 1",
        "### 第二部分",
        "---",
        "* * *",
        "＊＊＊",
        "==========",
        "Transcribed by https://otter.ai",
        "Meeting ended after 00:41:02 👋",
        "Ada Lam started transcription",
        "[END]",
        "（訪談完）",
        "—完—",
        "End of interview.",
    ],
)
def test_lines_of_programs_and_headings_are_silent(line: str) -> None:
    assert silent(lines_of(f"I: Hi\n{line}\nP: Hi")) == {1}


@pytest.mark.parametrize(
    "line",
    [
        "#1 is the best",
        "In the end I left.",
        "完咗喇。",
        "- one",
        "-",
        "I started transcription work",
    ],
)
def test_speech_is_not(line: str) -> None:
    assert silent(lines_of(f"I: Hi\n{line}\nP: Hi")) == frozenset()


def test_a_title_underlined_is_a_heading() -> None:
    assert silent(lines_of("訪談一\n=====\nI: Hi")) == {0, 1}


def test_front_matter_gives_fields_and_is_silent() -> None:
    lines = lines_of('---\ntitle: "花園"\ntags:\n  - a\nsite: Sha Tin\n---\nI: Hi')
    assert front_matter(lines) == {"title": "花園", "site": "Sha Tin"}
    assert silent(lines) == set(range(6))


@pytest.mark.parametrize(
    "text", ["---\nI said so.\n---\n", "---\nsite: here\n", "I: Hi\n---\nsite: x\n---"]
)
def test_a_rule_alone_is_no_front_matter(text: str) -> None:
    assert front_matter(lines_of(text)) == {}


def test_headings_give_their_title() -> None:
    assert [heading(line) for line in lines_of("# One\n## 二 ##\nthree")] == ["One", "二", ""]


@pytest.mark.parametrize("text", ["", "a", "a\n", "a\n\nb", "a\x0cb\u2028c\x85d\x0be"])
def test_lines_cover_the_text_and_only_lf_ends_one(text: str) -> None:
    lines = lines_of(text)
    assert "\n".join(line.text for line in lines) == text
    assert all(text[line.start :].startswith(line.text) for line in lines)
