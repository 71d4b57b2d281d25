"""Keywords count by rarity, saturate, and count less when negated."""

import numpy as np
import pytest
from make import code, codebook, segment
from study import embed

from qualpipe.coding import gather
from qualpipe.coding.keywords import Matcher
from qualpipe.coding.scoring.lexical import hits_of, lexical
from qualpipe.model import Language


def scored(texts: list[str], keywords: list[str]) -> list[float]:
    book = codebook(code("c", keywords=keywords))
    made = [segment(text, turn=turn, language=Language.MIXED) for turn, text in enumerate(texts, 1)]
    whole = gather(made, embed=embed)
    values = lexical(whole, ["c"], hits_of(whole, Matcher(book)))
    return [float(value) for value in values[:, 0]]


@pytest.mark.parametrize(("common", "rare"), [("meet", "comfort"), ("傾偈", "陪伴")])
def test_a_rare_keyword_counts_more_than_a_common_one(common: str, rare: str) -> None:
    texts = [f"{common} abc def"] * 20 + [f"{rare} abc def", "abc def ghi"]
    values = scored(texts, [common, rare])
    assert values[20] > 2 * values[0] > 0
    assert values[21] == 0


def test_a_keyword_said_five_times_does_not_count_five_times() -> None:
    once, often = scored(["support " + "abc " * 10, "support " * 5 + "abc " * 6], ["support"])
    assert once < often < 3 * once


@pytest.mark.parametrize(
    ("said", "denied", "word"),
    [("we support each other", "nobody support me", "support"), ("佢支持我", "冇人支持我", "支持")],
)
def test_a_negated_keyword_counts_less(said: str, denied: str, word: str) -> None:
    plain, negated = scored([said, denied], [word])
    assert 0 < negated < plain


def test_a_long_segment_needs_more_hits() -> None:
    short, long = scored(["support abc", "support " + "abc " * 60], ["support"])
    assert short > long > 0
    assert np.isfinite([short, long]).all()
