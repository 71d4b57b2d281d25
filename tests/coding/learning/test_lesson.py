"""Decisions teach: across segments and languages, never much to the worse, in any order."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from study import book, corpus, embed

from qualpipe.coding import Corpus, Judgement, Scores, gather, learn, score
from qualpipe.coding.evaluation.measures import average_precision
from qualpipe.model import Language


@pytest.fixture(scope="module")
def study() -> tuple[Corpus, list[str], Scores]:
    whole, codes = corpus(300)
    return whole, codes, score(whole, book(), embed=embed)


def answers(
    codes: list[str], rows: list[int], code: str, *, flipped: bool = False
) -> list[Judgement]:
    return [
        Judgement(segment=row, code=code, accepted=float((codes[row] == code) != flipped))
        for row in rows
    ]


def test_answers_raise_precision_on_what_nobody_read(
    study: tuple[Corpus, list[str], Scores],
) -> None:
    whole, codes, before = study
    gains = []
    for column, code in enumerate(before.codes):
        after = learn(before, whole, answers(codes, list(range(100)), code))
        truth = np.array([one == code for one in codes[100:]], dtype=np.float64)
        gains.append(
            average_precision(truth, after.z[100:, column])
            - average_precision(truth, before.z[100:, column])
        )
        assert gains[-1] > -0.01
    assert np.mean(gains) > 0.02


def test_answers_in_one_language_teach_the_other(study: tuple[Corpus, list[str], Scores]) -> None:
    whole, codes, before = study
    english = [r for r, one in enumerate(whole.segments) if one.language is Language.EN]
    chinese = [r for r, one in enumerate(whole.segments) if one.language is not Language.EN]
    gains = []
    for column, code in enumerate(before.codes):
        after = learn(before, whole, answers(codes, english, code))
        truth = np.array([codes[row] == code for row in chinese], dtype=np.float64)
        gains.append(
            average_precision(truth, after.z[chinese, column])
            - average_precision(truth, before.z[chinese, column])
        )
    assert np.mean(gains) > 0.02


@settings(max_examples=8, deadline=None)
@given(order=st.permutations(range(40)))
def test_the_order_of_decisions_changes_nothing(order: list[int]) -> None:
    whole, codes = corpus(80)
    before = score(whole, book(), embed=embed)
    given_ = answers(codes, list(range(20)), "home") + answers(codes, list(range(20)), "visits")
    one, other = (learn(before, whole, each) for each in (given_, [given_[i] for i in order]))
    assert (one.z == other.z).all()
    assert (one.probability == other.probability).all()
    assert one.trust == other.trust


def test_learning_twice_is_learning_once(study: tuple[Corpus, list[str], Scores]) -> None:
    whole, codes, before = study
    given_ = answers(codes, list(range(30)), "home")
    once = learn(before, whole, given_)
    assert (learn(once, whole, given_).z == once.z).all()


def test_codes_without_decisions_stay_as_they_were(
    study: tuple[Corpus, list[str], Scores],
) -> None:
    whole, codes, before = study
    after = learn(before, whole, answers(codes, list(range(30)), "home"))
    others = [before.column(code) for code in ("friends", "visits")]
    assert (after.z[:, others] == before.z[:, others]).all()
    assert after.taught == (30, 0, 0)
    assert after.basis[0] == "calibrated on 30 decisions"
    assert after.basis[1] == before.basis[1]


@pytest.mark.parametrize("verdict", [0.0, 1.0])
def test_answers_that_are_all_alike_only_shift(
    verdict: float, study: tuple[Corpus, list[str], Scores]
) -> None:
    whole, codes, before = study
    rows = [int(row) for row in np.argsort(-before.z[:, 0])[:25]]
    given_ = [Judgement(segment=row, code="home", accepted=verdict) for row in rows]
    after = learn(before, whole, given_)
    assert np.isfinite(after.probability).all()
    rest = np.setdiff1d(np.arange(300), rows)
    truth = np.array([codes[row] == "home" for row in rest], dtype=np.float64)
    if verdict:
        kept = average_precision(truth, after.z[rest, 0])
        assert kept > average_precision(truth, before.z[rest, 0]) - 0.05
    assert (after.probability[rows, 0].mean() > before.probability[rows, 0].mean()) == bool(verdict)


def test_answers_of_two_reviewers_who_disagree_leave_it_open(
    study: tuple[Corpus, list[str], Scores],
) -> None:
    whole, _, before = study
    row = int(np.argmax(before.z[:, 0]))
    chances = [
        learn(before, whole, [Judgement(segment=row, code="home", accepted=answer)]).z[row, 0]
        for answer in (0.0, 0.5, 1.0)
    ]
    assert chances[0] < chances[1] < chances[2]


def test_wrong_suggestions_lose_trust_and_right_ones_earn_it(
    study: tuple[Corpus, list[str], Scores],
) -> None:
    whole, codes, before = study
    best = [int(row) for row in np.argsort(-before.z[:, 0])[:40]]
    right = [Judgement(segment=row, code="home", accepted=1.0, odds=3.0) for row in best[:30]]
    rest = [Judgement(segment=row, code="home", accepted=0.0, odds=0.5) for row in range(30, 90)]
    rest = [one for one in rest if one.segment not in best]
    good = learn(before, whole, right + rest)
    bad = learn(before, whole, [replace(one, accepted=0.0) for one in right[:15]])
    assert good.trust[0].earned
    assert "of" in good.trust[0].why
    assert not bad.trust[0].earned
    assert codes


def test_two_hundred_answers_are_learned_while_one_waits(
    study: tuple[Corpus, list[str], Scores],
) -> None:
    whole, codes, before = study
    given_ = answers(codes, list(range(200)), "home")
    began = time.process_time()
    learn(before, whole, given_)
    assert time.process_time() - began < 2  # far above what it takes, to hold on a busy machine


def test_a_decision_on_no_segment_of_the_corpus_is_no_matter() -> None:
    whole, _ = corpus(20)
    empty = gather([], embed=embed)
    assert learn(score(empty, book(), embed=embed), empty, []).z.shape == (0, 3)
    before = score(whole, book(), embed=embed)
    unknown = [Judgement(segment=0, code="no such code", accepted=1.0)]
    assert learn(before, whole, unknown) is before
