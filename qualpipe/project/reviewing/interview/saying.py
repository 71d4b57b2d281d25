"""Coding by hand: what a reviewer says of a code on stretches of speech, in one act."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qualpipe.model import Address, Codebook, Decision, QualpipeError, UnknownName, Verdict
from qualpipe.project import Project
from qualpipe.project.steps.decisions import standing

LONGEST_NOTE = 20_000
"""Characters a note may have."""


def say(
    project: Project,
    places: Sequence[str],
    *,
    code: str,
    verdict: Verdict,
    reviewer: str,
    at: str,
    codebook: Codebook,
    words: Mapping[str, str],
    note: str = "",
) -> tuple[int, ...]:
    """Decide on a code at these addresses, all or none; returns the ledger's numbers.

    `words` are what the reviewer saw at each address: if others stand there now it is refused.
    A yes to what was suggested is an accept, any other yes an add.
    """
    if len(note) > LONGEST_NOTE:
        raise QualpipeError(f"the note has {len(note):,} characters; {LONGEST_NOTE:,} are allowed")
    known = tuple(one.id for one in codebook)
    if code not in known:
        raise UnknownName(code, "code", known)
    if not places:
        raise QualpipeError("nothing is selected; select some words first")
    yes = verdict in {Verdict.ACCEPT, Verdict.ADD}
    shown = _shown(project, places, code)
    like = Decision(
        segment="",
        code=code,
        verdict=Verdict.ADD if yes else verdict,
        reviewer=reviewer,
        at=at,
        note=note,
        codebook=codebook.hash,
    )
    made = [replace(like, segment=one, words=words.get(one, "")) for one in dict.fromkeys(places)]
    return project.review.decide([_seen(one, shown) for one in made])


def _seen(decision: Decision, shown: Mapping[str, str]) -> Decision:
    """Note the run that suggested what is decided on; a yes to it accepts."""
    run = shown.get(decision.segment, "")
    accepts = run and decision.verdict is Verdict.ADD
    return replace(decision, seen=run, verdict=Verdict.ACCEPT if accepts else decision.verdict)


def take_back(project: Project, place: str, code: str, *, reviewer: str, at: str) -> int:
    """Undo a reviewer's last word on a code at an address; returns the undo's number."""
    found = project.review.decisions(viewer=reviewer, under=[place])
    own = [one for one in found if one.reviewer == reviewer]
    here = [one for one in own if (one.segment, one.code) == (place, code)]
    last = standing(project.store, here)[0]
    if not last:
        raise QualpipeError("there is no decision of yours here to take back; look at it again")
    undo = Decision(
        segment=place,
        code=code,
        verdict=Verdict.UNDO,
        reviewer=reviewer,
        at=at,
        undoes=last[-1].number,
    )
    return project.review.decide([undo])[0]


def _shown(project: Project, places: Sequence[str], code: str) -> dict[str, str]:
    """Return the run that suggested the code at each of the addresses where it is suggested."""
    names = {Address.parse(place).transcript for place in places}
    return {
        one.segment: one.run
        for name in names
        for one in project.suggestions(transcript=name, code=code)
        if one.segment in places
    }
