"""What changed between two codebooks is said in words."""

from dataclasses import replace
from typing import Any

import pytest
from make import code, codebook, phrases

from qualpipe.codebook import diff, load
from qualpipe.model import Code, Language, Phrase

HOME, FRIENDS = code("home", keywords=["sofa"]), code("friends")


def changed(**changes: Any) -> list[str]:
    new: Code = replace(HOME, **changes)
    return diff(codebook(HOME, FRIENDS), codebook(new, FRIENDS))


def test_nothing_changed_is_nothing_said() -> None:
    assert diff(load("recovery"), load("recovery")) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("parent", "friends", "moved from the top to under friends"),
        ("colour", "#fff", "colour: nothing -> #fff"),
        ("share", 0.1, "share: nothing -> 0.1"),
        ("name", phrases("House"), "name (en): home -> House"),
        ("definition", (), "definition (en): The place feels like a home. -> nothing"),
        ("keywords", phrases("kitchen", "sofa"), "keywords (en): +kitchen"),
        ("keywords", phrases("sofas"), "keywords (en): +sofas, -sofa"),
        ("keywords", (*HOME.keywords, Phrase(Language.YUE, "梳化")), "keywords (yue): +梳化"),
        ("examples", phrases("x" * 99), f"examples (en): +{'x' * 59}…"),
    ],
)
def test_a_change_of_a_code_is_said(field: str, value: object, said: str) -> None:
    assert changed(**{field: value}) == [f"home: {said}"]


def test_another_order_of_keywords_is_said() -> None:
    old, new = (replace(HOME, keywords=phrases(*words)) for words in ("ab", "ba"))
    assert diff(codebook(old), codebook(new)) == ["home: keywords (en): order changed"]


def test_codes_that_come_and_go_are_said() -> None:
    new = codebook(HOME, code("visits"))
    assert diff(codebook(HOME, FRIENDS), new) == [
        "visits: added (visits)",
        "friends: removed (friends)",
    ]


def test_a_new_id_for_the_same_words_is_told_as_such() -> None:
    lines = diff(codebook(HOME, FRIENDS), codebook(replace(HOME, id="house"), FRIENDS))
    assert lines == ["home: has the id house now, and its decisions do not follow of themselves"]


def test_another_order_of_codes_is_said() -> None:
    assert diff(codebook(HOME, FRIENDS), codebook(FRIENDS, HOME)) == [
        "the order of the codes changed"
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"version": "2"}, "version: 1 -> 2"),
        ({"title": phrases("T")}, "title (en): nothing -> T"),
        ({"languages": (Language.EN, Language.ZH)}, "languages: none stated -> en, zh"),
    ],
)
def test_a_change_at_the_top_is_said(change: dict[str, Any], said: str) -> None:
    assert diff(codebook(HOME), replace(codebook(HOME), **change)) == [said]
