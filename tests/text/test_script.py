"""Characters are told apart, and nothing of a text is left out."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.text.script import Script, han_count, latin_words, runs


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("嘅", Script.HAN),
        ("㗎", Script.HAN),  # extension A
        ("𠮶", Script.HAN),  # extension B, Hong Kong's supplementary characters
        ("〇", Script.HAN),
        ("々", Script.HAN),
        ("\uf90a", Script.HAN),  # a compatibility ideograph
        ("⼈", Script.HAN),  # a radical, as some PDF files have them
        ("é", Script.LATIN),
        ("Ａ", Script.LATIN),
        ("ﬁ", Script.LATIN),
        ("7", Script.DIGIT),
        ("７", Script.DIGIT),
        ("\u3000", Script.SPACE),
        ("。", Script.OTHER),
        ("か", Script.OTHER),
        ("👍", Script.OTHER),
    ],
)
def test_each_kind_of_character_is_known(character: str, script: Script) -> None:
    assert [one for one, _ in runs(character)] == [script]


@given(st.text())
def test_runs_cover_any_text_without_gap_and_change_script_at_each_edge(text: str) -> None:
    found = list(runs(text))
    assert "".join(span.of(text) for _, span in found) == text
    assert all(one[0] is not other[0] for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "han", "words"),
    [
        ("", 0, 0),
        ("我個 case manager 話 OK。", 3, 3),
        ("I don't like day-care centres", 0, 5),
        ("I don’t", 0, 2),
        ("cafe\u0301 ２０２３ 年", 1, 1),
        ("返工9to5", 2, 1),
    ],
)
def test_characters_and_words_are_counted(text: str, han: int, words: int) -> None:
    assert (han_count(text), latin_words(text)) == (han, words)
