import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import adjusted_rand_score  # type: ignore[import-untyped]

from qualpipe.themes.clustering.resampling import Resample, agreement, part, stabilities

LABELS = np.repeat([0, 1, 2], 20)
EVERY = np.arange(60)


def again(labels: list[int] | np.ndarray[tuple[int], np.dtype[np.int64]]) -> Resample:
    return Resample(rows=EVERY, labels=np.array(labels, np.int64))


@given(st.lists(st.integers(0, 4), min_size=60, max_size=60))
def test_agreement_is_the_adjusted_rand_index(labels: list[int]) -> None:
    expected = adjusted_rand_score(LABELS, labels)
    assert agreement(LABELS, again(labels)) == pytest.approx(expected)


def test_a_part_is_four_fifths_without_repetition_and_always_the_same() -> None:
    drawn = part(100, 3, seed=1)
    assert len(set(drawn.tolist())) == 80
    assert np.array_equal(drawn, np.sort(drawn))
    assert np.array_equal(drawn, part(100, 3, seed=1))
    assert not np.array_equal(drawn, part(100, 4, seed=1))


def test_a_huge_corpus_is_resampled_in_small() -> None:
    assert len(part(100_000, 0, seed=1)) == 10_000


def test_names_of_groups_do_not_matter() -> None:
    assert agreement(LABELS, again((LABELS + 1) % 3)) == 1.0
    assert stabilities(LABELS, [again((LABELS + 1) % 3)]) == (1.0, 1.0, 1.0)


def test_a_group_that_falls_apart_is_less_stable_than_one_that_does_not() -> None:
    torn = LABELS.copy()
    torn[:10] = 3
    assert stabilities(LABELS, [again(torn)]) == (0.5, 1.0, 1.0)


def test_outliers_belong_to_no_group() -> None:
    out = LABELS.copy()
    out[:10] = -1
    assert stabilities(LABELS, [again(out)])[0] == 0.5
    assert agreement(LABELS, again(np.full(60, -1))) == 0.0
    assert stabilities(LABELS, [again(np.full(60, -1))]) == (0.0, 0.0, 0.0)


def test_without_resamples_nothing_is_sure() -> None:
    assert stabilities(LABELS, []) == (0.0, 0.0, 0.0)
