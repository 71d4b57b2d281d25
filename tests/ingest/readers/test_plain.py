"""Promises of plain text: one file for each layout that transcribers and programs make."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import raw

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import plain
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "plain"

Said = list[tuple[str, str, float | None, float | None]]


def from_data(name: str) -> Draft:
    (draft,) = plain.read(raw(name, (DATA / name).read_bytes()))
    return draft


def said(draft: Draft) -> Said:
    return [
        (piece.speaker, piece.span.of(draft.text), piece.started, piece.ended)
        for piece in draft.pieces
    ]


def untimed(*turns: tuple[str, str]) -> Said:
    return [(speaker, words, None, None) for speaker, words in turns]


LAYOUTS: dict[str, Said] = {
    "otter.txt": [
        (
            "Mary Chan",
            "Thanks for coming. How was the bus?\nI know it is a long ride.",
            7.0,
            None,
        ),
        ("Unknown Speaker", "Slow: two of them were full.", 19.0, None),
        ("Mary Chan", "And today?", 3723.0, None),
    ],
    "meet.txt": untimed(
        ("Ada Lam", "How is the garden?"),
        ("阿樂", "啲蕃茄死晒。I told myself: next year."),
        ("Ada Lam", "And the others?"),
        ("阿樂", "They laughed at me."),
    ),
    "zoom_captions.txt": [
        ("Ada Lam", "你今日點過嚟㗎？", 0.0, None),
        ("iPhone", "行路囉。\n近呀，唔使搭車。", 8.0, None),
        ("Ada Lam", "好。", 43.0, None),
    ],
    "zoom_tabs.txt": [
        ("Ada Lam", "How did you come?", 0.0, None),
        ("Paul", "On foot: it is near.", 8.0, None),
        ("Ada Lam", "Good.", 43.0, None),
    ],
    "f4.txt": [
        ("I", "Was there a day that stands out?", None, 13.4),
        ("P03", "The day of the dumplings.", None, 19.8),
        ("P03", "We made two hundred.", None, 25.0),
        ("I", "Two hundred?", None, 27.5),
    ],
    "f4_before.txt": [
        ("訪", "邊日你最記得？", 5.1, None),
        ("受", "整餃子嗰日，\n整咗二百隻。", 10.5, None),
        ("訪", "咁多？", 31.0, None),
    ],
    "maxqda_group.txt": [
        ("Zack", "I would rather not.", 220.5, None),
        ("Anna", "He always says so: rather not.", 232.0, None),
        ("Zack", "I do.", 250.9, None),
    ],
    "nvivo.txt": [
        ("", "So tell me about the kitchen.", 220.5, None),
        ("", "It smells of garlic all week.", 232.0, None),
        ("", "In a good way?", 250.9, None),
    ],
    "word_transcribe.txt": [
        ("Speaker 1", "How long have you been coming here?", 12.0, None),
        ("Speaker 2", "Since the spring.\nTwo seasons now.", 20.0, None),
        ("Speaker 1", "What made you stay?", 41.0, None),
    ],
    "markdown.md": untimed(
        ("Interviewer", "你幾時開始種嘢？"),
        ("P11", "舊年三月。**好**凍嗰陣。\n\n- 先種蔥\n- 再種薑"),
        ("Interviewer", "之後呢？"),
        ("P11", "Then the *worms* came."),
    ),
    "title_page.txt": untimed(
        ("訪問員", "你好嗎？"),
        ("受訪者", "幾好。"),
        ("訪問員", "今日有冇落去澆水？"),
        ("受訪者", "有，澆咗兩次。"),
    ),
    "hand_typed.txt": untimed(
        ("訪", "你而家住邊？"),
        (
            "P01",
            "住喺隔籬。朋友問我：\n點解唔搬？我諗：點解要搬呢。\n佢話：你傻㗎！\n網址 https://example.org/a:b",
        ),
        ("訪員", "10:30 開會嗰陣你喺度？"),
        ("P01", "喺。10:30 Meeting: 我記得。"),
    ),
    "name_alone.txt": untimed(
        ("Interviewer", "What did you cook?"),
        ("May", "Rice.\nYes\nAnd an egg."),
        ("Interviewer", "Yes?"),
        ("May", "That was all."),
    ),
    "name_alone_zh.txt": untimed(
        ("訪員", "你煮咗啲咩？"),
        ("受訪者甲", "飯。\n係\n仲有隻蛋。"),
        ("訪員", "係？"),
        ("受訪者甲", "就係咁。"),
    ),
    "brackets.txt": untimed(
        ("訪員", "你鍾意邊個位？"),
        ("受訪者A", "窗邊嗰張櫈。\n[笑] 冇人同我爭。"),
        ("訪員", "坐幾耐？"),
        ("受訪者A", "成個下晝。"),
    ),
    "numbered.txt": untimed(
        ("I", "Where do you sit?"),
        ("P", "By the window."),
        ("I", "How long?"),
        ("P", "All afternoon."),
    ),
    "tabs.txt": untimed(
        ("Ada", "Where do you sit?"),
        ("阿May", "By the window: always."),
        ("Ada", "How long?"),
        ("阿May", "成個下晝。"),
    ),
    "no_speakers.txt": untimed(
        ("", "我今日去咗中心。\n坐咗好耐。"),
        ("", "之後我行路返屋企，買咗兩個橙。"),
        ("", "晚飯食粥。"),
    ),
    "astral.txt": untimed(
        ("訪", "你叫咩名？"),
        ("𠮷田", "我姓𠮷田𡃉。😀"),
        ("訪", "𠮷？"),
        ("𠮷田", "係。"),
    ),
    "lone_cr.txt": untimed(("I", "Where?"), ("P", "There."), ("I", "Why?")),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_layout_gives_its_turns(name: str) -> None:
    assert said(from_data(name)) == LAYOUTS[name]


CANTONESE = untimed(
    ("訪", "你嗰陣點解會去㗎？"),
    ("受", "其實係個姑娘叫我去嘅，佢話嗰度有人煲湯，我咪去囉。"),
    ("訪", "咁你鍾唔鍾意嗰度呀？"),
    ("受", "鍾意呀，啲人好好傾，又唔使做啲咩，坐喺度都得㗎。"),
)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("cantonese_big5hkscs.txt", "big5hkscs"),
        ("traditional_gb18030.txt", "gb18030"),
        ("utf16le_no_mark.txt", "utf-16-le"),
        ("utf16be_mark.txt", "utf-16-be"),
        ("utf8_mark.txt", "utf-8"),
    ],
)
def test_one_interview_reads_the_same_in_any_encoding(name: str, encoding: str) -> None:
    draft = from_data(name)
    assert said(draft) == CANTONESE
    assert (draft.encoding, draft.problems) == (encoding, ())
    assert "\r" not in draft.text
    assert not draft.text.startswith("\ufeff")


def test_simplified_in_gbk_is_read() -> None:
    draft = from_data("simplified_gbk.txt")
    assert draft.encoding == "gb18030"
    assert [piece.speaker for piece in draft.pieces] == ["问", "答", "问", "答"]


def test_one_broken_byte_is_reported_by_line_and_nothing_else_is_lost() -> None:
    draft = from_data("broken_utf8.txt")
    assert [(one[0], one[1].replace("\ufffd", "湯")) for one in said(draft)] == [
        one[:2] for one in CANTONESE
    ]
    assert [problem.where for problem in draft.problems] == ["broken_utf8.txt:2"]


def test_word_quotes_of_windows_are_read_and_reported() -> None:
    draft = from_data("word_quotes_cp1252.txt")
    assert said(draft)[0][1] == "It’s been a while, hasn’t it?"
    assert "cp1252" in draft.problems[0].message


def test_control_characters_stay_and_are_reported() -> None:
    draft = from_data("control.txt")
    assert "Th\x07ere, by the\x0b window" in draft.text
    assert [problem.where for problem in draft.problems] == ["control.txt:2"]


@pytest.mark.parametrize(
    "content", [b"I: Hi\0\0\0\x01\x02P: \0", b"I: Hi\nP: a\0b\n", b"\x01\x02" * 99]
)
def test_bytes_that_no_text_has_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"P01\.txt: this is no text"):
        plain.read(raw("P01.txt", content))


@pytest.mark.parametrize("text", ["# Interview 1\n", "---\ntitle: x\n---\n", "\ufeff\n---\n"])
def test_a_text_without_words_is_refused(text: str) -> None:
    with pytest.raises(UnreadableFile, match="no words"):
        plain.read(raw("P01.md", text))


@pytest.mark.parametrize(
    ("name", "title", "attributes"),
    [
        ("markdown.md", "花園小組", {"participant": "P11", "site": "Sha Tin"}),
        (
            "title_page.txt",
            "訪談一：花園",
            {
                "日期": "2026年3月2日",
                "時間": "10:30",
                "訪問員": "陳姑娘",
                "受訪者": "P12（女，45歲）",
            },
        ),
        ("meet.txt", "Follow-up interview (2026-03-02 10:02 GMT+8) - Transcript", {}),
        ("otter.txt", "", {}),
        ("no_speakers.txt", "", {}),
    ],
)
def test_what_stands_above_the_turns_is_title_and_attributes(
    name: str, title: str, attributes: dict[str, str]
) -> None:
    draft = from_data(name)
    assert (draft.title, dict(draft.attributes)) == (title, attributes)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_the_text_is_what_the_file_said(text: str) -> None:
    content = f"I: Hi?\r\nP: {text}\r\nI: OK."
    (draft,) = plain.read(replace(raw("P01.txt", content), encoding="utf-8"))
    assert draft.text == content.replace("\r\n", "\n")
