"""The coefficients against published values, other programs, and what must hold for all data."""

import math
import warnings
from itertools import permutations

import krippendorff
import numpy as np
import pytest
from anchors import ABSTRACTORS, BINARY, FLEISS_1971, FOUR_RATERS, NAMES, THREE_CODERS, Rows
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score  # type: ignore[import-untyped]
from statsmodels.stats import inter_rater  # type: ignore[import-untyped]

from qualpipe.review.agreement import Measure, Reason, reliability
from qualpipe.review.agreement.coefficients import FOR_TWO, FORMULAS

PUBLISHED = [
    ("Krippendorff 2011 A", BINARY, Measure.ALPHA, 0.095, 3),
    ("Krippendorff 2011 B", NAMES, Measure.ALPHA, 0.692, 3),
    ("Krippendorff 2011 C", FOUR_RATERS, Measure.ALPHA, 0.743, 3),
    ("Krippendorff 2011 C", FOUR_RATERS, Measure.ALPHA_ORDINAL, 0.815, 3),
    ("Krippendorff 2011 C", FOUR_RATERS, Measure.ALPHA_INTERVAL, 0.849, 3),
    ("Krippendorff 2011 C", FOUR_RATERS, Measure.ALPHA_RATIO, 0.797, 3),
    ("three coders, gaps", THREE_CODERS, Measure.ALPHA, 0.691, 3),
    ("three coders, gaps", THREE_CODERS, Measure.ALPHA_INTERVAL, 0.811, 3),
    ("Gwet raw4raters", FOUR_RATERS, Measure.ALPHA, 0.74342, 5),
    ("Gwet raw4raters", FOUR_RATERS, Measure.FLEISS, 0.76117, 5),
    ("Gwet raw4raters", FOUR_RATERS, Measure.CONGER, 0.76207, 5),
    ("Gwet raw4raters", FOUR_RATERS, Measure.AC1, 0.77544, 5),
    ("Gwet raw4raters", FOUR_RATERS, Measure.BRENNAN_PREDIGER, 0.77273, 5),
    ("Gwet cont3x3abstractors", ABSTRACTORS, Measure.COHEN, 0.79641, 5),
    ("Gwet cont3x3abstractors", ABSTRACTORS, Measure.COHEN_QUADRATIC, 0.89216, 5),
    ("Gwet cont3x3abstractors", ABSTRACTORS, Measure.SCOTT, 0.79624, 5),
    ("Gwet cont3x3abstractors", ABSTRACTORS, Measure.AC1, 0.84933, 5),
    ("Gwet cont3x3abstractors", ABSTRACTORS, Measure.ALPHA, 0.797, 3),
    ("Fleiss 1971", FLEISS_1971, Measure.FLEISS, 0.210, 3),
]


@pytest.mark.parametrize(("source", "ratings", "measure", "value", "digits"), PUBLISHED)
def test_published_values_are_met(
    source: str, ratings: Rows, measure: Measure, value: float, digits: int
) -> None:
    found = reliability(ratings, measure).value
    assert found is not None, source
    assert round(found, digits) == value, source


def test_the_standard_error_of_cohens_kappa_is_that_of_fleiss_cohen_and_everitt() -> None:
    assert reliability(ABSTRACTORS, Measure.COHEN).error == pytest.approx(0.0589, abs=5e-5)


KINDS = (1, 2, 3, 4)
UNITS = st.integers(2, 3).flatmap(
    lambda raters: st.lists(
        st.tuples(*[st.sampled_from([*KINDS, None])] * raters), min_size=1, max_size=12
    )
)
PAIRS = st.lists(st.tuples(*[st.sampled_from(KINDS)] * 2), min_size=2, max_size=30)
LEVELS = {
    Measure.ALPHA: "nominal",
    Measure.ALPHA_ORDINAL: "ordinal",
    Measure.ALPHA_INTERVAL: "interval",
    Measure.ALPHA_RATIO: "ratio",
}
FOR_ANY = sorted(set(FORMULAS) - FOR_TWO)
NOMINAL = [one for one in FOR_ANY if one not in LEVELS] + [Measure.ALPHA]


def value_of(ratings: Rows, measure: Measure) -> float:
    """Return the value among KINDS, NaN if undefined."""
    value = reliability(ratings, measure, categories=KINDS).value
    return math.nan if value is None else value


@pytest.mark.parametrize(("measure", "level"), LEVELS.items())
@given(ratings=UNITS)
def test_alpha_is_that_of_the_krippendorff_package(
    measure: Measure, level: str, ratings: Rows
) -> None:
    ours = reliability(ratings, measure)
    data = np.array(ratings, dtype=float).T
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            theirs = krippendorff.alpha(data, level_of_measurement=level)  # type: ignore[arg-type]
    except ValueError:  # it refuses what is undefined
        assert ours.value is None
        return
    assert (math.nan if ours.value is None else ours.value) == pytest.approx(theirs, nan_ok=True)


@pytest.mark.parametrize(
    ("measure", "weights"),
    [
        (Measure.COHEN, None),
        (Measure.COHEN_LINEAR, "linear"),
        (Measure.COHEN_QUADRATIC, "quadratic"),
    ],
)
@given(ratings=PAIRS)
def test_cohens_kappa_and_its_error_are_those_of_scikit_learn_and_statsmodels(
    measure: Measure, weights: str | None, ratings: Rows
) -> None:
    assume(len({one for row in ratings for one in row}) > 1)
    figure = reliability(ratings, measure, categories=KINDS)
    first, second = zip(*ratings, strict=True)
    assert figure.value == pytest.approx(
        cohen_kappa_score(first, second, weights=weights, labels=KINDS), abs=1e-9
    )
    table = np.zeros((4, 4))
    for one, other in ratings:
        table[KINDS.index(one), KINDS.index(other)] += 1
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # its test of kappa = 0
        variance = inter_rater.cohens_kappa(table, wt=weights).var_kappa
    assert (figure.error or 0) ** 2 == pytest.approx(variance, abs=1e-9)


@given(st.lists(st.tuples(*[st.sampled_from(KINDS)] * 3), min_size=2, max_size=20))
def test_fleiss_kappa_is_that_of_statsmodels(ratings: Rows) -> None:
    assume(len({one for row in ratings for one in row}) > 1)
    counts = [[row.count(kind) for kind in KINDS] for row in ratings]
    assert value_of(ratings, Measure.FLEISS) == pytest.approx(inter_rater.fleiss_kappa(counts))


@pytest.mark.parametrize("measure", FOR_ANY)
@given(ratings=UNITS, data=st.data())
def test_who_comes_first_changes_nothing(
    measure: Measure, ratings: Rows, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(ratings[0]))))
    turned: Rows = [tuple(row[at] for at in order) for row in ratings]
    assert value_of(turned, measure) == pytest.approx(value_of(ratings, measure), nan_ok=True)


@pytest.mark.parametrize("measure", sorted(FOR_TWO))
@given(ratings=PAIRS)
def test_two_raters_can_change_places(measure: Measure, ratings: Rows) -> None:
    turned: Rows = [(second, first) for first, second in ratings]
    assert value_of(turned, measure) == pytest.approx(value_of(ratings, measure), nan_ok=True)


@pytest.mark.parametrize("measure", NOMINAL)
@given(ratings=UNITS, names=st.sampled_from(list(permutations(KINDS))))
def test_other_names_for_the_categories_change_nothing(
    measure: Measure, ratings: Rows, names: tuple[int, ...]
) -> None:
    renamed: Rows = [
        tuple(one if one is None else names[int(one) - 1] for one in row) for row in ratings
    ]
    assert value_of(renamed, measure) == pytest.approx(value_of(ratings, measure), nan_ok=True)


@pytest.mark.parametrize("measure", sorted(set(FOR_ANY) - set(LEVELS)))
@given(ratings=UNITS)
def test_each_unit_twice_gives_the_same_value(measure: Measure, ratings: Rows) -> None:
    assert value_of(ratings * 2, measure) == pytest.approx(value_of(ratings, measure), nan_ok=True)


@pytest.mark.parametrize("measure", LEVELS)
@given(ratings=UNITS)
def test_each_unit_twice_lessens_alphas_correction_for_small_samples_alone(
    measure: Measure, ratings: Rows
) -> None:
    once = 1 - value_of(ratings, measure)
    judged = [sum(one is not None for one in row) for row in ratings]
    n = sum(count for count in judged if count > 1)
    assume(not math.isnan(once))
    twice = 1 - value_of(ratings * 2, measure)
    assert twice == pytest.approx(once * (2 * n - 1) / (2 * (n - 1)))


@given(PAIRS)
def test_of_two_raters_without_gaps_conger_is_cohen_and_fleiss_is_scott(ratings: Rows) -> None:
    for more, two in ((Measure.CONGER, Measure.COHEN), (Measure.FLEISS, Measure.SCOTT)):
        assert value_of(ratings, more) == pytest.approx(value_of(ratings, two), nan_ok=True)


@pytest.mark.parametrize("measure", FORMULAS)
def test_full_agreement_on_more_than_one_value_is_one(measure: Measure) -> None:
    assert value_of([(1, 1), (2, 2), (4, 4)], measure) == pytest.approx(1)


CORRECTED = sorted(set(FORMULAS) - {Measure.PERCENT, Measure.AC1, Measure.BRENNAN_PREDIGER})


@pytest.mark.parametrize("measure", CORRECTED)
def test_one_value_throughout_is_undefined_and_neither_one_nor_nought(measure: Measure) -> None:
    figure = reliability([(1, 1), (1, 1)], measure, categories=KINDS)
    assert figure.value is None
    assert figure.reason == Reason.ONE_VALUE


@pytest.mark.parametrize("measure", FORMULAS)
def test_units_that_one_rater_saw_are_no_agreement(measure: Measure) -> None:
    figure = reliability([(1, None), (None, 2)], measure, categories=KINDS)
    assert figure.value is None
    assert figure.reason == Reason.NO_PAIR
    assert figure.n == 0


@pytest.mark.parametrize("measure", [Measure.AC1, Measure.BRENNAN_PREDIGER])
def test_with_one_category_to_choose_from_there_is_no_chance_to_correct_for(
    measure: Measure,
) -> None:
    assert reliability([(1, 1), (1, 1)], measure).value is None


@given(UNITS)
def test_a_rater_without_a_rating_changes_nothing(ratings: Rows) -> None:
    more: Rows = [(*row, None) for row in ratings]
    for measure in FOR_ANY:
        assert value_of(more, measure) == pytest.approx(value_of(ratings, measure), nan_ok=True)


def test_nought_and_nought_are_the_same_amount() -> None:
    assert reliability([(0, 0), (0, 2), (2, 2)], Measure.ALPHA_RATIO).value is not None
