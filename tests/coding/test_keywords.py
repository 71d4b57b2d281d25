"""Keywords are found where they stand, whatever way they are written."""

from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import code, codebook

from qualpipe.coding.keywords import Hit, Matcher, reason
from qualpipe.coding.levelled import levelled, line_of
from qualpipe.model import Span
from qualpipe.text.folding import folded


def said(keywords: Sequence[str], text: str) -> list[str]:
    """Return the words of a text that one code's keywords are found in."""
    matcher = Matcher(codebook(code(keywords=keywords)))
    return [hit.span.of(text) for hit in matcher.hits(text)]


@pytest.mark.parametrize(
    ("keyword", "text", "found"),
    [
        # beside Han characters there is no \b
        ("meeting", "開meeting好攰", ["meeting"]),
        ("book", "book咗位", ["book"]),
        ("meet", "the meetings", []),
        ("art", "part of the cart", []),
        ("P3", "P30 and P3", ["P3"]),
        ("café", "the cafés, café", ["cafés", "café"]),
        ("can", "I can't, I can", ["can"]),
        ("friend", "my friend's", ["friend"]),
        # written otherwise
        ("復元", "复元同復元", ["复元", "復元"]),
        ("裏面", "喺裡面", ["裡面"]),
        ("食咗藥", "食左藥", ["食左藥"]),
        ("coach", "Ｃｏａｃｈ我，COACH", ["Ｃｏａｃｈ", "COACH"]),
        ("don't care", "they don’t care", ["don’t care"]),
        # inflected
        ("visit", "Visits, visited and VISITING", ["Visits", "visited", "VISITING"]),
        ("feel at home", "I felt at home", ["felt at home"]),
        ("judge我", "佢judged我", ["judged我"]),
        ("好chill", "好chilled呀", ["好chilled"]),
        # spaces and hyphens
        ("case manager打嚟", "case manager 打嚟", ["case manager 打嚟"]),
        ("set goal啦", "同佢set goal 啦", ["set goal 啦"]),
        ("review 返", "review返", ["review返"]),
        ("drop-in", "a drop in, a drop-in, a drop‑in", ["drop in", "drop-in", "drop‑in"]),
        ("second home", "my second\n   home", ["second\n   home"]),
        ("home visit", "at home - visit me", []),
        # any ending
        ("visit*", "visitors 同visit緊", ["visitors", "visit"]),
        ("home visit*", "home visitation", ["home visitation"]),
        ("支持*", "支持者", ["支持"]),
        # nothing of the kind
        ("屋企", "", []),
        ("*", "anything", []),
        (" ", "a b", []),
    ],
)
def test_a_keyword_is_found_as_it_is_said(keyword: str, text: str, found: list[str]) -> None:
    assert said([keyword], text) == found


@pytest.mark.parametrize(
    ("keywords", "text", "found"),
    [
        (["支持", "冇人支持"], "冇人支持我", ["冇人支持"]),
        (["home", "second home", "home away from home"], "second home", ["second home"]),
        (["屋企人", "人情味"], "屋企人情味", ["屋企人"]),
        (["ab cd", "cd ef gh", "gh ij"], "ab cd ef gh ij", ["cd ef gh"]),
        (["朋友"], "朋友朋友", ["朋友", "朋友"]),
        (["visit", "visit*"], "visit, visitor", ["visit", "visitor"]),
    ],
)
def test_of_overlapping_keywords_of_a_code_the_longest_is_meant(
    keywords: list[str], text: str, found: list[str]
) -> None:
    assert said(keywords, text) == found


def test_keywords_of_two_codes_may_overlap() -> None:
    matcher = Matcher(
        codebook(code("place", keywords=["屋企"]), code("people", keywords=["屋企人"]))
    )
    hits = matcher.hits("我屋企人")
    assert [(hit.code, hit.term) for hit in hits] == [("place", "屋企"), ("people", "屋企人")]


def test_a_keyword_of_two_codes_is_found_for_both() -> None:
    matcher = Matcher(codebook(code("a", keywords=["Visit"]), code("b", keywords=["visit*"])))
    hits = matcher.hits("visited")
    assert [(hit.code, hit.term) for hit in hits] == [("a", "Visit"), ("b", "visit*")]


def test_the_terms_are_those_of_the_codebook() -> None:
    book = codebook(code("a", keywords=["Drop-in", "屋企", "屋企"]), code("b"))
    assert Matcher(book).terms == {"a": ("Drop-in", "屋企"), "b": ()}


@pytest.mark.parametrize(
    "text", ["𠮷屋企", "👍🏽屋企", "㍿ … ﬁ屋企", "e\u0301 屋\u200b企", "屋企\n\n 屋企"]
)
def test_what_is_found_leads_back_to_the_text_people_see(text: str) -> None:
    found = said(["屋企"], text)
    assert found
    assert {word.replace("\u200b", "") for word in found} == {"屋企"}


TERMS = ["支持", "冇人支持", "visit", "second home", "judge我", "𠮷", "drop-in"]
PIECES = [*TERMS, *" \n-，。’'a嘅冇…Ａ9", "ed", "s", "\u00a0", "fi", "裏"]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join) | st.text(max_size=20))
def test_hits_lie_in_order_inside_the_text_and_apart(text: str) -> None:
    hits = Matcher(codebook(code(keywords=TERMS))).hits(text)
    assert all(hit.span.end <= len(text) for hit in hits)
    assert all(one.span.end <= other.span.start for one, other in pairwise(hits))


SAID = st.lists(st.sampled_from([*PIECES, "冇", "no ", "\u0301", "\u200b", "ᅡ"]), max_size=8)


@given(st.lists(SAID.map("".join), max_size=5))
def test_each_of_many_texts_is_searched_as_if_it_were_alone(texts: list[str]) -> None:
    matcher = Matcher(
        codebook(code("a", keywords=[*TERMS, "home\nvisit*"]), code("b", keywords=["a*"]))
    )
    assert matcher.hits_of_all(texts) == [matcher.hits(text) for text in texts]


def test_nothing_is_found_from_one_text_to_the_next() -> None:
    matcher = Matcher(codebook(code(keywords=["home visit", "home\nvisit*", "visit"])))
    found = matcher.hits_of_all(["no home", "visit", "", "I never", "visit"])
    assert [[(hit.span, hit.negated) for hit in hits] for hits in found] == [
        [],
        [(Span(0, 5), False)],
        [],
        [],
        [(Span(0, 5), False)],
    ]


@given(st.lists(SAID.map("".join) | st.text(max_size=20), max_size=5))
def test_levelled_texts_lead_back_and_are_folded_one_by_one(texts: list[str]) -> None:
    whole = levelled(texts)
    for number, text in enumerate(texts):
        line = whole.line(number)
        assert line == line_of(folded(text))
        if line and not line.endswith(" "):  # no keyword ends in the blanks behind a word
            assert whole.way_back(number)(0, len(line)) == Span(0, len(text))


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.sampled_from(["支持", "𠮷"]))
def test_a_chinese_keyword_is_found_wherever_it_stands(before: str, term: str) -> None:
    text = f"{before}。{term}。{before}"
    spans = [hit.span for hit in Matcher(codebook(code(keywords=[term]))).hits(text)]
    assert Span(len(before) + 1, len(before) + 1 + len(term)) in spans
    assert len(spans) == folded(text).count(term)


@pytest.mark.parametrize(
    ("term", "text", "negated", "words"),
    [
        ("屋企", "屋企", False, 'keyword "屋企"'),
        ("Visit", "visit", False, 'keyword "Visit"'),
        ("復元", "复元", False, 'keyword "復元" (as "复元")'),
        ("friend", "friends", True, 'keyword "friend" (as "friends"), negated'),
    ],
)
def test_the_reason_says_what_was_found_and_as_what(
    term: str,
    text: str,
    negated: bool,  # noqa: FBT001 - a row of the table
    words: str,
) -> None:
    hit = Hit(code="a", span=Span(0, len(text)), term=term, negated=negated)
    assert reason(hit, text) == words
