"""The table of agreement between reviewers: rows for the whole, for codes and for parts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations, compress

import numpy as np
import numpy.typing as npt

from qualpipe.model import Problem, QualpipeError
from qualpipe.review.agreement.figure import Figure, Measure
from qualpipe.review.agreement.ratings import Ratings, Unit
from qualpipe.review.agreement.resampling import Cluster, Plan, estimated
from qualpipe.review.agreement.sets import set_tally
from qualpipe.review.agreement.tally import PAIR, Whole, tallied

FOR_TWO = (
    Measure.PERCENT,
    Measure.COHEN,
    Measure.SCOTT,
    Measure.ALPHA,
    Measure.AC1,
    Measure.BRENNAN_PREDIGER,
)
FOR_MORE = (
    Measure.PERCENT,
    Measure.FLEISS,
    Measure.CONGER,
    Measure.ALPHA,
    Measure.AC1,
    Measure.BRENNAN_PREDIGER,
)
GIVEN_OR_NOT = np.array([0.0, 1.0])


class Scope(StrEnum):
    """Which stretches a row counts: all, or those that someone gave any code.

    Most of an interview carries no code, and reviewers who leave it alone together agree on it.
    """

    ALL = "all"
    CODED = "coded"


class Split(StrEnum):
    """What the table can be split by."""

    CODE = "code"
    LANGUAGE = "language"
    ROLE = "role"
    TRANSCRIPT = "transcript"
    REVIEWER = "reviewer"


PARTS = (Split.LANGUAGE, Split.ROLE, Split.TRANSCRIPT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of one part of the study.

    `split` and `part` say which part ('' and '': the whole), `code` which code ('': all of them
    pooled, each code on each segment being one judgement). `units` counts segments or characters,
    `given` the share of judgements that gave the code.
    """

    scope: Scope
    split: str
    part: str
    code: str
    reviewers: tuple[str, ...]
    participants: int
    units: int
    given: float | None
    figures: Mapping[Measure, Figure] = field(hash=False)

    def record(self) -> dict[str, object]:
        """Return the row as JSON has it."""
        return {
            **self._heading(),
            "reviewers": list(self.reviewers),
            "figures": {str(name): figure.record() for name, figure in self.figures.items()},
        }

    def cells(self) -> dict[str, str | int | float | None]:
        """Return the row as a sheet has it, a column for each part of a figure."""
        flat: dict[str, str | int | float | None] = self._heading()
        flat["reviewers"] = ", ".join(self.reviewers)
        for name, figure in self.figures.items():
            for key, value in figure.record().items():
                flat[str(name) if key == "value" else f"{name}_{key}"] = value
        return flat

    def _heading(self) -> dict[str, str | int | float | None]:
        return {
            "scope": str(self.scope),
            "split": str(self.split),
            "part": self.part,
            "code": self.code,
            "participants": self.participants,
            "units": self.units,
            "given": self.given,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the reviewers of a round agree, and how that was computed."""

    unit: Unit
    plan: Plan
    codes: tuple[str, ...]
    reviewers: tuple[str, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    def row(
        self, code: str = "", *, scope: Scope = Scope.ALL, split: str = "", part: str = ""
    ) -> Row:
        """Return one row; a QualpipeError if the table was not made with it."""
        wanted = (code, scope, split, part)
        for row in self.rows:
            if (row.code, row.scope, row.split, row.part) == wanted:
                return row
        raise QualpipeError(f"the table has no row {wanted}; ask for that split")

    def record(self) -> dict[str, object]:
        """Return the table as JSON has it."""
        return {
            "unit": str(self.unit),
            "resamples": self.plan.resamples,
            "seed": self.plan.seed,
            "level": self.plan.level,
            "cluster": str(self.plan.cluster),
            "codes": list(self.codes),
            "reviewers": list(self.reviewers),
            "left_out": self.left_out,
            "problems": [str(problem) for problem in self.problems],
            "rows": [row.record() for row in self.rows],
        }


def agreement(
    ratings: Ratings, *, by: Collection[Split] = (Split.CODE,), plan: Plan | None = None
) -> Agreement:
    """Measure how far reviewers agree, on all segments and on those that someone coded.

    Pooled over codes always, per code and part as `by` asks; codes and parts cross. A part by
    reviewer is a pair of them, over what both looked at. Two reviewers get Cohen's and Scott's
    coefficients, more get Fleiss' and Conger's, all get percent, alpha, AC1 and Brennan-Prediger;
    pooled rows also alpha over sets of codes.
    """
    plan = plan or Plan()
    rows = list(_rows(ratings, by=by, plan=plan))
    if Split.REVIEWER in by:
        for first, second in combinations(range(len(ratings.reviewers)), 2):
            pair = ratings.between(first, second)
            rows += _rows(pair, by={Split.CODE} & set(by), plan=plan, pair=True)
    return Agreement(
        unit=ratings.unit,
        plan=plan,
        codes=ratings.codes,
        reviewers=ratings.reviewers,
        rows=tuple(rows),
        left_out=ratings.left_out,
        problems=ratings.problems,
    )


def _rows(
    ratings: Ratings, *, by: Collection[Split], plan: Plan, pair: bool = False
) -> Iterator[Row]:
    """Return the rows of these ratings; those of a pair are named after it and have no sets."""
    two = len(ratings.reviewers) == PAIR
    codes = ("", *ratings.codes) if Split.CODE in by else ("",)
    tally = tallied(ratings.values, scale=GIVEN_OR_NOT, weights=ratings.weights)
    clusters, participants = map(ratings.clusters, (plan.cluster, Cluster.PARTICIPANT))
    sets = None if pair else set_tally(ratings, clusters=clusters, labels=_labels(ratings, by))
    for part in parts(ratings, by=by, scopes=tuple(Scope)):
        summed = tally.clustered(part.chosen, clusters[part.chosen])
        summed = summed.with_pooled() if Split.CODE in by else summed.pooled()
        figures = estimated(summed, FOR_TWO if two else FOR_MORE, plan)
        judged = summed.total().marginals[:, :, 0]  # (reviewers, given or not, codes)
        people = len(np.unique(participants[part.chosen]))
        active = judged[..., 0].sum(axis=1) > 0
        for at, code in enumerate(codes):
            over_sets = sets.figures(part.chosen, plan) if sets and not code else {}
            count = judged[..., at].sum()
            yield Row(
                scope=part.scope,
                split=Split.REVIEWER if pair else part.split,
                part=" + ".join(ratings.reviewers) if pair else part.name,
                code=code,
                reviewers=tuple(compress(ratings.reviewers, active)),
                participants=people,
                units=round(ratings.weights[part.chosen].sum()),
                given=float(judged[:, 1, at].sum() / count) if count else None,
                figures={name: one[at] for name, one in figures.items()} | over_sets,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some of the stretches: numbers into `Ratings.stretches`, rising."""

    scope: Scope
    split: str
    name: str
    chosen: Whole


def parts(ratings: Ratings, *, by: Collection[Split], scopes: Sequence[Scope]) -> Iterator[Part]:
    """Return the whole and its parts, once per scope."""
    coded = _coded(ratings)
    for scope in scopes:
        inside = coded if scope is Scope.CODED else np.ones_like(coded)
        yield Part(scope=scope, split="", name="", chosen=np.flatnonzero(inside))
        for split in PARTS:
            if split in by:
                names = _names(ratings, split)
                for name in sorted(set(names)):
                    chosen = np.flatnonzero(inside & (np.array(names) == name))
                    yield Part(scope=scope, split=split, name=name, chosen=chosen)


def _labels(ratings: Ratings, by: Collection[Split]) -> list[Whole]:
    """Return the number of each stretch's part, for each way the stretches are parted."""
    named = [_names(ratings, split) for split in PARTS if split in by]
    numbered = [np.unique(names, return_inverse=True)[1] for names in named]
    return [_coded(ratings).astype(np.intp), *numbered]


def _coded(ratings: Ratings) -> npt.NDArray[np.bool_]:
    coded: npt.NDArray[np.bool_] = (ratings.values == 1).any(axis=(0, 2))
    return coded


def _names(ratings: Ratings, split: Split) -> list[str]:
    """Return the name of the part that each stretch lies in."""
    return [str(getattr(one, split)) for one in ratings.stretches]
