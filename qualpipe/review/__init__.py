"""What the reviewers' decisions add up to."""

from collections.abc import Callable, Iterable

from qualpipe.model import Coding, Decision, Verdict

_SAYS_YES = frozenset({Verdict.ACCEPT, Verdict.ADD})


def last_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return each reviewer's last decision on a segment and code, in the ledger's order.

    The ledger's order counts, not the clock: clocks go wrong, what was appended later is later.
    """
    last: dict[tuple[str, str, str], Decision] = {}
    for one in decisions:
        key = (one.segment, one.code, one.reviewer)
        last.pop(key, None)
        last[key] = one
    return tuple(last.values())


def anchored(
    decisions: Iterable[Decision], words_at: Callable[[str], str | None]
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Part decisions whose words are where they were from those that lost their place.

    `words_at` gives the words at an address now (None: there is no such place). A decision that
    kept no words is believed to stand where its address is.
    """
    standing: list[Decision] = []
    adrift: list[Decision] = []
    for one in decisions:
        words = words_at(one.segment)
        stands = words is not None and one.words in {"", words}
        (standing if stands else adrift).append(one)
    return tuple(standing), tuple(adrift)


def current(decisions: Iterable[Decision]) -> tuple[Coding, ...]:
    """Derive the codings that stand: each reviewer's last word on a segment and code.

    A coding stands if at least one reviewer's last word on it is accept or add; it names those
    reviewers. Sorted by segment and code, whatever the order between reviewers.
    """
    standing: dict[tuple[str, str], set[str]] = {}
    for one in last_words(decisions):
        if one.verdict in _SAYS_YES:
            standing.setdefault((one.segment, one.code), set()).add(one.reviewer)
    return tuple(
        Coding(segment=segment, code=code, reviewers=tuple(sorted(reviewers)))
        for (segment, code), reviewers in sorted(standing.items())
    )
