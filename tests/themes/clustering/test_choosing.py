import numpy as np
import pytest

from qualpipe.themes import Material, ThemeSettings
from qualpipe.themes.clustering.choosing import choose, coherence
from qualpipe.themes.clustering.methods import Steady


def test_as_many_groups_as_come_out_again(material: Material) -> None:
    found = choose(Steady(material.vectors, ThemeSettings()), material.vectors, seed=1)
    assert found.count == 4
    best = max(found.tried, key=lambda one: one.stability)
    assert best.count == 4
    assert found.resamples


def test_the_resamples_are_those_of_the_number_chosen(material: Material) -> None:
    found = choose(Steady(material.vectors, ThemeSettings()), material.vectors, seed=1)
    assert {len(set(one.labels.tolist())) for one in found.resamples} == {4}


def test_coherence_is_the_mean_cosine_with_the_middle() -> None:
    rows = np.array([[1, 0], [0, 1], [1, 0], [1, 0]], np.float32)
    together = np.array([0, 0, 1, 1])
    assert coherence(rows, together) == pytest.approx((2 * np.sqrt(0.5) + 2) / 4)
    assert coherence(rows, np.array([-1, -1, 0, 0])) == pytest.approx(1.0)
