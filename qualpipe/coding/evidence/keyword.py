"""Keywords as evidence: which terms of the codebook stand in the segment, and where."""

from collections.abc import Sequence

from qualpipe.coding.keywords import Hit, Matcher, reason
from qualpipe.coding.scoring import Corpus
from qualpipe.model import Codebook, Evidence, Segment

# A keyword adds about this much to a standardised score; a negated one half of it.
WEIGHT = 0.8


def by_keywords(
    pairs: Sequence[tuple[int, int]], corpus: Corpus, codebook: Codebook, matcher: Matcher
) -> list[list[Evidence]]:
    """Return the keyword evidence of each pair."""
    rows = list({row for row, _ in pairs})
    found = matcher.hits_of_all([corpus.segments[row].text for row in rows])
    hits = dict(zip(rows, found, strict=True))
    codes = [code.id for code in codebook]
    return [_of(corpus.segments[row], hits[row], codes[column]) for row, column in pairs]


def _of(segment: Segment, hits: Sequence[Hit], code: str) -> list[Evidence]:
    own = [hit for hit in hits if hit.code == code]
    return [
        Evidence(
            span=hit.span.shifted(segment.span.start),
            reason=reason(hit, segment.text),
            weight=round((WEIGHT / 2 if hit.negated else WEIGHT) / len(own), 3),
        )
        for hit in own
    ]
