"""Positions: what a program counted leads to the very characters that it meant."""

import pytest
from exchanged import said
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.text.refi_qda.positions import Raw, Way, outward


def counted(text: str, way: Way) -> int:
    """Count a piece of text the slow way: what comes before a position in it."""
    plain = text if way.crlf == 2 else text.replace("\r\n", "\n")
    return sum(way.wide if one > "\uffff" else 1 for one in plain) + way.mark


@given(
    said,
    st.sampled_from([Way(wide=w, crlf=c, mark=m) for w in (1, 2) for c in (1, 2) for m in (0, 1)]),
    st.data(),
)
def test_each_way_of_counting_leads_back_to_the_character(
    text: str, way: Way, data: st.DataObject
) -> None:
    raw = Raw.of(text, marked=True)
    cuts = [n for n in range(len(text) + 1) if text[n - 1 : n + 1] != "\r\n" or n == 0]
    cut = data.draw(st.sampled_from(cuts))
    place = raw.inward(way)(counted(text[:cut], way))
    assert place == len(Raw.of(text[:cut]).text)
    assert raw.text[:place] == Raw.of(text[:cut]).text


@given(said, st.sampled_from([1, 2]))
def test_what_is_counted_outward_comes_back_inward(text: str, wide: int) -> None:
    plain = Raw.of(text).text
    out, back = outward(plain, wide=wide), Raw.of(plain).inward(Way(wide=wide))
    assert [back(out(place)) for place in range(len(plain) + 1)] == [*range(len(plain) + 1)]


@pytest.mark.parametrize(
    ("text", "ways"), [("abc 嘅", 1), ("𠮷", 2), ("a\r\nb", 2), ("𠮷\r\n", 4), ("", 1)]
)
def test_only_ways_that_differ_in_a_text_are_tried(text: str, ways: int) -> None:
    assert len(Raw.of(text).ways(Way())) == ways
