"""The queue prefers promising segments by known odds, so that estimates stay unbiased."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from study import book, corpus, embed

from qualpipe.coding import Corpus, Judgement, Scores, draw, gather, rates, score
from qualpipe.model import QualpipeError


@pytest.fixture(scope="module")
def study() -> tuple[Corpus, list[str], Scores]:
    whole, codes = corpus(400, seed=5, misleading=0.2)
    return whole, codes, score(whole, book(), embed=embed)


def test_promising_segments_come_more_often(study: tuple[Corpus, list[str], Scores]) -> None:
    whole, _, scores = study
    drawn = draw(scores, whole, code="home", size=40, seed=1)
    rows = [one.segment for one in drawn]
    assert len(set(rows)) == 40
    assert scores.z[rows, 0].mean() > 0.5
    assert any(not scores.chosen[row, 0] for row in rows)


def test_a_second_draw_goes_on_where_the_first_ended(
    study: tuple[Corpus, list[str], Scores],
) -> None:
    whole, _, scores = study
    first = draw(scores, whole, code="home", size=20, seed=1)
    seen = [row for one in first for row in (one.segment, *one.alike)]
    second = draw(scores, whole, code="home", size=20, seed=1, reviewed=seen)
    together = draw(scores, whole, code="home", size=40, seed=1)
    assert [one.segment for one in (*first, *second)] == [one.segment for one in together]


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(range(50)))
def test_the_order_of_segments_changes_no_draw(order: list[int]) -> None:
    whole, _ = corpus(50)
    turned = gather([whole.segments[i] for i in order], embed=embed)
    one, other = (
        {
            (some.segments[drawn.segment].address, drawn.odds)
            for drawn in draw(score(some, book(), embed=embed), some, code="home", size=9, seed=2)
        }
        for some in (whole, turned)
    )
    assert one == other


def test_the_same_words_are_read_once() -> None:
    whole, _ = corpus(30)
    twice = gather((*whole.segments, *corpus(30)[0].segments), embed=embed)
    scores = score(twice, book(), embed=embed)
    drawn = draw(scores, twice, code="home", size=100, seed=1)
    assert len(drawn) <= 30
    covered = {row for one in drawn for row in (one.segment, *one.alike)}
    assert covered == set(range(60))


def test_an_unknown_code_lists_the_known(study: tuple[Corpus, list[str], Scores]) -> None:
    with pytest.raises(QualpipeError, match="known: home, friends, visits"):
        draw(study[2], study[0], code="hoem", size=5, seed=0)


def test_a_queue_longer_than_the_corpus_ends(study: tuple[Corpus, list[str], Scores]) -> None:
    whole, _, scores = study
    everything = draw(scores, whole, code="home", size=10_000, seed=0)
    assert len(everything) <= len(whole)
    assert draw(scores, whole, code="home", size=5, seed=0, reviewed=range(400)) == ()


def test_rates_from_drawn_segments_are_unbiased(study: tuple[Corpus, list[str], Scores]) -> None:
    """Over many queues the mean estimate is the truth, and intervals hold it about as often."""
    whole, codes, scores = study
    truth = np.array([code == "home" for code in codes])
    chosen = scores.chosen[:, 0]
    real = (truth.mean(), truth[chosen].mean(), chosen[truth].mean())
    found, held = [], []
    for seed in range(120):
        drawn = draw(scores, whole, code="home", size=70, seed=seed)
        answered = [
            Judgement(
                segment=one.segment,
                code="home",
                accepted=float(truth[one.segment]),
                odds=one.odds,
            )
            for one in drawn
        ]
        home = rates(scores, answered)[0]
        each = (home.prevalence, home.precision, home.recall)
        assert all(one is not None for one in each)
        found.append([one.value for one in each if one])
        held.append([one.low <= r <= one.high for one, r in zip(each, real, strict=True) if one])
    naive = np.mean([truth[[d.segment for d in drawn]].mean()])
    assert naive > real[0] + 0.1  # what one would think who forgot the odds
    assert np.abs(np.mean(found, axis=0) - real).max() < 0.03
    assert np.mean(held, axis=0).min() > 0.85
