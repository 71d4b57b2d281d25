"""Tasks as the queue page shows them: plain values, cut where the evidence begins and ends."""

from itertools import pairwise
from typing import Any

from qualpipe.model import Decision, Evidence, Language, Role, Suggestion, Turn
from qualpipe.project.reviewing.queue import Progress, Task
from qualpipe.web.rendering import tag
from qualpipe.web.shown.reasons import reason_in
from qualpipe.web.shown.speech import WORDINGS, link, worded_in

_REACH = 2  # turns before and after
# A score in words: from the first score up that is not greater.
_LEVELS = ((0.85, "sure"), (0.6, "likely"), (0.0, "maybe"))
_CHINESE = frozenset({Language.YUE, Language.ZH, Language.MIXED})


def shown_task(task: Task, page: str, *, drawn: bool) -> dict[str, Any]:
    """Return a task in a page's language; `drawn` says whether it came up as the odds have it."""
    one, code, own = task.suggestion, task.code, WORDINGS[page]
    before, after = task.around(reach=_REACH)
    words = task.transcript.words_of(task.turn)
    within = task.segment.within
    return {
        "segment": one.segment,
        "code": one.code,
        "edition": task.edition,
        "last": task.mine.number if task.mine else 0,
        "drawn": drawn,
        "round": task.round,
        "title": task.transcript.title or task.transcript.id,
        "link": link(one.segment),
        "turn": _turn(task.turn, words, task),
        "within": [within.start, within.end],
        "lead": words[: within.start],
        "trail": words[within.end :],
        "pieces": _pieces(task),
        "lang": tag(task.segment.language),
        "before": [_turn(turn, task.transcript.words_of(turn), task) for turn in before],
        "after": [_turn(turn, task.transcript.words_of(turn), task) for turn in after],
        "evidence": [_evidence(part, task, page) for part in one.evidence],
        "score": one.score,
        "level": level(one),
        "doubt": reason_in(task.doubt, page) if task.doubt else None,
        "name": " ".join(worded_in(code.name, own)[:1]) or code.id,
        "definition": " ".join(worded_in(code.definition, own)[:1]),
        **{
            part: list(worded_in(getattr(code, part), own))
            for part in ("include", "exclude", "examples", "counter_examples")
        },
        "mine": _said(task.mine) if task.mine else None,
        "others": [_said(other) for other in task.others],
    }


def shown_progress(progress: Progress) -> dict[str, Any]:
    """Return how far a reviewer is."""
    minutes = None if progress.seconds is None else round(progress.seconds / 60)
    return {"done": progress.done, "total": progress.total, "minutes": minutes}


def level(one: Suggestion) -> str:
    """Return a score in a word.

    >>> from qualpipe.model import Suggestion
    >>> level(Suggestion(segment="P01:1:0-2", code="a", score=.7, basis="", evidence=(), run=""))
    'likely'
    """
    return next(word for least, word in _LEVELS if one.score >= least)


def _evidence(part: Evidence, task: Task, page: str) -> dict[str, Any]:
    return {
        "words": part.span.of(task.transcript.text),
        "whole": part.span.holds(task.segment.span),
        "against": part.weight < 0,
        **reason_in(part.reason, page),
    }


def _turn(turn: Turn, words: str, task: Task) -> dict[str, Any]:
    return {
        "number": turn.number,
        "speaker": turn.speaker,
        "asks": turn.role is Role.INTERVIEWER,
        "time": _clock(turn.started),
        "text": words,
        "lang": _tag_of(words, task.segment.language),
    }


def _tag_of(words: str, near: Language) -> str:
    """Return the language of a turn that was not segmented: by its script, else as nearby."""
    if any("\u3400" <= one <= "\u9fff" or one >= "\U00020000" for one in words):
        return tag(near if near in _CHINESE else Language.MIXED)
    return tag(Language.EN if any(one.isalpha() for one in words) else near)


def _clock(seconds: float | None) -> str:
    if seconds is None:
        return ""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _pieces(task: Task) -> list[dict[str, Any]]:
    """Cut the segment's words where evidence begins or ends; each piece names its evidence."""
    span, text = task.segment.span, task.transcript.text
    parts = task.suggestion.evidence
    inside = [part.span for part in parts if span.holds(part.span)]
    bounds = {span.start, span.end}
    bounds |= {edge for one in inside for edge in (one.start, one.end)}
    edges = sorted(bounds)
    pieces = []
    for start, end in pairwise(edges):
        told = [
            at for at, part in enumerate(parts) if part.span.start <= start and end <= part.span.end
        ]
        # A sentence that speaks for a code may hold a word that does: it is told by the outer one
        # that it is evidence, by the inner one where the word is; each ends once.
        told.sort(key=lambda at: len(parts[at].span))
        ends = [at for at in told if parts[at].span.end == end]
        pieces.append({"text": text[start:end], "evidence": told, "ends": ends})
    return pieces


def _said(one: Decision) -> dict[str, Any]:
    return {"reviewer": one.reviewer, "verdict": one.verdict.value, "note": one.note}
