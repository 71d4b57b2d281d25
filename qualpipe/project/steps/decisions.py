"""Decisions and their text: checked when they come, looked after when the text changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import cache

from qualpipe.model import (
    Address,
    Decision,
    QualpipeError,
    Round,
    Segment,
    Span,
    Transcript,
    UnknownName,
    Verdict,
)
from qualpipe.review import anchored, last_words, visible
from qualpipe.store import Store

LONGEST_NOTE = 20_000


def checked(decisions: Iterable[Decision], store: Store) -> tuple[Decision, ...]:
    """Return decisions with the words they were made on; refuse all if one cannot be right.

    Those of a reviewer who is in a blind round are sealed with its name.
    """
    made = tuple(decisions)
    concerned = {Address.parse(one.segment).transcript for one in made}
    words_at = words_in({one.id: one for one in store.transcripts(concerned)})
    rounds = store.team.rounds.all()
    _check_undos(made, store)
    return tuple(
        replace(_checked(one, words_at), round=round_of(one.reviewer, rounds)) for one in made
    )


def round_of(reviewer: str, rounds: Iterable[Round]) -> str:
    """Return the open blind round a reviewer is in ('' if in none)."""
    return next((one.name for one in rounds if one.sealed and reviewer in one.reviewers), "")


def _check_undos(decisions: Iterable[Decision], store: Store) -> None:
    """Refuse to take back what is not there, or is somebody else's."""
    for one in decisions:
        if (one.verdict is Verdict.UNDO) != (one.undoes is not None):
            raise QualpipeError(f"{one.segment}: an undo names the decision it takes back")
        if one.undoes is None:
            continue
        found = store.ledger.decisions(after=one.undoes - 1, before=one.undoes + 1)
        # One answer for all three: whose it is and where may be sealed.
        own = [(each.segment, each.code, each.reviewer) for each in found]
        if own != [(one.segment, one.code, one.reviewer)]:
            raise QualpipeError(
                f"{one.segment}: {one.reviewer} has made no decision {one.undoes} here to undo"
            )


def open_to_all(store: Store) -> tuple[Decision, ...]:
    """Return the ledger without what is sealed in a blind round."""
    return visible(store.ledger.decisions(), store.team.rounds.all())


def standing(
    store: Store, decisions: Iterable[Decision] | None = None
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Return the reviewers' last words that still speak of what is there, and those that do not.

    Of the decisions given, else of all that are open to all.
    """
    last = last_words(open_to_all(store) if decisions is None else decisions)
    if not last:
        return (), ()  # no need to load what was said
    concerned = {Address.parse(one.segment).transcript for one in last}
    transcripts = {one.id: one for one in store.transcripts(concerned)}
    return anchored(last, words_in(transcripts))


def placed(
    decisions: Iterable[Decision], segments: Iterable[Segment]
) -> tuple[tuple[Decision, ...], frozenset[tuple[str, str]]]:
    """Lead decisions over to the segments of today; say which codes were refused where.

    A decision made on a stretch that is no segment now (another unit was chosen) still speaks: a
    yes for a segment that holds at least half of the stretch, a no for one at least half of which
    lies in the stretch. Returns the decisions, and (segment, code) where nobody said yes.
    """
    by_turn: dict[tuple[str, int], list[Segment]] = {}
    for one in segments:
        by_turn.setdefault((one.transcript, one.turn), []).append(one)
    led: list[Decision] = []
    for decision in decisions:
        stretch = Address.parse(decision.segment)
        near = by_turn.get((stretch.transcript, stretch.turn), [])
        no = decision.verdict is Verdict.REJECT
        led += [
            replace(decision, segment=one.address)
            for one in near
            if _shared(one.within, stretch.within) >= len(one.within if no else stretch.within) / 2
        ]
    refused = {(one.segment, one.code) for one in led if one.verdict is Verdict.REJECT}
    wanted = {(one.segment, one.code) for one in led if one.verdict is not Verdict.REJECT}
    return tuple(led), frozenset(refused - wanted)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _checked(decision: Decision, words_at: Callable[[str], str | None]) -> Decision:
    words = words_at(decision.segment)
    if words is None:
        raise QualpipeError(f"{decision.segment}: there is no such place in the transcripts")
    if decision.words not in {"", words}:
        raise QualpipeError(f"{decision.segment}: other words stand there now; look at it again")
    if len(decision.note) > LONGEST_NOTE:
        raise QualpipeError(
            f"{decision.segment}: a note has {LONGEST_NOTE:,} characters at most; shorten it"
        )
    if not decision.code.strip() or not decision.reviewer.strip():
        raise QualpipeError(f"{decision.segment}: a decision names its code and its reviewer")
    try:
        moment = datetime.fromisoformat(decision.at)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise QualpipeError(
            f"{decision.segment}: {decision.at!r} is no moment with a time zone; "
            "one is 2026-01-05T09:00:00+08:00"
        )
    try:
        verdict = Verdict(decision.verdict)
    except ValueError as fault:
        known = tuple(one.value for one in Verdict)
        raise UnknownName(str(decision.verdict), "verdict", known) from fault
    return replace(decision, words=words, verdict=verdict)


def words_in(transcripts: Mapping[str, Transcript]) -> Callable[[str], str | None]:
    """Return a function that gives the words at an address, None where there is no such place."""

    @cache  # of many decisions on one segment
    def words_at(address: str) -> str | None:
        place = Address.parse(address)
        whole = transcripts.get(place.transcript)
        if whole is None or not 0 < place.turn <= len(whole.turns):
            return None
        words = whole.words_of(whole.turns[place.turn - 1])
        return place.within.of(words) if place.within.end <= len(words) else None

    return words_at
