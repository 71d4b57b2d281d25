"""How one function runs over many things: in this process, in several, or on a cluster.

The work is a map: each task is a plain value, each answer comes back with its task's place. A task
should last a fifth of a second or more (a transcript, 256 texts), so that handing it over costs
nothing by comparison.
"""

from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Protocol, TypeVar

from qualpipe.engine.place import Cluster

__all__ = ["ENGINES", "Cluster", "Engine", "engine_for"]

Task = TypeVar("Task")
Answer = TypeVar("Answer")


class Engine(Protocol):
    """A way to run a function over tasks; answers come as they are ready, with their place."""

    def __call__(
        self,
        function: Callable[[Task], Answer],
        tasks: Sequence[Task],
        *,
        jobs: int,
        cluster: Cluster | None = None,
    ) -> Iterator[tuple[int, Answer]]:
        """Yield (place of the task, its answer)."""
        ...  # pragma: no cover - a protocol has no body


def in_turn(
    function: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    jobs: int = 1,
    cluster: Cluster | None = None,
) -> Iterator[tuple[int, Answer]]:
    """Run the tasks one after the other in this process.

    >>> list(in_turn(len, ["home", "屋企"]))
    [(0, 4), (1, 2)]
    """
    del jobs, cluster  # one process is all there is
    for place, task in enumerate(tasks):
        yield place, function(task)


def _imported(module: str, name: str) -> Engine:
    """Return an engine that is imported when it runs: pools and pickles are slow to import."""

    def run(
        function: Callable[[Task], Answer],
        tasks: Sequence[Task],
        *,
        jobs: int,
        cluster: Cluster | None = None,
    ) -> Iterator[tuple[int, Answer]]:
        engine: Engine = getattr(import_module(module), name)
        return engine(function, tasks, jobs=jobs, cluster=cluster)

    return run


ENGINES: dict[str, Engine] = {
    "serial": in_turn,
    "processes": _imported("qualpipe.engine.processes", "in_processes"),
    "cluster": _imported("qualpipe.engine.cluster", "in_cluster"),
}


def engine_for(jobs: int, cluster: Cluster | None = None) -> Engine:
    """Return the engine that suits a number of processes, or a cluster if one is named."""
    if cluster is not None:
        return ENGINES["cluster"]
    return ENGINES["serial" if jobs <= 1 else "processes"]
