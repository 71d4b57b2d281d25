"""Rates are stated only where the queue has drawn."""

import pytest
from study import book, corpus, embed

from qualpipe.coding import Judgement, rates, score


def test_what_a_person_picked_says_nothing_of_the_rest() -> None:
    whole, _ = corpus(30)
    scores = score(whole, book(), embed=embed)
    picked = [Judgement(segment=row, code="home", accepted=1.0) for row in range(9)]
    home = rates(scores, picked)[0]
    assert (home.prevalence, home.precision, home.recall) == (None, None, None)


@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_a_corpus_read_whole_is_known_exactly(answer: float) -> None:
    whole, codes = corpus(30)
    scores = score(whole, book(), embed=embed)
    everything = [
        Judgement(segment=row, code="home", accepted=answer, odds=0.1 + row) for row in range(30)
    ]
    home = rates(scores, everything)[0]
    assert home.prevalence is not None
    assert home.prevalence.value == answer
    assert home.prevalence.reviewed == 30
    assert home.prevalence.low <= answer <= home.prevalence.high
    assert codes
