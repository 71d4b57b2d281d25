"""Promises of a single line: the label, the words, the times, whatever the style."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualpipe.ingest.speakers.heads import Style, head_of


@pytest.mark.parametrize(
    ("line", "label", "words"),
    [
        ("I: Hi", "I", "Hi"),
        ("訪：你好", "訪", "你好"),
        ("受訪者A ： 係", "受訪者A", "係"),
        ("P01（男）：好", "P01（男）", "好"),
        ("受訪者B（女，45歲）: 好", "受訪者B（女，45歲）", "好"),
        ("\u3000\u3000訪：你好", "訪", "你好"),
        ("\ufeffI: Hi", "I", "Hi"),
        ("【訪員】你好", "訪員", "你好"),
        ("[Interviewer]: Hi", "Interviewer", "Hi"),
        ("［受訪者］好", "受訪者", "好"),
        ("**Mary:** Hi", "Mary", "Hi"),
        ("**Mary**: Hi", "Mary", "Hi"),
        ("__陳太__：好", "陳太", "好"),
        ("P1\tHi: there", "P1", "Hi: there"),
        ("訪\u3000你好", "訪", "你好"),
        ("1. I: Hi", "I", "Hi"),
        ("12  P: Hi", "P", "Hi"),
        ("- P: Hi", "P", "Hi"),
        ("> I: Hi", "I", "Hi"),
        ("1\tI\tHi", "I", "Hi"),
        ("Chan, Mary: Hi", "Chan, Mary", "Hi"),
        ("Mary 😀: Hi", "Mary 😀", "Hi"),
        ("𠮷田：喂", "𠮷田", "喂"),
        ("Participant #3: Hi", "Participant #3", "Hi"),
        ("I: https://a.org", "I", "https://a.org"),
        ("P1: 10:30 we met", "P1", "10:30 we met"),
        ("A: 10:30", "A", "10:30"),
        ("P01:2019年", "P01", "2019年"),
    ],
)
def test_a_line_gives_its_label_and_its_words(line: str, label: str, words: str) -> None:
    head = head_of(line)
    assert head is not None
    assert (head.label, line[head.words :]) == (label, words)


@pytest.mark.parametrize(
    ("line", "label", "words", "started", "ended"),
    [
        ("Mary Chan  0:07", "Mary Chan", "", 7.0, None),
        ("Mary (0:07)", "Mary", "", 7.0, None),
        ("[Mary Chan] 10:03:22", "Mary Chan", "", 36202.0, None),
        ("Mary Chan 10:03:22 AM", "Mary Chan", "", 36202.0, None),
        ("10:03:22\tMary\tHi", "Mary", "Hi", 36202.0, None),
        ("Mary\t[0:07]\tHi", "Mary", "Hi", 7.0, None),
        ("00:00:12 Speaker 1", "Speaker 1", "", 12.0, None),
        ("00:00:12 - 00:00:15 [Speaker_1]", "Speaker_1", "", 12.0, 15.0),
        ("#00:03:40-5# 訪：好", "訪", "好", 220.5, None),
        ("00:03:40.5Zack: Hi", "Zack", "Hi", 220.5, None),
        ("I (00:01:20): Hi", "I", "Hi", 80.0, None),
        ("I #00:01:20-5#: Hi", "I", "Hi", 80.5, None),
        ("Speaker 1 00:01:20: Hi", "Speaker 1", "Hi", 80.0, None),
        ("张三(00:01:20):", "张三", "", 80.0, None),
        ("说话人 1  00:01:20", "说话人 1", "", 80.0, None),
        ("P1: [0:03:50.5] Hi", "P1", "Hi", 230.5, None),
    ],
)
def test_times_beside_a_label_are_data_and_no_words(
    line: str, label: str, words: str, started: float, ended: float | None
) -> None:
    head = head_of(line)
    assert head is not None
    assert (head.label, line[head.words :]) == (label, words)
    assert (head.started, head.ended) == (started, ended)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "Room 10:30 is free",
        "https://a.org",
        "C:\\files",
        "He left.",
        "[笑] 好呀。",
        "[00:01:02]",
        "我覺得好好。",
    ],
)
def test_what_has_the_form_of_no_label_gives_none(line: str) -> None:
    assert head_of(line) is None


@given(st.text(max_size=200))
@example("a:" * 50_000)
@example(" " * 50_000 + "x")
@example("P1" + " " * 50_000 + ":")
@example("[" * 50_000)
@example("12:34 " * 10_000)
def test_any_line_is_read_in_no_time_and_words_lie_inside_it(line: str) -> None:
    head = head_of(line)
    assert head is None or (head.label and 0 < head.words <= len(line))


def test_a_name_alone_on_its_line_is_of_that_style() -> None:
    head = head_of("Interviewer")
    assert head is not None
    assert head.style is Style.ALONE
