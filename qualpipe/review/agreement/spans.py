"""Agreement on spans: did reviewers mark the same stretches with the same code.

Of the spans that one of two reviewers marked, the share that the other marked too, over both
directions and all pairs of reviewers. For spans with the same limits that is F1, which is also the
positive specific agreement (Hripcsak & Rothschild 2005). Spans that share a character count in
full, so that one long span and two short ones inside it agree.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.model import Address, Decision, Segment, Span
from qualpipe.review.agreement.coefficients import ratio
from qualpipe.review.agreement.figure import Figure, Measure, Reason
from qualpipe.review.agreement.ratings import Ground, Said, Unit, case_of, said
from qualpipe.review.agreement.resampling import Cluster, Plan, figures_of
from qualpipe.review.agreement.rows import Row, Scope
from qualpipe.review.agreement.tally import Floats

MEASURES = (Measure.SPAN_EXACT, Measure.SPAN_OVERLAP)


def span_agreement(
    decisions: Iterable[Decision],
    segments: Iterable[Segment],
    *,
    assigned: Collection[tuple[str, str]],
    codes: Sequence[str],
    plan: Plan | None = None,
) -> tuple[Row, ...]:
    """Measure whether reviewers marked the same spans: a pooled row, then a row per code.

    Arguments as those of `ratings`. A span is compared with each other reviewer who looked at a
    segment it shares a character with; the `units` of a row are the spans marked.
    """
    plan = plan or Plan()
    words = said(decisions)
    decided = {address for _, address, _ in words}
    ground = Ground.of(decided, segments, assigned=assigned, unit=Unit.SEGMENT)
    counts: dict[tuple[str, str], Floats] = defaultdict(lambda: np.zeros(4))
    for mark in _marks(words, ground):
        if mark.code in codes:
            home = ground.stretches[ground.under[mark.address][0]]
            cluster = home.address if plan.cluster is Cluster.SEGMENT else case_of(home)
            counts[cluster, mark.code] += mark.counts
    clusters = {name: at for at, name in enumerate(sorted({cluster for cluster, _ in counts}))}
    sums = np.zeros((4, len(clusters), len(codes)))
    for (cluster, code), count in counts.items():
        sums[:, clusters[cluster], codes.index(code)] = count
    return tuple(_rows(np.insert(sums, 0, sums.sum(axis=-1), axis=-1), ground, codes, plan))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A span with a code, and the reviewers who marked it; who looked and who overlaps it.

    `counts` are the marks, the comparisons with another reviewer, and how many of these found the
    same span and a span that shares a character.
    """

    address: str
    code: str
    markers: frozenset[str]
    looked: frozenset[str]
    touching: frozenset[str]

    @property
    def counts(self) -> Floats:
        marks = len(self.markers)
        others = len(self.looked) - 1  # a marker has looked
        same, touching = (len(who & self.looked) - 1 for who in (self.markers, self.touching))
        return np.array([marks, marks * others, marks * same, marks * touching], dtype=np.float64)


def _marks(words: Said, ground: Ground) -> Iterable[_Mark]:
    """Return the spans that reviewers marked where they looked."""
    looked = {
        address: frozenset(
            name
            for at, name in enumerate(ground.reviewers)
            if any(ground.seen[one, at] for one in under)
        )
        for address, under in ground.under.items()
    }
    within: dict[str, Span] = {}
    turns: dict[tuple[str, int, str], dict[str, set[str]]] = {}
    for (reviewer, address, code), gives in words.items():
        if gives and reviewer in looked[address]:
            where = Address.parse(address)
            within[address] = where.within
            spans = turns.setdefault((where.transcript, where.turn, code), {})
            spans.setdefault(address, set()).add(reviewer)
    for (_, _, code), spans in turns.items():
        for address, markers in spans.items():
            near = [who for at, who in spans.items() if within[at].overlaps(within[address])]
            yield _Mark(
                address=address,
                code=code,
                markers=frozenset(markers),
                looked=looked[address],
                touching=frozenset().union(*near),
            )


def _rows(sums: Floats, ground: Ground, codes: Sequence[str], plan: Plan) -> Iterable[Row]:
    """Return the rows of counts (4, participants, pooled and codes)."""
    total = sums.sum(axis=1)
    count = sums.shape[1]
    drawn = plan.draws(count) @ sums if count > 1 else None
    figures: Mapping[Measure, tuple[Figure, ...]] = {
        measure: figures_of(
            ratio(total[at], total[1]),
            None if drawn is None else ratio(drawn[at], drawn[1]),
            n=total[1],
            reasons=[Reason.NO_SPAN] * (1 + len(codes)),
            plan=plan,
        )
        for at, measure in enumerate(MEASURES, 2)
    }
    for at, code in enumerate(("", *codes)):
        yield Row(
            scope=Scope.CODED,
            split="",
            part="",
            code=code,
            reviewers=ground.reviewers,
            participants=int((sums[0, :, at] > 0).sum()),
            units=round(float(total[0, at])),
            given=None,
            figures={measure: one[at] for measure, one in figures.items()},
        )
