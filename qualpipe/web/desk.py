"""The desk: what every page of the app works with."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from qualpipe.project import Project
from qualpipe.web.security.sessions import Sessions

if TYPE_CHECKING:
    from qualpipe.project.reviewing.queue import Queue

Clock = Callable[[], datetime]


@dataclass(slots=True, kw_only=True)
class Desk:
    """A project that is open for review, the clock on the wall, and who is logged in.

    `solo` is the name of the one local user; '' where named reviewers log in; `cookie` is the
    name of the cookie that holds a session's token.
    """

    project: Project
    clock: Clock
    sessions: Sessions
    solo: str
    cookie: str
    secure: bool
    _queue: "Queue | None" = field(default=None)

    def now(self) -> str:
        """Return the moment as the ledger writes it: ISO 8601 with the time zone."""
        return self.clock().isoformat(timespec="seconds")

    @property
    def queue(self) -> "Queue":
        """Return the queue of suggestions, held in memory for all reviewers."""
        if self._queue is None:
            from qualpipe.project.reviewing.queue import Queue  # noqa: PLC0415 - loads the project

            self._queue = Queue(self.project, on_fault=_noted)
        return self._queue

    def close(self) -> None:
        """Let go of the queue's thread."""
        if self._queue is not None:
            self._queue.close()


def _noted(fault: Exception) -> None:
    """Note that learning failed; by its kind alone, since its words may hold speech."""
    logging.getLogger("qualpipe.web").warning("learning failed: %s", type(fault).__name__)


def desk_of(request: Request) -> Desk:
    """Return the desk of the app that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(desk_of)]
