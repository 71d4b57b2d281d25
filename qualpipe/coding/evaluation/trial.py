"""The trial: the engine and the baselines on coded text, measured where nothing was learned."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.coding.evaluation import baselines
from qualpipe.coding.evaluation.gold import Gold
from qualpipe.coding.evaluation.measures import reliability
from qualpipe.coding.evaluation.predictions import Labelled, Prediction, drawn, engine
from qualpipe.coding.evaluation.report import Baseline, Evaluation, LanguageCurve, Point
from qualpipe.coding.evaluation.splits import Split, splits
from qualpipe.coding.evaluation.tally import resampled, tallied
from qualpipe.coding.scoring import Corpus, Embed, Matrix, gather, score
from qualpipe.model import Codebook, QualpipeError
from qualpipe.text.vectors import one_thread

LEARN = (0, 20, 50, 100, 200)
LEAST = 10
"""A code with fewer positive segments is listed, not averaged."""


def evaluate(
    gold: Gold,
    codebook: Codebook,
    *,
    embed: Embed,
    encoder: str,
    labels: Sequence[int] = LEARN,
    seeds: int = 5,
) -> Evaluation:
    """Measure the engine on coded text: with no labels, and learning from so many a code.

    Labels are drawn from one part of the groups as the review queue would draw them, figures come
    from the other part; both parts' texts (never their codes) are known to the engine, as they are
    in a project. Figures are means over seeds, with intervals from resampling whole groups.
    """
    if not labels or min(labels) < 0 or seeds < 1:
        raise QualpipeError("labels are numbers from 0 up, and at least one seed is needed")
    with one_thread():
        return _evaluated(gold, codebook, sorted({0, *labels}), seeds, embed=embed, encoder=encoder)


def _evaluated(
    gold: Gold,
    codebook: Codebook,
    counts: Sequence[int],
    seeds: int,
    *,
    embed: Embed,
    encoder: str,
) -> Evaluation:
    corpus = gather(gold.segments, embed=embed, contexts=gold.contexts)
    trial = _Trial(gold, codebook, corpus, embed=embed)
    parts = splits(gold, seeds=seeds)
    labelled = [drawn(trial.scores, one, trial.columns, most=counts[-1]) for one in parts]
    learned = trial.predictions(parts, labelled, counts)
    return Evaluation(
        encoder=encoder,
        codebook=codebook.id,
        seeds=seeds,
        split="column" if gold.splits else "groups",
        segments=len(gold.segments),
        groups=len(set(gold.groups)),
        prevalence=trial.prevalence(),
        positives=trial.positives,
        left_out=tuple(code for code in trial.ids if code not in trial.codes),
        curve=tuple(trial.point(count, learned[count]) for count in counts),
        baselines=tuple(trial.baselines(parts, labelled, counts)),
        languages=tuple(trial.languages(learned)),
        reliability=trial.reliability(learned[counts[-1]]),
        problems=gold.problems,
    )


@dataclass(frozen=True, slots=True)
class _Language:
    name: str
    rows: Matrix
    codes: Mapping[str, int]


class _Trial:
    """What all parts of an evaluation need: truth, scores without labels, resampling weights."""

    def __init__(self, gold: Gold, codebook: Codebook, corpus: Corpus, *, embed: Embed) -> None:
        self.gold, self.codebook, self.corpus, self.embed = gold, codebook, corpus, embed
        self.ids = [code.id for code in codebook]
        self.truth = np.array([[i in own for i in self.ids] for own in gold.codes], np.float64)
        self.positives = dict(zip(self.ids, map(int, self.truth.sum(axis=0)), strict=True))
        self.columns = baselines.columns_with(self.truth, least=LEAST)
        if not self.columns:
            raise QualpipeError(
                f"no code of the codebook is on {LEAST} rows or more: nothing can be measured"
            )
        self.codes = {self.ids[column]: column for column in self.columns}
        self.scores = score(corpus, codebook, embed=embed)
        self.weights = resampled(gold.groups, seed=0)

    def prevalence(self) -> Mapping[str, float]:
        return dict(zip(self.ids, self.truth.mean(axis=0).tolist(), strict=True))

    def predictions(
        self, parts: Sequence[Split], labelled: Sequence[Labelled], counts: Sequence[int]
    ) -> Mapping[int, list[Prediction]]:
        made: dict[int, list[Prediction]] = {count: [] for count in counts}
        for part, rows in zip(parts, labelled, strict=True):
            each = engine(self.scores, self.corpus, self.truth, part, rows, labels=counts)
            for count, prediction in zip(counts, each, strict=True):
                made[count].append(prediction)
        return made

    def point(self, count: int, predictions: Sequence[Prediction]) -> Point:
        return Point(labels=count, tally=tallied(predictions, self.truth, self.weights, self.codes))

    def baselines(
        self, parts: Sequence[Split], labelled: Sequence[Labelled], counts: Sequence[int]
    ) -> Iterable[Baseline]:
        by_keyword = baselines.keyword(self.gold, self.codebook)
        by_cosine = baselines.cosine(self.corpus, self.codebook, embed=self.embed)
        for name, whole in (("keyword", by_keyword), ("cosine", by_cosine)):
            yield self._baseline(name, 0, [baselines.only(whole, p.held_out) for p in parts])
        features = baselines.tfidf(self.gold)
        for count in counts:
            if count:
                made = [
                    baselines.regression(features, self.truth, rows, p.held_out, count=count)
                    for p, rows in zip(parts, labelled, strict=True)
                ]
                yield self._baseline(f"tfidf_lr_{count}", count, made)

    def _baseline(self, name: str, count: int, made: Sequence[Prediction]) -> Baseline:
        tally = tallied(made, self.truth, self.weights, self.codes, probable=False)
        return Baseline(name=name, labels=count, tally=tally)

    def languages(self, learned: Mapping[int, Sequence[Prediction]]) -> Iterable[LanguageCurve]:
        spoken = np.array([segment.language.value for segment in self.gold.segments])
        for name in sorted(set(spoken.tolist())):
            rows = (spoken == name).astype(np.float64)
            truth = self.truth * rows[:, None]
            codes = {self.ids[c]: c for c in baselines.columns_with(truth, least=LEAST)}
            weights = self.weights * rows
            points = [
                Point(labels=count, tally=tallied(_inside(made, rows), self.truth, weights, codes))
                for count, made in learned.items()
                if codes
            ]
            yield LanguageCurve(language=name, segments=int(rows.sum()), curve=tuple(points))

    def reliability(self, made: Sequence[Prediction]) -> Sequence[tuple[float, float, int]]:
        truth = [self.truth[one.rows][:, self.columns].ravel() for one in made]
        believed = [one.score[:, self.columns].ravel() for one in made]
        return reliability(np.concatenate(truth), np.concatenate(believed))


def _inside(made: Sequence[Prediction], rows: Matrix) -> list[Prediction]:
    """Keep the held-out rows of one language."""
    kept = []
    for one in made:
        here = rows[one.rows] > 0
        if here.any():
            part = Prediction(rows=one.rows[here], score=one.score[here], chosen=one.chosen[here])
            kept.append(part)
    return kept
