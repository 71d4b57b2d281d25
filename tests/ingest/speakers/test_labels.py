"""Promises of labels: what people agree on, what can be a name, and what is no label."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest.speakers.labels import (
    Kind,
    is_field,
    is_stage_direction,
    key,
    kind_of,
    looks_like_a_person,
    may_name_a_speaker,
    without_note,
)


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        (
            Kind.INTERVIEWER,
            "I I1 INT Interviewer_2 Q Moderator 訪 訪員 訪問員 访问者 采访者 研究員 問 主持人",
        ),
        (
            Kind.PARTICIPANT,
            "P P1 P01 p-3 PAR Interviewee 受 受訪者A 受訪者甲 被访者 答 服務使用者 P01（男）",
        ),
        (Kind.PROFESSIONAL, "Doctor doctor2 Nurse 社工 醫生 治疗师"),
        (Kind.OTHER, "Interpreter 翻譯 眾人 Everyone"),
        (Kind.PERSON, "A b M3 SPEAKER_00 Speaker-1 講者A 男 甲"),
        (Kind.NONE, "Mary park into paid 陳大文 原因 Part1 10"),
    ],
)
def test_labels_that_all_know_mean_what_they_mean(kind: Kind, labels: str) -> None:
    assert {label: kind_of(label) for label in labels.split()} == dict.fromkeys(
        labels.split(), kind
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("P 01", "Ｐ０１"),
        ("受訪者 A", "受訪者Ａ"),
        ("SPEAKER_00", "speaker 00"),
        ("\ufeffI", "I"),
        ("B*", "B"),
    ],
)
def test_width_case_and_blanks_make_no_other_speaker(one: str, other: str) -> None:
    assert key(one) == key(other)


@given(st.text(max_size=20))
def test_blanks_and_marks_around_a_label_do_not_count(label: str) -> None:
    assert key(f"\ufeff\u3000{label} *") == key(label)


@pytest.mark.parametrize(
    "label",
    [
        "日期",
        "訪談時間",
        "訪問編號",
        "語言",
        "Date",
        "Interview date",
        "Duration",
        "參與者年齡",
        "https",
    ],
)
def test_a_field_of_the_title_page_is_no_speaker(label: str) -> None:
    assert is_field(label)
    assert not may_name_a_speaker(label)


@pytest.mark.parametrize(
    "label",
    [
        "He said",
        "I told him",
        "我諗",
        "佢話",
        "朋友問",
        "第一",
        "例如",
        "For example",
        "原因",
        "這是",
        "12:30",
        "…",
    ],
)
def test_a_clause_before_a_colon_is_no_speaker(label: str) -> None:
    assert not may_name_a_speaker(label)


@pytest.mark.parametrize(
    "label",
    [
        "Mary",
        "Mary Chan",
        "Dr. Wong",
        "Juan de la Cruz",
        "O'Neill",
        "阿May",
        "阿樂",
        "陳大文",
        "黃太",
        "Moon姑娘",
        "李醫生",
    ],
)
def test_names_of_people_look_like_people(label: str) -> None:
    assert looks_like_a_person(label)


@pytest.mark.parametrize("label", ["my mother", "the next day", "結論", "meeting notes", "窗邊"])
def test_other_words_do_not(label: str) -> None:
    assert not looks_like_a_person(label)


@pytest.mark.parametrize(
    ("label", "stays"),
    [("P01（男）", "P01"), ("Mary (laughs)", "Mary"), ("陳太", "陳太"), ("（笑）", "（笑）")],
)
def test_what_stands_in_brackets_can_be_taken_off(label: str, stays: str) -> None:
    assert without_note(label) == stays


@pytest.mark.parametrize(
    "words", ["笑", "大笑", "沉默", "pause", "Laughs softly", "inaudible 00:12", "完"]
)
def test_stage_directions_are_no_speakers(words: str) -> None:
    assert is_stage_direction(words)


@pytest.mark.parametrize("words", ["訪員", "Interviewer", "Mary", "受訪者A"])
def test_speakers_in_brackets_are_no_stage_directions(words: str) -> None:
    assert not is_stage_direction(words)
