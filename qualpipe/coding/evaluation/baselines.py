"""Baselines: what a researcher could write in a notebook in an afternoon."""

from collections.abc import Sequence

import numpy as np

from qualpipe.coding.evaluation.gold import Gold
from qualpipe.coding.evaluation.predictions import Labelled, Prediction
from qualpipe.coding.evaluation.splits import Rows
from qualpipe.coding.keywords import matcher_of
from qualpipe.coding.scoring import Corpus, Embed, Matrix
from qualpipe.model import Codebook


def keyword(gold: Gold, codebook: Codebook) -> Prediction:
    """Choose a code wherever one of its keywords stands; rank by how many different ones do."""
    matcher, codes = matcher_of(codebook), [code.id for code in codebook]
    count = np.zeros((len(gold.segments), len(codes)))
    for row, hits in enumerate(matcher.hits_of_all([one.text for one in gold.segments])):
        for code, _ in {(hit.code, hit.term) for hit in hits}:
            count[row, codes.index(code)] += 1
    return Prediction(rows=np.arange(len(count)), score=count, chosen=count >= 1)


def cosine(corpus: Corpus, codebook: Codebook, *, embed: Embed) -> Prediction:
    """Choose the code whose definition is nearest (cosine of plain embeddings)."""
    near = np.full((len(corpus), len(codebook)), -1.0)
    for column, code in enumerate(codebook):
        texts = [phrase.text for phrase in code.definition or code.name or code.keywords]
        if texts:
            near[:, column] = (corpus.vectors @ embed(texts).T).max(axis=1)
    chosen = near == near.max(axis=1, keepdims=True)
    return Prediction(rows=np.arange(len(near)), score=near, chosen=chosen)


def only(prediction: Prediction, rows: Rows) -> Prediction:
    """Keep some rows of a prediction that was made for all."""
    return Prediction(rows=rows, score=prediction.score[rows], chosen=prediction.chosen[rows])


def tfidf(gold: Gold) -> Matrix:
    """Return TF-IDF rows of character n-grams, which serve Chinese and English alike (sparse)."""
    from sklearn.feature_extraction import text  # type: ignore[import-untyped] # noqa: PLC0415 - 1 s

    grams = text.TfidfVectorizer(
        analyzer="char_wb", ngram_range=(1, 4), sublinear_tf=True, min_df=2, max_features=40_000
    )
    rows: Matrix = grams.fit_transform([segment.text for segment in gold.segments])
    return rows


def regression(
    features: Matrix, truth: Matrix, labelled: Labelled, held_out: Rows, *, count: int
) -> Prediction:
    """Fit a logistic regression on TF-IDF with the same labels that the engine has."""
    from sklearn import linear_model  # type: ignore[import-untyped] # noqa: PLC0415 - 1 s

    score = np.zeros((len(held_out), truth.shape[1]))
    for column, rows in labelled.items():
        given = rows[:count]
        answers = truth[given, column]
        if answers.min() == answers.max():
            score[:, column] = answers.mean()  # one class only: it can say nothing else
            continue
        model = linear_model.LogisticRegression(class_weight="balanced", max_iter=300)
        model.fit(features[given], answers)
        score[:, column] = model.predict_proba(features[held_out])[:, 1]
    return Prediction(rows=held_out, score=score, chosen=score > 1 / 2)


def columns_with(truth: Matrix, *, least: int) -> Sequence[int]:
    """Return the codes with enough positive segments to be measured."""
    return [int(column) for column in np.flatnonzero(truth.sum(axis=0) >= least)]
