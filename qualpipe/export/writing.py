"""Files put down whole: written beside, then renamed, so that nothing is ever half there."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualpipe.model import QualpipeError

_REMEDIES = {
    errno.EACCES: "it may be open in another program or read-only: close it, or write elsewhere",
    errno.EPERM: "it may be open in another program or read-only: close it, or write elsewhere",
    errno.EBUSY: "it is open in another program: close it, or write elsewhere",
    errno.EROFS: "the disk is read-only: write elsewhere",
    errno.ENOSPC: "the disk is full: make room, or write elsewhere",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a path in the same folder to write to; at the end it takes the place of `path`.

    If anything fails on the way, what was at `path` before is still there and the other is gone.
    What the disk refuses is a QualpipeError that says what to do.
    """
    _refuse_what_cannot_be(path)
    beside = path.with_name(f".{path.name[:40]}.{os.getpid()}.part{path.suffix}")
    try:
        yield beside
        beside.replace(path)
    except OSError as fault:
        raise _explained(path, fault) from fault
    finally:
        beside.unlink(missing_ok=True)


def _refuse_what_cannot_be(path: Path) -> None:
    if path.is_dir():
        raise QualpipeError(f"{path}: this is a folder; name a file in it")
    if not path.parent.is_dir():
        raise QualpipeError(f"{path}: there is no folder {path.parent}; make it first")
    # A rename would replace a read-only file too: its owner wants it kept.
    if path.exists() and not path.stat().st_mode & 0o222:
        raise QualpipeError(f"{path}: this file is read-only; name another, or let it be written")


def _explained(path: Path, fault: OSError) -> QualpipeError:
    reason = os.strerror(fault.errno) if fault.errno else str(fault)
    remedy = _REMEDIES.get(fault.errno or 0, "see to that, or write elsewhere")
    return QualpipeError(f"{path}: it cannot be written ({reason}); {remedy}")
