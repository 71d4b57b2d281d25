"""Evidence: the words of a segment that carried a score, each with its reason in plain words."""

from collections.abc import Sequence

from qualpipe.coding.evidence.keyword import by_keywords
from qualpipe.coding.evidence.learned import by_decisions
from qualpipe.coding.evidence.sentence import by_sentences
from qualpipe.coding.keywords import matcher_of
from qualpipe.coding.scoring import Corpus, Embed, Scores
from qualpipe.model import Codebook, Evidence

Explained = tuple[Evidence, ...]

__all__ = ["Explained", "explain"]


def explain(
    pairs: Sequence[tuple[int, int]],
    scores: Scores,
    corpus: Corpus,
    codebook: Codebook,
    *,
    embed: Embed,
) -> list[Explained]:
    """Return the evidence for pairs of (segment index, code column), what counts most first.

    Keywords that were found, the sentence that comes closest to the code's wording, the question
    before where the answer alone says little, counter-examples that come close, and decisions.
    Spans count in `Transcript.text` and lie inside the segment.
    """
    found = by_keywords(pairs, corpus, codebook, matcher_of(codebook))
    meant = by_sentences(pairs, corpus, codebook, embed=embed)
    taught = by_decisions(pairs, scores, corpus)
    return [
        tuple(sorted((*a, *b, *c), key=lambda one: (-one.weight, one.span)))
        for a, b, c in zip(found, meant, taught, strict=True)
    ]
