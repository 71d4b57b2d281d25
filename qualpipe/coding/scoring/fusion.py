"""Fusion: words and meaning joined into one score for each segment and code."""

from collections.abc import Sequence

import numpy as np

from qualpipe.coding.keywords import Hit, matcher_of
from qualpipe.coding.scoring.company import with_neighbours, with_question
from qualpipe.coding.scoring.corpus import Corpus, Embed, Matrix
from qualpipe.coding.scoring.lexical import hits_of, lexical
from qualpipe.coding.scoring.probability import (
    SLOPE,
    best_cut,
    expected_shares,
    logistic,
    offset_for,
    rounded,
    usual_probabilities,
)
from qualpipe.coding.scoring.prototypes import Prototypes, middle_of, prototypes
from qualpipe.coding.scoring.scores import UNCALIBRATED, Scores, Trust
from qualpipe.coding.scoring.space import PRIOR, Centre, cosines, standardised
from qualpipe.model import Codebook
from qualpipe.text.vectors import one_thread

# Weights beside that of meaning (1). More for words serves ways of speaking and harms themes.
WORDS, AGAINST, FEEDBACK = 0.4, 0.1, 1.0
# What is usual in corpora of hundreds of segments, for those that are too small to tell.
SPREAD_OF_COSINES, SPREAD_OF_WORDS, SPREAD_OF_FEEDBACK = 0.11, 0.3, 0.06
# Segments taken for typical of a code in the second look (Rocchio's feedback): 3 %, or fifteen,
# but not more than an eighth of a small corpus.
_TOP_SHARE, _TOP_COUNT, _TOP_MOST = 0.03, 15, 8
# A segment of this many words is half believed.
_HALF = 4.0


def score(
    corpus: Corpus,
    codebook: Codebook,
    *,
    embed: Embed,
    hits: Sequence[Sequence[Hit]] | None = None,
) -> Scores:
    """Score every segment for every code with no decision known.

    Meaning is the cosine to the code's prototype, words are weighted keyword hits; both are
    standardised, added, looked at a second time with the best segments as further examples,
    drawn to the middle for short segments, and joined by what the talk around them says. `hits`
    are the keywords found in each segment, if they are known already.
    """
    codes = tuple(code.id for code in codebook)
    hits = hits_of(corpus, matcher_of(codebook)) if hits is None else hits
    z = np.zeros((0, len(codes)))
    if len(corpus) and codes:
        with one_thread():
            z = rounded(_scored(corpus, codebook, hits, embed=embed))
    shares = _shares(codebook, hits)
    offsets = [offset_for(z[:, column], share) for column, share in enumerate(shares)]
    probability = rounded(logistic(SLOPE * z - np.array(offsets)))
    cuts = [
        best_cut(probability[:, column], usual=usual_probabilities(offset))
        for column, offset in enumerate(offsets)
    ]
    return Scores(
        codes=codes,
        z=z,
        probability=probability,
        cuts=np.array(cuts),
        basis=(UNCALIBRATED,) * len(codes),
        trust=(Trust(earned=False, why="no segment of it has been reviewed yet"),) * len(codes),
        drawn_by=z,
        offsets=tuple(offsets),
        taught=(0,) * len(codes),
    )


def _scored(
    corpus: Corpus, codebook: Codebook, hits: Sequence[Sequence[Hit]], *, embed: Embed
) -> Matrix:
    centre, wording = placed(corpus, codebook, embed=embed)
    every = np.concatenate([wording.directions, *(one for one in wording.against if len(one))])
    near = cosines(corpus.vectors, every, centre=centre)
    meaning = standardised(near[:, : len(codebook)], spread=SPREAD_OF_COSINES)
    words = lexical(corpus, [code.id for code in codebook], hits)
    own = meaning + WORDS * standardised(words, spread=SPREAD_OF_WORDS)
    own = own - AGAINST * _against(near[:, len(codebook) :], wording)
    own = _looked_at_again(own, corpus, centre)
    length = corpus.sizes / (corpus.sizes + _HALF)
    own = standardised(own * length[:, None], spread=1.0)
    asked = _asked(corpus, wording, centre)
    return with_neighbours(with_question(own, meaning, asked), corpus.segments)


def placed(corpus: Corpus, codebook: Codebook, *, embed: Embed) -> tuple[Centre, Prototypes]:
    """Find the centre of a corpus, and the prototypes of a codebook as seen from there."""
    prior = middle_of(codebook.codes, embed=embed)
    centre = Centre.found(corpus.vectors, corpus.languages, prior=prior)
    return centre, prototypes(codebook.codes, embed=embed, middle=centre.middle)


def _against(near: Matrix, wording: Prototypes) -> Matrix:
    """Return how near each segment comes to the nearest counter-example of each code.

    `near` has the cosines to the counter-examples of all codes, one code after the other.
    """
    out = np.zeros((len(near), len(wording.against)))
    start = 0
    for column, counter in enumerate(wording.against):
        if len(counter):
            nearest = near[:, start : start + len(counter)].max(axis=1, keepdims=True)
            out[:, [column]] = standardised(nearest, spread=SPREAD_OF_COSINES)
            start += len(counter)
    return out


def _looked_at_again(own: Matrix, corpus: Corpus, centre: Centre) -> Matrix:
    """Take the best segments of each code for examples of it (Rocchio 1971), and look again."""
    first = standardised(own, spread=1.0)
    count = min(max(_TOP_COUNT, int(_TOP_SHARE * len(own))), len(own) // _TOP_MOST)
    if not count:
        return first
    found = np.stack([_mean_of_best(column, corpus, centre, count) for column in first.T])
    again = cosines(corpus.vectors, found, centre=centre)
    weight = FEEDBACK * len(own) / (len(own) + PRIOR)
    return first + weight * standardised(again, spread=SPREAD_OF_FEEDBACK)


def _mean_of_best(column: Matrix, corpus: Corpus, centre: Centre, count: int) -> Matrix:
    """Return the mean direction of the best segments; all that tie with the last one count."""
    column = rounded(column)
    least = np.partition(column, -count)[-count]
    best = np.flatnonzero(column >= least)
    mean: Matrix = centre.seen(corpus.vectors[best], best).mean(axis=0)
    return mean


def _asked(corpus: Corpus, wording: Prototypes, centre: Centre) -> Matrix:
    """Return how near the question before each segment comes to each code; 0 if there is none."""
    asked = corpus.context_vectors
    if not asked.any():
        return np.zeros((len(corpus), len(wording.directions)))
    middle = Centre.found(asked, corpus.languages, prior=centre.middle)
    return cosines(asked, wording.directions, centre=middle)


def _shares(codebook: Codebook, hits: Sequence[Sequence[Hit]]) -> Matrix:
    """Return the share of segments each code is expected on: as the codebook says, or a guess."""
    having = [{hit.code for hit in found if not hit.negated} for found in hits]
    total = max(1, len(having))
    guess = expected_shares(np.array([sum(c.id in h for h in having) / total for c in codebook]))
    said = [code.share if code.share is not None else guess[j] for j, code in enumerate(codebook)]
    shares: Matrix = np.clip(np.array(said), 0.002, 0.95)
    return shares
