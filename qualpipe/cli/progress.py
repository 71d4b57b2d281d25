"""Progress on standard error: only for work over two seconds, only on a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from qualpipe.project import Watch

_QUIET_SECONDS = 2.0


@contextmanager
def watching() -> Iterator["Watch"]:
    """Give a function to report progress to; what it shows is gone at the end."""
    if not sys.stderr.isatty():
        yield lambda _what, _done, _whole: None
        return
    bars = _Bars()
    try:
        yield bars.report
    finally:
        bars.stop()


class _Bars:
    """A bar for each piece of work, with an estimate of the time left."""

    def __init__(self) -> None:
        self._began: dict[str, float] = {}
        self._shown: dict[str, TaskID] = {}
        self._progress: Progress | None = None

    def report(self, what: str, done: int, whole: int) -> None:
        now = time.monotonic()
        began = self._began.setdefault(what, now)
        if what not in self._shown:
            if now - began < _QUIET_SECONDS:
                return
            self._shown[what] = self._started().add_task(what, total=whole)
        self._started().update(self._shown[what], completed=done, total=whole)

    def stop(self) -> None:
        if self._progress is not None:
            self._progress.stop()

    def _started(self) -> "Progress":
        if self._progress is None:
            from rich.console import Console
            from rich.progress import Progress

            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.start()
        return self._progress
