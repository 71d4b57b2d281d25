"""Means, cosines and spreads hold for corpora of any size."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.coding.scoring.space import Centre, correlations, cosines, standardised, unit


def test_cosines_are_taken_from_the_centre_in_blocks_of_any_size() -> None:
    random = np.random.default_rng(0)
    vectors = random.normal(size=(5000, 8)).astype(np.float32)
    directions = unit(random.normal(size=(3, 8)))
    centre = Centre.found(vectors, ["en", "yue"] * 2500, prior=np.zeros(8))
    seen = vectors.astype(np.float64) - centre.means[centre.of]
    expected = seen @ directions.T / np.linalg.norm(seen, axis=1, keepdims=True)
    assert np.allclose(cosines(vectors, directions, centre=centre), expected)


def test_a_vector_of_zeros_is_near_to_nothing() -> None:
    vectors = np.zeros((2, 4), np.float32)
    centre = Centre.found(vectors, ["en", "en"], prior=np.ones(4))
    assert (cosines(vectors, np.ones((1, 4)), centre=centre) == 0).all()


def test_a_language_is_seen_from_its_own_middle() -> None:
    random = np.random.default_rng(4)
    meanings = random.normal(size=(200, 6))
    apart = np.array([3.0, 0, 0, 0, 0, 0])
    vectors = np.concatenate([meanings, meanings + apart]).astype(np.float32)
    centre = Centre.found(vectors, ["en"] * 200 + ["yue"] * 200, prior=np.zeros(6))
    seen = centre.seen(vectors, list(range(400)))
    assert np.einsum("ij,ij->i", seen[:200], seen[200:]).min() > 0.9


def test_a_language_of_one_segment_is_seen_from_the_middle_of_all() -> None:
    vectors = np.random.default_rng(5).normal(size=(300, 6)).astype(np.float32)
    centre = Centre.found(vectors, ["en"] * 299 + ["zh"], prior=np.zeros(6))
    assert np.abs(centre.means[1] - centre.middle).max() < 0.35


@given(st.integers(500, 900))
def test_in_a_large_corpus_the_corpus_decides(count: int) -> None:
    values = np.random.default_rng(count).normal(3.0, 0.5, size=(count, 1))
    scaled = standardised(values, spread=9.0)
    assert abs(scaled.mean()) < 0.2
    assert 0.1 < scaled.std() < 1.1


def test_in_a_corpus_of_one_what_is_usual_decides() -> None:
    assert 2.0 < standardised(np.array([[0.33]]), spread=0.11)[0, 0] < 3.1
    prior = np.full(3, 7.0)
    assert np.allclose(Centre.found(np.zeros((0, 3), np.float32), [], prior=prior).middle, prior)


def test_few_rows_tell_little_of_a_correlation() -> None:
    values = np.arange(4.0)[:, None]
    rows = np.ones(4, dtype=np.bool_)
    assert 0 < correlations(values, values, rows)[0] < 0.2
    assert correlations(values, values, ~rows)[0] == 0
