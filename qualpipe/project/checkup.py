"""A check-up: whether this installation has what it needs, and what would make it quicker."""

import sqlite3
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from qualpipe.codebook import load, shipped
from qualpipe.model import QualpipeError
from qualpipe.project.steps.embedding import loaded

Finding = dict[str, object]

_OPTIONAL = (
    ("rjieba", "segments Chinese 20 times as fast, with the same words", "qualpipe[fast]"),
    ("isal", "unpacks the encoder in half the time", "qualpipe[fast]"),
    ("sentence_transformers", "lets other encoders be used", "qualpipe[encoders]"),
    ("distributed", "has a Dask cluster do the encoding", "qualpipe[cluster]"),
    ("psycopg", "keeps a project in PostgreSQL", "qualpipe[postgres]"),
)


def check_up(folder: Path) -> list[Finding]:
    """Return a finding a check: `ok` (True, False, or None for what is optional) and the remedy."""
    findings = [_python(), _database()]
    findings += [_attempt("codebooks", _codebooks), _attempt("encoder", _encoder)]
    findings += [_attempt("segmenter", _segmenter), _folder(folder)]
    return findings + [_optional(*one) for one in _OPTIONAL]


def _finding(what: str, *, ok: bool | None, says: str, remedy: str = "") -> Finding:
    return {"check": what, "ok": ok, "says": says, "remedy": remedy}


def _python() -> Finding:
    return _finding("python", ok=True, says=sys.version.split()[0])


def _database() -> Finding:
    return _finding("sqlite", ok=True, says=sqlite3.sqlite_version)


def _codebooks() -> str:
    return ", ".join(f"{name} ({len(load(name))} codes)" for name in shipped())


def _encoder() -> str:
    vector = loaded("bundled").encode(["屋企", "home"])
    likeness = float(vector[0] @ vector[1])
    return f"bundled, {loaded('bundled').dimensions} dimensions, 屋企 ~ home {likeness:.2f}"


def _segmenter() -> str:
    from qualpipe.text.words import words  # noqa: PLC0415 - loads a dictionary

    return " / ".join(word.text for word in words("我覺得呢度好似屋企"))


def _attempt(what: str, check: Callable[[], str]) -> Finding:
    try:
        return _finding(what, ok=True, says=check())
    except (QualpipeError, ImportError, OSError) as fault:
        remedy = "pip install --force-reinstall qualpipe"
        return _finding(what, ok=False, says=str(fault), remedy=remedy)


def _folder(folder: Path) -> Finding:
    probe = folder / ".qualpipe-doctor"
    try:
        probe.touch()
        probe.unlink()
    except OSError as fault:
        remedy = "change to a folder of your own or mend its permissions"
        return _finding("folder", ok=False, says=f"{folder}: {fault.strerror}", remedy=remedy)
    return _finding("folder", ok=True, says=f"{folder.resolve()} can be written to")


def _optional(package: str, use: str, extra: str) -> Finding:
    if find_spec(package) is None:
        remedy = f"pip install '{extra}'"
        return _finding(package, ok=None, says=f"not there; it {use}", remedy=remedy)
    try:
        return _finding(package, ok=True, says=f"{version(package.replace('_', '-'))}; it {use}")
    except PackageNotFoundError:
        return _finding(package, ok=True, says=f"it {use}")
