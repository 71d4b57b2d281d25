"""What the reviewers' decisions add up to."""

from collections.abc import Iterable

from qualpipe.model import Coding, Decision, Verdict

_SAYS_YES = frozenset({Verdict.ACCEPT, Verdict.ADD})


def current(decisions: Iterable[Decision]) -> tuple[Coding, ...]:
    """Derive the codings that stand: each reviewer's last word on a segment and code.

    A coding stands if at least one reviewer's last word on it is accept or add; it names those
    reviewers. Sorted by segment and code, whatever the order between reviewers.
    """
    last: dict[tuple[str, str, str], Verdict] = {}
    for one in decisions:
        last[one.segment, one.code, one.reviewer] = one.verdict
    standing: dict[tuple[str, str], set[str]] = {}
    for (segment, code, reviewer), verdict in last.items():
        if verdict in _SAYS_YES:
            standing.setdefault((segment, code), set()).add(reviewer)
    return tuple(
        Coding(segment=segment, code=code, reviewers=tuple(sorted(reviewers)))
        for (segment, code), reviewers in sorted(standing.items())
    )
