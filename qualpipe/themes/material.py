"""Material: segments with all that grouping and wording them needs."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.model import Code, Codebook, Language, Segment, wording
from qualpipe.text.vectors import Vectors
from qualpipe.themes.clustering.neighbours import Floats, neighbours, unit
from qualpipe.themes.wording.counts import amount
from qualpipe.themes.wording.spoken import spoken

Embed = Callable[[Sequence[str]], Vectors]
"""Turns texts into rows of unit length; the caller's cache stands behind it."""

# What a segment's question adds to it: 「係，做咗三年」 says what of only behind its question.
# Chosen on the sample interviews, by how many of the themes planted in them come out.
QUESTION = 0.75
# From this cosine on, two questions are the same question in other words.
_SAME = 0.85
# A group's mean counts in full from some dozens of segments on; before, it is drawn to the whole's.
_PRIOR = 20
# Codebooks smaller than this have no middle of their own.
_FEW_CODES = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Material:
    """Segments, their centred vectors (a row each, unit length) and the codes they are set against.

    `texts` are the vectors of the words alone, `vectors` those with the questions before them.
    `beside` are like `vectors`, of segments that codes explain, with their number of words;
    `codes` and `prototypes` (a row each) stand for the codebook.
    """

    segments: tuple[Segment, ...]
    texts: Floats
    vectors: Floats
    beside: Floats
    beside_words: Floats
    codes: tuple[str, ...]
    prototypes: Floats
    embed: Embed

    def __len__(self) -> int:
        return len(self.segments)


def gather(
    segments: Sequence[Segment],
    *,
    embed: Embed,
    questions: Mapping[str, str] | None = None,
    beside: Sequence[Segment] = (),
    codebook: Codebook | None = None,
) -> Material:
    """Embed and centre the segments to search, those beside them and the codebook.

    `questions` holds what was said to the participant right before a segment, by its address; a
    question that many were asked weighs less, or the themes would be the interview guide.
    """
    whole = (*segments, *beside)
    texts = centred(embed([one.text for one in whole]), whole)
    vectors = _with_questions(texts, whole, questions or {}, embed)
    codes = codebook.codes if codebook else ()
    count = len(segments)
    return Material(
        segments=tuple(segments),
        texts=texts[:count],
        vectors=vectors[:count],
        beside=vectors[count:],
        beside_words=np.array([amount(one.text) for one in beside], np.float32),
        codes=tuple(code.id for code in codes),
        prototypes=_prototypes(codes, embed, width=texts.shape[1]),
        embed=embed,
    )


def centred(vectors: Vectors, segments: Sequence[Segment]) -> Floats:
    """Take from each vector what is common to its language and then to its speaker.

    What is left says what this segment is about; else the themes would be the languages and the
    people. Rows have unit length again.
    """
    rest = vectors.astype(np.float32)
    if not len(rest):
        return rest
    rest -= rest.mean(axis=0)
    for group_of in (
        [spoken(one) for one in segments],
        [one.case or one.transcript for one in segments],
    ):
        for rows in _grouped(group_of):
            rest[rows] -= rest[rows].sum(axis=0) / (len(rows) + _PRIOR)
    return unit(rest)


def _grouped(keys: Sequence[Hashable]) -> list[npt.NDArray[np.int64]]:
    rows: dict[Hashable, list[int]] = {}
    for row, key in enumerate(keys):
        rows.setdefault(key, []).append(row)
    return [np.array(found) for found in rows.values()]


def _with_questions(
    texts: Floats, segments: Sequence[Segment], questions: Mapping[str, str], embed: Embed
) -> Floats:
    asked = [row for row, one in enumerate(segments) if questions.get(one.address, "").strip()]
    if not asked:
        return texts
    raw = embed([questions[segments[row].address] for row in asked])
    vectors = centred(raw, [segments[row] for row in asked])
    joined = texts.copy()
    weights = QUESTION / _asked_of(raw, [segments[row].case for row in asked])
    joined[asked] += weights[:, None] * vectors
    return unit(joined)


def _asked_of(raw: Vectors, cases: Sequence[str]) -> Floats:
    """Count how many participants were asked the same, as far as the nearest ten questions tell."""
    near = neighbours(raw, 10)
    who = np.unique(np.array(cases), return_inverse=True)[1]
    counts = np.ones(len(raw), np.float32)
    for place in range(near.shape[1]):
        other = near[:, place]
        alike = np.einsum("ij,ij->i", raw, raw[other]) >= _SAME
        fresh = (who[near[:, :place]] != who[other][:, None]).all(axis=1) & (who[other] != who)
        counts += alike & fresh
    return counts


def _prototypes(codes: Sequence[Code], embed: Embed, *, width: int) -> Floats:
    """Return a row for each code: the middle of its definitions, examples and keywords.

    What all codes of a codebook have in common is taken away, as it is from the segments.
    """
    rows = np.zeros((len(codes), width), np.float32)
    for row, code in enumerate(codes):
        keywords = ", ".join(one.text for one in code.keywords)
        parts = (
            [one.text for one in code.definition],
            [one.text for one in code.examples],
            [keywords or wording(code.name, Language.EN) or code.id],
        )
        for texts in parts:
            if texts:
                rows[row] += unit(embed(texts).mean(axis=0, keepdims=True))[0]
    if len(codes) >= _FEW_CODES:
        rows -= rows.mean(axis=0)
    return unit(rows)
