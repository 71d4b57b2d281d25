import numpy as np

from qualpipe.themes.wording.weights import ByLanguage

# Two groups; words: 藥 屋 pill flat home
TOLD = np.array([[9, 1, 2, 0, 1], [1, 9, 0, 2, 1]], float)
CHINESE = np.array([True, True, False, False, False])


def test_each_language_is_weighed_by_itself() -> None:
    weights = ByLanguage(CHINESE).fit(TOLD).transform(TOLD).toarray()
    alone = ByLanguage(CHINESE[2:]).fit(TOLD[:, 2:]).transform(TOLD[:, 2:]).toarray()
    assert np.allclose(weights[:, 2:], alone)
    chinese_ten_times = TOLD * np.array([10, 10, 1, 1, 1])
    again = ByLanguage(CHINESE).fit(chinese_ten_times).transform(chinese_ten_times).toarray()
    assert np.allclose(again[:, 2:], alone)


def test_the_formula_is_that_of_class_based_tf_idf() -> None:
    weights = ByLanguage(CHINESE).fit(TOLD).transform(TOLD).toarray()
    assert np.isclose(weights[0, 0], 9 / 10 * np.log(1 + 10 / 10))
    assert np.isclose(weights[0, 2], 2 / 3 * np.log(1 + 3 / 2))


def test_a_language_that_a_group_lacks_weighs_nothing() -> None:
    told = np.array([[3, 1, 0, 0, 0], [1, 3, 1, 1, 1]], float)
    assert not ByLanguage(CHINESE).fit(told).transform(told).toarray()[0, 2:].any()
