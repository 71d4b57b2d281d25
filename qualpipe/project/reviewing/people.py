"""The people of a project: who reviews, who settles what differs, and their passwords."""

import secrets
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from qualpipe.model import Duty, QualpipeError, Reviewer
from qualpipe.project import Project

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LONGEST_NAME = 64
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 1024
# What separates names where several are given; a name with one in it could not be given.
SEPARATORS = ",;，、；"
# Letters, marks, digits and signs may stand in a name, blanks inside; nothing that cannot be seen.
_UNSEEN = ("C", "Zl", "Zp")


def reviewers(project: Project) -> tuple[Reviewer, ...]:
    """Return every reviewer by name, those who retired among them."""
    return project.store.team.people.all()


def with_passwords(project: Project) -> tuple[tuple[Reviewer, bool], ...]:
    """Return every reviewer, and whether they have a password."""
    kept = project.store.team.people
    return tuple((one, bool(kept.password_of(one.name))) for one in kept.all())


def person(project: Project, name: str) -> Reviewer:
    """Return the reviewer of a name who is at work; an unknown name lists the known ones."""
    everybody = {one.name: one for one in reviewers(project)}
    found = everybody.get(_composed(name))
    if found is None:
        known = ", ".join(one.name for one in everybody.values() if not one.retired) or "nobody yet"
        raise QualpipeError(
            f"there is no reviewer {name!r}; there are: {known}. "
            "Add one with: qualpipe reviewer add NAME"
        )
    if found.retired:
        raise QualpipeError(f"{found.name} retired on {found.retired[:10]} and decides no more")
    return found


def who(project: Project, name: str) -> str:
    """Return the name under which somebody decides at the command line.

    In a project that has reviewers it must be one of them; in one that has none any name will do.
    """
    return person(project, name).name if reviewers(project) else _named(name)


def add(
    project: Project,
    name: str,
    *,
    duty: Duty = Duty.REVIEWER,
    password: str = "",
    at: str,
) -> Reviewer:
    """Add a reviewer; without a password they cannot log in to a served project.

    Two names that look alike (Ana and ana, full width and half) are refused: what one of them
    decides must never be taken for the other's. So is the name of somebody who retired.
    """
    wanted = _named(name)
    for one in reviewers(project):
        if _alike(one.name) == _alike(wanted):
            gone = ", who retired; decisions under that name are theirs" if one.retired else ""
            raise QualpipeError(f"there is a reviewer {one.name!r} already{gone}. Take another")
    made = Reviewer(name=wanted, duty=duty, added=at)
    project.store.team.people.add(made, password=_digest(password) if password else "")
    return made


def retire(project: Project, name: str, *, at: str) -> Reviewer:
    """Let a reviewer go: no more logging in or deciding; what they decided stays theirs."""
    found = person(project, name)
    project.store.team.people.change(found.name, retired=at)
    return found


def set_password(project: Project, name: str, password: str) -> None:
    """Give a reviewer a (new) password; they are logged out everywhere."""
    project.store.team.people.change(person(project, name).name, password=_digest(password))


def matches(project: Project, name: str, password: str) -> bool:
    """Say whether this is the password of a reviewer who is at work.

    Takes as long for a name that does not exist, has no password or retired as for a wrong
    password, so that nobody learns by the clock who is in the team.
    """
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - for logins

    decoy = _decoy()
    wanted = _composed(name)
    kept = project.store.team.people.password_of(wanted)
    at_work = any(one.name == wanted and not one.retired for one in reviewers(project))
    try:
        fits = _hasher().verify(kept or decoy, _composed(password[:LONGEST_PASSWORD]))
    except (VerificationError, InvalidHashError):
        return False
    return fits and bool(kept) and at_work


@cache
def _decoy() -> str:
    """Return the digest of a password that nobody has, as dear to try as a real one."""
    return _hasher().hash(secrets.token_hex())


@cache
def _hasher() -> "PasswordHasher":
    """Return argon2id with the library's own costs, which follow RFC 9106."""
    from argon2 import PasswordHasher  # noqa: PLC0415 - only who logs in needs it

    return PasswordHasher()


def _digest(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise QualpipeError(
            f"a password has {SHORTEST_PASSWORD} characters at least, {LONGEST_PASSWORD} at most; "
            "a few words in a row are easy to remember"
        )
    return _hasher().hash(_composed(password))


def _named(name: str) -> str:
    """Return a name as it is kept; refuse what could not be told apart, typed or shown."""
    wanted = _composed(name).strip()
    if not 1 <= len(wanted) <= LONGEST_NAME:
        raise QualpipeError(f"a name has 1 to {LONGEST_NAME} characters, not {len(wanted)}")
    unseen = [one for one in wanted if unicodedata.category(one).startswith(_UNSEEN)]
    if unseen:
        raise QualpipeError(
            f"the name {wanted!r} holds a character that cannot be seen (U+{ord(unseen[0]):04X}); "
            "type it without"
        )
    if set(wanted) & set(SEPARATORS):
        raise QualpipeError(
            f"the name {wanted!r} holds a comma or semicolon; lists of names are parted by them"
        )
    return wanted


def _composed(text: str) -> str:
    """Return a text as one keyboard and another would both have it (é in one piece)."""
    return unicodedata.normalize("NFC", text)


def _alike(name: str) -> str:
    """Return what names that people would mix up have in common."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())
