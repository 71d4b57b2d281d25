"""Sentences as evidence: the one that comes closest to a code, and to which of its wording."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.coding.scoring import Corpus, Embed, Matrix
from qualpipe.coding.scoring.corpus import size_of
from qualpipe.coding.scoring.fusion import AGAINST, SPREAD_OF_COSINES, placed
from qualpipe.coding.scoring.prototypes import Prototypes
from qualpipe.coding.scoring.space import Centre, unit
from qualpipe.model import Code, Codebook, Evidence, Segment, Span
from qualpipe.text.sentences import sentences

_SHOWN = 60  # characters of an example or a question that are quoted
# A counter-example speaks against a code when it comes at least this close (cosine).
_CLOSE = 0.35
# Fewer words than these are no sentence of their own.
_SCRAP = 3.0
# Pairs explained at once: the vectors of their sentences are held in double precision.
_BITE = 512
# Below this cosine no sentence can be said to carry the code.
_FAINT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Wording:
    """All that a sentence is compared with: each code's direction and its wording in pieces."""

    centre: Centre
    codes: Prototypes
    names: Sequence[tuple[str, ...]]
    vectors: Sequence[Matrix]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Said:
    """A segment in sentences (spans of the segment, vectors), and the question before it."""

    segment: Segment
    question: str
    sentences: Sequence[Span]
    vectors: Matrix

    def place(self, sentence: int) -> Span:
        return self.sentences[sentence].shifted(self.segment.span.start)


def by_sentences(
    pairs: Sequence[tuple[int, int]], corpus: Corpus, codebook: Codebook, *, embed: Embed
) -> list[list[Evidence]]:
    """Return the sentence evidence of each pair: one for the code, sometimes one against."""
    if not pairs:
        return []
    wording = _wording(corpus, codebook, embed=embed)
    found: list[list[Evidence]] = []
    for start in range(0, len(pairs), _BITE):
        some = pairs[start : start + _BITE]
        said = _said(sorted({row for row, _ in some}), corpus, wording.centre, embed=embed)
        found += [
            [_nearest(said[row], wording, column), *_against(said[row], wording, column)]
            for row, column in some
        ]
    return found


def _wording(corpus: Corpus, codebook: Codebook, *, embed: Embed) -> _Wording:
    centre, codes = placed(corpus, codebook, embed=embed)
    pieces = [list(_pieces(code)) for code in codebook]
    return _Wording(
        centre=centre,
        codes=codes,
        names=[tuple(name for name, _ in own) for own in pieces],
        vectors=[
            unit(embed([text for _, text in own]).astype(np.float64) - centre.middle)
            for own in pieces
        ],
    )


def _pieces(code: Code) -> Iterable[tuple[str, str]]:
    """Return each piece of a code's wording with the words a reason names it by."""
    for phrase in code.definition or code.name:
        yield "the definition" if code.definition else "the name", phrase.text
    for phrase in code.include:
        yield f'the rule "{_short(phrase.text)}"', phrase.text
    for phrase in code.examples:
        yield f'example "{_short(phrase.text)}"', phrase.text


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…"


def _sentences(segment: Segment) -> list[Span]:
    """Cut a segment into sentences, without the white space around them.

    A scrap ("Yes." 「係呀。」) says nothing by itself: it goes with the sentence after it.
    """
    found: list[Span] = []
    start = 0
    whole = sentences(segment.text, language=segment.language)
    for sentence in whole:
        said = segment.text[start : sentence.end]
        if size_of(said) >= _SCRAP or (sentence is whole[-1] and said.strip()):
            words = said.strip()
            first = start + said.index(words)
            found.append(Span(first, first + len(words)))
            start = sentence.end
    return found or [Span(0, max(1, len(segment.text)))]


def _said(rows: Sequence[int], corpus: Corpus, centre: Centre, *, embed: Embed) -> dict[int, _Said]:
    """Embed the sentences; a segment that is one sentence has its vector already."""
    cut = {row: _sentences(corpus.segments[row]) for row in rows}
    texts = {row: [span.of(corpus.segments[row].text) for span in cut[row]] for row in rows}
    several = sorted({text for own in texts.values() if len(own) > 1 for text in own})
    known = dict(zip(several, embed(several), strict=True)) if several else {}
    return {
        row: _Said(
            segment=corpus.segments[row],
            question=corpus.contexts[row].strip(),
            sentences=cut[row],
            vectors=centre.seen(
                np.array([known[text] for text in own]) if len(own) > 1 else corpus.vectors[[row]],
                [row] * len(own),
            ),
        )
        for row, own in texts.items()
    }


def _nearest(said: _Said, wording: _Wording, column: int) -> Evidence:
    """Name the sentence nearest to the code; where none is near, the question it answers."""
    cosine = said.vectors @ wording.codes.directions[column]
    best = int(cosine.argmax())
    weight = _weight(max(0.0, float(cosine[best])))
    if cosine[best] < _FAINT and said.question:
        reason = f'answers the question "{_short(said.question)}"'
    else:
        near = wording.vectors[column] @ said.vectors[best]
        piece = wording.names[column][int(near.argmax())] if len(near) else "the keywords"
        reason = f"{'close' if cosine[best] >= _FAINT else 'faintly close'} to {piece}"
    return Evidence(span=said.place(best), reason=reason, weight=weight)


def _against(said: _Said, wording: _Wording, column: int) -> Iterable[Evidence]:
    """Name the sentence that comes closer to a counter-example than to what the code means."""
    counter = wording.codes.against[column]
    if not len(counter):
        return
    near = said.vectors @ counter.T
    sentence, which = divmod(int(near.argmax()), len(counter))
    meant = wording.vectors[column] @ said.vectors[sentence]
    if near[sentence, which] >= max(_CLOSE, meant.max(initial=0.0)):
        quoted = _short(wording.codes.warnings[column][which])
        yield Evidence(
            span=said.place(sentence),
            reason=f'close to counter-example "{quoted}"',
            weight=-AGAINST * _weight(float(near[sentence, which])),
        )


def _weight(cosine: float) -> float:
    return round(cosine / SPREAD_OF_COSINES, 3)
