import numpy as np
import pytest

from qualpipe.themes import Material, ThemeSettings
from qualpipe.themes.clustering.choosing import Choice, Watch, choose, coherence
from qualpipe.themes.clustering.methods import Steady
from qualpipe.themes.finding import unwatched


def chosen(material: Material, watch: Watch = unwatched) -> Choice:
    method = Steady(material.vectors, ThemeSettings())
    return choose(method, material.vectors, seed=1, watch=watch)


def test_as_many_groups_as_come_out_again(material: Material) -> None:
    found = chosen(material)
    assert found.count == 4
    best = max(found.tried, key=lambda one: one.stability)
    assert best.count == 4
    assert found.resamples


def test_the_resamples_are_those_of_the_number_chosen(material: Material) -> None:
    found = chosen(material)
    assert {len(set(one.labels.tolist())) for one in found.resamples} == {4}


def test_each_part_and_number_that_is_tried_is_told(material: Material) -> None:
    told: list[tuple[str, int, int]] = []
    found = chosen(material, lambda *step: told.append(step))
    whole = 12 * len(found.tried)
    assert told == [("choosing the number of themes", done, whole) for done in range(whole + 1)]


def test_coherence_is_the_mean_cosine_with_the_middle() -> None:
    rows = np.array([[1, 0], [0, 1], [1, 0], [1, 0]], np.float32)
    together = np.array([0, 0, 1, 1])
    assert coherence(rows, together) == pytest.approx((2 * np.sqrt(0.5) + 2) / 4)
    assert coherence(rows, np.array([-1, -1, 0, 0])) == pytest.approx(1.0)
