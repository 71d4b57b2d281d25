"""Rules: what each part of a codebook's wording brings on coded text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from qualpipe.coding.evaluation.measures import average_precision
from qualpipe.coding.keywords import matcher_of
from qualpipe.coding.scoring import Corpus, Embed, Matrix, score
from qualpipe.coding.scoring.lexical import hits_of
from qualpipe.model import Code, Codebook

PARTS = ("definition", "include", "exclude", "keywords", "examples", "counter_examples")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEffect:
    """Average precision (0 to 1) of a code with and without one part of its wording."""

    code: str
    part: str
    positives: int
    ap_with: float
    ap_without: float

    @property
    def gain(self) -> float:
        """Return what the part brings; below 0 it does harm."""
        return self.ap_with - self.ap_without


def effects(
    codebook: Codebook, corpus: Corpus, gold: Sequence[frozenset[str]], *, embed: Embed
) -> tuple[RuleEffect, ...]:
    """Measure what each part of each code's wording brings on gold (the codes of each segment).

    Each part is left out of one code at a time, the others staying whole; `negation` is what it
    brings that negated keywords count less. Codes that no gold segment carries, and parts that are
    all of a code's wording, are left out.
    """
    hits = hits_of(corpus, matcher_of(codebook))
    whole = score(corpus, codebook, embed=embed, hits=hits).z
    heedless = [tuple(replace(hit, negated=False) for hit in found) for found in hits]
    unnegated = score(corpus, codebook, embed=embed, hits=heedless).z
    negated = {hit.code for found in hits for hit in found if hit.negated}
    found = []
    for column, code in enumerate(codebook):
        truth = np.array([code.id in codes for codes in gold], dtype=np.float64)
        if not truth.any():
            continue
        for part in _parts_of(code):
            without = replace(codebook, codes=_without(codebook, code, part))
            z = score(corpus, without, embed=embed).z
            found.append(_effect(code, part, truth, whole[:, column], z[:, column]))
        if code.id in negated:
            less = unnegated[:, column]
            found.append(_effect(code, "negation", truth, whole[:, column], less))
    return tuple(found)


def _parts_of(code: Code) -> tuple[str, ...]:
    filled = tuple(part for part in PARTS if getattr(code, part))
    carrying = {"definition", "keywords", "examples"}.intersection(filled)
    return tuple(part for part in filled if {part} != carrying)


def _without(codebook: Codebook, code: Code, part: str) -> tuple[Code, ...]:
    return tuple(_emptied(one, part) if one.id == code.id else one for one in codebook)


def _emptied(code: Code, part: str) -> Code:
    changes: dict[str, Any] = {part: ()}
    return replace(code, **changes)


def _effect(code: Code, part: str, truth: Matrix, whole: Matrix, less: Matrix) -> RuleEffect:
    return RuleEffect(
        code=code.id,
        part=part,
        positives=int(truth.sum()),
        ap_with=average_precision(truth, whole),
        ap_without=average_precision(truth, less),
    )
