import numpy as np
import pytest
from make import segment

from qualpipe.themes import Material
from qualpipe.themes.clustering.modelling import modelled
from qualpipe.themes.clustering.steady import Grouping, Smoothing
from qualpipe.themes.wording.counts import count
from qualpipe.themes.wording.weights import weigh


def test_chinese_words_outlive_bertopic_and_weigh_as_ours_do(material: Material) -> None:
    counts = count(material.segments)
    found = modelled(counts, material.vectors, (Smoothing(), Grouping(4, seed=1)))
    assert found.weights[:, counts.chinese].any(axis=1).all()
    assert found.weights[:, ~counts.chinese].any(axis=1).all()
    assert np.allclose(found.weights, weigh(counts, found.labels, 4))


def test_groups_are_numbered_from_the_largest(material: Material) -> None:
    counts = count(material.segments)
    found = modelled(counts, material.vectors, (Smoothing(), Grouping(6, seed=1)))
    sizes = np.bincount(found.labels)
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    assert type(found.model).__name__ == "BERTopic"


@pytest.mark.parametrize("text", ["I know, I mean, you know", "即係我話佢知囉"])
def test_segments_of_stop_words_alone_are_no_fault(text: str) -> None:
    counts = count([segment(text, turn=turn) for turn in range(30)])
    vectors = np.random.default_rng(1).normal(size=(30, 8)).astype(np.float32)
    found = modelled(counts, vectors, (Smoothing(), Grouping(3, seed=1)))
    assert found.weights.shape == (3, 0)
