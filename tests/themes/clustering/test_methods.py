import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from talk import SUBJECTS

from qualpipe.model import QualpipeError
from qualpipe.themes import Material, ThemeSettings, find_themes
from qualpipe.themes.clustering.methods import Original
from qualpipe.themes.clustering.steady import Smoothing

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
    assert "smaller min_cluster_size" in found.message
    assert found.groups


def test_an_unknown_parameter_lists_the_known_ones(material: Material) -> None:
    settings = ThemeSettings(method="bertopic", parameters={"eps": 1})
    with pytest.raises(QualpipeError, match="unknown parameter 'eps'; known: min_cluster_size"):
        Original(material.vectors, settings)


def test_without_umap_the_way_out_is_named(
    material: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "umap", None)
    method = Original(material.vectors, ThemeSettings(method="bertopic"))
    with pytest.raises(QualpipeError, match="umap is not installed; run: pip install"):
        method.models(0, 1)
