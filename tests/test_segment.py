"""Interviews are cut into pieces that a code can be given to, and nothing said is lost."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import transcript

from qualpipe.model import Address, Language, Role, Segment, UnknownName
from qualpipe.segment import Unit, segment
from qualpipe.text.script import han_count, latin_words

TURNS = st.lists(
    st.tuples(
        st.sampled_from(["訪", "A", "B"]),
        st.one_of(
            st.text(min_size=1),
            st.lists(
                st.sampled_from(
                    ["我哋好攰。", "I was tired. ", "\n", " ", "嘅", "so ", "……", "，"]
                ),
                min_size=1,
                max_size=120,
            ).map("".join),
        ),
    ),
    max_size=6,
)
LONG = {
    "sentences": "我細個嗰陣住喺公屋，屋企有六個人。" * 40,
    "English sentences": "I grew up in a small flat with six people. " * 60,
    "both": "我返工返到好攰。But nobody at work ever noticed it. " * 40,
    "commas alone": "我返工返到好攰，成日都瞓唔着，" * 60,
    "no punctuation": "我返工返到好攰成日都瞓唔着" * 300,
    "no punctuation, English": "so i went to work and i was tired " * 300,
    "spaces": "我返工返到好攰 成日都瞓唔着 " * 80,
    "one endless word": "a" * 50_000,
    "kana": "あ" * 50_000,
}


def weight(one: Segment) -> float:
    return han_count(one.text) + 1.5 * latin_words(one.text)


@given(TURNS, st.sampled_from(Unit))
def test_segments_hold_all_that_was_said_in_order_and_apart(
    said: list[tuple[str, str]], by: Unit
) -> None:
    talk = transcript(*said)
    found = segment(talk, by=by, speakers="all")
    for turn in talk.turns:
        mine = [one for one in found if one.turn == turn.number]
        words = talk.words_of(turn)
        assert "".join("".join(one.text.split()) for one in mine) == "".join(words.split())
        for one in mine:
            assert turn.span.holds(one.span)
            assert one.text == one.span.of(talk.text) == one.within.of(words)
            assert one.text == one.text.strip() != ""
            assert Address.parse(one.address).within == one.within
        for one, other in pairwise(mine):
            assert one.span.end <= other.span.start
            assert talk.text[one.span.end : other.span.start].strip() == ""


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_a_long_turn_becomes_passages_of_like_size(text: str) -> None:
    found = segment(transcript(text))
    assert len(found) > 1
    if any(map(str.isspace, text)) or han_count(text):
        assert all(60 <= weight(one) <= 180 for one in found)
    assert max(map(len, (one.text for one in found))) <= 1800


@pytest.mark.parametrize(
    "text", ["我返工返到好攰，成日都瞓唔着。" * 9, "I went to work and I was tired. " * 14, "係。"]
)
def test_a_turn_of_ordinary_length_stays_whole(text: str) -> None:
    (one,) = segment(transcript(text))
    assert one.text == text.strip()


def test_passages_end_where_sentences_end() -> None:
    found = segment(transcript(LONG["both"]))
    assert all(one.text.endswith(("。", ".")) for one in found)


def test_a_sentence_or_a_turn_can_be_the_unit() -> None:
    talk = transcript(("受", " 好攰。 想瞓覺。\n"), ("受", "OK. Bye."))
    assert [one.text for one in segment(talk, by=Unit.SENTENCE)] == [
        "好攰。",
        "想瞓覺。",
        "OK.",
        "Bye.",
    ]
    assert [one.text for one in segment(talk, by=Unit.TURN)] == ["好攰。 想瞓覺。", "OK. Bye."]


def test_what_interviewers_say_is_context_unless_asked_for() -> None:
    talk = transcript(("訪", "食咗飯未？"), ("受", "食咗。"))
    assert [one.text for one in segment(talk)] == ["食咗。"]
    everyone = segment(talk, speakers="all")
    assert [(one.speaker, one.role) for one in everyone] == [
        ("訪", Role.INTERVIEWER),
        ("受", Role.PARTICIPANT),
    ]


@pytest.mark.parametrize(
    ("words", "language"),
    [("好。", Language.YUE), ("OK.", Language.YUE), ("We talked about it at home.", Language.EN)],
)
def test_a_short_segment_is_in_the_language_its_speaker_speaks(
    words: str, language: Language
) -> None:
    talk = transcript(("訪", "How are you?"), ("受", "我哋成日都喺屋企。"), ("受", words))
    assert segment(talk)[-1].language is language


def test_each_speaker_has_a_language_of_their_own() -> None:
    talk = transcript(
        ("阿明", "我哋成日都喺屋企。"),
        ("小李", "我們沒有上班，他很累。"),
        ("阿明", "好。"),
        ("小李", "好。"),
    )
    languages = [one.language for one in segment(talk)]
    assert languages == [Language.YUE, Language.ZH, Language.YUE, Language.ZH]


@pytest.mark.parametrize(
    ("said", "attributes", "cases"),
    [
        ([("受", "係。")], None, ["P01"]),
        ([("受", "係。")], {"participant": "May"}, ["May"]),
        ([("A", "係。"), ("B", "Yes.")], None, ["P01/A", "P01/B"]),
    ],
)
def test_a_segment_names_the_participant_it_belongs_to(
    said: list[tuple[str, str]], attributes: dict[str, str] | None, cases: list[str]
) -> None:
    talk = transcript(*said, attributes=attributes)
    assert [one.case for one in segment(talk)] == cases
    assert [one.case for one in segment(talk)] == [talk.case_of(turn) for turn in talk.turns]


def test_a_turn_without_a_word_gives_no_segment() -> None:
    assert segment(transcript(("受", " \n "))) == ()


@pytest.mark.parametrize("by", Unit)
def test_a_segment_keeps_its_identity_whatever_else_was_said(by: Unit) -> None:
    alone = segment(transcript(("受", LONG["sentences"])), by=by)
    beside = segment(transcript(("受", LONG["sentences"]), ("受", "係。")), by=by)
    assert [one.address for one in alone] == [one.address for one in beside][: len(alone)]


def test_unknown_speakers_are_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownName, match="known: all, participants"):
        segment(transcript("係。"), speakers="everyone")
