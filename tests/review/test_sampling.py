from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import QualpipeError
from qualpipe.review.sampling import dealt, drawn, sample_size

NAMES = ("ana", "ben", "陳大文", "李", "eve", "何")
ADDRESSES = st.lists(
    st.builds(
        "{}:{}:0-{}".format,
        st.sampled_from(["P01", "訪談"]),
        st.integers(1, 99),
        st.integers(1, 99),
    ),
    min_size=1,
    max_size=60,
    unique=True,
)


@given(ADDRESSES, st.data(), st.integers(0, 5))
def test_a_draw_does_not_depend_on_the_order_and_grows_with_its_size(
    addresses: list[str], data: st.DataObject, seed: int
) -> None:
    size = data.draw(st.integers(1, len(addresses)))
    shuffled = data.draw(st.permutations(addresses))
    chosen = drawn(addresses, size=size, seed=seed)
    assert drawn(shuffled, size=size, seed=seed) == chosen
    assert len(set(chosen)) == size
    assert set(chosen) <= set(addresses)
    assert drawn(addresses, size=len(addresses), seed=seed)[:size] == chosen


def test_every_segment_is_as_likely_to_be_drawn_as_any_other() -> None:
    addresses = [f"P01:{turn}:0-9" for turn in range(20)]
    hits = Counter(one for seed in range(2000) for one in drawn(addresses, size=5, seed=seed))
    assert min(hits.values()) > 400  # 500 expected, standard deviation 19
    assert max(hits.values()) < 600


@given(ADDRESSES, st.integers(1, len(NAMES)), st.data(), st.integers(0, 5))
def test_each_segment_goes_to_as_many_reviewers_as_overlap_says_and_loads_are_even(
    addresses: list[str], count: int, data: st.DataObject, seed: int
) -> None:
    names = NAMES[:count]
    overlap = data.draw(st.integers(1, count))
    given_to = dealt(addresses, names, overlap=overlap, seed=seed)
    assert list(given_to) == addresses
    assert all(len(set(who)) == overlap for who in given_to.values())
    load = Counter(name for who in given_to.values() for name in who)
    loads = [load[name] for name in names]
    assert max(loads) - min(loads) <= 1
    assert dealt(addresses, names[::-1], overlap=overlap, seed=seed) == given_to


def test_every_pair_of_reviewers_shares_about_as_many_segments() -> None:
    addresses = [f"P01:{turn}:0-9" for turn in range(300)]
    given_to = dealt(addresses, NAMES[:4], overlap=2, seed=3)
    pairs = Counter(pair for who in given_to.values() for pair in combinations(sorted(who), 2))
    assert len(pairs) == 6
    assert min(pairs.values()) >= 40  # 50 each if it came out even


@pytest.mark.parametrize(
    ("sample", "of", "size"),
    [("120", 600, 120), ("20%", 600, 120), ("20 ％", 600, 120), ("all", 7, 7), ("1%", 7, 1)],
)
def test_a_sample_is_a_number_a_share_or_all(sample: str, of: int, size: int) -> None:
    assert sample_size(sample, of=of) == size


@pytest.mark.parametrize(
    ("sample", "of", "says"),
    [
        ("8", 7, "8 segments wanted, 7 to draw from"),
        ("0", 7, "one segment at least"),
        ("0%", 7, "one segment at least"),
        ("101%", 7, "more than all"),
        ("half", 7, "not 'half'"),
        ("-3", 7, "not '-3'"),
        ("all", 0, "no segment to draw from"),
    ],
)
def test_a_sample_that_cannot_be_drawn_says_why(sample: str, of: int, says: str) -> None:
    with pytest.raises(QualpipeError, match=says):
        sample_size(sample, of=of)


@pytest.mark.parametrize("overlap", [0, 3])
def test_an_overlap_needs_that_many_reviewers(overlap: int) -> None:
    with pytest.raises(QualpipeError, match="reviewers"):
        dealt(["P01:2:0-7"], ["ana", "陳"], overlap=overlap, seed=1)


def test_a_reviewer_named_twice_is_refused() -> None:
    with pytest.raises(QualpipeError, match="twice"):
        dealt(["P01:2:0-7"], ["ana", "ana"], overlap=2, seed=1)
