"""What is told of as missing is told from what is told of with thanks."""

import re
from pathlib import Path

import pytest
from make import code, codebook
from marked import marked

from qualpipe.coding.keywords import Matcher

SAID = [
    pytest.param(line, meaning, marks=limit)
    for line, meaning, limit in marked(Path(__file__).with_name("praise.txt"))
]


@pytest.mark.parametrize(("line", "meaning"), SAID)
def test_thanks_are_told_from_complaints(line: str, meaning: str) -> None:
    sought = re.search(r"\[(.+)\]", line)
    assert sought
    text = re.sub(r"[\[\]]", "", line)
    hits = Matcher(codebook(code(keywords=[sought[1]]))).hits(text)
    assert [hit.negated for hit in hits if hit.span.start == sought.start()] == [
        meaning == "denied"
    ]


@pytest.mark.parametrize(
    ("phrase", "text"),
    [("help", "He can't help me"), ("放棄", "佢冇放棄我"), ("grateful", "I couldn't be grateful")],
)
def test_a_phrase_that_denies_nothing_else_denies_its_own_words(phrase: str, text: str) -> None:
    assert [hit.negated for hit in Matcher(codebook(code(keywords=[phrase]))).hits(text)] == [True]
