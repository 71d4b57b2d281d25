"""Ratings: who gave which code to which stretch of speech, who did not, and who never looked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from qualpipe.model import Address, Decision, Problem, QualpipeError, Segment, Span, Verdict
from qualpipe.review.agreement.resampling import Cluster
from qualpipe.review.agreement.tally import UNKNOWN, Floats, Whole
from qualpipe.review.standing import effective

Said = Mapping[tuple[str, str, str], bool | None]

_GIVES: Mapping[Verdict, bool | None] = {
    Verdict.ACCEPT: True,
    Verdict.ADD: True,
    Verdict.REJECT: False,
    Verdict.CHANGE: False,  # the code put in its place is a decision of its own
    Verdict.UNSURE: None,
}


class Unit(StrEnum):
    """What is compared: segments as they were cut, or single characters."""

    SEGMENT = "segment"
    CHARACTER = "character"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ratings:
    """The reviewers' codings as a block of numbers.

    `values` (reviewers, stretches, codes) is 1 where the reviewer gave the code, 0 where they
    looked and did not, -1 where they did not look or were unsure. A stretch is a segment, or the
    piece of one between two limits of codings where characters are compared; `homes` (stretches,)
    numbers the segment it lies in and `weights` (stretches,) is how often it counts: 1, or its
    characters.
    Stretches are sorted by participant, then by place. `left_out` counts the codings that no
    assigned reviewer and segment has room for.
    """

    unit: Unit
    codes: tuple[str, ...]
    reviewers: tuple[str, ...]
    stretches: tuple[Segment, ...]
    values: npt.NDArray[np.int8]
    homes: Whole
    weights: Floats
    left_out: int = 0
    problems: tuple[Problem, ...] = ()

    def clusters(self, by: Cluster) -> Whole:
        """Return the number of what each stretch is drawn with, in rising order."""
        if by is Cluster.SEGMENT:
            return self.homes
        cases = [case_of(one) for one in self.stretches]
        return np.cumsum([False, *(one != other for one, other in pairwise(cases))])[: len(cases)]

    def between(self, first: int, second: int) -> "Ratings":
        """Return what two reviewers said, by number, where both looked."""
        values = self.values[[first, second]]
        both = np.flatnonzero((values != UNKNOWN).any(axis=2).all(axis=0))
        return replace(
            self,
            reviewers=(self.reviewers[first], self.reviewers[second]),
            stretches=tuple(self.stretches[at] for at in both),
            values=values[:, both],
            homes=self.homes[both],
            weights=self.weights[both],
        )


def case_of(segment: Segment) -> str:
    """Return the participant whose words are drawn together: the case, else the transcript."""
    return segment.case or segment.transcript


def said(decisions: Iterable[Decision]) -> dict[tuple[str, str, str], bool | None]:
    """Return the last word of each (reviewer, segment, code): given, not given, or unsure (None).

    Later in the order given is later in time, as in `qualpipe.review.current`.
    """
    return {
        (one.reviewer, one.segment, one.code): _GIVES[one.verdict] for one in effective(decisions)
    }


def ratings(
    decisions: Iterable[Decision],
    segments: Iterable[Segment],
    *,
    assigned: Collection[tuple[str, str]],
    codes: Sequence[str],
    unit: Unit = Unit.SEGMENT,
) -> Ratings:
    """Arrange the decisions of a round so that reviewers can be compared.

    `assigned` are the (reviewer, segment address) pairs that the reviewer has been through: what
    was seen and not coded is a 0; leave out what is still to do. `codes` are the codes that could
    be given. A code given to another stretch than a segment, as one selected by hand or cut
    otherwise, speaks for each segment it shares a character with.
    """
    return arranged(said(decisions), segments, assigned=assigned, codes=codes, unit=unit)


def arranged(
    words: Said,
    segments: Iterable[Segment],
    *,
    assigned: Collection[tuple[str, str]],
    codes: Sequence[str],
    unit: Unit,
) -> Ratings:
    """Arrange last words as `ratings` does."""
    if not codes:
        raise QualpipeError("no codes to compare reviewers on; name those of the codebook")
    decided = {address for _, address, _ in words}
    ground = Ground.of(decided, segments, assigned=assigned, unit=unit)
    values, left_out = _filled(words, ground, codes)
    by_character = unit is Unit.CHARACTER
    weights = [len(one.within) if by_character else 1 for one in ground.stretches]
    return Ratings(
        unit=unit,
        codes=tuple(codes),
        reviewers=ground.reviewers,
        stretches=ground.stretches,
        values=values,
        homes=ground.homes,
        weights=np.array(weights, dtype=np.float64),
        left_out=left_out,
        problems=(*ground.problems, *_unknown_codes(words, codes)),
    )


def _filled(
    words: Said, ground: "Ground", codes: Sequence[str]
) -> tuple[npt.NDArray[np.int8], int]:
    """Write the last words down; giving a code outweighs doubt on another stretch of a segment."""
    column = {reviewer: at for at, reviewer in enumerate(ground.reviewers)}
    code_at = {code: at for at, code in enumerate(codes)}
    cells: dict[bool | None, list[tuple[int, int, int]]] = {None: [], True: [], False: []}
    left_out = 0
    for (reviewer, address, code), gives in words.items():
        by, what = column.get(reviewer), code_at.get(code)
        under = [] if by is None else [at for at in ground.under[address] if ground.seen[at, by]]
        left_out += not under
        # doubt about a stretch selected by hand says nothing of the rest of its segment
        if by is not None and what is not None and (gives or address in ground.exact):
            cells[gives] += [(by, at, what) for at in under]
    values = np.zeros((len(column), len(ground.stretches), len(codes)), dtype=np.int8)
    for gives, value in ((None, UNKNOWN), (True, 1)):
        if cells[gives]:
            values[tuple(np.array(cells[gives]).T)] = value
    values[~ground.seen.T] = UNKNOWN
    return values, left_out


def _unknown_codes(words: Said, codes: Sequence[str]) -> tuple[Problem, ...]:
    """Say which codes were decided on that are not among those compared."""
    return tuple(
        Problem(
            where=f"code {code}",
            message="decided on but not among the codes compared; left out",
            remedy="it may have been renamed or dropped from the codebook since",
        )
        for code in sorted({code for _, _, code in words} - set(codes))
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ground:
    """Where the reviewers looked, and which stretches lie under each address decided on.

    `stretches`, `homes` as in Ratings; `seen` (stretches, reviewers) says who looked where;
    `exact` are the addresses that begin and end where stretches do.
    """

    stretches: tuple[Segment, ...]
    homes: Whole
    reviewers: tuple[str, ...]
    seen: npt.NDArray[np.bool_]
    under: Mapping[str, tuple[int, ...]]
    exact: frozenset[str]
    problems: tuple[Problem, ...]

    @classmethod
    def of(
        cls,
        decided: Collection[str],
        segments: Iterable[Segment],
        *,
        assigned: Collection[tuple[str, str]],
        unit: Unit,
    ) -> "Ground":
        """Lay out the assigned segments, cut at the limits of codings to compare characters."""
        homes, reviewers, seen = _looked_at(segments, assigned)
        numbers = {home.address: at for at, home in enumerate(homes)}
        by_hand, problems = _by_hand(set(decided) - numbers.keys())
        cut = by_hand.values() if unit is Unit.CHARACTER else ()
        pieces, owners = _pieces(homes, cut)
        turns: dict[tuple[str, int], list[int]] = {}
        for at, piece in enumerate(pieces):
            turns.setdefault((piece.transcript, piece.turn), []).append(at)
        under = {address: _overlapped(where, turns, pieces) for address, where in by_hand.items()}
        for at, owner in enumerate(owners):
            under[homes[owner].address] = (*under.get(homes[owner].address, ()), at)
        return cls(
            stretches=tuple(pieces),
            homes=np.array(owners, dtype=np.intp),
            reviewers=reviewers,
            seen=seen[owners],
            under=dict.fromkeys(decided, ()) | under,
            exact=frozenset(decided if unit is Unit.CHARACTER else numbers),
            problems=problems,
        )


def _looked_at(
    segments: Iterable[Segment], assigned: Collection[tuple[str, str]]
) -> tuple[list[Segment], tuple[str, ...], npt.NDArray[np.bool_]]:
    """Return the segments that were assigned, sorted, to whom, and who looked where."""
    looked = {address for _, address in assigned}
    homes = sorted(
        {one.address: one for one in segments if one.address in looked}.values(),
        key=lambda one: (case_of(one), one.transcript, one.turn, one.within),
    )
    row = {one.address: at for at, one in enumerate(homes)}
    reviewers = tuple(sorted({reviewer for reviewer, address in assigned if address in row}))
    column = {reviewer: at for at, reviewer in enumerate(reviewers)}
    seen = np.zeros((len(homes), len(reviewers)), dtype=np.bool_)
    for reviewer, address in assigned:
        if address in row:
            seen[row[address], column[reviewer]] = True
    return homes, reviewers, seen


def _by_hand(addresses: Iterable[str]) -> tuple[dict[str, Address], tuple[Problem, ...]]:
    """Read the addresses that are no segment's, and say which cannot be read."""
    read: dict[str, Address] = {}
    problems = []
    for address in sorted(addresses):
        try:
            read[address] = Address.parse(address)
        except (QualpipeError, ValueError) as fault:  # no address at all, or an empty span
            problems.append(Problem(where=f"decision on {address!r}", message=str(fault)))
    return read, tuple(problems)


def _overlapped(
    where: Address, turns: Mapping[tuple[str, int], Sequence[int]], pieces: Sequence[Segment]
) -> tuple[int, ...]:
    """Return the stretches that share a character with an address."""
    near = turns.get((where.transcript, where.turn), ())
    return tuple(at for at in near if pieces[at].within.overlaps(where.within))


def _pieces(
    homes: Sequence[Segment], by_hand: Iterable[Address]
) -> tuple[list[Segment], list[int]]:
    """Cut segments wherever a stretch coded by hand begins or ends; say whose piece each is."""
    limits: dict[tuple[str, int], set[int]] = {}
    for one in by_hand:
        place = limits.setdefault((one.transcript, one.turn), set())
        place |= {one.within.start, one.within.end}
    pieces, owners = [], []
    for at, home in enumerate(homes):
        ends = home.within
        all_limits = limits.get((home.transcript, home.turn), set())
        inner = {limit for limit in all_limits if ends.start < limit < ends.end}
        for start, end in pairwise(sorted({ends.start, ends.end, *inner})):
            pieces.append(_piece(home, Span(start, end)) if inner else home)
            owners.append(at)
    return pieces, owners


def _piece(home: Segment, within: Span) -> Segment:
    """Return the part of a segment between two limits inside the turn."""
    origin = home.within.start
    return replace(
        home,
        within=within,
        span=within.shifted(home.span.start - origin),
        text=home.text[within.start - origin : within.end - origin],
    )
