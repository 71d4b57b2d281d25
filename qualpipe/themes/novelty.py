"""Novelty: what a theme adds to the codebook."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from qualpipe.themes.clustering.neighbours import unit
from qualpipe.themes.material import Material
from qualpipe.themes.wording.counts import amount
from qualpipe.themes.wording.spoken import Spoken, spoken

Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """How new a theme is (0 to 1), the code it is nearest to and the cosine with it."""

    value: float
    nearest: str
    likeness: float


def novelty(groups: Sequence[Rows], material: Material) -> tuple[Novelty, ...]:
    """Return for each group how much talk it holds that no code reaches.

    It is the product of three: the share of what is said on the subject that no code explains (a
    coded segment is on the subject whose middle is nearest), the distance to the nearest code, and
    the root of the group's size beside the largest. All talk is measured in words: small talk is as
    far from the codebook as can be, and short.
    """
    if not groups:
        return ()
    middles = unit(np.stack([material.vectors[rows].mean(axis=0) for rows in groups]))
    lengths = np.array([amount(one.text) for one in material.segments])
    said = np.array([lengths[rows].sum() for rows in groups])
    subject = (material.beside @ middles.T).argmax(axis=1)
    coded = np.bincount(subject, weights=material.beside_words, minlength=len(groups))
    share = said / np.maximum(said + coded, 1)
    likeness = middles @ material.prototypes.T if material.codes else np.zeros((len(groups), 1))
    near = np.clip(likeness.max(axis=1), 0, 1)
    values = share * (1 - near) * np.sqrt(said / max(said.max(), 1))
    return tuple(
        Novelty(
            value=float(values[group]),
            nearest=material.codes[nearest] if material.codes else "",
            likeness=float(near[group]),
        )
        for group, nearest in enumerate(likeness.argmax(axis=1))
    )


def language_mix(groups: Sequence[Rows], material: Material) -> float | None:
    """Say how far themes cross languages: 1 as the corpus does, 0 not at all.

    None where only one language is spoken. Each theme counts by the language that it has too
    little of, beside the share that language has among all of these segments. Segments in both
    languages at once show nothing of that and do not count.
    """
    of = np.array([spoken(one) for one in material.segments])
    return mixed(
        [int((of[rows] == Spoken.CHINESE).sum()) for rows in groups],
        [int((of[rows] == Spoken.ENGLISH).sum()) for rows in groups],
    )


def mixed(chinese: Sequence[int], english: Sequence[int]) -> float | None:
    """Say how far themes cross languages, by how many segments of each there are in a theme.

    >>> mixed([3], [3]), mixed([3, 0], [3, 6]), mixed([0], [6])
    (1.0, 0.3333333333333333, None)
    """
    counted = [(one, one + other) for one, other in zip(chinese, english, strict=True)]
    shares = [part / whole for part, whole in counted if whole]
    base = sum(chinese) / max(sum(whole for _, whole in counted), 1)
    if base in (0, 1):
        return None
    return sum(min(share / base, (1 - share) / (1 - base)) for share in shares) / len(shares)
