import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qualpipe.review.agreement.tally import UNKNOWN, Tally, Whole, tallied

SCALE = np.arange(3.0)
BLOCKS = st.tuples(st.integers(1, 3), st.integers(1, 6), st.integers(1, 2)).flatmap(
    lambda shape: arrays(np.int8, shape, elements=st.integers(UNKNOWN, 2))
)


def same(one: Tally, other: Tally) -> bool:
    names = ("units", "agreed", "coincidences", "shares", "marginals", "table")
    return all(np.allclose(getattr(one, name), getattr(other, name)) for name in names)


@given(BLOCKS)
def test_a_unit_that_counts_three_times_is_three_units(values: Whole) -> None:
    weights = np.arange(1.0, values.shape[1] + 1)
    repeated = np.repeat(values, weights.astype(int), axis=1)
    weighted = tallied(values, scale=SCALE, weights=weights).total()
    assert same(weighted, tallied(repeated, scale=SCALE).total())


@given(BLOCKS, st.data())
def test_a_cluster_drawn_twice_is_there_twice(values: Whole, data: st.DataObject) -> None:
    units = values.shape[1]
    clusters = np.sort(data.draw(arrays(np.intp, units, elements=st.integers(0, 2))))
    names = np.unique(clusters)
    times = data.draw(arrays(np.intp, len(names), elements=st.integers(0, 3)))
    summed = tallied(values, scale=SCALE).clustered(np.arange(units), clusters)
    repeated = np.repeat(values, times[np.searchsorted(names, clusters)], axis=1)
    assert same(summed.drawn(times[None].astype(float)), tallied(repeated, scale=SCALE).total())


@given(BLOCKS)
def test_pooled_codes_are_units_side_by_side(values: Whole) -> None:
    side_by_side = np.concatenate(np.split(values, values.shape[2], axis=2), axis=1)
    pooled = tallied(values, scale=SCALE).total().pooled()
    assert same(pooled, tallied(side_by_side, scale=SCALE).total())
