"""Promises of time stamps: each program's way of writing them, in seconds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest.stamps import leading, seconds, trailing


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("#00:03:40-5#", 220.5),
        ("#00:03:40#", 220.0),
        ("#03:40-05#", 220.05),
        ("[0:03:40.5]", 220.5),
        ("00:03:40.5", 220.5),
        ("00:03:40,500", 220.5),
        ("(1:02:03)", 3723.0),
        ("【00:01:02】", 62.0),
        ("{00:01}", 1.0),
        ("0:07", 7.0),
        ("90:00", 5400.0),
        ("75", 75.0),
        ("85:2", 5102.0),
        ("1:05 PM", 47100.0),
        ("12:05 a.m.", 300.0),
    ],
)
def test_a_stamp_of_any_program_is_read_in_seconds(written: str, value: float) -> None:
    assert seconds(written) == value


@pytest.mark.parametrize(
    "written", ["", "10:75", "noon", "2019-03-01", "1:2:3:4", "10:30:15:07", "約 3:16"]
)
def test_what_is_no_stamp_is_none(written: str) -> None:
    assert seconds(written) is None


@given(st.integers(0, 359_999), st.integers(0, 9))
def test_every_time_f4_writes_is_read_back(whole: int, tenths: int) -> None:
    minutes, second = divmod(whole, 60)
    hour, minute = divmod(minutes, 60)
    assert seconds(f"#{hour:02}:{minute:02}:{second:02}-{tenths}#") == whole + tenths / 10


@pytest.mark.parametrize("between", [" --> ", " - ", "–", " to ", "至"])
def test_a_range_has_an_end(between: str) -> None:
    stamp = leading(f"[00:00:12{between}00:00:20.5] words")
    assert stamp is not None
    assert (stamp.started, stamp.ended, stamp.end) == (12.0, 20.5, stamp.end)


def test_a_stamp_says_where_it_stands_and_whether_it_is_set_off() -> None:
    bare, set_off = leading("00:03:40.5Zack: words"), leading("I: [00:01] words", 3)
    assert bare is not None
    assert set_off is not None
    assert (bare.start, bare.end, bare.bare) == (0, 10, True)
    assert (set_off.start, set_off.end, set_off.bare) == (3, 10, False)


@pytest.mark.parametrize("line", ["我覺得好啲。 #00:03:40-5#", "I felt better. [00:03:40.5]  "])
def test_a_stamp_that_ends_a_turn_is_found(line: str) -> None:
    stamp = trailing(line)
    assert stamp is not None
    assert stamp.started == 220.5
    assert line[: stamp.start].rstrip() in {"我覺得好啲。", "I felt better."}


@pytest.mark.parametrize("line", ["I got up at 7:30", "我七點半 7:30", "see 10:30:15:07"])
def test_a_time_that_somebody_speaks_of_ends_no_turn(line: str) -> None:
    assert trailing(line) is None
