"""Disputes: all that an adjudicator needs before the eye to settle one difference."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from qualpipe.model import (
    Code,
    Decision,
    Evidence,
    Language,
    Segment,
    Suggestion,
    Transcript,
    Turn,
    wording,
)
from qualpipe.web.rendering import tag
from qualpipe.web.shown.reasons import reason_in
from qualpipe.web.shown.speech import WORDINGS, link, locator, tag_near, worded_in

if TYPE_CHECKING:
    from qualpipe.project.reviewing.differences import Difference

_BEFORE, _AFTER = 3, 2  # turns of context


def line(one: "Difference", *, name: str) -> dict[str, object]:
    """Return a difference as a line in the list of all of them; `name` is the code's."""
    return {
        "segment": one.segment.address,
        "code": one.code,
        "name": name,
        "words": one.segment.text,
        "lang": tag(one.segment.language),
        "settled": settled(one.settled),
    }


def settled(one: Decision | None) -> dict[str, object] | None:
    """Return how a difference was settled, None if it was not."""
    if one is None:
        return None
    return {
        "verdict": str(one.verdict),
        "by": one.reviewer,
        "note": one.note,
        "at": one.at,
        "number": one.number,
    }


def dispute(
    one: "Difference",
    *,
    code: Code | None,
    transcript: Transcript,
    suggestion: Suggestion | None,
    page: str,
) -> dict[str, object]:
    """Return a difference with its context, what each said, the evidence and the code's rules.

    All in the wording of the language of the page.
    """
    language = WORDINGS[page]
    return {
        **line(one, name=wording(code.name, language) if code else one.code),
        "speaker": one.segment.speaker,
        "place": locator(one.segment.address),
        "link": link(one.segment.address),
        "context": context(one.segment, transcript),
        "pieces": pieces(one.segment, suggestion.evidence if suggestion else (), page),
        "reasons": reasons(suggestion, page),
        "said": [said(each, one.segment) for each in one.said]
        + [{"reviewer": name, "verdict": "silent", "note": ""} for name in one.silent],
        "rules": rules(code, language),
    }


def said(one: Decision, segment: Segment) -> dict[str, object]:
    """Return what a reviewer said; `words` where it was of other words than the segment's."""
    other = one.words if one.segment != segment.address else ""
    return {
        "reviewer": one.reviewer,
        "verdict": str(one.verdict),
        "note": one.note,
        "words": other,
    }


def rules(code: Code | None, language: Language) -> dict[str, object]:
    """Return the wording of a code's definition and rules."""
    if code is None:
        return {"definition": "", "include": [], "exclude": []}
    return {
        "definition": wording(code.definition, language),
        "include": list(worded_in(code.include, language)),
        "exclude": list(worded_in(code.exclude, language)),
    }


def context(segment: Segment, transcript: Transcript) -> dict[str, object]:
    """Return the turns around a segment, and what was said in its own turn around it."""
    at = segment.turn - 1
    turn = transcript.turns[at]
    words = transcript.words_of(turn)
    return {
        "before": [
            _turn(one, transcript, segment) for one in transcript.turns[max(0, at - _BEFORE) : at]
        ],
        "head": words[: segment.within.start],
        "tail": words[segment.within.end :],
        "lang": tag_near(words, segment.language),
        "after": [
            _turn(one, transcript, segment) for one in transcript.turns[at + 1 : at + 1 + _AFTER]
        ],
    }


def _turn(turn: Turn, transcript: Transcript, near: Segment) -> dict[str, object]:
    words = transcript.words_of(turn)
    return {"speaker": turn.speaker, "words": words, "lang": tag_near(words, near.language)}


def pieces(segment: Segment, evidence: Iterable[Evidence], page: str) -> list[dict[str, object]]:
    """Cut a segment where evidence begins and ends; each piece with the reasons that cover it.

    Offsets count code points of the transcript, which a browser's strings do not: cut here.
    """
    inside = [one for one in evidence if segment.span.holds(one.span) and len(one.span)]
    ends = {segment.span.start, segment.span.end}
    narrow = [one for one in inside if one.span != segment.span]
    for one in narrow:
        ends |= {one.span.start, one.span.end}
    cuts = sorted(ends)
    return [
        {
            "text": segment.text[start - segment.span.start : end - segment.span.start],
            "why": _why([one for one in narrow if one.span.start <= start < one.span.end], page),
        }
        for start, end in pairwise(cuts)
    ]


def _why(covering: Sequence[Evidence], page: str) -> str:
    told = dict.fromkeys(one.reason for one in covering)
    return "; ".join(str(reason_in(one, page)["reason"]) for one in told)


def reasons(suggestion: Suggestion | None, page: str) -> list[dict[str, object]]:
    """Return why a code was suggested, the weightiest reason first."""
    if suggestion is None:
        return []
    ordered = sorted(suggestion.evidence, key=lambda one: -abs(one.weight))
    return [reason_in(one, page) for one in dict.fromkeys(one.reason for one in ordered)]
