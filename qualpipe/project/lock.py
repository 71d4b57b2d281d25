"""One run at a time: two that write the same project would undo each other's work."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from qualpipe.model import QualpipeError

Held = AbstractContextManager[None]


class ProjectBusy(QualpipeError):
    """Another qualpipe is writing to this project."""


def of(folder: Path) -> Held:
    """Hold the lock of the project in a folder."""
    return held(folder / "qualpipe.lock")


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the project's lock; it is let go of however the process ends, a kill included."""
    try:
        handle = path.open("a+", encoding="ascii")
    except OSError as fault:
        raise QualpipeError(
            f"{path.parent}: nothing can be written here ({fault.strerror}); "
            "change to a folder of your own or mend its permissions"
        ) from fault
    with handle:
        if not _taken(handle.fileno()):
            handle.seek(0)
            holder = handle.read().strip() or "another process"
            raise ProjectBusy(
                f"{path.parent}: process {holder} is working on this project; "
                "wait until it is done, or stop it"
            )
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield


def _taken(descriptor: int) -> bool:
    """Lock an open file without waiting; say whether that worked."""
    if os.name == "nt":
        import msvcrt  # noqa: PLC0415 - only Windows has it

        # A byte far behind the number that is written there: what is locked cannot be read.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined, unused-ignore]
        except OSError:
            return False
        return True
    import fcntl  # noqa: PLC0415 - Windows lacks it

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
