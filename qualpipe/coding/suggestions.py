"""Suggestions: the codes worth showing to a reviewer, each with its evidence."""

from collections.abc import Iterable, Sequence

import numpy as np

from qualpipe.coding.evidence import Explained, explain
from qualpipe.coding.learning import Judgement, learn
from qualpipe.coding.scoring import Corpus, Embed, Scores, gather, score
from qualpipe.model import Codebook, Segment, Suggestion


def suggest(
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    embed: Embed,
    run: str,
    contexts: Sequence[str] = (),
    judgements: Iterable[Judgement] = (),
) -> tuple[Suggestion, ...]:
    """Suggest codes for segments: gather, score, learn and explain in one call."""
    corpus = gather(segments, embed=embed, contexts=contexts)
    scores = learn(score(corpus, codebook, embed=embed), corpus, judgements)
    return suggestions(scores, corpus, codebook, embed=embed, run=run)


def suggestions(
    scores: Scores, corpus: Corpus, codebook: Codebook, *, embed: Embed, run: str
) -> tuple[Suggestion, ...]:
    """Turn scores at or above their cut into suggestions with evidence.

    In the order of the segments, the surest code first; each has at least one piece of evidence.
    """
    rows, columns = np.nonzero(scores.chosen)
    sure = scores.probability[rows, columns]
    order = sorted(range(len(rows)), key=lambda i: (rows[i], -sure[i], columns[i]))
    pairs = [(int(rows[i]), int(columns[i])) for i in order]
    explained = explain(pairs, scores, corpus, codebook, embed=embed)
    return tuple(
        _suggestion(pair, scores, corpus, evidence, run)
        for pair, evidence in zip(pairs, explained, strict=True)
    )


def _suggestion(
    pair: tuple[int, int], scores: Scores, corpus: Corpus, evidence: Explained, run: str
) -> Suggestion:
    row, column = pair
    return Suggestion(
        segment=corpus.segments[row].address,
        code=scores.codes[column],
        score=float(scores.probability[row, column]),
        basis=scores.basis[column],
        evidence=evidence,
        run=run,
    )
