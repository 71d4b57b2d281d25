import numpy as np
import pytest
from talk import subject_of

from qualpipe.themes import Material
from qualpipe.themes.clustering.steady import Grouping, Smoothing


def test_the_reduced_form_of_all_is_that_of_the_part_that_is_all(material: Material) -> None:
    smoothing = Smoothing().fit(material.vectors)
    whole = smoothing.of(np.arange(len(material)))
    assert np.array_equal(whole, smoothing.transform(material.vectors))
    assert whole.shape == (len(material), 20)


def test_smoothing_draws_like_segments_together(material: Material) -> None:
    subjects = np.array([subject_of(one) for one in material.segments])

    def spread(rows: np.ndarray[tuple[int, int], np.dtype[np.float64]]) -> float:
        within = np.mean([rows[subjects == one].std(axis=0).sum() for one in set(subjects)])
        return float(within / rows.std(axis=0).sum())

    smooth = Smoothing().fit_transform(material.vectors)
    assert spread(smooth) < 0.8 * spread(material.vectors.astype(np.float64))


def test_a_part_is_reduced_without_the_rest(material: Material) -> None:
    part = np.arange(0, len(material), 2)
    changed = material.vectors.copy()
    changed[1::2] = changed[1::2][::-1]
    one, other = Smoothing().fit(material.vectors).of(part), Smoothing().fit(changed).of(part)
    labels = [Grouping(4, seed=1).fit(rows).labels_ for rows in (one, other)]
    assert len(set(zip(*(found.tolist() for found in labels), strict=True))) == 4


def test_fitting_the_same_array_again_costs_nothing(material: Material) -> None:
    smoothing = Smoothing().fit(material.vectors)
    before = smoothing.reduced
    assert smoothing.fit(material.vectors).reduced is before


def test_what_was_not_fitted_cannot_be_transformed(material: Material) -> None:
    with pytest.raises(ValueError, match="look for themes anew"):
        Smoothing().fit(material.vectors).transform(material.vectors.copy())


def test_fewer_different_rows_than_groups_are_no_fault() -> None:
    same = np.repeat(np.eye(3), 4, axis=0)
    assert sorted(set(Grouping(8, seed=1).fit(same).labels_.tolist())) == [0, 1, 2]


def test_new_rows_go_to_the_nearest_group() -> None:
    grouping = Grouping(3, seed=1).fit(np.repeat(np.eye(3), 4, axis=0))
    assert grouping.predict(np.eye(3) * 0.9).tolist() == grouping.labels_[::4].tolist()


def test_a_large_corpus_starts_on_a_sample_and_places_every_row(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("qualpipe.themes.clustering.steady._SAMPLE", 100)
    rows = np.repeat(np.eye(4), 100, axis=0) + np.random.default_rng(1).normal(
        scale=0.05, size=(400, 4)
    )
    labels = Grouping(4, seed=1).fit(rows).labels_
    assert [len(set(labels[start : start + 100].tolist())) for start in range(0, 400, 100)] == [
        1,
        1,
        1,
        1,
    ]
    assert len(set(labels.tolist())) == 4
