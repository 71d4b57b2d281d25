"""Sessions: which browser is whose; tokens are made and known again here."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from datetime import datetime
from threading import Lock

from qualpipe.model import Duty
from qualpipe.project import Project, access
from qualpipe.project.access import Guest


class Sessions:
    """The browsers that are let in to a project.

    Named reviewers are kept in the database, by digests of their tokens. The one local user's
    browser is kept in memory and ends with the program; it gets in with the `launch` token, once.
    """

    def __init__(
        self, project: Project, *, clock: Callable[[], datetime], solo: str, launch: str
    ) -> None:
        self._project = project
        self._clock = clock
        self._solo = solo
        self._launch = launch
        self._local: dict[str, Guest] = {}
        self._lock = Lock()

    def launch(self, token: str) -> str | None:
        """Return a new session's token for the launch token; None if it is wrong or was used."""
        with self._lock:
            if not self._launch or not hmac.compare_digest(self._launch.encode(), token.encode()):
                return None
            self._launch = ""
            mine = secrets.token_urlsafe(32)
            self._local[digest_of(mine)] = Guest(
                reviewer=self._solo, duty=Duty.ADJUDICATOR, csrf=secrets.token_urlsafe(32)
            )
            return mine

    def begin(self, reviewer: str, *, in_place_of: str = "") -> str:
        """Begin a session of a named reviewer, with a new token: none is kept over a login."""
        token = secrets.token_urlsafe(32)
        access.begin(
            self._project,
            reviewer,
            digest=digest_of(token),
            csrf=secrets.token_urlsafe(32),
            at=self._clock().timestamp(),
            in_place_of=digest_of(in_place_of) if in_place_of else "",
        )
        return token

    def guest(self, token: str) -> Guest | None:
        """Return whom a token is for; None if it is forged, too old or a retired reviewer's."""
        if not token:
            return None
        digest = digest_of(token)
        if self._solo:
            return self._local.get(digest)
        return access.guest(self._project, digest=digest, at=self._clock().timestamp())

    def end(self, token: str) -> None:
        """Log a browser out."""
        if self._local.pop(digest_of(token), None) is None:
            access.end(self._project, digest=digest_of(token))


def digest_of(token: str) -> str:
    """Return what is kept of a token: 256 random bits need no slow digest."""
    return hashlib.sha256(token.encode()).hexdigest()
