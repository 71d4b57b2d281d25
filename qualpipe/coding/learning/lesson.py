"""Learning: scores that take the decisions so far into account."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from qualpipe.coding.learning.calibration import fitted
from qualpipe.coding.learning.judgements import Judgement
from qualpipe.coding.learning.residual import Answers, averaged, by_process, by_regression
from qualpipe.coding.learning.trust import trust_in
from qualpipe.coding.scoring import Corpus, Matrix, Scores, Trust
from qualpipe.coding.scoring.probability import best_cut, rounded
from qualpipe.coding.scoring.space import Centre, cosines
from qualpipe.text.vectors import one_thread

# The queue draws with the chance exp(1.2 z); scores beyond 3 are drawn no more eagerly.
EAGERNESS, _FARTHEST = 1.2, 3.0


def learn(scores: Scores, corpus: Corpus, judgements: Iterable[Judgement]) -> Scores:
    """Return scores that have learned from judgements; codes without any stay as they were.

    Learning always starts from the scores before any decision, so that the same judgements teach
    the same whatever came before, in any order.
    """
    by_code: defaultdict[str, list[Judgement]] = defaultdict(list)
    for one in sorted(judgements, key=lambda one: (one.code, one.segment, one.accepted)):
        by_code[one.code].append(one)
    columns = [column for column, code in enumerate(scores.codes) if code in by_code]
    if not columns:
        return scores
    with one_thread():
        nowhere = np.zeros(corpus.vectors.shape[1])
        centre = Centre.found(corpus.vectors, corpus.languages, prior=nowhere)
        learned = {
            column: _column(scores, column, corpus, centre, _merged(by_code[scores.codes[column]]))
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


def _merged(judged: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Average answers to the same question, which stand side by side."""
    groups = (list(own) for _, own in groupby(judged, key=lambda one: one.segment))
    return tuple(
        replace(own[0], accepted=sum(one.accepted for one in own) / len(own)) for own in groups
    )


def _column(
    scores: Scores, column: int, corpus: Corpus, centre: Centre, judged: Sequence[Judgement]
) -> _Column:
    rows = [one.segment for one in judged]
    reviewed = centre.seen(corpus.vectors[rows], rows)
    accepted = np.array([one.accepted for one in judged])
    prior, offset = scores.drawn_by[:, column], scores.offsets[column]
    answers = Answers(
        rows=rows,
        accepted=accepted,
        prior=prior,
        near=cosines(corpus.vectors, reviewed, centre=centre),
        offset=offset,
    )
    learned = averaged(by_process(answers), by_regression(answers))
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
