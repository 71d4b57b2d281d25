"""Learning: scores that take the decisions so far into account."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from qualpipe.coding.learning.calibration import fitted
from qualpipe.coding.learning.judgements import Judgement
from qualpipe.coding.learning.residual import Answers, by_process, by_regression, mean_of
from qualpipe.coding.learning.trust import trust_in
from qualpipe.coding.scoring import Corpus, Matrix, Scores, Trust
from qualpipe.coding.scoring.probability import best_cut, rounded
from qualpipe.coding.scoring.space import cosines, unit
from qualpipe.coding.scoring.space import mean_of as middle_of
from qualpipe.text.vectors import one_thread

# The queue draws with the chance exp(1.2 z); scores beyond 3 are drawn no more eagerly.
EAGERNESS, _FARTHEST = 1.2, 3.0


def learn(scores: Scores, corpus: Corpus, judgements: Iterable[Judgement]) -> Scores:
    """Return scores that have learned from judgements; codes without any stay as they were.

    Learning always starts from the scores before any decision, so that the same judgements teach
    the same whatever came before, in any order.
    """
    by_code: defaultdict[str, dict[int, Judgement]] = defaultdict(dict)
    for one in sorted(judgements, key=lambda one: (one.segment, one.code, one.accepted)):
        by_code[one.code][one.segment] = one
    columns = [column for column, code in enumerate(scores.codes) if by_code.get(code)]
    if not columns:
        return scores
    with one_thread():
        near = _Nearness(corpus, {row for code in scores.codes for row in by_code.get(code, ())})
        learned = {
            column: _column(scores, column, near, tuple(by_code[scores.codes[column]].values()))
            for column in columns
        }
    return _with(scores, learned)


def eagerness(z: Matrix) -> Matrix:
    """Return how many times likelier than on average the queue draws segments with these scores."""
    chance = np.exp(EAGERNESS * np.clip(z, -_FARTHEST, _FARTHEST))
    relative: Matrix = chance / chance.mean()
    return relative


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Column:
    """What a code has learned: a column of each matrix of the scores."""

    z: Matrix
    probability: Matrix
    cut: float
    basis: str
    trust: Trust
    taught: int
    unseen: dict[int, float]


class _Nearness:
    """The cosines of all segments to the reviewed ones, worked out once for all codes."""

    def __init__(self, corpus: Corpus, rows: Iterable[int]) -> None:
        ordered = sorted(rows)
        self._places = {row: place for place, row in enumerate(ordered)}
        centre = middle_of(corpus.vectors, prior=np.zeros(corpus.vectors.shape[1]))
        reviewed = unit(corpus.vectors[ordered].astype(np.float64) - centre)
        self._cosines = cosines(corpus.vectors, reviewed, centre=centre)

    def to(self, rows: Sequence[int]) -> Matrix:
        """Return the cosine of every segment to these reviewed ones."""
        return self._cosines[:, [self._places[row] for row in rows]]


def _column(scores: Scores, column: int, near: _Nearness, judged: Sequence[Judgement]) -> _Column:
    rows = [one.segment for one in judged]
    accepted = np.array([one.accepted for one in judged])
    prior, offset = scores.drawn_by[:, column], scores.offsets[column]
    answers = Answers(rows=rows, accepted=accepted, prior=prior, near=near.to(rows), offset=offset)
    learned = mean_of(by_process(answers), by_regression(answers))
    z, weights = rounded(learned.scores), _weights(judged, prior)
    line = fitted(learned.unseen, accepted, weights, scores=z, offset=offset)
    probability, unseen = rounded(line.of(z)), rounded(line.of(learned.unseen))
    cut = best_cut(probability)
    return _Column(
        z=z,
        probability=probability,
        cut=cut,
        basis=f"calibrated on {len(rows)} decision{'s' if len(rows) > 1 else ''}",
        trust=trust_in(accepted, (unseen >= cut).astype(float), weights),
        taught=len(rows),
        unseen=dict(zip(rows, unseen.tolist(), strict=True)),
    )


def _weights(judged: Sequence[Judgement], prior: Matrix) -> Matrix:
    """Undo the queue's preference; whoever came upon a segment otherwise is taken to follow it."""
    usual = eagerness(prior)
    return np.array([1 / (one.odds or usual[one.segment]) for one in judged])


def _with(scores: Scores, learned: Mapping[int, _Column]) -> Scores:
    z, probability, cuts = scores.z.copy(), scores.probability.copy(), scores.cuts.copy()
    basis, trust, taught = list(scores.basis), list(scores.trust), list(scores.taught)
    unseen = dict(scores.unseen)
    for column, new in learned.items():
        z[:, column], probability[:, column], cuts[column] = new.z, new.probability, new.cut
        basis[column], trust[column], taught[column] = new.basis, new.trust, new.taught
        unseen |= {(row, column): chance for row, chance in new.unseen.items()}
    return replace(
        scores,
        z=z,
        probability=probability,
        cuts=cuts,
        basis=tuple(basis),
        trust=tuple(trust),
        taught=tuple(taught),
        unseen=unseen,
    )
