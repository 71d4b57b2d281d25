"""Scores without labels: right more often than not, and the same however the data are laid out."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import code, codebook, phrases
from make import segment as a_segment
from study import book, corpus, embed, segments

from qualpipe.coding import gather, score
from qualpipe.coding.evaluation.measures import average_precision
from qualpipe.coding.scoring import Scores
from qualpipe.coding.scoring.scores import UNCALIBRATED
from qualpipe.model import Code, Codebook, Language, Segment, Span
from qualpipe.text.folding import folded

ENGLISH, CHINESE = Language.EN, Language.YUE


def ranked(scores: Scores, codes: list[str], name: str) -> float:
    truth = np.array([one == name for one in codes], dtype=np.float64)
    return average_precision(truth, scores.z[:, scores.column(name)])


def test_codes_are_found_in_both_languages_without_labels() -> None:
    whole, codes = corpus(200)
    scores = score(whole, book(), embed=embed)
    assert min(ranked(scores, codes, name) for name in scores.codes) > 0.65
    chinese = [row for row, one in enumerate(whole.segments) if one.language is CHINESE]
    right = [scores.z[row, scores.column(codes[row])] > 1 for row in chinese if codes[row]]
    assert np.mean(right) > 0.6


def test_probabilities_are_said_to_be_uncalibrated() -> None:
    scores = score(corpus(40)[0], book(), embed=embed)
    assert set(scores.basis) == {UNCALIBRATED}
    assert not any(trust.earned for trust in scores.trust)
    assert ((scores.probability >= 0) & (scores.probability <= 1)).all()


@settings(max_examples=10, deadline=None)
@given(order=st.permutations(range(60)), turned=st.permutations(range(3)))
def test_the_order_of_segments_and_codes_changes_nothing(
    order: list[int], turned: list[int]
) -> None:
    made, _ = segments(60)
    asked = [f"do you go to the {i % 7}" if i % 3 else "" for i in range(60)]
    plain = score(gather(made, embed=embed, contexts=asked), book(), embed=embed)
    shuffled = gather([made[i] for i in order], embed=embed, contexts=[asked[i] for i in order])
    codes = replace(book(), codes=tuple(book().codes[i] for i in turned))
    other = score(shuffled, codes, embed=embed)
    assert (other.z == plain.z[order][:, turned]).all()
    assert (other.probability == plain.probability[order][:, turned]).all()
    assert (other.chosen == plain.chosen[order][:, turned]).all()


def test_a_duplicated_segment_gets_the_same_score() -> None:
    made, _ = segments(50)
    twins = [*made, *(replace(one, transcript="again" + one.transcript) for one in made)]
    scores = score(gather(twins, embed=embed), book(), embed=embed)
    assert (scores.z[:50] == scores.z[50:]).all()


def test_script_changes_no_score() -> None:
    made, _ = segments(80)
    simple = tuple(
        replace(one, text=folded(one.text)) if one.language is CHINESE else one for one in made
    )
    assert simple != made
    one, other = (score(gather(s, embed=embed), book(), embed=embed) for s in (made, simple))
    assert np.abs(one.z - other.z).max() < 1e-5


def test_the_next_segment_is_judged_with_its_question() -> None:
    made, codes = segments(150)
    mute = [replace(one, text="mm hm") if i < 30 else one for i, one in enumerate(made)]
    asked = [f"{' '.join(made[i].text.split())}?" for i in range(150)]
    scores = score(gather(mute, embed=embed, contexts=asked), book(), embed=embed)
    without = score(gather(mute, embed=embed), book(), embed=embed)
    meant = [(row, scores.column(codes[row])) for row in range(30) if codes[row]]
    gained = [scores.z[place] - without.z[place] for place in meant]
    assert np.mean(gained) > 0.2


def test_an_expected_share_sets_how_much_is_suggested() -> None:
    whole, _ = corpus(200)
    few, many = (
        score(
            whole,
            replace(book(), codes=tuple(replace(one, share=share) for one in book())),
            embed=embed,
        )
        for share in (0.03, 0.4)
    )
    assert few.chosen.mean() < 0.12
    assert many.chosen.mean() > 0.3
    assert abs(many.probability.mean() - 0.4) < 0.03


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_a_tiny_corpus_is_scored_sensibly(count: int) -> None:
    texts = ["warm sofa kitchen cosy", "bus rain lunch", "knock visit door", "屋企 廚房", "mm"]
    made = [
        a_segment(text, turn=turn, language=ENGLISH) for turn, text in enumerate(texts[:count], 1)
    ]
    scores = score(gather(made, embed=embed), book(), embed=embed)
    assert scores.z.shape == (count, 3)
    assert np.isfinite(scores.probability).all()
    if count:
        assert scores.codes[int(scores.z[0].argmax())] == "home"
        assert scores.chosen[0, scores.column("home")]
    if count > 1:
        assert scores.probability[1].max() < scores.probability[0, scores.column("home")]


def test_identical_segments_get_identical_scores() -> None:
    made = [a_segment("warm sofa kitchen", turn=turn, language=ENGLISH) for turn in range(1, 21)]
    scores = score(gather(made, embed=embed), book(), embed=embed)
    assert np.isfinite(scores.z).all()
    assert (scores.z == scores.z[0]).all()


@pytest.mark.parametrize(
    "bare",
    [
        code("home", definition="sofa kitchen warm"),
        code("home", definition="", keywords=["sofa", "kitchen"]),
        code("home", definition="", examples=["sofa kitchen warm cosy"]),
        replace(code("home", definition=""), name=phrases("sofa kitchen warm")),
    ],
    ids=["definition", "keywords", "examples", "name"],
)
def test_each_part_of_the_wording_works_alone(bare: Code) -> None:
    whole, codes = corpus(150)
    others = tuple(one for one in book() if one.id != "home")
    alone = score(whole, Codebook(id="x", codes=(bare, *others)), embed=embed)
    assert ranked(alone, codes, "home") > 0.5


def test_one_code_alone_and_two_of_the_same_text_work() -> None:
    whole, codes = corpus(150)
    home = book().codes[0]
    one = score(whole, codebook(home), embed=embed)
    two = score(whole, codebook(home, replace(home, id="again")), embed=embed)
    assert ranked(one, codes, "home") > 0.5
    assert ranked(two, codes, "home") > 0.5
    assert (two.z[:, 0] == two.z[:, 1]).all()


def test_a_codebook_in_the_other_language_works() -> None:
    whole, codes = corpus(200)
    english = tuple(
        replace(
            one,
            keywords=tuple(p for p in one.keywords if p.language is ENGLISH),
            examples=tuple(p for p in one.examples if p.language is ENGLISH),
        )
        for one in book()
    )
    scores = score(whole, Codebook(id="x", codes=english), embed=embed)
    rows = [row for row, one in enumerate(whole.segments) if one.language is CHINESE]
    for name in scores.codes:
        truth = np.array([codes[row] == name for row in rows], dtype=np.float64)
        assert average_precision(truth, scores.z[rows, scores.column(name)]) > 0.6


def test_a_counter_example_lowers_its_likes() -> None:
    made, _ = segments(120)
    text = "sofa ticket delivery van"
    odd = Segment(
        transcript="P09",
        turn=1,
        span=Span(0, len(text)),
        within=Span(0, len(text)),
        text=text,
        language=ENGLISH,
    )
    whole = gather([*made, odd], embed=embed)
    home, *others = book()
    warned = replace(home, counter_examples=phrases("ticket delivery van"))
    before = score(whole, book(), embed=embed).z[-1, 0]
    after = score(whole, replace(book(), codes=(warned, *others)), embed=embed).z[-1, 0]
    assert after < before
