import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest.draft import Utterance
from qualpipe.ingest.turns import grouped, in_parallel, joined, merged


def say(speaker: str, words: str, *times: float, row: int | None = None) -> Utterance:
    started, ended = times or (None, None)
    return Utterance(speaker=speaker, words=words, started=started, ended=ended, row=row)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["I went", "to the centre."], "I went to the centre."),
        (["  I went ", "", " home "], "I went home"),
        (["我去咗", "中心。"], "我去咗中心。"),
        (["我book咗", "appointment"], "我book咗appointment"),
        (["OK", "我去"], "OK我去"),
        (["Well,", "𠮷野家"], "Well,𠮷野家"),
        ([], ""),
    ],
)
def test_broken_lines_join_as_the_language_is_written(parts: list[str], whole: str) -> None:
    assert joined(parts) == whole


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        (["我去咗中心", "坐咗陣"], "我去咗中心 坐咗陣"),
        (["我去咗中心，", "坐咗陣"], "我去咗中心，坐咗陣"),
        (["I went", "home"], "I went home"),
    ],
)
def test_a_pause_stands_only_where_no_punctuation_does(parts: list[str], whole: str) -> None:
    assert joined(parts, pause=" ") == whole


@given(st.lists(st.text(alphabet="ab 我哋。", max_size=8)))
def test_joining_loses_no_character_but_blanks(parts: list[str]) -> None:
    assert joined(parts).replace(" ", "") == "".join(parts).replace(" ", "")


def test_a_named_speaker_keeps_the_turn_over_any_silence() -> None:
    parts = [say("P", "飲茶", 0, 1), say("P", "食飯", 60, 61), say("I", "Yes?", 61, 62)]
    assert [len(turn) for turn in grouped(parts)] == [2, 1]


def test_where_nobody_is_named_a_long_silence_begins_a_turn() -> None:
    parts = [say("", "a", 0, 1), say("", "b", 3, 4), say("", "c", 6.5, 7), say("", "d")]
    assert [merged(turn).words for turn in grouped(parts)] == ["a b", "c d"]


def test_a_turn_lasts_from_its_first_to_its_last_part() -> None:
    whole = merged([say("P", "a"), say("P", "b", 5, 9), say("P", "c", 2, 3)], row=7)
    assert (whole.started, whole.ended, whole.row) == (2, 9, 7)


def test_a_translation_gathers_under_the_turn_that_it_renders() -> None:
    parts = [say("P", "飲茶", row=1), say("P", "食飯", row=2), say("I", "係", row=3)]
    turns, translations = in_parallel(parts, {1: "tea", 2: "rice"})
    assert [(turn.words, turn.row) for turn in turns] == [("飲茶食飯", 1), ("係", 2)]
    assert [(one.speaker, one.words, one.row) for one in translations] == [("P", "tea rice", 1)]
