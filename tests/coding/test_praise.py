"""What is told of as missing is told from what is told of with thanks."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from make import code, codebook

from qualpipe.coding.keywords import Matcher


def said() -> Iterator[object]:
    """Read the sentences; those judged wrongly are known limits, and must be told when mended."""
    section, missed = "", ""
    for line in Path(__file__).with_name("praise.txt").read_text("utf-8").splitlines():
        if line.startswith("[["):
            section, _, missed = line.strip("[]").partition(", ")
        elif line and not line.startswith("#"):
            limit = [pytest.mark.xfail(strict=True, reason="known limit")] if missed else []
            yield pytest.param(line, section, marks=limit)


@pytest.mark.parametrize(("marked", "meaning"), list(said()))
def test_thanks_are_told_from_complaints(marked: str, meaning: str) -> None:
    sought = re.search(r"\[(.+)\]", marked)
    assert sought
    text = re.sub(r"[\[\]]", "", marked)
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
