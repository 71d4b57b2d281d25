"""Agreement of any table of ratings: what the published examples and a notebook need."""

from collections.abc import Hashable, Sequence

import numpy as np

from qualpipe.model import QualpipeError
from qualpipe.review.agreement.coefficients import FOR_TWO, FORMULAS
from qualpipe.review.agreement.figure import Figure, Measure
from qualpipe.review.agreement.resampling import Plan, estimated
from qualpipe.review.agreement.tally import PAIR, UNKNOWN, Floats, Whole, tallied

Rating = float | str | None
NUMBERS_ONLY = frozenset({Measure.ALPHA_INTERVAL, Measure.ALPHA_RATIO})
NO_RESAMPLES = Plan(resamples=0)


def reliability(
    ratings: Sequence[Sequence[Rating]],
    measure: Measure,
    *,
    categories: Sequence[float | str] = (),
    clusters: Sequence[Hashable] = (),
    plan: Plan = NO_RESAMPLES,
) -> Figure:
    """Measure how well raters agree, from a row per unit and a column per rater.

    None (or NaN) is a missing rating. `categories` are all that could be chosen, in their order
    (those used, sorted, if not given); `clusters` names each unit's participant (each unit its
    own, if not given).

    >>> answers = [("家", "家"), ("家", "工作"), ("工作", "工作"), ("工作", "工作")]
    >>> str(reliability(answers, Measure.COHEN))
    '0.500'
    >>> str(reliability([("home", "home"), ("home", None)], Measure.ALPHA))
    'undefined: only one value was used'
    """
    _check(ratings, measure, clusters)
    known = [[None if one != one else one for one in row] for row in ratings]  # noqa: PLR0124 - NaN
    used = {one for row in known for one in row if one is not None}
    kinds = list(categories) or sorted(used, key=lambda one: (isinstance(one, str), one)) or [0]
    values = _places(known, kinds)
    number = {name: at for at, name in enumerate(dict.fromkeys(clusters))}
    owners = np.array([number[name] for name in clusters] or range(len(ratings)))
    order = np.argsort(owners, kind="stable")
    tally = tallied(values.T[:, :, None], scale=_scale(kinds, measure))
    return estimated(tally.clustered(order, owners[order]), [measure], plan)[measure][0]


def _check(
    ratings: Sequence[Sequence[Rating]], measure: Measure, clusters: Sequence[Hashable]
) -> None:
    """Refuse what is no table of ratings, or no figure of this one."""
    if measure not in FORMULAS:
        raise QualpipeError(f"{measure} is not a figure of a table; known: {', '.join(FORMULAS)}")
    raters = {len(row) for row in ratings}
    if len(raters) != 1:
        raise QualpipeError("a table of ratings needs a row per unit, all of the same length")
    if measure in FOR_TWO and raters != {PAIR}:
        raise QualpipeError(
            f"{measure} compares two raters and there are {raters.pop()}: take fleiss, conger or "
            "alpha, or compare two columns at a time"
        )
    if clusters and len(clusters) != len(ratings):
        raise QualpipeError(f"{len(clusters)} clusters for {len(ratings)} units: name one each")


def _places(rows: Sequence[Sequence[Rating]], kinds: Sequence[float | str]) -> Whole:
    """Return each rating's place among the categories."""
    place: dict[Rating, int] = {kind: at for at, kind in enumerate(kinds)}
    strange = {one for row in rows for one in row if one is not None and one not in place}
    if strange:
        raise QualpipeError(f"ratings outside the categories: {sorted(map(str, strange))}")
    return np.array([[place.get(one, UNKNOWN) for one in row] for row in rows], dtype=np.int16)


def _scale(kinds: Sequence[float | str], measure: Measure) -> Floats:
    """Return the categories as numbers: themselves if they are counted with, else their ranks."""
    if measure not in NUMBERS_ONLY:
        return np.arange(len(kinds), dtype=np.float64)
    numbers = [one for one in kinds if not isinstance(one, str)]
    if len(numbers) < len(kinds):
        raise QualpipeError(f"{measure} counts with the ratings: give numbers, not words")
    if measure is Measure.ALPHA_RATIO and min(numbers, default=0) < 0:
        raise QualpipeError("alpha_ratio is for amounts: give no rating below 0")
    return np.array(numbers, dtype=np.float64)
