"""What an adjudicator sees of one difference."""

import pytest
from hypothesis import given
from hypothesis import strategies as some
from make import segment

from qualpipe.model import Evidence, Span
from qualpipe.web.shown.dispute import pieces

TEXTS = ("我同𠮷😀仔去咗 the centre，飲茶。", "I went to the café 😀 with 阿𠮷.")


@pytest.mark.parametrize("text", TEXTS)
@given(data=some.data())
def test_pieces_joined_are_the_segment_and_evidence_is_cut_to_the_character(
    text: str, data: some.DataObject
) -> None:
    said = segment(text, start=7)
    ends = some.tuples(some.integers(0, len(text)), some.integers(0, len(text)))
    spans = [
        Span(7 + min(pair), 7 + max(pair))
        for pair in data.draw(some.lists(ends, max_size=4))
        if pair[0] != pair[1]
    ]
    evidence = [
        Evidence(span=one, reason=f"reason {number}", weight=1.0)
        for number, one in enumerate(spans)
    ]
    cut = pieces(said, evidence, "en")
    assert "".join(str(one["text"]) for one in cut) == text
    for number, one in enumerate(spans):
        if one != said.span:
            marked = "".join(str(p["text"]) for p in cut if f"reason {number}" in str(p["why"]))
            assert marked == one.shifted(-7).of(text)
