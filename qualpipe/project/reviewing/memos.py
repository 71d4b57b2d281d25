"""Memos: what people note down about a stretch of speech, a code or a transcript."""

from collections.abc import Iterable
from datetime import datetime

from qualpipe.model import Address, Memo, QualpipeError
from qualpipe.project import Project
from qualpipe.project.steps.decisions import round_of, words_in

LONGEST = 20_000
"""Characters that a memo may have: some eight pages, far beyond a note."""


def write(
    project: Project,
    about: str,
    text: str,
    *,
    reviewer: str,
    at: str,
    replaces: int | None = None,
) -> Memo:
    """Write a memo about an address, `code:ID` or `transcript:ID`; it is on disk when this returns.

    One that `replaces` another of the same author stands in its place; what it said before stays
    in the project. Raises QualpipeError where the thing is not there, the text is empty or too
    long, or the memo was changed in the meantime.
    """
    if not text.strip():
        raise QualpipeError("a memo needs some words; to take one back, take it back")
    return _kept(project, about, text, reviewer=reviewer, at=at, replaces=replaces)


def take_back(project: Project, number: int, *, reviewer: str, at: str) -> Memo:
    """Take a memo back: it is shown no more, and stays in the project as what was once noted."""
    old = _own(project.store.team.memos.all(), number, reviewer)
    return _kept(project, old.about, "", reviewer=reviewer, at=at, replaces=number)


def _kept(
    project: Project, about: str, text: str, *, reviewer: str, at: str, replaces: int | None
) -> Memo:
    if len(text) > LONGEST:
        raise QualpipeError(
            f"the memo has {len(text):,} characters; {LONGEST:,} are allowed. "
            "Part it, or keep it in a file of its own"
        )
    if not reviewer.strip() or _moment(at) is None:
        raise QualpipeError("a memo names its author, and its moment with the time zone")
    memos = project.store.team.memos
    if replaces is not None:
        old = _own(memos.all(), replaces, reviewer)
        if old.about != about:
            raise QualpipeError(f"memo {replaces} is about {old.about}, not about {about}")
    return memos.append(
        Memo(
            about=about,
            text=text.replace("\r\n", "\n"),
            reviewer=reviewer,
            at=at,
            words=_words(project, about) if text else "",
            round=round_of(reviewer, project.review.rounds()),
            replaces=replaces,
        )
    )


def _own(memos: Iterable[Memo], number: int, reviewer: str) -> Memo:
    """Return one's own memo that stands under a number."""
    found = tuple(memos)
    # Whether there is no such memo or it is another's, which may be sealed, is told alike.
    old = next((one for one in found if one.number == number and one.reviewer == reviewer), None)
    if old is None:
        raise QualpipeError(f"there is no memo {number} of yours")
    if not old.text or any(one.replaces == number for one in found):
        raise QualpipeError("this memo was changed in the meantime; look at it again")
    return old


def _words(project: Project, about: str) -> str:
    """Return the words an address stands for; refuse to write about what is not there."""
    kind, _, name = about.partition(":")
    if kind == "code" and ":" not in name:  # a transcript may be called "code" too
        decided = (one.code for one in project.review.decisions())
        if name not in {code.id for code in project.codebook()} and name not in decided:
            raise QualpipeError(f"there is no code {name!r} to write about")
        return ""
    if kind == "transcript":
        project.transcript(name)
        return ""
    place = Address.parse(about)
    words = words_in({one.id: one for one in project.store.transcripts([place.transcript])})(about)
    if words is None:
        raise QualpipeError(f"{about}: there is no such place in the transcripts")
    return words


def _moment(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
