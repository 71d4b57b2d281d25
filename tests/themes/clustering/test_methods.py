import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from talk import SUBJECTS, subject_of

from qualpipe.model import QualpipeError
from qualpipe.themes import Material, ThemeSettings, checked, find_themes
from qualpipe.themes.clustering.methods import Original
from qualpipe.themes.clustering.partition import partition
from qualpipe.themes.clustering.steady import Smoothing
from qualpipe.themes.wording.counts import count

TOLD: list[dict[str, Any]] = []


class Quick(Smoothing):
    """Stands in for UMAP, which takes ten seconds to compile itself."""

    def __init__(self, **told: Any) -> None:
        TOLD.append(told)
        super().__init__(seed=0)


class Far(Quick):
    """Reduces so that nothing lies close to anything."""

    def fit_transform(self, X: Any, y: object = None) -> Any:  # noqa: N803
        del y
        return 1000 * np.random.default_rng(1).normal(size=(len(X), 15))


@pytest.fixture
def umap(monkeypatch: pytest.MonkeyPatch) -> None:
    TOLD.clear()
    monkeypatch.setitem(sys.modules, "umap", SimpleNamespace(UMAP=Quick))


@pytest.mark.usefixtures("umap")
def test_bertopics_own_models_get_the_parameters_and_find_their_own_number(
    material: Material,
) -> None:
    settings = ThemeSettings(
        method="bertopic", resamples=1, parameters={"n_neighbors": 7, "min_cluster_size": 12}
    )
    found = find_themes(material, settings=settings, run="test")
    assert len(found.themes) == len(SUBJECTS)
    assert found.tried == ()
    assert found.agreement == pytest.approx(1.0, abs=0.1)
    assert (TOLD[0]["n_neighbors"], TOLD[0]["random_state"]) == (7, 1)


@pytest.mark.usefixtures("umap")
def test_a_number_that_is_asked_for_merges_the_groups(material: Material) -> None:
    settings = ThemeSettings(method="bertopic", resamples=0, count=2)
    assert len(find_themes(material, settings=settings, run="test").themes) == 2


@pytest.mark.usefixtures("umap")
def test_groups_that_were_merged_are_compared_with_merged_ones(material: Material) -> None:
    settings = ThemeSettings(method="bertopic", resamples=3, count=2)
    found = find_themes(material, settings=settings, run="test")
    merged = partition(
        material.vectors, count(material.segments), settings=settings, watch=lambda *_: None
    )
    assert all(len(set(one.labels.tolist()) - {-1}) == 2 for one in merged.resamples)
    assert found.agreement is not None
    stabilities = [one.stability for one in found.themes]
    assert all(one is not None and one > 0.5 for one in stabilities)


class Straying(Quick):
    """Reduces so that every tenth segment lies close to nothing."""

    def fit_transform(self, X: Any, y: object = None) -> Any:  # noqa: N803
        reduced = super().fit_transform(X, y).copy()
        reduced[::10] = 1000 * np.random.default_rng(1).normal(size=reduced[::10].shape)
        return reduced


def test_outliers_are_no_theme_of_those_asked_for(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "umap", SimpleNamespace(UMAP=Straying))
    settings = ThemeSettings(method="bertopic", resamples=0, count=3)
    found = find_themes(material, settings=settings, run="test")
    assert len(found.themes) == 3
    assert len(found.unplaced) >= 16


def test_when_all_are_outliers_the_neighbours_are_shown(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "umap", SimpleNamespace(UMAP=Far))
    settings = ThemeSettings(method="bertopic", parameters={"min_cluster_size": 60})
    found = find_themes(material, settings=settings, run="test")
    assert found.themes == ()
    assert "smaller min_cluster_size or min_samples" in found.message
    assert found.remarks[0].key == "aside"
    assert 0 < len(found.groups) <= 12


def test_an_unknown_parameter_lists_the_known_ones(material: Material) -> None:
    settings = ThemeSettings(method="bertopic", parameters={"eps": 1})
    with pytest.raises(QualpipeError, match="unknown parameter 'eps'; known: min_cluster_size"):
        Original(material.vectors, settings)


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("min_dist", 5, "min_dist cannot be 5; it is a number from 0 to 1"),
        ("min_dist", float("nan"), "min_dist cannot be nan"),
        ("n_components", 600, "n_components cannot be 600; it is a whole number from 1 to 100"),
        ("n_neighbors", 1, "n_neighbors cannot be 1; it is a whole number from 2 to 200"),
        ("n_neighbors", 7.5, "n_neighbors cannot be 7.5"),
        ("min_cluster_size", 1, "min_cluster_size cannot be 1"),
        ("min_samples", 0, "min_samples cannot be 0"),
    ],
)
def test_a_parameter_out_of_bounds_says_what_it_may_be(
    name: str, value: float, message: str
) -> None:
    with pytest.raises(QualpipeError, match=message):
        checked(ThemeSettings(method="bertopic", parameters={name: value}))


def test_no_more_dimensions_than_a_part_of_the_segments_bears(material: Material) -> None:
    settings = ThemeSettings(method="bertopic", parameters={"n_components": 60})
    Original(material.vectors, settings)
    with pytest.raises(QualpipeError, match="n_components can be 38 at most with 50 different"):
        Original(material.vectors[:50], settings)


@pytest.mark.parametrize("seed", [0, 2**31 - 1])
def test_every_seed_that_passes_can_be_used(material: Material, seed: int) -> None:
    settings = checked(ThemeSettings(seed=seed, count=4, resamples=2))
    assert find_themes(material, settings=settings, run="test").themes


def test_umap_and_hdbscan_themselves_find_the_subjects(material: Material) -> None:
    settings = ThemeSettings(method="bertopic", resamples=0, parameters={"n_components": 3})
    found = find_themes(material, settings=settings, run="test")
    of = {one.address: subject_of(one) for one in material.segments}
    assert len(found.themes) == len(SUBJECTS)
    assert all(len({of[address] for address in one.segments}) == 1 for one in found.themes)


def test_without_umap_the_way_out_is_named(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "umap", None)
    method = Original(material.vectors, ThemeSettings(method="bertopic"))
    with pytest.raises(QualpipeError, match="umap is not installed; run: pip install"):
        method.models(0, 1)
