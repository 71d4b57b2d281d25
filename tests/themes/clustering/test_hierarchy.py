import numpy as np

from qualpipe.themes.clustering.hierarchy import lifted, upper
from qualpipe.themes.clustering.resampling import Resample


def test_themes_that_stand_close_come_under_one_heading() -> None:
    noise = np.random.default_rng(1).normal(scale=0.05, size=(9, 3))
    middles = np.repeat(np.eye(3), [2, 3, 4], axis=0) + noise
    assert upper(middles) == ((0, 1), (2, 3, 4), (5, 6, 7, 8))


def test_a_theme_that_is_like_no_other_stays_alone() -> None:
    middles = np.array([[1, 0, 0], [1, 0.1, 0], [1, 0.2, 0], [0, 1, 0], [0, 1, 0.1], [-1, -1, 9]])
    assert all(5 not in held for held in upper(middles))


def test_few_themes_need_no_heading() -> None:
    assert upper(np.eye(5)) == ()


def test_groups_of_a_resample_go_where_most_of_their_segments_are() -> None:
    headings = np.array([0, 0, 0, 1, 1, -1])
    resample = Resample(rows=np.arange(6), labels=np.array([0, 0, 1, 1, 1, 2]))
    assert lifted(resample, headings).labels.tolist() == [0, 0, 1, 1, 1, -1]
