"""The sentences of reports: all there in each language, with the same gaps."""

import re

import pytest
from opencc import OpenCC

from qualpipe.export.options import Tongue
from qualpipe.export.sentences import listed, sentences, told

_GAP = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", [Tongue.HK, Tongue.CN])
def test_every_sentence_has_its_translation(language: Tongue) -> None:
    english = {key for key in sentences(Tongue.EN) if not key.endswith(".one")}
    assert set(sentences(language)) == english


@pytest.mark.parametrize("language", [Tongue.HK, Tongue.CN])
def test_a_translation_leaves_no_number_out(language: Tongue) -> None:
    for key, text in sentences(language).items():
        assert set(_GAP.findall(text)) == set(_GAP.findall(sentences(Tongue.EN)[key])), key


def test_mainland_sentences_hold_no_traditional_character() -> None:
    simplify = OpenCC("t2s")
    for key, text in sentences(Tongue.CN).items():
        assert simplify.convert(text) == text, key


@pytest.mark.parametrize(("count", "begins"), [(1, "This gave 1 segment."), (2, "This gave 2 ")])
def test_one_is_no_plural(count: int, begins: str) -> None:
    assert told("methods.segments", Tongue.EN, count=count).startswith(begins)


@pytest.mark.parametrize(
    ("language", "joined"),
    [(Tongue.EN, "a, b and c"), (Tongue.HK, "a、b及c"), (Tongue.CN, "a、b及c")],
)
def test_names_are_joined_as_the_language_does(language: Tongue, joined: str) -> None:
    assert listed(["a", "b", "c"], language) == joined
    assert listed(["a"], language) == "a"
    assert listed([], language) == ""
