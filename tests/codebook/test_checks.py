"""Gaps and misleading words of a codebook are pointed out, and nothing else."""

from dataclasses import replace
from typing import Any

import pytest
from make import code, codebook, phrases

from qualpipe.codebook import check, load, shipped
from qualpipe.model import Code, Codebook, Language


def full(identity: str = "home", /, **changes: Any) -> Code:
    whole = code(
        identity,
        definition=f"{identity}!",
        keywords=[f"{identity} word"],
        examples=[f"my {identity}"],
    )
    return replace(whole, **changes)


def told(*codes: Code, **changes: Any) -> list[str]:
    book: Codebook = replace(codebook(*codes), **changes)
    return [f"{problem.where}: {problem.message}" for problem in check(book)]


@pytest.mark.parametrize("name", shipped())
def test_the_shipped_codebooks_are_clean(name: str) -> None:
    assert check(load(name)) == []


def test_a_full_code_has_no_problems() -> None:
    assert told(full(), full("friends")) == []


@pytest.mark.parametrize("field", ["definition", "keywords", "examples"])
def test_a_gap_is_told(field: str) -> None:
    assert told(full(**{field: ()})) == [f"home: it has no {field}"]


@pytest.mark.parametrize("keyword", ["家", "x", "𠮷"])
def test_a_single_character_is_told(keyword: str) -> None:
    (problem,) = told(full(keywords=phrases(keyword)))
    assert "one character" in problem


@pytest.mark.parametrize("keyword", ["help", "People", "覺得", "好", "鍾意", "東西"])
def test_a_word_said_about_everything_is_told(keyword: str) -> None:
    (problem,) = told(full(keywords=phrases(keyword)))
    assert problem == f"home: the keyword `{keyword}` is said about everything"


@pytest.mark.parametrize(
    ("keyword", "said"),
    [("vis*ting", "before its end"), ("支持*", "needs no *"), ("vis*", "very many words")],
)
def test_a_misused_star_is_told(keyword: str, said: str) -> None:
    (problem,) = told(full(keywords=phrases(keyword)))
    assert said in problem


@pytest.mark.parametrize("keyword", ["visit*", "home visit*", "follow-up"])
def test_a_useful_star_is_not(keyword: str) -> None:
    assert told(full(keywords=phrases(keyword))) == []


@pytest.mark.parametrize(("one", "other"), [("sofa", "Sofa"), ("復元", "复元"), ("ＯＫ啦", "ok啦")])
def test_a_keyword_of_two_codes_is_told(one: str, other: str) -> None:
    problems = told(full(keywords=phrases(one)), full("rest", keywords=phrases(other)))
    assert problems == [f"rest: the keyword `{other}` is one of home too"]


@pytest.mark.parametrize(
    ("short", "long", "inside"),
    [
        ("似屋企", "似屋企人", True),
        ("group", "support group", True),
        ("friend", "friendly", False),
        ("meeting", "開meeting", True),
    ],
)
def test_a_keyword_inside_one_of_another_code_is_told(short: str, long: str, inside: bool) -> None:  # noqa: FBT001 - a row of the table
    problems = told(full(keywords=phrases(short)), full("people", keywords=phrases(long)))
    expected = f"home: the keyword `{short}` lies inside `{long}` of people"
    assert problems == ([expected] if inside else [])


def test_a_keyword_inside_one_of_its_own_code_is_fine() -> None:
    assert told(full(keywords=phrases("支持", "冇人支持"))) == []


def test_a_keyword_given_twice_is_told_but_not_in_two_languages() -> None:
    english, chinese = phrases("Camera"), phrases("camera", language=Language.YUE)
    assert told(full(keywords=english + chinese)) == []
    (problem,) = told(full(keywords=english + phrases("camera")))
    assert "given twice" in problem


@pytest.mark.parametrize("field", ["definition", "examples"])
def test_the_same_text_under_two_codes_is_told(field: str) -> None:
    same = {field: phrases("佢陪我去。")}
    problems = told(full(**same), full("friends", **same))
    assert problems == [f"friends: `佢陪我去。` stands in the {field} of home already"]


def test_a_text_for_and_against_a_code_is_told_but_not_against_another() -> None:
    text = phrases("She waited.")
    assert told(full(examples=text), full("visits", counter_examples=text)) == []
    (problem,) = told(full(examples=text, counter_examples=text))
    assert "an example and a counter-example" in problem


@pytest.mark.parametrize("example", ["sofa, kitchen", "梳化、廚房"])
def test_an_example_of_keywords_only_is_told(example: str) -> None:
    keywords = phrases("sofa", "kitchen", "梳化", "廚房")
    (problem,) = told(full(keywords=keywords, examples=phrases(example)))
    assert problem == f"home: the example `{example}` is only keywords"


def test_a_missing_language_is_told_once_a_code() -> None:
    problems = told(full(), languages=(Language.EN, Language.YUE))
    assert problems == ["home: nothing in yue under name, definition, keywords, examples"]


def test_a_share_above_one_is_told() -> None:
    assert told(full(share=15.0)) == ["home: its share is 15.0"]


def test_a_misspelt_field_at_the_top_is_told() -> None:
    assert told(full(), extra={"vesion": "2", "licence": "CC BY"}) == [
        "test: `vesion` at the top is no field of a codebook"
    ]
