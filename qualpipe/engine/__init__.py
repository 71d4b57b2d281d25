"""How one function runs over many things: in this process or in several.

The work is a map: each task is a plain value, each answer comes back with its task's place. A task
should last a fifth of a second or more (a transcript, 256 texts), so that handing it over costs
nothing by comparison.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from qualpipe.engine.processes import in_processes

__all__ = ["ENGINES", "Engine", "engine_for"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """A way to run a function over tasks; answers come as they are ready, with their place."""

    def __call__(
        self, function: Callable[[Task], Answer], tasks: Sequence[Task], *, jobs: int
    ) -> Iterator[tuple[int, Answer]]:
        """Yield (place of the task, its answer)."""
        ...  # pragma: no cover - a protocol has no body


def in_turn(
    function: Callable[[Task], Answer], tasks: Sequence[Task], *, jobs: int = 1
) -> Iterator[tuple[int, Answer]]:
    """Run the tasks one after the other in this process.

    >>> list(in_turn(len, ["home", "屋企"]))
    [(0, 4), (1, 2)]
    """
    del jobs  # one process is all there is
    for place, task in enumerate(tasks):
        yield place, function(task)


ENGINES: dict[str, Engine] = {"serial": in_turn, "processes": in_processes}


def engine_for(jobs: int) -> Engine:
    """Return the engine that suits a number of processes."""
    return ENGINES["serial" if jobs <= 1 else "processes"]
