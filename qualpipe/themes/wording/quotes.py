"""Quotes: the segments that show a theme best."""

from collections.abc import Sequence

import numpy as np

from qualpipe.model import Segment
from qualpipe.text.script import han_count
from qualpipe.themes.clustering.neighbours import unit
from qualpipe.themes.material import Material
from qualpipe.themes.wording.counts import amount
from qualpipe.themes.wording.terms import Rows

_QUOTES = 3
# A segment of so many words counts half as typical as a long one: a short one says less for sure.
_HALF = 6


def typical_first(rows: Rows, material: Material) -> Rows:
    """Return the rows of a theme, those nearest to its middle first; short ones count less."""
    middle = unit(material.vectors[rows].mean(axis=0, keepdims=True))[0]
    lengths = np.array([amount(material.segments[row].text) for row in rows])
    typical = (material.vectors[rows] @ middle) * lengths / (lengths + _HALF)
    return rows[np.argsort(-typical, kind="stable")]


def quotes(segments: Sequence[Segment]) -> tuple[str, ...]:
    """Return the addresses of three quotes from different participants, in more than one language.

    `segments` are a theme's, the most typical first. Where all speak one language, or there are
    fewer participants, so be it.
    """
    chosen: list[Segment] = []
    people = {_case(one) for one in segments}
    scripts = {han_count(one.text) > 0 for one in segments}
    while len(chosen) < min(_QUOTES, len(people)):
        heard = {_case(one) for one in chosen}
        fresh = [one for one in segments if _case(one) not in heard]
        spoken = {han_count(one.text) > 0 for one in chosen}
        if len(chosen) == min(_QUOTES, len(people)) - 1 and spoken != scripts:
            fresh = [one for one in fresh if (han_count(one.text) > 0) not in spoken] or fresh
        chosen.append(fresh[0])
    return tuple(one.address for one in chosen)


def _case(segment: Segment) -> str:
    return segment.case or segment.transcript
