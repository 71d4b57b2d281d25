"""The record of what people said: shown as far as it is open to all, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from qualpipe.model import Address, Decision, QualpipeError, Verdict
from qualpipe.project import Project
from qualpipe.project.steps.decisions import round_of
from qualpipe.review import visible
from qualpipe.review.undoing import last_act, taken_back

Entry = tuple[Decision, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The decisions that were taken back, and the numbers of the undos."""

    decisions: tuple[Decision, ...]
    numbers: tuple[int, ...]


def log(
    project: Project,
    *,
    reviewer: str | None = None,
    code: str | None = None,
    transcript: str | None = None,
) -> tuple[tuple[Entry, ...], int]:
    """Return the record, each line with its state in words, and how many lines are sealed.

    The number of sealed lines is that of all: by code or place it would tell what was decided.
    """
    whole = project.store.ledger.decisions()
    shown = visible(whole, project.review.rounds())
    gone = taken_back(shown)
    wanted = {"reviewer": reviewer, "code": code}
    entries = [
        (one, _state(one, gone=one.number in gone))
        for one in shown
        if all(value in {None, getattr(one, name)} for name, value in wanted.items())
        and transcript in {None, Address.parse(one.segment).transcript}
    ]
    return tuple(entries), len(whole) - len(shown)


def take_back(project: Project, *, reviewer: str | None, act: int | None, at: str) -> Undone:
    """Take back an act: the one a number belongs to, else the reviewer's last that stands.

    Without a reviewer, the only one who has decided is meant. What is sealed in a blind round is
    taken back on its reviewer's own page.
    """
    whole = visible(project.store.ledger.decisions(), project.review.rounds())
    name = reviewer or _only_one(whole, act)
    sealed = round_of(name, project.review.rounds())
    if sealed:
        raise QualpipeError(
            f"{name} is in the blind round {sealed!r}, which is open: what is decided there is "
            "taken back on the review page, or after the round is closed"
        )
    targets = _targets(whole, reviewer=name, act=act)
    numbers = project.review.decide(
        [
            Decision(
                segment=one.segment,
                code=one.code,
                verdict=Verdict.UNDO,
                reviewer=name,
                at=at,
                words=one.words,
                adjudicates=one.adjudicates,
                undoes=one.number,
            )
            for one in targets
        ]
    )
    return Undone(decisions=targets, numbers=numbers)


def _state(one: Decision, *, gone: bool) -> str:
    words = [f"takes back {one.undoes}"] if one.undoes is not None else []
    words += ["settles"] if one.adjudicates and one.undoes is None else []
    words += ["taken back"] if gone else []
    return ", ".join(words)


def _only_one(decisions: Sequence[Decision], act: int | None) -> str:
    concerned = [one for one in decisions if act in {None, one.number, one.act}]
    names = sorted({one.reviewer for one in concerned})
    if not names:
        raise QualpipeError("there is nothing to take back" + (f" under {act}" if act else ""))
    if len(names) > 1:
        raise QualpipeError(f"several have decided ({', '.join(names)}); say who with --reviewer")
    return names[0]


def _targets(
    decisions: Sequence[Decision], *, reviewer: str, act: int | None
) -> tuple[Decision, ...]:
    """Return what is to be taken back: of one act, the reviewer's own, what still stands."""
    named = {one.act for one in decisions if act in {one.number, one.act}}
    wanted = last_act(decisions, reviewer=reviewer) if act is None else next(iter(named), None)
    found = [one for one in decisions if one.act == wanted]
    if not found:
        what = f"no decision {act}" if act else f"nothing of {reviewer} to take back"
        raise QualpipeError(f"there is {what}; see: qualpipe decisions log")
    mine = [one for one in found if one.reviewer == reviewer]
    if not mine:
        raise QualpipeError(f"{act} was decided by {found[0].reviewer}, not by {reviewer}")
    gone = taken_back(decisions)
    standing = tuple(one for one in mine if one.number not in gone)
    if not standing:
        raise QualpipeError(f"{act} was taken back already; see: qualpipe decisions log")
    return standing
