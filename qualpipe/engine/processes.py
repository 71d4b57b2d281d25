"""Many processes on one machine; a worker that dies costs its task a second try, not the run."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TypeVar

from qualpipe.engine.place import Cluster
from qualpipe.model import QualpipeError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# A pool breaks for all tasks in flight when one worker dies, so innocent tasks count a try too.
_TRIES = 4


def in_processes(
    function: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    jobs: int,
    cluster: Cluster | None = None,
) -> Iterator[tuple[int, Answer]]:
    """Run the tasks in `jobs` processes; lost ones are handed out again.

    `function` and the tasks must be picklable. A fault that `function` raises is raised here.
    A task whose worker has died four times (out of memory, killed) is an error.
    """
    del cluster  # this machine is all there is
    left = dict(enumerate(tasks))
    for _ in range(_TRIES):
        if not left:
            return
        for place, answer in _one_pool(function, dict(left), jobs=jobs):
            del left[place]
            yield place, answer
    if left:
        raise QualpipeError(
            f"{len(left)} of {len(tasks)} tasks lost their process {_TRIES} times, most likely "
            "for lack of memory. What was finished is kept; run it again with --jobs 1"
        )


def _one_pool(
    function: Callable[[Task], Answer], left: dict[int, Task], *, jobs: int
) -> Iterator[tuple[int, Answer]]:
    """Yield what one pool finishes before it is done or breaks."""
    # spawn: a forked child would inherit open databases and BLAS threads half-way.
    with ProcessPoolExecutor(min(jobs, len(left)), mp_context=get_context("spawn")) as pool:
        waiting = _handed_out(pool, function, left)
        for future in as_completed(waiting):
            # What a broken pool took with it stays in `left` for the next one.
            if not isinstance(future.exception(), BrokenProcessPool):
                yield waiting[future], future.result()


def _handed_out(
    pool: ProcessPoolExecutor, function: Callable[[Task], Answer], left: dict[int, Task]
) -> dict[Future[Answer], int]:
    """Submit the tasks that are left, or as many as the pool takes before it breaks."""
    waiting: dict[Future[Answer], int] = {}
    for place, task in left.items():
        try:
            waiting[pool.submit(function, task)] = place
        except BrokenProcessPool:
            break
    return waiting
