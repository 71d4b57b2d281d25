"""The machine beside the people: suggestions against the coding that was settled.

A table of its own, of a type of its own: the machine is no reviewer, and its figures never stand
among those of the reviewers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualpipe.model import Decision, Problem, Segment, Suggestion
from qualpipe.review.agreement.coefficients import cohen, cohen_error, ratio
from qualpipe.review.agreement.figure import Figure, Measure, Reason
from qualpipe.review.agreement.ratings import Ratings, Unit, arranged, case_of, said
from qualpipe.review.agreement.resampling import Plan, figures_of
from qualpipe.review.agreement.rows import GIVEN_OR_NOT, Scope, Split, parts
from qualpipe.review.agreement.tally import PAIR, Floats, Tally, tallied

PEOPLE, MACHINE = "0 settled", "1 suggested"  # in the order their columns are sorted in


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggesterRow:
    """How the suggestions of one code ('': all) in one part ('': the whole) compare.

    `suggested`, `given` and `both` count segments that the machine, the settled coding, and both
    gave the code.
    """

    split: str
    part: str
    code: str
    participants: int
    segments: int
    suggested: int
    given: int
    both: int
    figures: Mapping[Measure, Figure] = field(hash=False)

    def record(self) -> dict[str, object]:
        """Return the row as JSON has it."""
        counts = {name: getattr(self, name) for name in _COUNTS}
        figures = {str(name): figure.record() for name, figure in self.figures.items()}
        return {**counts, "split": str(self.split), "figures": figures}


_COUNTS = ("split", "part", "code", "participants", "segments", "suggested", "given", "both")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggesterTable:
    """How far the suggestions meet the settled coding.

    `in_sight` is the share of the settled decisions that were made with a suggestion on the screen:
    the nearer to 1, the more the figures flatter the machine.
    """

    plan: Plan
    rows: tuple[SuggesterRow, ...]
    in_sight: float | None
    problems: tuple[Problem, ...] = ()

    def record(self) -> dict[str, object]:
        """Return the table as JSON has it."""
        return {
            "resamples": self.plan.resamples,
            "seed": self.plan.seed,
            "level": self.plan.level,
            "cluster": str(self.plan.cluster),
            "in_sight": self.in_sight,
            "problems": [str(problem) for problem in self.problems],
            "rows": [row.record() for row in self.rows],
        }


def suggester_agreement(
    suggestions: Iterable[Suggestion],
    settled: Iterable[Decision],
    segments: Iterable[Segment],
    *,
    looked_at: Collection[str],
    codes: Sequence[str],
    cuts: Mapping[str, float] | None = None,
    by: Collection[Split] = (Split.CODE,),
    plan: Plan | None = None,
) -> SuggesterTable:
    """Compare suggestions with the settled coding: precision, recall, F1 and Cohen's kappa.

    `settled` are the decisions that stand, adjudicated or of the one coder there is; they count as
    one voice, the last word each. `looked_at` are the addresses that were settled: what is there
    and not given is a no, elsewhere a suggestion is not counted. A suggestion counts if its score
    reaches the code's cut (no cut: always). Parts are by language, role and transcript.
    """
    plan = plan or Plan()
    settled = [one for one in settled if one.segment in looked_at]
    words = {(PEOPLE, at, code): gives for (_, at, code), gives in said(settled).items()}
    cuts = cuts or {}
    for one in suggestions:
        if one.score >= cuts.get(one.code, 0.0):
            words[MACHINE, one.segment, one.code] = True
    assigned = {(voice, address) for voice in (PEOPLE, MACHINE) for address in looked_at}
    ratings = arranged(words, segments, assigned=assigned, codes=codes, unit=Unit.SEGMENT)
    return SuggesterTable(
        plan=plan,
        rows=tuple(_rows(ratings, by=by, plan=plan)),
        in_sight=sum(bool(one.seen) for one in settled) / len(settled) if settled else None,
        problems=ratings.problems,
    )


def _rows(ratings: Ratings, *, by: Collection[Split], plan: Plan) -> Iterator[SuggesterRow]:
    codes = ("", *ratings.codes) if Split.CODE in by else ("",)
    clusters = ratings.clusters(plan.cluster)
    sides = ratings.values.reshape(PAIR, -1, len(ratings.codes))  # also where nothing was settled
    tally = tallied(sides, scale=GIVEN_OR_NOT)
    for part in parts(ratings, by=by, scopes=[Scope.ALL]):
        summed = tally.clustered(part.chosen, clusters[part.chosen])
        summed = summed.with_pooled() if Split.CODE in by else summed.pooled()
        total = summed.total()
        figures = _figures(summed, total, plan)
        people, machine = (total.table.sum(axis=axis)[1, 0] for axis in (1, 0))
        for at, code in enumerate(codes):
            yield SuggesterRow(
                split=part.split,
                part=part.name,
                code=code,
                participants=len({case_of(ratings.stretches[one]) for one in part.chosen}),
                segments=len(part.chosen),
                suggested=round(machine[at]),
                given=round(people[at]),
                both=round(total.table[1, 1, 0, at]),
                figures={measure: one[at] for measure, one in figures.items()},
            )


def precision(tally: Tally) -> Floats:
    """Return the share of the suggestions that were given."""
    return ratio(tally.table[1, 1], tally.table[:, 1].sum(axis=0))


def recall(tally: Tally) -> Floats:
    """Return the share of what was given that was suggested."""
    return ratio(tally.table[1, 1], tally.table[1].sum(axis=0))


def f1(tally: Tally) -> Floats:
    """Return the harmonic mean of precision and recall; 0 where nothing suggested was given."""
    both = 2 * tally.table[1, 1]
    return ratio(both, both + tally.table[0, 1] + tally.table[1, 0])


_FORMULAS = {
    Measure.PRECISION: (precision, Reason.NOTHING_SUGGESTED),
    Measure.RECALL: (recall, Reason.NOTHING_GIVEN),
    Measure.F1: (f1, Reason.NEITHER),
    Measure.COHEN: (cohen, Reason.ONE_VALUE),
}


def _figures(summed: Tally, total: Tally, plan: Plan) -> dict[Measure, tuple[Figure, ...]]:
    """Return the figures per code of a tally (participants, codes)."""
    count = summed.units.shape[0]
    drawn = summed.drawn(plan.draws(count)) if count > 1 else None
    return {
        measure: figures_of(
            formula(total)[0],
            None if drawn is None else formula(drawn),
            n=total.units[0],
            reasons=[reason if n else Reason.NOTHING_SETTLED for n in total.units[0].tolist()],
            plan=plan,
            errors=cohen_error(total)[0] if measure is Measure.COHEN else None,
        )
        for measure, (formula, reason) in _FORMULAS.items()
    }
