"""Work that takes longer than a page may: done in the background, looked at while it goes on."""

from collections.abc import Callable, Hashable
from concurrent.futures import Future, wait
from dataclasses import dataclass, field
from threading import Lock, Thread
from typing import Annotated, Any

from fastapi import Depends, Request

from qualpipe.model import QualpipeError
from qualpipe.project import Project

Tell = Callable[[str, int, int], None]
"""Is told what is being done, how much of it is done, and how much there is."""

_KEPT = 16  # results held in memory; older ones are computed anew


@dataclass(slots=True, kw_only=True)
class Job:
    """One piece of work: how far it is, and what came of it.

    `what` names the step in hand, `of` is 0 where nobody knows how much there is.
    """

    future: "Future[Any]" = field(default_factory=Future)
    what: str = ""
    done: int = 0
    of: int = 0

    def tell(self, what: str, done: int, of: int) -> None:
        """Note how far the work is."""
        self.what, self.done, self.of = what, done, of

    @property
    def running(self) -> bool:
        """Say whether it is still going on."""
        return not self.future.done()

    @property
    def failed(self) -> bool:
        """Say whether it ended without a result."""
        return not self.running and self.future.exception() is not None

    def within(self, seconds: float) -> bool:
        """Wait a little; say whether it is finished."""
        return bool(wait([self.future], timeout=seconds).done)

    def result(self) -> Any:  # noqa: ANN401 - each kind of work has its own
        """Return what came of it, or raise what went wrong."""
        return self.future.result()

    def fault(self) -> str:
        """Return what the researcher must know of what went wrong ('' if nothing did)."""
        fault = None if self.running else self.future.exception()
        if fault is None or isinstance(fault, QualpipeError):
            return str(fault or "")
        raise fault

    def run(self, work: Callable[[Tell], object]) -> None:
        """Do the work; whatever goes wrong is kept for who asks for the result."""
        try:
            self.future.set_result(work(self.tell))
        except BaseException as fault:  # noqa: BLE001 - raised again in `result` and `fault`
            self.future.set_exception(fault)


class Jobs:
    """The work that was asked for, each piece under its name and done once."""

    def __init__(self) -> None:
        self._held: dict[Hashable, Job] = {}
        self._lock = Lock()

    def find(self, key: Hashable) -> Job | None:
        """Return the work of that name, if it was asked for."""
        with self._lock:
            return self._held.get(key)

    def start(self, key: Hashable, work: Callable[[Tell], object], *, anew: bool = False) -> Job:
        """Begin a piece of work, unless it is going on, or was done and is not wanted `anew`.

        What failed is tried again. The threads end with the program, whatever they are at: what is
        kept is written in one go at the end.
        """
        with self._lock:
            before = self._held.pop(key, None)
            if before and (before.running or not (anew or before.failed)):
                self._held[key] = before
                return before
            job = self._held[key] = Job()
            for old in [one for one, held in self._held.items() if not held.running][:-_KEPT]:
                del self._held[old]
        Thread(target=job.run, args=(work,), name=f"qualpipe {key}", daemon=True).start()
        return job


def state_of(project: Project) -> Hashable:
    """Return what changes whenever something computed from a project may come out otherwise.

    Decisions are only ever added, so that counting them is enough; it is never shown.
    """
    counts = project.counts()
    runs = tuple(one.id if (one := project.last_run(step)) else "" for step in ("code", "adopt"))
    closed = tuple(one.closed for one in project.review.rounds())
    return (*counts.values(), runs, closed, project.settings.codebook)


async def jobs_of(request: Request) -> Jobs:
    """Return the work of the app that a request came to (on its one loop: made once)."""
    state = request.app.state
    if not hasattr(state, "jobs"):
        state.jobs = Jobs()
    jobs: Jobs = state.jobs
    return jobs


TheJobs = Annotated[Jobs, Depends(jobs_of)]
