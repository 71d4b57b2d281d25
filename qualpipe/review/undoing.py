"""What was taken back, and what would be taken back next."""

from collections.abc import Iterable, Sequence

from qualpipe.model import Decision, Verdict


def taken_back(decisions: Iterable[Decision]) -> frozenset[int]:
    """Return the numbers of the decisions, undos among them, that a standing undo takes back."""
    gone: set[int] = set()
    for one in reversed(tuple(decisions)):
        if one.verdict is Verdict.UNDO and one.undoes is not None and one.number not in gone:
            gone.add(one.undoes)
    return frozenset(gone)


def last_act(decisions: Sequence[Decision], *, reviewer: str) -> int | None:
    """Return the number of a reviewer's latest act of which something still stands, undos aside."""
    gone = taken_back(decisions)
    for one in reversed(decisions):
        mine = one.reviewer == reviewer and one.verdict is not Verdict.UNDO
        if mine and one.number not in gone:
            return one.act
    return None
