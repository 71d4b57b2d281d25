"""Samples: which segments a round takes, and who of the reviewers gets which.

A seed gives every segment a number by chance that depends on nothing else: the order of the
segments changes nothing, and a larger sample of the same seed holds the smaller one.
"""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations

from qualpipe.model import QualpipeError

ALL = "all"
_SAMPLE = re.compile(r"(?P<count>\d{1,9})|(?P<percent>\d{1,3}(?:\.\d+)?)\s*[%％]")


def sample_size(sample: str, *, of: int) -> int:
    """Return how many segments a sample of a whole takes: `120`, `20%` (at least one) or `all`.

    >>> sample_size("20%", of=600), sample_size("all", of=600)
    (120, 600)
    >>> sample_size("700", of=600)
    Traceback (most recent call last):
    qualpipe.model.errors.QualpipeError: 700 segments wanted, 600 to draw from; take fewer, or all
    """
    if of == 0:
        raise QualpipeError("there is no segment to draw from: no suggestion is still undecided")
    if sample.strip().lower() == ALL:
        return of
    told = _SAMPLE.fullmatch(sample.strip())
    if told is None:
        raise QualpipeError(f"a sample is a number (120), a share (20%) or all, not {sample!r}")
    if told["count"]:
        size = int(told["count"])
        if size > of:
            raise QualpipeError(f"{size} segments wanted, {of} to draw from; take fewer, or all")
    else:
        share = float(told["percent"]) / 100
        if share > 1:
            raise QualpipeError(f"a sample of {sample} is more than all")
        size = max(1, round(share * of)) if share else 0
    if size == 0:
        raise QualpipeError("a sample of nothing cannot be reviewed; take one segment at least")
    return size


def drawn(addresses: Iterable[str], *, size: int, seed: int) -> tuple[str, ...]:
    """Draw segments without putting back, each as likely as any other; in the order of the draw.

    >>> drawn(["P01:2:0-7", "P02:4:0-9", "P01:6:0-5"], size=2, seed=1)
    ('P02:4:0-9', 'P01:6:0-5')
    """
    unique = sorted(set(addresses))
    if size > len(unique):
        raise QualpipeError(f"{size} segments cannot be drawn from {len(unique)}")
    return tuple(sorted(unique, key=lambda one: (_chance(seed, one), one))[:size])


def dealt(
    addresses: Sequence[str], reviewers: Collection[str], *, overlap: int, seed: int
) -> dict[str, tuple[str, ...]]:
    """Give each segment to so many reviewers: evenly, and every pair of them about as often.

    The loads differ by one at most. Who is as little busy as another, and shares as little with
    those who have the segment, is chosen by chance.

    >>> dealt(["P01:2:0-7", "P01:6:0-5"], ["ana", "陳"], overlap=1, seed=0)
    {'P01:2:0-7': ('陳',), 'P01:6:0-5': ('ana',)}
    """
    names = sorted(set(reviewers))
    if len(names) != len(reviewers):
        raise QualpipeError("a reviewer is named twice")
    if not 1 <= overlap <= len(names):
        raise QualpipeError(
            f"an overlap of {overlap} needs {max(overlap, 1)} reviewers or more; "
            f"named are {len(names)}"
        )
    load = dict.fromkeys(names, 0)
    shared = dict.fromkeys(combinations(names, 2), 0)
    given: dict[str, tuple[str, ...]] = {}
    for address in addresses:
        chosen: list[str] = []
        while len(chosen) < overlap:
            chosen.append(_next(address, names, chosen, load=load, shared=shared, seed=seed))
        for one in chosen:
            load[one] += 1
        for pair in combinations(sorted(chosen), 2):
            shared[pair] += 1
        given[address] = tuple(sorted(chosen))
    return given


def _next(
    address: str,
    names: Sequence[str],
    chosen: Sequence[str],
    *,
    load: dict[str, int],
    shared: dict[tuple[str, str], int],
    seed: int,
) -> str:
    """Return who gets a segment beside those who have it."""

    def order(name: str) -> tuple[int, int, float, str]:
        met = sum(shared[min(name, one), max(name, one)] for one in chosen)
        return load[name], met, _chance(seed, address, name), name

    return min((name for name in names if name not in chosen), key=order)


def _chance(seed: int, *what: str) -> float:
    """Return a number between 0 and 1 that hangs on the seed and the names alone."""
    name = "\x1f".join((str(seed), *what)).encode()
    return int.from_bytes(hashlib.sha256(name).digest()[:8], "big") / 2**64
