"""Deciding: what a reviewer says of a suggestion becomes one act in the ledger, or nothing."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qualpipe.model import Address, Decision, QualpipeError, Span, Verdict
from qualpipe.project.reviewing.queue import Filter, Queue, Task
from qualpipe.review import SAYS_YES

LONGEST_NOTE = 20_000
_SAMPLE = 5


class Saying(StrEnum):
    """What a reviewer can say of a suggestion.

    `other` puts another code in its place, `span` the same code on other words of the turn; `also`
    gives one more code and leaves the suggestion to be decided on.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    UNSURE = "unsure"
    OTHER = "other"
    SPAN = "span"
    ALSO = "also"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a reviewer says, and what they had before them when they said it.

    `edition` is the task's; `last` the number of their own last decision on it that they knew of
    (0: none). `code` is the other code of `other` and `also`; `within` the words of `span`, counted
    in code points of the turn. `drawn` says whether it came up as the odds have it.
    """

    segment: str
    suggested: str
    saying: Saying
    edition: str
    last: int = 0
    note: str = ""
    code: str = ""
    within: Span | None = None
    drawn: bool = False


class Overtaken(QualpipeError):
    """What a reviewer had before them is not what is there now; nothing was kept.

    `why` is `gone`, `changed` or `decided`; `task` is what is there now.
    """

    def __init__(self, why: str, task: Task | None) -> None:
        super().__init__(
            {
                "gone": "this suggestion is there no longer; nothing was saved",
                "changed": "this suggestion or its code was changed; nothing was saved",
                "decided": "you have decided on this already; nothing was saved",
            }[why]
        )
        self.why = why
        self.task = task


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What accepting all above a score would do; `digest` names exactly these suggestions."""

    count: int
    by_code: tuple[tuple[str, int], ...]
    sample: tuple[Task, ...]
    digest: str


def decide(queue: Queue, answer: Answer, *, reviewer: str, at: str) -> tuple[int, ...]:
    """Keep an answer as one act; it is on disk when this returns the numbers of its decisions.

    One that was given on something else than what is there now is refused (Overtaken), so that
    two tabs, or a page left open over a change, never decide on what nobody saw.
    """
    if len(answer.note) > LONGEST_NOTE:
        raise QualpipeError(f"a note holds up to {LONGEST_NOTE:,} characters; shorten it")
    place = (answer.segment, answer.suggested)
    with queue.lock:
        task = queue.task(reviewer, place, at=at)
        if task is None:
            raise Overtaken("gone", None)
        if (task.mine.number if task.mine else 0) != answer.last:
            raise Overtaken("decided", task)
        if task.edition != answer.edition:
            raise Overtaken("changed", task)
        made = _decisions(queue, task, answer, reviewer=reviewer, at=at)
        numbers = queue.project.review.decide(made)
        if answer.saying is not Saying.ALSO:
            queue.looked_at(reviewer, place)
        queue.decided()
    return numbers


def undo(queue: Queue, *, reviewer: str, at: str) -> tuple[Decision, ...]:
    """Take back a reviewer's latest act, as often as one likes; returns what was taken back."""
    with queue.lock:
        queue.decided()
        act = queue.heard.last_act(reviewer)
        taken_back = [
            Decision(
                segment=one.segment,
                code=one.code,
                verdict=Verdict.UNDO,
                reviewer=reviewer,
                at=at,
                undoes=one.number,
            )
            for one in act
        ]
        if taken_back:
            queue.project.review.decide(taken_back)
            queue.decided()
            for one in act:
                queue.look_again(reviewer, (one.segment, one.code))
    return act


def preview(queue: Queue, *, reviewer: str, at: str, wanted: Filter) -> Preview:
    """Say what accepting everything that a filter takes would do."""
    tasks = _for_bulk(queue, reviewer=reviewer, at=at, wanted=wanted)
    counts = Counter(one.suggestion.code for one in tasks)
    middle = sorted(tasks, key=lambda one: one.suggestion.score)
    return Preview(
        count=len(tasks),
        by_code=tuple(counts.most_common()),
        sample=tuple(middle[:_SAMPLE]),  # the least sure: where it would go wrong
        digest=_digest(tasks),
    )


def bulk(queue: Queue, *, reviewer: str, at: str, wanted: Filter, digest: str) -> tuple[int, ...]:
    """Accept all that a preview showed, as one act; refused if it is not the same any longer."""
    with queue.lock:
        tasks = _for_bulk(queue, reviewer=reviewer, at=at, wanted=wanted)
        if _digest(tasks) != digest:
            raise Overtaken("changed", None)
        made = [_decision(one, Verdict.ACCEPT, reviewer=reviewer, at=at) for one in tasks]
        numbers = queue.project.review.decide(made)
        queue.decided()
    return numbers


def _for_bulk(queue: Queue, *, reviewer: str, at: str, wanted: Filter) -> tuple[Task, ...]:
    tasks = queue.waiting(reviewer, at=at, wanted=wanted)
    if queue.sitting(reviewer) is not None:
        raise QualpipeError("in a round each suggestion is decided on by itself")
    return tuple(replace(one, odds=None) for one in tasks)


def _digest(tasks: Sequence[Task]) -> str:
    places = sorted((one.suggestion.segment, one.suggestion.code, one.edition) for one in tasks)
    return hashlib.sha256(repr(places).encode()).hexdigest()


def _decisions(
    queue: Queue, task: Task, answer: Answer, *, reviewer: str, at: str
) -> list[Decision]:
    if not answer.drawn:
        task = replace(task, odds=None)
    saying, note = answer.saying, answer.note
    if saying in {Saying.ACCEPT, Saying.REJECT, Saying.UNSURE}:
        return [_decision(task, Verdict(saying.value), reviewer=reviewer, at=at, note=note)]
    changed = _decision(task, Verdict.CHANGE, reviewer=reviewer, at=at, note=note)
    if saying is Saying.SPAN:
        segment, code = _stretch(task, answer), task.suggestion.code
    else:
        segment, code = task.segment.address, _other_code(queue, task, answer, reviewer)
    given = Decision(
        segment=segment,
        code=code,
        verdict=Verdict.ADD,
        reviewer=reviewer,
        at=at,
        note=note if saying is Saying.ALSO else "",
        codebook=task.codebook,
    )
    return [given] if saying is Saying.ALSO else [changed, given]


def _decision(task: Task, verdict: Verdict, *, reviewer: str, at: str, note: str = "") -> Decision:
    return Decision(
        segment=task.segment.address,
        code=task.suggestion.code,
        verdict=verdict,
        reviewer=reviewer,
        at=at,
        note=note,
        seen=task.suggestion.run,
        odds=task.odds,
        words=task.segment.text,
        codebook=task.codebook,
    )


def _stretch(task: Task, answer: Answer) -> str:
    """Return the address of the words that the code shall be given to instead."""
    words = task.transcript.words_of(task.turn)
    within = answer.within
    if within is None or within.end > len(words) or not within.of(words).strip():
        raise QualpipeError("the words marked lie outside what was said in this turn; mark again")
    if within == task.segment.within:
        raise QualpipeError("these are the words that the code is suggested for; accept it")
    return str(Address(task.segment.transcript, task.segment.turn, within))


def _other_code(queue: Queue, task: Task, answer: Answer, reviewer: str) -> str:
    codes = {code.id for code in queue.codebook(reviewer, at="")}
    if answer.code not in codes or answer.code == task.suggestion.code:
        raise QualpipeError(f"{answer.code!r} is no other code of the codebook; choose one of it")
    held = queue.heard.of(reviewer).get((task.segment.address, answer.code))
    if held is not None and held.verdict in SAYS_YES:
        raise QualpipeError(f"you have given {answer.code!r} to these words already")
    return answer.code
