"""Comparison: what moved between two searches for themes."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qualpipe.model import Theme
from qualpipe.themes.operations import leaves

# Two themes with less in common than this are two themes.
_SAME = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two themes that are taken for the same; `overlap` is the share of their joint segments."""

    before: str
    after: str
    overlap: float
    stayed: int
    left: int
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A segment that is in another theme now ('' for none)."""

    segment: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What two searches have in common; `gone` and `new` are themes with no counterpart."""

    pairs: tuple[Pair, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]
    moved: tuple[Moved, ...]


def compare(before: Sequence[Theme], after: Sequence[Theme]) -> Comparison:
    """Pair the themes of two searches so that they share as many segments as can be.

    Headings are left aside. A segment has moved if its theme now is not the counterpart of its
    theme then (Kuhn 1955 for the pairing, doi:10.1002/nav.3800020109).

    >>> from make import theme
    >>> then = [theme("1", segments=("P1:1:0-5", "P1:3:0-9", "P2:1:0-4")), theme("2", segments=())]
    >>> now = [theme("7", segments=("P1:1:0-5", "P1:3:0-9"))]
    >>> found = compare(then, now)
    >>> (found.pairs[0].before, found.pairs[0].after, found.pairs[0].left, found.gone)
    ('1', '7', 1, ('2',))
    """
    then, now = leaves(before), leaves(after)
    pairs = sorted(_paired(then, now), key=lambda pair: -pair.overlap)
    follows = {pair.before: pair.after for pair in pairs}
    was = {address: one.id for one in then for address in one.segments}
    is_in = {address: one.id for one in now for address in one.segments}
    moved = (
        Moved(segment=address, before=was.get(address, ""), after=is_in.get(address, ""))
        for address in dict.fromkeys((*was, *is_in))
        if address not in was or follows.get(was[address]) != is_in.get(address, "")
    )
    return Comparison(
        pairs=tuple(pairs),
        gone=tuple(one.id for one in then if one.id not in follows),
        new=tuple(one.id for one in now if one.id not in follows.values()),
        moved=tuple(moved),
    )


def _paired(then: Sequence[Theme], now: Sequence[Theme]) -> list[Pair]:
    from scipy.optimize import linear_sum_assignment  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import

    if not then or not now:
        return []
    held = [set(one.segments) for one in now]
    shared = np.array([[len(mine & set(one.segments)) for mine in held] for one in then])
    pairs = []
    for row, column in zip(*linear_sum_assignment(-shared), strict=True):
        old, new, both = then[row], now[column], int(shared[row, column])
        overlap = both / max(old.size + new.size - both, 1)
        if overlap >= _SAME:
            pairs.append(
                Pair(
                    before=old.id,
                    after=new.id,
                    overlap=overlap,
                    stayed=both,
                    left=old.size - both,
                    came=new.size - both,
                )
            )
    return pairs
