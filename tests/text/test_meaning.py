"""What an encoder reads is written Chinese; nothing else is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.text.folding import folded, table_of
from qualpipe.text.meaning import DIGEST, meaning


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("我哋唔知點解", "我们不知为什么"),
        ("佢喺屋企瞓覺", "他在家睡觉"),
        ("我成日都好攰", "我整天都很累"),
        ("阿媽而家返緊工，聽日先得閒", "妈妈现在正在上班,明天先有空"),
        ("食咗藥好咗好多", "吃了药好了很多"),
        ("食左藥，自己既情緒", "吃了药,自己的情绪"),
        ("嗰陣冇人明我", "那时候没有人明我"),
        ("我去覆診攞藥", "我去复诊拿药"),
        ("你哋系咪饮茶呀？", "你们是不是喝茶呀?"),
        ("社工同我傾偈㗎", "社工和我聊天的"),
        ("佢哋嘅關係唔好", "他们的关系不要"),
        ("個 case manager 話畀我知", "个 case manager 告诉我"),
    ],
)
def test_cantonese_is_said_in_written_chinese(said: str, meant: str) -> None:
    assert meaning(said) == meant


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他們的關係很好。", "他们的关系很好。"),
        ("我們食飯前先洗手，說說話。", "我们食饭前先洗手,说说话。"),
        ("Nobody listened to me.", "Nobody listened to me."),
        ("ＩＣＣＭＷ", "ICCMW"),
        ("", ""),
    ],
)
def test_text_without_signs_of_cantonese_keeps_its_words(text: str, expected: str) -> None:
    assert meaning(text) == expected


@pytest.mark.parametrize("word", ["好", "點", "行", "呢", "同", "過", "先", "緊", "住", "仔", "得"])
def test_a_character_that_means_several_things_is_left_alone(word: str) -> None:
    assert folded(word) not in {folded(said) for said, _ in table_of("written_chinese.tsv")}


@given(st.text())
def test_any_text_has_a_meaning_and_the_same_one_each_time(text: str) -> None:
    assert meaning(text) == meaning(text)


def test_the_map_is_large_and_no_entry_is_listed_twice() -> None:
    said = [folded(one) for one, _ in table_of("written_chinese.tsv")]
    assert len(said) == len(set(said)) >= 300
    assert len(DIGEST) == 64
