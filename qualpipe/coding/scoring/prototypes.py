"""Prototypes: where in the space of meaning a code lies, by all its wording."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.coding.scoring.corpus import Embed, Matrix
from qualpipe.coding.scoring.space import unit
from qualpipe.model import Code, Phrase

# How much each part of the wording counts. Definitions serve themes, examples serve ways of
# speaking; rules are about the border between neighbours and so lie near both of them.
WEIGHTS: Mapping[str, float] = {
    "definition": 1.0,
    "examples": 1.0,
    "keywords": 0.5,
    "include": 0.15,
    "exclude": -0.05,
}
# Prototypes are centred among themselves. A little of the corpus's middle keeps two codes with
# the same text from cancelling each other out.
_AMONG_THEMSELVES = 0.95


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Prototypes:
    """One direction a code (rows), and the counter-examples of each code with their vectors."""

    directions: Matrix
    warnings: tuple[tuple[str, ...], ...]
    against: tuple[Matrix, ...]


def wording_of(code: Code, part: str) -> tuple[str, ...]:
    """Return the texts of one part of a code's wording; keywords joined to one text a language.

    A code with nothing but a name is defined by its name.
    """
    phrases: tuple[Phrase, ...] = getattr(code, part)
    if part == "keywords":
        languages = dict.fromkeys(phrase.language for phrase in phrases)
        texts = [" ".join(p.text for p in phrases if p.language is one) for one in languages]
        return tuple(texts)
    if part == "definition" and not (phrases or code.examples or code.keywords):
        phrases = code.name or code.include
    return tuple(phrase.text for phrase in phrases)


def prototypes(codes: Sequence[Code], *, embed: Embed, middle: Matrix) -> Prototypes:
    """Embed the wording of codes; `middle` is the centre of the corpus, shape (d,)."""
    total = np.zeros((len(codes), len(middle)))
    for part, weight in WEIGHTS.items():
        rows = _embedded(codes, part, embed)
        centre = _centre(rows, middle)
        for column, vectors in enumerate(rows):
            if len(vectors):
                total[column] += weight * unit(unit(vectors - centre).mean(axis=0))
    return Prototypes(
        directions=unit(total),
        warnings=tuple(wording_of(code, "counter_examples") for code in codes),
        against=_seen_from(middle, _embedded(codes, "counter_examples", embed)),
    )


def middle_of(codes: Sequence[Code], *, embed: Embed) -> Matrix:
    """Return the middle of all wording, the best guess at the middle of a corpus not yet seen."""
    texts = [text for code in codes for part in WEIGHTS for text in wording_of(code, part)]
    middle: Matrix = embed(texts).mean(axis=0, dtype=np.float64)
    return middle


def _embedded(codes: Sequence[Code], part: str, embed: Embed) -> list[Matrix]:
    """Embed one part of the wording of every code, in one call."""
    texts = [wording_of(code, part) for code in codes]
    vectors = embed([text for own in texts for text in own]) if any(texts) else None
    rows, start = [], 0
    for own in texts:
        found = vectors[start : start + len(own)] if vectors is not None else np.zeros((0, 0))
        rows.append(found.astype(np.float64))
        start += len(own)
    return rows


def _centre(rows: Sequence[Matrix], middle: Matrix) -> Matrix:
    """Return the middle of the codes' wording, each code counting once."""
    means = [vectors.mean(axis=0) for vectors in rows if len(vectors)]
    if len(means) < 2:  # noqa: PLR2004 - one alone is no company
        return middle
    among: Matrix = np.mean(means, axis=0)
    return _AMONG_THEMSELVES * among + (1 - _AMONG_THEMSELVES) * middle


def _seen_from(middle: Matrix, rows: Sequence[Matrix]) -> tuple[Matrix, ...]:
    return tuple(unit(vectors - middle) if len(vectors) else vectors for vectors in rows)
