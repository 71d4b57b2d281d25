"""A Dask cluster: tasks travel to workers on other machines, their answers come back here.

A task carries all that it needs, since a worker sees none of this machine's files. What it carries
is packed so that neither scheduler nor worker writes a word of it into a log, and it is handed only
to workers whose address is at home, unless others were allowed.
"""

import logging
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import uuid4

from qualpipe import __version__
from qualpipe.address import at_home
from qualpipe.engine.parcel import Parcel, Return
from qualpipe.engine.place import Cluster
from qualpipe.model import QualpipeError

if TYPE_CHECKING:
    from distributed import Client, Future

Task = TypeVar("Task")
Answer = TypeVar("Answer")

# Tasks on their way for each thread of a worker: one that runs, one that waits.
_AHEAD = 2
# Seconds after which a scheduler that does not answer, or a cluster without workers, is given up.
_PATIENCE = 30.0
_LOOK = 2.0  # seconds between two looks at who works there while no answer comes
_INSTALL = "pip install 'qualpipe[cluster]'"
_THE_SAME = f"pip install 'qualpipe[cluster]=={__version__}'"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Crew:
    """The machines that may be given tasks, and how many threads they have."""

    hosts: frozenset[str]
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Flight:
    """Which task is on its way, and to which machines it may go."""

    place: int
    hosts: frozenset[str]


def in_cluster(
    function: Callable[[Task], Answer],
    tasks: Sequence[Task],
    *,
    jobs: int = 0,
    cluster: Cluster | None = None,
) -> Iterator[tuple[int, Answer]]:
    """Run the tasks on the workers of a cluster; those of a worker that died are run by others.

    `function` and the tasks must be picklable, and the workers have this version of qualpipe. A
    fault that `function` raises is raised here. A cluster that cannot be reached, is lost on the
    way or runs out of workers is an error.
    """
    del jobs  # the scheduler knows how many it has
    if cluster is None:
        raise QualpipeError("no cluster is named; name one with --cluster tcp://10.0.0.4:8786")
    if not tasks:
        return
    with _connected(cluster) as client:
        _crew(client, cluster)  # somebody is there, who may be given them
        cluster.leaving()
        due, flying = deque(range(len(tasks))), dict["Future[Return]", _Flight]()
        while due or flying:
            crew = _crew(client, cluster)
            due.extendleft(_grounded(client, flying, crew))
            while due and len(flying) < _AHEAD * crew.threads:
                # Packed when it is due: of a large project the scheduler holds a few texts only.
                sent = _sent(client, Parcel.of(function, tasks[due[0]]), crew)
                flying[sent] = _Flight(place=due.popleft(), hosts=crew.hosts)
            for future in _landed(client, flying):
                yield flying.pop(future).place, _opened(future, cluster)


def _crew(client: "Client", cluster: Cluster) -> _Crew:
    """Return who works there and may be given interviews; wait a while for the first of them."""
    from distributed.comm import get_address_host  # type: ignore[attr-defined] # noqa: PLC0415

    started = monotonic()
    while True:
        if client.status != "running":
            raise _lost(cluster)
        workers = client.scheduler_info(n_workers=-1)["workers"]
        hosts = {str(address): str(get_address_host(address)) for address in workers}
        if not cluster.allow_remote:
            hosts = {address: host for address, host in hosts.items() if at_home(host)}
        if hosts:
            # Dask reads an address of IPv6 as no host, so there each worker is named by itself.
            named = frozenset(where if ":" in host else host for where, host in hosts.items())
            return _Crew(hosts=named, threads=sum(workers[one]["nthreads"] for one in hosts))
        if monotonic() - started > _PATIENCE:
            raise QualpipeError(
                f"no worker of the cluster {cluster.server.name} is on this machine or a private "
                "network, so interviews would leave the house; allow it with --allow-remote, "
                "which is recorded"
                if workers
                else f"the cluster {cluster.server.name} has no worker; start one with: "
                f"dask worker {cluster.server.url} --nthreads 1. What was finished is kept"
            )
        sleep(min(_LOOK, _PATIENCE / 10))


def _grounded(
    client: "Client", flying: dict["Future[Return]", _Flight], crew: _Crew
) -> Sequence[int]:
    """Call back the tasks whose machines are all gone; others are not to take them."""
    stuck = [future for future, flight in flying.items() if not flight.hosts & crew.hosts]
    if stuck:
        client.cancel(stuck)
    return [flying.pop(future).place for future in stuck]


def _sent(client: "Client", parcel: Parcel, crew: _Crew) -> "Future[Return]":
    key, hosts = f"qualpipe-{uuid4().hex}", sorted(crew.hosts)
    return client.submit(pickle.loads, pickle.dumps(parcel), workers=hosts, key=key, pure=False)


def _landed(client: "Client", flying: Iterable["Future[Return]"]) -> "list[Future[Return]]":
    """Wait until something is done, but not for long: the crew may have changed."""
    from distributed import wait  # noqa: PLC0415 - an extra, and slow to import

    try:
        with client.as_current():
            return list(wait(list(flying), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
    except TimeoutError:
        return []
    except CancelledError:  # the scheduler went away, which each of them will say itself
        return list(flying)


def _opened(future: "Future[Return]", cluster: Cluster) -> Any:  # noqa: ANN401 - any answer
    """Return the answer, or raise what came in place of one."""
    from distributed import KilledWorker  # noqa: PLC0415 - an extra, and slow to import

    try:
        back = future.result()
    except (CancelledError, OSError) as fault:  # an error of the task itself is in what it returns
        raise _lost(cluster) from fault
    except KilledWorker as fault:
        raise QualpipeError(
            "a task lost its worker time and again, most likely for lack of memory there. What "
            "was finished is kept; give the workers more, or run it again without the cluster"
        ) from fault
    except Exception as fault:
        raise QualpipeError(
            f"the cluster {cluster.server.name} cannot run qualpipe ({type(fault).__name__}); "
            f"scheduler and workers need this version: {_THE_SAME}"
        ) from fault
    if back.differs:
        raise QualpipeError(
            f"worker {back.worker} has {back.differs}, so that its results may be others. Install "
            f"there what is here: {_THE_SAME}"
        )
    if isinstance(back.fault, QualpipeError):
        raise QualpipeError(f"worker {back.worker}: {back.fault}") from back.fault
    if back.fault is not None:
        raise back.fault
    return back.answer


def _lost(cluster: Cluster) -> QualpipeError:
    return QualpipeError(
        f"the scheduler {cluster.server.name} went away. What was finished is kept; run it again "
        "when it is back, or without the cluster"
    )


@contextmanager
def _connected(cluster: Cluster) -> Iterator["Client"]:
    """Connect to the scheduler, and let go of it whatever happens."""
    client = _client(cluster)
    # What Dask tells its log (connection lost, trying again) the error tells in one line.
    log = logging.getLogger("distributed.client")
    level = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield client
    finally:
        client.close(timeout=_LOOK)
        log.setLevel(level)


def _client(cluster: Cluster) -> "Client":
    """Return a connection, made in a thread: Dask waits for ever for a server that says nothing."""
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as fault:
        raise QualpipeError(f"a cluster needs a package more; get it with: {_INSTALL}") from fault
    made: list[Client] = []
    faults: list[Exception] = []

    def connect() -> None:
        try:
            made.append(Client(cluster.server.url, timeout=_PATIENCE, set_as_default=False))
        except Exception as fault:  # noqa: BLE001 - whatever it is, there is no scheduler
            faults.append(fault)

    thread = Thread(target=connect, daemon=True)
    thread.start()
    thread.join(_PATIENCE + _LOOK)
    if made:
        return made[0]
    why = "what is there answers otherwise" if faults else "no answer"
    if faults and isinstance(faults[0], OSError):
        why = str(faults[0]).partition("\n")[0]
    raise QualpipeError(
        f"no Dask scheduler at {cluster.server.name} ({why}); check the address, start one "
        'with: dask scheduler, or leave it out with --cluster ""'
    )
