"""Words: what the codebook's keywords say of a segment."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from qualpipe.coding.keywords import Hit, Matcher
from qualpipe.coding.scoring.corpus import Corpus, Matrix
from qualpipe.coding.scoring.space import PRIOR

# BM25 (Robertson & Zaragoza 2009, doi:10.1561/1500000019): a term said five times does not count
# five times; a long segment holds more terms by chance.
_SATURATION, _LENGTH = 1.2, 0.6
# "Nobody supports me" is talk about support, so a negated term still counts for something.
NEGATED = 0.5


def hits_of(corpus: Corpus, matcher: Matcher) -> tuple[tuple[Hit, ...], ...]:
    """Return the keyword hits of each segment; equal texts are matched once."""
    texts = list({segment.text for segment in corpus.segments})
    found = dict(zip(texts, matcher.hits_of_all(texts), strict=True))
    return tuple(found[segment.text] for segment in corpus.segments)


def term_weights(hits: Sequence[Sequence[Hit]]) -> dict[tuple[str, str], float]:
    """Weigh each (code, term) by its rarity: a term of every second segment says little."""
    seen: Counter[tuple[str, str]] = Counter()
    for found in hits:
        seen.update({(hit.code, hit.term) for hit in found})
    total = len(hits) + PRIOR
    return {key: math.log1p((total - count + 0.5) / (count + 0.5)) for key, count in seen.items()}


def lexical(corpus: Corpus, codes: Sequence[str], hits: Sequence[Sequence[Hit]]) -> Matrix:
    """Return log(1 + weighted, saturated hits) of each segment for each code."""
    weights = term_weights(hits)
    columns = {code: column for column, code in enumerate(codes)}
    relative = corpus.sizes / corpus.sizes.mean() if len(corpus) else corpus.sizes
    out = np.zeros((len(corpus), len(codes)))
    for row, found in enumerate(hits):
        damping = _SATURATION * (1 - _LENGTH + _LENGTH * relative[row])
        for (code, term), count in sorted(_counts(found).items()):
            gain = weights[code, term] * count * (1 + _SATURATION) / (count + damping)
            out[row, columns[code]] += gain
    logged: Matrix = np.log1p(out)
    return logged


def _counts(found: Sequence[Hit]) -> Mapping[tuple[str, str], float]:
    counts: defaultdict[tuple[str, str], float] = defaultdict(float)
    for hit in found:
        counts[hit.code, hit.term] += NEGATED if hit.negated else 1.0
    return counts
