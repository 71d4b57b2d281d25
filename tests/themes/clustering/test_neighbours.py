import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.themes.clustering import neighbours as module
from qualpipe.themes.clustering.neighbours import neighbours, unit


def rows(count: int, width: int = 8, seed: int = 1) -> module.Floats:
    return unit(np.random.default_rng(seed).normal(size=(count, width)))


@given(st.integers(2, 60), st.integers(1, 12), st.integers(0, 99))
def test_the_nearest_are_found_and_come_first(count: int, wanted: int, seed: int) -> None:
    vectors = rows(count, seed=seed)
    cosines = (vectors @ vectors.T).astype(np.float64)
    np.fill_diagonal(cosines, -9)
    wanted = min(wanted, count - 1)
    expected = np.sort(cosines, axis=1)[:, ::-1][:, :wanted]
    found = neighbours(vectors, wanted)
    assert found.shape == (count, wanted)
    assert np.allclose(np.take_along_axis(cosines, found, axis=1), expected, atol=1e-6)
    assert not (found == np.arange(count)[:, None]).any()


@pytest.mark.parametrize("count", [0, 1])
def test_who_is_alone_has_no_neighbour(count: int) -> None:
    assert neighbours(rows(count), 5).shape == (count, 0)


def test_ties_go_to_the_lower_row() -> None:
    same = np.repeat(rows(1), 6, axis=0)
    assert neighbours(same, 5)[3].tolist() == [0, 1, 2, 4, 5]


def test_a_large_corpus_is_searched_in_cells_and_hardly_anything_is_missed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    middles = rows(30, width=16)
    chance = np.random.default_rng(2)
    vectors = unit(middles[np.arange(3000) % 30] + chance.normal(scale=0.1, size=(3000, 16)))
    exact = neighbours(vectors, 10)
    monkeypatch.setattr(module, "EXACT", 1000)
    quick = neighbours(vectors, 10)
    shared = [len(set(a) & set(b)) for a, b in zip(exact.tolist(), quick.tolist(), strict=True)]
    assert np.mean(shared) > 9.5
    assert np.array_equal(quick, neighbours(vectors, 10))


def test_unit_leaves_a_row_of_zeros_alone() -> None:
    assert not unit(np.zeros((1, 4))).any()
