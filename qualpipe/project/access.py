"""Who may come in: browsers that are logged in, and how often logging in failed.

Kept in the database, so that it holds for every process that serves the project. Times are seconds
since 1970; of a token the database knows its digest only.
"""

from dataclasses import dataclass

from qualpipe.model import Duty
from qualpipe.project import Project
from qualpipe.store.team import Session

# A browser left alone is logged out after the first, any browser after the second (seconds).
IDLE, WHOLE = 2 * 3600.0, 12 * 3600.0
# A session's last use need not be kept more exactly than this.
_NOTE_EVERY = 60.0
# So many wrong passwords, then a wait that doubles with each further one up to a quarter hour.
PATIENCE, _FIRST_WAIT, _LONGEST_WAIT = 20, 30.0, 900.0
_FORGOTTEN_AFTER = 24 * 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Whom a session is for, and what their requests must bring along."""

    reviewer: str
    duty: Duty
    csrf: str


def begin(
    project: Project, reviewer: str, *, digest: str, csrf: str, at: float, in_place_of: str = ""
) -> None:
    """Keep a new session; the one that it takes the place of ends, and all that are too old."""
    people = project.store.team.people
    people.end_idle(began_before=at - WHOLE, seen_before=at - IDLE)
    one = Session(digest=digest, reviewer=reviewer, csrf=csrf, began=at, seen=at)
    people.begin(one, in_place_of=in_place_of)


def guest(project: Project, *, digest: str, at: float) -> Guest | None:
    """Return whom a session is for; None if there is no such one, or not any longer.

    A clock that goes backwards ends no session, and lengthens none beyond its whole.
    """
    people = project.store.team.people
    found = people.session(digest)
    if found is None or at - found.began > WHOLE or at - found.seen > IDLE:
        return None
    duties = {one.name: one.duty for one in people.all() if not one.retired}
    if at - found.seen > _NOTE_EVERY:
        people.seen(digest, at=at)
    duty = duties.get(found.reviewer)
    if duty is None:
        return None
    return Guest(reviewer=found.reviewer, duty=duty, csrf=found.csrf)


def end(project: Project, *, digest: str) -> None:
    """Log a browser out."""
    project.store.team.people.end(digest)


def wait(project: Project, *keys: str, at: float) -> float:
    """Return how many seconds these keys (account, address) must wait before they try again."""
    people = project.store.team.people
    waits = [0.0]
    for key in keys:
        count, last = people.failures(key)
        if count >= PATIENCE and at - last < _FORGOTTEN_AFTER:
            # Bounded before the power: a count in the thousands must not overflow.
            doubled = _FIRST_WAIT * 2.0 ** min(count - PATIENCE, 10)
            waits.append(last + min(doubled, _LONGEST_WAIT) - at)
    return min(max(waits), _LONGEST_WAIT)


def failed(project: Project, *keys: str, at: float) -> None:
    """Count a failed login for each key; what is a day old is forgotten first."""
    people = project.store.team.people
    for key in keys:
        if at - people.failures(key)[1] > _FORGOTTEN_AFTER:
            people.forgive(key)
        people.failed(key, at=at)


def forgive(project: Project, *keys: str) -> None:
    """Forget the failed logins of these keys."""
    for key in keys:
        project.store.team.people.forgive(key)
