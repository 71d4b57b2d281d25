from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from talk import subject_of

from qualpipe.themes import Material
from qualpipe.themes.pictures.layout import FONT, HEIGHT, WIDTH, box_of, lay_labels, places

ANCHORS = st.lists(st.tuples(st.floats(0, WIDTH), st.floats(0, HEIGHT)), min_size=1, max_size=30)


@given(ANCHORS, st.integers(1, 24))
def test_no_label_meets_another_or_leaves_the_map(
    anchors: list[tuple[float, float]], letters: int
) -> None:
    size = box_of(["w" * letters, "等睇醫生", "3 · 40"])
    laid = [box for box in lay_labels(anchors, [size] * len(anchors)) if box]
    assert len(laid) == len(anchors)
    assert not any(one.meets(other) for one, other in combinations(laid, 2))
    assert all(
        0 <= one.x <= WIDTH - one.width and 0 <= one.y <= HEIGHT - one.height for one in laid
    )


def test_a_map_that_is_full_leaves_labels_out_rather_than_over_another() -> None:
    laid = lay_labels([(500, 300)] * 40, [(400, 200)] * 40)
    placed = [box for box in laid if box]
    assert 0 < len(placed) < 40
    assert not any(one.meets(other) for one, other in combinations(placed, 2))


def test_segments_of_a_theme_lie_together(material: Material) -> None:
    names = sorted({subject_of(one) for one in material.segments})
    labels = np.array([names.index(subject_of(one)) for one in material.segments])
    dots = places(material.vectors, labels)
    assert dots.min() >= 0
    assert (dots.max(axis=0) <= [WIDTH, HEIGHT]).all()
    middles = np.stack([dots[labels == one].mean(axis=0) for one in range(4)])
    nearest = np.linalg.norm(dots[:, None] - middles[None], axis=2).argmin(axis=1)
    assert (nearest == labels).mean() > 0.9


def test_wide_letters_are_given_the_room_they_take() -> None:
    assert box_of(["WWWWWWWW MMMM"])[0] > 12 * FONT
    assert box_of(["MMMM"])[0] > box_of(["mill"])[0]


def test_chinese_is_given_the_room_it_takes() -> None:
    assert box_of(["等睇醫生"])[0] > box_of(["wait"])[0]
    assert box_of(["a", "b"])[1] > box_of(["a"])[1]
