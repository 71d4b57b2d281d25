from dataclasses import replace

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import (
    Address,
    Language,
    Phrase,
    Problem,
    QualpipeError,
    Span,
    UnknownName,
    pick,
    wording,
)

SPANS = st.builds(
    lambda start, length: Span(start, start + length),
    st.integers(0, 10_000),
    st.integers(1, 10_000),
)
NAMES = st.text(st.characters(exclude_characters="\n"), min_size=1)


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_is_never_empty_nor_before_the_text(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"no such span: {start}-{end}"):
        Span(start, end)


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("我哋去咗", Span(1, 3), "哋去"),
        ("at home", Span(3, 7), "home"),
        ("𠮷屋😀", Span(1, 3), "屋😀"),
    ],
)
def test_a_span_counts_in_code_points(text: str, span: Span, words: str) -> None:
    assert span.of(text) == words


@given(SPANS, st.integers(0, 100))
def test_a_shifted_span_keeps_its_length(span: Span, by: int) -> None:
    assert len(span.shifted(by)) == len(span)
    assert span.shifted(by).shifted(-by) == span


@given(SPANS, SPANS)
def test_overlap_is_mutual_and_holding_is_overlap(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    assert not one.holds(other) or one.overlaps(other)


@given(NAMES, st.integers(1, 10_000), SPANS)
def test_an_address_reads_back(transcript: str, turn: int, span: Span) -> None:
    address = Address(transcript, turn, span)
    assert Address.parse(str(address)) == address


@pytest.mark.parametrize("text", ["P01", "P01:x:0-4", "P01:1:4", ":1:0-4"])
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(QualpipeError, match="one looks like P01:12:0-41"):
        Address.parse(text)


def test_a_segment_is_known_by_its_address() -> None:
    assert make.segment("好舒服", turn=3, start=2).address == "P01:3:2-5"


@pytest.mark.parametrize(
    ("language", "expected"),
    [(Language.YUE, "屋企"), (Language.ZH, "家"), (Language.EN, "home"), (Language.MIXED, "home")],
)
def test_wording_is_in_the_language_asked_for(language: Language, expected: str) -> None:
    phrases = (
        Phrase(Language.YUE, "屋企"),
        Phrase(Language.EN, "home"),
        Phrase(Language.ZH, "家"),
    )
    assert wording(phrases, language) == expected


def test_cantonese_falls_back_on_written_chinese_before_english() -> None:
    phrases = (Phrase(Language.EN, "home"), Phrase(Language.ZH, "家"))
    assert wording(phrases, Language.YUE) == "家"


def test_a_code_of_another_wording_has_another_hash() -> None:
    one, other = make.code(keywords=["home"]), make.code(keywords=["屋企"])
    assert one.hash != other.hash
    assert make.codebook(one).hash == make.codebook(make.code(keywords=["home"])).hash


def test_codes_make_a_tree() -> None:
    parent, child = make.code("care"), replace(make.code("visits"), parent="care")
    book = make.codebook(parent, child)
    assert book.children_of(None) == (parent,)
    assert book.children_of("care") == (child,)


def test_one_participant_is_one_case_across_the_interview() -> None:
    whole = make.transcript(("I", "And you?"), ("P", "我都係"))
    assert whole.case_of(whole.turns[1]) == "P01"


def test_participants_of_a_group_are_told_apart() -> None:
    whole = make.transcript(("I", "And you?"), ("May", "我都係"), ("Sam", "Me too"))
    assert [whole.case_of(turn) for turn in whole.turns[1:]] == ["P01/May", "P01/Sam"]


def test_a_participant_named_by_attribute_is_one_case_over_interviews() -> None:
    first = make.transcript("hello", attributes={"participant": "Ann"})
    second = make.transcript("你好", id="P01b", attributes={"participant": "Ann"})
    assert first.case_of(first.turns[0]) == second.case_of(second.turns[0]) == "Ann"


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="unknown unit 'trun'; known: passage, turn"):
        pick({"turn": 1, "passage": 2}, "trun", kind="unit")


def test_a_problem_reads_as_place_message_remedy() -> None:
    assert str(Problem(where="a.txt:3", message="no speaker", remedy="name one")) == (
        "a.txt:3: no speaker (name one)"
    )
