"""Alpha over sets of codes against the same worked out pair by pair."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import decision
from rounds import segment

from qualpipe.model import Verdict
from qualpipe.review.agreement import (
    Cluster,
    Figure,
    Measure,
    Plan,
    Reason,
    Scope,
    agreement,
    ratings,
    sets,
)

CODES = ("home", "work", "friends")
Codes = frozenset[str]
SETS = st.frozensets(st.sampled_from(CODES))
ROUNDS = st.integers(2, 3).flatmap(
    lambda reviewers: st.lists(
        st.lists(st.none() | SETS, min_size=reviewers, max_size=reviewers), min_size=1, max_size=6
    )
)


def jaccard(one: Codes, other: Codes) -> Fraction:
    return Fraction(0) if one == other else 1 - Fraction(len(one & other), len(one | other))


def masi(one: Codes, other: Codes) -> Fraction:
    """Return Passonneau's distance, from its definition."""
    if one == other:
        return Fraction(0)
    grade = 2 if one <= other or other <= one else 1
    return 1 - (1 - jaccard(one, other)) * Fraction(grade, 3)


DISTANCES = {Measure.ALPHA_JACCARD: jaccard, Measure.ALPHA_MASI: masi}


def by_pairs(units: Sequence[Sequence[Codes | None]], measure: Measure) -> float | None:
    """Work alpha out pair by pair: observed over expected disagreement."""
    apart = DISTANCES[measure]
    pairable = [[one for one in unit if one is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) > 1]
    judged = [one for unit in pairable for one in unit]
    met = sum(
        apart(one, other) / (len(unit) - 1)
        for unit in pairable
        for one, other in permutations(unit, 2)
    )
    expected = sum(apart(one, other) for one, other in product(judged, judged))
    return float(1 - (len(judged) - 1) * met / expected) if expected else None


def over_sets(
    units: Sequence[Sequence[Codes | None]],
    *,
    scope: Scope = Scope.ALL,
    plan: Plan | None = None,
    cases: int = 1,
) -> dict[Measure, Figure]:
    """Return the figures over sets; None is a reviewer unsure of a code."""
    places = [segment(at, case=f"P{at % cases}") for at in range(1, len(units) + 1)]
    decisions = []
    for place, unit in zip(places, units, strict=True):
        for reviewer, codes in enumerate(unit):
            said = {"home": Verdict.UNSURE} if codes is None else dict.fromkeys(codes, Verdict.ADD)
            decisions += [
                decision(place.address, code=code, verdict=verdict, reviewer=f"r{reviewer}")
                for code, verdict in said.items()
            ]
    names = [f"r{at}" for at in range(len(units[0]))]
    assigned = {(name, place.address) for name in names for place in places}
    block = ratings(decisions, places, assigned=assigned, codes=CODES)
    found = agreement(block, by=[], plan=plan or Plan(resamples=0)).row(scope=scope).figures
    return {measure: found[measure] for measure in DISTANCES}


@pytest.mark.parametrize("measure", DISTANCES)
@given(ROUNDS)
def test_alpha_over_sets_is_that_worked_out_pair_by_pair(
    measure: Measure, units: list[list[Codes | None]]
) -> None:
    assert over_sets(units)[measure].value == pytest.approx(by_pairs(units, measure), abs=1e-6)


@pytest.mark.parametrize(
    ("one", "other", "far", "farther"),
    [
        ("", "", 0, 0),
        ("", "ab", 1, 1),
        ("ab", "ab", 0, 0),
        ("a", "ab", 1 / 2, 2 / 3),
        ("ab", "bc", 2 / 3, 8 / 9),
        ("a", "bc", 1, 1),
    ],
)
def test_masi_grades_what_jaccard_measures(
    one: str, other: str, far: float, farther: float
) -> None:
    sizes = np.array([[len({*one} & {*other})], [len(one)], [len(other)]], dtype=np.float32)
    found = sets.distances(*sizes)
    assert found[Measure.ALPHA_JACCARD][0] == pytest.approx(far)
    assert found[Measure.ALPHA_MASI][0] == pytest.approx(farther)


HOME, BOTH, NONE = frozenset({"home"}), frozenset({"home", "work"}), frozenset[str]()
MANY: list[list[Codes | None]] = [
    [HOME, HOME],
    [HOME, BOTH],
    [NONE, NONE],
    [BOTH, BOTH],
    [NONE, HOME],
    [HOME, NONE],
    [NONE, NONE],
    [BOTH, HOME],
]


@pytest.mark.parametrize("measure", DISTANCES)
def test_its_interval_is_that_of_the_value_worked_out_on_each_draw(measure: Measure) -> None:
    plan = Plan(resamples=40, seed=5)
    values = []
    for times in plan.draws(4).astype(int):
        # participants P0..P3 in order; segment at is P(at % 4), counted from 1
        rows = [unit for at, unit in enumerate(MANY, 1) for _ in range(times[at % 4])]
        values.append(by_pairs(rows, measure))
    defined = [one for one in values if one is not None]
    figure = over_sets(MANY, plan=plan, cases=4)[measure]
    ends = tuple(np.quantile(defined, [0.025, 0.975]))
    assert (figure.low, figure.high) == pytest.approx(ends, abs=1e-6)
    assert figure.undefined == len(values) - len(defined)


def test_segments_without_any_code_are_left_out_of_those_that_someone_coded() -> None:
    for measure in DISTANCES:
        coded = [unit for unit in MANY if any(unit)]
        figure = over_sets(MANY, scope=Scope.CODED)[measure]
        assert figure.value == pytest.approx(by_pairs(coded, measure), abs=1e-6)
        assert figure.n == len(coded)


def test_a_reviewer_unsure_of_one_code_gave_no_known_set() -> None:
    figure = over_sets([[HOME, None], [HOME, HOME], [NONE, NONE]])[Measure.ALPHA_MASI]
    assert figure.n == 2


@pytest.mark.parametrize(
    ("units", "reason"), [([[HOME, HOME]] * 2, Reason.ONE_VALUE), ([[HOME, None]], Reason.NO_PAIR)]
)
def test_without_two_sets_to_tell_apart_it_is_undefined(
    units: list[list[Codes | None]], reason: Reason
) -> None:
    for figure in over_sets(units).values():
        assert figure.value is None
        assert figure.reason == reason


def test_too_many_segments_to_draw_one_by_one_leave_the_value(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = Plan(resamples=20, cluster=Cluster.SEGMENT)
    with_interval = over_sets(MANY, plan=plan)[Measure.ALPHA_MASI]
    monkeypatch.setattr(sets, "MOST_CELLS", 4)
    without = over_sets(MANY, plan=plan)[Measure.ALPHA_MASI]
    assert with_interval.low is not None
    assert without.low is None
    assert without.reason == Reason.TOO_MANY
    assert without.value == pytest.approx(with_interval.value)


def test_more_sets_than_are_compared_at_a_time_make_no_difference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at_once = over_sets(MANY)
    monkeypatch.setattr(sets, "BLOCK", 2)
    for measure, figure in over_sets(MANY).items():
        assert figure.value == pytest.approx(at_once[measure].value)
