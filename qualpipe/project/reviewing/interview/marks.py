"""Marks: each code on each stretch of speech, and how it stands there."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from qualpipe.model import Address, Decision, Suggestion, Verdict
from qualpipe.review import SAYS_YES, current


class State(StrEnum):
    """How a code stands on a stretch: people's word goes before the machine's."""

    CODED = "coded"
    SUGGESTED = "suggested"
    UNSURE = "unsure"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A code on a stretch of a turn, as far as a viewer may know of it.

    `reviewers` said yes; `mine` is the viewer's own last word ('' if none). They `differ` where
    people say different things and nobody settled it. `older` means that the codebook in force has
    no such code: the decisions speak of a version that is past.
    """

    place: Address
    code: str
    state: State
    score: float | None = None
    reviewers: tuple[str, ...] = ()
    mine: str = ""
    differ: bool = False
    settled: bool = False
    older: bool = False


def marks_of(
    suggestions: Iterable[Suggestion],
    last_words: Iterable[Decision],
    *,
    codes: Collection[str],
    viewer: str,
) -> tuple[Mark, ...]:
    """Put suggestions and people's last words together, in the order of speech.

    What the machine suggests for a code that is no more in the codebook is left out.
    """
    said: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for one in last_words:
        said[one.segment, one.code].append(one)
    proposed = {(one.segment, one.code): one for one in suggestions if one.code in codes}
    standing = {(one.segment, one.code) for one in current(w for own in said.values() for w in own)}
    marks = [
        _mark(
            key,
            said.get(key, []),
            proposed.get(key),
            stands=key in standing,
            older=key[1] not in codes,
            viewer=viewer,
        )
        for key in said.keys() | proposed.keys()
    ]
    order = {code: number for number, code in enumerate(codes)}
    return tuple(
        sorted(marks, key=lambda one: (one.place, order.get(one.code, len(order)), one.code))
    )


def _mark(
    key: tuple[str, str],
    said: list[Decision],
    suggestion: Suggestion | None,
    *,
    stands: bool,
    older: bool,
    viewer: str,
) -> Mark:
    mine = [one.verdict.value for one in said if viewer and one.reviewer == viewer]
    opinions = {one.verdict in SAYS_YES for one in said if one.verdict is not Verdict.UNSURE}
    settled = any(one.adjudicates for one in said)
    return Mark(
        place=Address.parse(key[0]),
        code=key[1],
        state=_state(said, stands=stands),
        score=suggestion.score if suggestion else None,
        reviewers=tuple(sorted({one.reviewer for one in said if one.verdict in SAYS_YES})),
        mine=mine[-1] if mine else "",
        differ=len(opinions) > 1 and not settled,
        settled=settled,
        older=older,
    )


def _state(said: list[Decision], *, stands: bool) -> State:
    if stands:
        return State.CODED
    if not said:
        return State.SUGGESTED
    settled = any(one.adjudicates for one in said)
    unsure = any(one.verdict is Verdict.UNSURE for one in said) and not settled
    return State.UNSURE if unsure else State.REFUSED
