"""Suggestions carry a probability and the words that speak for it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import code, codebook, phrases, transcript
from study import book, corpus, embed

from qualpipe.coding import Judgement, learn, score, suggest, suggestions
from qualpipe.model import Code, Language, Segment, Span, Suggestion


def said(*texts: str, language: Language = Language.EN) -> tuple[str, tuple[Segment, ...]]:
    """Make a transcript of a turn a text, and a segment for each turn."""
    whole = transcript(*texts)
    made = tuple(
        Segment(
            transcript=whole.id,
            turn=turn.number,
            span=turn.span,
            within=Span(0, len(turn.span)),
            text=whole.words_of(turn),
            language=language,
        )
        for turn in whole.turns
    )
    return whole.text, made


def of(found: tuple[Suggestion, ...], turn: int) -> Suggestion:
    return next(one for one in found if f":{turn}:" in one.segment)


def test_every_suggestion_has_evidence_inside_its_segment() -> None:
    whole, _ = corpus(200)
    scores = score(whole, book(), embed=embed)
    found = suggestions(scores, whole, book(), embed=embed, run="r1")
    places = {one.address: one for one in whole.segments}
    assert len(found) == scores.chosen.sum() > 20
    for one in found:
        assert one.evidence
        assert 0 <= one.score <= 1
        assert one.run == "r1"
        assert one.basis == "no decisions yet: uncalibrated"
        assert all(places[one.segment].span.holds(e.span) for e in one.evidence)


def test_suggestions_follow_speech_with_the_surest_code_first() -> None:
    whole, _ = corpus(100)
    found = suggest(whole.segments, book(), embed=embed, run="r")
    rows = [[one.address for one in whole.segments].index(one.segment) for one in found]
    assert rows == sorted(rows)
    assert all(a.score >= b.score for a, b in pairwise(found) if a.segment == b.segment)


@pytest.mark.parametrize(
    ("text", "keyword", "words", "reason"),
    [
        ("We knocked on the sofa. Bus rain.", "knock", "knocked", 'keyword "knock" (as "knocked")'),
        ("個sofa好暖。落雨。", "sofa", "sofa", 'keyword "sofa"'),
        ("返到屋企好暖。落雨。", "屋企", "屋企", 'keyword "屋企"'),
        ("There is no kitchen. Bus.", "kitchen", "kitchen", 'keyword "kitchen", negated'),
    ],
)
def test_keywords_are_shown_where_they_stand(
    text: str, keyword: str, words: str, reason: str
) -> None:
    whole, made = said("bus rain", text, "lunch ticket", language=Language.MIXED)
    book_ = codebook(replace(code("c", keywords=[keyword]), share=0.5), code("d", definition="bus"))
    one = of(suggest(made, book_, embed=embed, run="r"), 2)
    (found,) = [e for e in one.evidence if e.reason.startswith("keyword")]
    assert (found.span.of(whole), found.reason) == (words, reason)
    assert found.weight > 0


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The bus was late. A warm sofa, a kitchen. Then rain.", "A warm sofa, a kitchen."),
        ("巴士 落雨 食飯 排隊。梳化 好 暖 廚房。食飯 排隊 天氣。", "梳化 好 暖 廚房。"),
    ],
)
def test_the_sentence_that_carries_the_meaning_is_shown(text: str, sentence: str) -> None:
    whole, made = said("bus rain", text, "lunch ticket shoes")
    home = code("home", definition="sofa warm kitchen", examples=["cosy warm couch"])
    home = replace(home, share=0.6)
    one = of(suggest(made, codebook(home, code("d", definition="bus")), embed=embed, run="r"), 2)
    (found,) = one.evidence
    assert found.span.of(whole) == sentence
    assert found.reason in {"close to the definition", 'close to example "cosy warm couch"'}


def test_what_speaks_against_is_shown_too() -> None:
    text = "A sofa ticket came. The delivery van brought the sofa."
    _, made = said("bus rain", text, "lunch ticket")
    home = replace(
        code("home", keywords=["sofa"], definition="sofa"),
        counter_examples=phrases("the delivery van brought the sofa"),
        share=0.6,
    )
    one = of(suggest(made, codebook(home, code("d", definition="bus")), embed=embed, run="r"), 2)
    against = [e for e in one.evidence if e.weight < 0]
    assert [e.reason for e in against] == [
        'close to counter-example "the delivery van brought the sofa"'
    ]


def test_an_answer_that_says_little_shows_its_question() -> None:
    _, made = said("bus rain lunch", "mm hm", "shoes queue weather")
    home = replace(code("home", definition="sofa warm kitchen"), share=0.6)
    asked = ["", "is there a warm sofa in the kitchen", ""]
    others = codebook(home, code("d", definition="visit door"))
    found = suggest(made, others, embed=embed, run="r", contexts=asked)
    reasons = [e.reason for one in found if ":2:" in one.segment for e in one.evidence]
    assert 'answers the question "is there a warm sofa in the kitchen"' in reasons


def test_what_decisions_did_is_shown() -> None:
    whole, codes = corpus(120)
    given_ = [
        Judgement(segment=row, code="home", accepted=float(codes[row] == "home"))
        for row in range(60)
    ]
    scores = learn(score(whole, book(), embed=embed), whole, given_)
    found = suggestions(scores, whole, book(), embed=embed, run="r")
    home = [one for one in found if one.code == "home"]
    reasons = {e.reason for one in home for e in one.evidence}
    assert "learned from 60 decisions" in reasons
    assert {one.basis for one in home} == {"calibrated on 60 decisions"}
    assert not any(
        "learned" in e.reason for one in found if one.code != "home" for e in one.evidence
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=6))
def test_any_text_can_be_explained(texts: list[str]) -> None:
    whole, made = said(*texts)
    every = codebook(*(replace(one, share=0.9) for one in book()))
    for one in suggest(made, every, embed=embed, run="r"):
        assert one.evidence
        assert all(e.span.of(whole) for e in one.evidence)
        assert all(np.isfinite(e.weight) for e in one.evidence)


@pytest.mark.parametrize("only", ["definition", "keywords", "examples", "name"])
def test_a_code_with_one_part_of_wording_is_explained(only: str) -> None:
    full = replace(book().codes[0], name=phrases("warm kitchen"))
    empty = {part: () for part in ("definition", "keywords", "examples", "name") if part != only}
    bare: Code = replace(full, **empty, share=0.5)  # type: ignore[arg-type] # parts are tuples
    _, made = said("bus rain", "warm kitchen sofa 廚房", "lunch")
    found = suggest(made, codebook(bare), embed=embed, run="r")
    assert of(found, 2).evidence
