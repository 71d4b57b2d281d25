"""Promises of turns in free text: evidence over the whole file, spans of words only."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest.speakers import find_turns


def turns(text: str) -> list[tuple[str, str]]:
    return [(piece.speaker, piece.span.of(text)) for piece in find_turns(text)[0]]


PAIRS = [
    ("I", "P"),
    ("Q", "A"),
    ("訪", "受訪者A"),
    ("P01（男）", "P02（女）"),
    ("阿May", "陳大文"),
    ("Ada Lam", "iPhone"),
    ("SPEAKER_00", "SPEAKER_01"),
    ("訪員", "𠮷田"),
]
STYLES = {
    "colon": "{}: {}",
    "wide colon": "{}：{}",
    "indented": "\u3000\u3000{}：{}",
    "square brackets": "[{}] {}",
    "lenticular brackets": "【{}】{}",
    "bold": "**{}:** {}",
    "tab": "{}\t{}",
    "numbered": "7. {}: {}",
    "alone": "{}\n{}",
    "stamp before": "[00:01:02] {}: {}",
    "stamp after": "{}: {} #00:01:02-3#",
    "stamp in the head": "{}  1:02\n{}",
}
WORDS = [
    "去邊度呀？",
    "I went: home.",
    "我諗：點解呢",
    "10:30 Meeting: I forgot.",
    "係",
    "https://a.org/b",
]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "paragraphs"])
def test_any_label_in_any_style_gives_the_turns_back(
    pair: tuple[str, str], style: str, between: str
) -> None:
    said = [(pair[n % 2], words) for n, words in enumerate(WORDS * 2)]
    text = between.join(STYLES[style].format(*one) for one in said)
    assert turns(text) == said


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
@given(data=st.data())
def test_spans_are_trimmed_in_order_and_apart(pair: tuple[str, str], data: st.DataObject) -> None:
    line = st.one_of(
        st.tuples(st.sampled_from(pair), st.sampled_from(WORDS)).map("：".join),
        st.sampled_from([*WORDS, "", "  ", "# 題", "---", "[00:01:02]"]),
        st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=20),
    )
    text = "\n".join(data.draw(st.lists(line, max_size=12)))
    pieces, _ = find_turns(text, name="P01.txt")
    words = [piece.span.of(text) for piece in pieces]
    assert all(each == each.strip(" \t\n\u3000") for each in words)
    assert all(a.span.end <= b.span.start for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    ("opening", "more"),
    [("受：我去咗。", "跟住返屋企。\n\n食飯。"), ("P: I went.", "Then home.\n\nWe ate.")],
)
def test_a_turn_goes_on_until_the_next_label(opening: str, more: str) -> None:
    text = f"I: And?\n{opening}\n{more}\nI: OK.\n"
    assert turns(text)[1][1] == f"{opening[2:].strip()}\n{more}"


@pytest.mark.parametrize(
    "inside",
    [
        "He said: no.",
        "我諗：點解呢",
        "佢話：唔得",
        "原因：窮\n原因：病\n原因：懶",
        "10:30 Meeting: all of us",
        "Note: this is important.",
        "時間：夜晚",
        "https://example.org/a:b",
        "第一：去\n第二：唔去",
    ],
)
@pytest.mark.parametrize("labels", [("I", "P"), ("訪", "受")])
def test_colons_in_speech_are_no_speakers(labels: tuple[str, str], inside: str) -> None:
    ask, answer = labels
    text = "".join(f"{ask}：跟住呢？\n{answer}：有啲嘢。\n{inside}\n" for _ in range(3))
    assert [speaker for speaker, _ in turns(text)] == [ask, answer] * 3


@pytest.mark.parametrize(
    "fields",
    ["日期：2026年3月2日\n訪問員：陳姑娘\n受訪者：P12", "Date: 2 March\nInterviewer: Ada Lam"],
)
@pytest.mark.parametrize("labels", [("訪問員", "受訪者"), ("I", "P"), ("Interviewer", "May")])
def test_a_title_page_is_no_turn(fields: str, labels: tuple[str, str]) -> None:
    ask, answer = labels
    text = f"{fields}\n\n{ask}：你好嗎？\n{answer}：幾好。\n{ask}：真係？\n{answer}：係。\n"
    assert turns(text)[0] == (ask, "你好嗎？")
    assert len(turns(text)) == 4


def test_fields_may_stand_right_above_the_first_turn() -> None:
    assert turns("日期：2026年3月\n訪：你好嗎\n受：幾好。\n訪：多謝")[0] == ("訪", "你好嗎")


@pytest.mark.parametrize(
    "text", ["10:30 Meeting: all\n11:00 Lunch: with Paul\n", "Dear diary,\n\nHe said: no.\n"]
)
def test_without_labels_each_paragraph_is_a_turn_of_nobody_and_the_user_is_told(text: str) -> None:
    pieces, problems = find_turns(text, name="P01.txt")
    assert {piece.speaker for piece in pieces} == {""}
    assert len(pieces) == 2
    assert problems[0].where == "P01.txt:1"
    assert "no speakers" in problems[0].message


@pytest.mark.parametrize("label", ["Kim", "the boss", "佢"])
@pytest.mark.parametrize("style", ["{}: {}", "{}\n{}", "[{}] {}"])
def test_a_label_that_the_user_names_needs_no_evidence(label: str, style: str) -> None:
    text = f"{style.format(label, 'Where?')}\nHe said: there.\n{style.format('P', 'There.')}\n"
    pieces, _ = find_turns(text, known=[label.upper()])
    assert [piece.speaker for piece in pieces] == [label, "P"]


def test_short_answers_alone_on_a_line_are_no_names() -> None:
    text = "I: Do you like it?\nP: Well.\nYes\nYes\nI: And this?\nP: Hm.\nYes\n"
    assert [speaker for speaker, _ in turns(text)] == ["I", "P", "I", "P"]


def test_two_hundred_speakers_are_told_apart() -> None:
    said = [(f"Participant {n}" if n % 2 else "Moderator", f"Word {n}.") for n in range(400)]
    assert turns("\n".join(map(": ".join, said))) == said
    names = [(f"{chr(65 + n % 26)}{chr(97 + n // 26)} Lee", "Hello.") for n in range(200)]
    text = "".join(f"{name}: {words}\nModerator: Thanks.\n" for name, words in names)
    assert [one for one in turns(text) if one[0] != "Moderator"] == names


@pytest.mark.parametrize("words", ["我覺得好。" * 10_000, "word " * 9_999 + "end", "𠮷" * 50_000])
def test_one_turn_of_fifty_thousand_characters_stays_one(words: str) -> None:
    assert turns(f"I: Hi?\nP: {words}\nI: OK.")[1] == ("P", words)
    assert turns(words) == [("", words)]


@pytest.mark.parametrize(
    ("labels", "speakers"),
    [
        (["P01（男）", "P02", "P01", "P02"], ["P01", "P02", "P01", "P02"]),
        (["P01（男）", "P02（女）"] * 2, ["P01（男）", "P02（女）"] * 2),
        (["受訪者（男）", "受訪者（女）"] * 2, ["受訪者（男）", "受訪者（女）"] * 2),
        (["Mary", "I", "Mary (laughs)", "I"], ["Mary", "I", "Mary", "I"]),
        (["P 1", "I", "Ｐ1", "i", "P 1", "I"], ["P 1", "I"] * 3),
    ],
)
def test_spellings_of_one_label_are_one_speaker(labels: list[str], speakers: list[str]) -> None:
    text = "\n".join(f"{label}：好。" for label in labels)
    assert [speaker for speaker, _ in turns(text)] == speakers


def test_a_heading_between_ends_a_turn_and_its_words_go_on_in_another() -> None:
    assert turns("I: And?\nP: One.\n\n## Part 2\n\nTwo.\nI: OK.") == [
        ("I", "And?"),
        ("P", "One."),
        ("P", "Two."),
        ("I", "OK."),
    ]


def test_stamps_at_line_starts_begin_turns_of_the_same_speaker() -> None:
    text = "I: [0:01] And?\nP: [0:02] One.\n[0:09] Two.\nI: OK."
    pieces, _ = find_turns(text)
    assert [(piece.speaker, piece.started) for piece in pieces] == [
        ("I", 1.0),
        ("P", 2.0),
        ("P", 9.0),
        ("I", None),
    ]


def test_times_of_day_are_counted_from_the_first_and_reported() -> None:
    pieces, problems = find_turns("[Ada] 14:03:22\nHi\n[May] 14:03:30\nHi\n", name="P01.txt")
    assert [piece.started for piece in pieces] == [0.0, 8.0]
    assert "times of day" in problems[0].message


def test_a_long_opening_that_is_part_of_no_turn_is_reported() -> None:
    opening = "We met in the garden and spoke for a while about what grows there. " * 10
    _, problems = find_turns(f"{opening}\n\nI: Hi?\nP: Hi.\nI: So?\nP: Yes.", name="P01.txt")
    assert "before the first speaker" in problems[0].message


@pytest.mark.parametrize("text", ["", "\n\n", "  \u3000\n"])
def test_nothing_gives_no_turns(text: str) -> None:
    assert find_turns(text) == ((), ())
