"""Progress on standard error: only for commands over two seconds, only on a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from qualpipe.project import Watch

_QUIET_SECONDS = 2.0


@contextmanager
def watching(now: Callable[[], float] = time.monotonic) -> Iterator["Watch"]:
    """Give a function to report progress to; what it shows is gone at the end.

    The two quiet seconds are the command's: a step that begins after them is shown at once, and
    one that is under way when they end is shown then, whether it reports anything or not.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _done, _whole: None
        return
    bars = _Bars(now)
    waiting = Timer(_QUIET_SECONDS, bars.show)
    waiting.daemon = True
    waiting.start()
    try:
        yield bars.report
    finally:
        waiting.cancel()
        bars.stop()


class _Bars:
    """A bar for each step, with an estimate of the time left."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now, self._began = now, now()
        self._turn = Lock()  # reports come from the work, the end of the quiet time from a timer
        self._last: tuple[str, int, int] | None = None
        self._shown: dict[str, TaskID] = {}
        self._progress: Progress | None = None

    def report(self, what: str, done: int, whole: int) -> None:
        with self._turn:
            self._last = what, done, whole
            if self._now() - self._began >= _QUIET_SECONDS:
                self._draw(what, done, whole)

    def show(self) -> None:
        """Show what goes on, now that the quiet time is over."""
        with self._turn:
            if self._last is not None and self._last[1] < self._last[2]:
                self._draw(*self._last)

    def stop(self) -> None:
        with self._turn:
            self._last = None
            if self._progress is not None:
                self._progress.stop()

    def _draw(self, what: str, done: int, whole: int) -> None:
        progress = self._started()
        if what not in self._shown:
            self._shown[what] = progress.add_task(what, total=whole)
        progress.update(self._shown[what], completed=done, total=whole)

    def _started(self) -> "Progress":
        if self._progress is None:
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.start()
        return self._progress
