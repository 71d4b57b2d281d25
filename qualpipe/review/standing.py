"""Which decisions count: what was taken back, what was said last, what is still sealed."""

from collections.abc import Callable, Iterable

from qualpipe.model import Coding, Decision, Memo, Round, Verdict

SAYS_YES = frozenset({Verdict.ACCEPT, Verdict.ADD})


def effective(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that nobody took back, in the ledger's order, without the undos.

    An undo may itself be undone, as often as one likes.
    """
    kept, taken_back = [], set()
    for one in reversed(tuple(decisions)):
        if one.number and one.number in taken_back:
            continue  # an undo that was undone takes nothing back
        if one.verdict is Verdict.UNDO:
            taken_back.add(one.undoes)
        else:
            kept.append(one)
    return tuple(reversed(kept))


def last_words(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return each reviewer's last decision on a segment and code, in the ledger's order.

    The ledger's order counts, not the clock: clocks go wrong, what was appended later is later.
    What somebody says as adjudicator stands beside what they said as reviewer.
    """
    last: dict[tuple[str, str, str, bool], Decision] = {}
    for one in effective(decisions):
        key = (one.segment, one.code, one.reviewer, one.adjudicates)
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

    A coding stands if at least one reviewer's last word on it is accept or add; where somebody
    adjudicated, their last word alone settles it. It names those who said yes. Sorted by segment
    and code, whatever the order between reviewers.
    """
    yes: dict[tuple[str, str], set[str]] = {}
    settled: dict[tuple[str, str], bool] = {}
    for one in last_words(decisions):
        place = (one.segment, one.code)
        says_yes = one.verdict in SAYS_YES
        if one.adjudicates:
            settled[place] = says_yes  # the last one in the ledger's order
        if says_yes:
            yes.setdefault(place, set()).add(one.reviewer)
    return tuple(
        Coding(segment=segment, code=code, reviewers=tuple(sorted(reviewers)))
        for (segment, code), reviewers in sorted(yes.items())
        if settled.get((segment, code), True)
    )


def settled(last: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return last words, of those on one segment and code the adjudicator's alone if there is one.

    What the machine learns from: who was overruled does not teach it.
    """
    words = tuple(last)
    final = {(one.segment, one.code): one for one in words if one.adjudicates}
    return tuple(one for one in words if final.get((one.segment, one.code), one) is one)


def visible(
    decisions: Iterable[Decision], rounds: Iterable[Round], *, viewer: str = ""
) -> tuple[Decision, ...]:
    """Return the decisions that a viewer may see: their own, and those that are not sealed.

    What a reviewer decides while in a blind round is sealed until the round is closed. Nobody in
    particular ('') sees what is open to all; so does everything that is computed.
    """
    sealed = sealed_rounds(rounds)
    return tuple(
        one
        for one in decisions
        if one.round not in sealed or (viewer != "" and one.reviewer == viewer)
    )


def memos_shown(
    memos: Iterable[Memo], rounds: Iterable[Round], *, viewer: str = ""
) -> tuple[Memo, ...]:
    """Return the memos that stand and that a viewer may see, as `visible` does for decisions."""
    sealed = sealed_rounds(rounds)
    seen = [one for one in memos if one.round not in sealed or viewer == one.reviewer != ""]
    replaced = {one.replaces for one in seen}
    return tuple(one for one in seen if one.number not in replaced and one.text)


def sealed_rounds(rounds: Iterable[Round]) -> frozenset[str]:
    """Return the names of the blind rounds that are open."""
    return frozenset(one.name for one in rounds if one.sealed)
