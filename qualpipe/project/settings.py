"""Settings: what the user chose, by flag, environment, project file or not at all."""

import os
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from qualpipe.model import QualpipeError

FILE = "qualpipe.toml"
PREFIX = "QUALPIPE_"

# What a new project's file says: every setting with its default, ready to be changed.
TEMPLATE = """\
# Settings of this qualpipe project. A flag or an environment variable (QUALPIPE_UNIT=turn) wins.
# codebook = "recovery"            # a shipped name, or a file beside this one
# unit = "passage"                 # passage, sentence or turn
# speakers = "participants"        # whose turns are coded: participants or all
# encoder = "bundled"              # or the path of a sentence-transformers model
# interviewers = ["Mary", "陳姑娘"]  # labels of those who ask, where the guess is wrong
# participants = ["阿樂"]           # labels of those who answer, where the guess is wrong
# encoding = ""                    # of text files; empty: found out file by file
# file_pattern = ""                # attributes in file names, e.g. "{participant}_{site}_{gender}"
# translation = "en"               # the side that is the translation where a file has two
# jobs = 0                         # processes; 0: as many as pay off
# cluster = ""                     # a Dask scheduler that encodes, e.g. "tcp://10.0.0.4:8786"
# database = "qualpipe.db"         # a file beside this one, or the URL of a PostgreSQL database
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a project reads, segments and codes."""

    codebook: str = "recovery"
    unit: str = "passage"
    speakers: str = "participants"
    encoder: str = "bundled"
    interviewers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    encoding: str = ""
    file_pattern: str = ""
    translation: str = "en"
    jobs: int = 0
    cluster: str = ""
    database: str = "qualpipe.db"
    allow_remote: bool = False

    def record(self) -> dict[str, object]:
        """Return every setting by name."""
        return asdict(self)


# Said run by run: what stands in a file would let interviews out long after it was meant.
_FLAGS_ALONE = {"allow_remote"}
NAMES = tuple(field.name for field in fields(Settings) if field.name not in _FLAGS_ALONE)
_MOST_JOBS = 256


def resolve(
    folder: Path, *, flags: Mapping[str, object], environment: Mapping[str, str]
) -> tuple[Settings, dict[str, str]]:
    """Return the settings in force, and for each where it comes from.

    A flag wins over the environment, that over `qualpipe.toml`, that over the default. A flag of
    None was not given. Unknown names and wrong values are errors that name their place.
    """
    layers: dict[str, tuple[str, object]] = {}
    for name, value in _from_file(folder / FILE).items():
        layers[name] = (FILE, value)
    for name, value in _from_environment(environment).items():
        layers[name] = (f"environment {PREFIX}{name.upper()}", value)
    for name, value in flags.items():
        if value is not None and value != ():
            layers[name] = (f"flag --{name.replace('_', '-')}", value)
    faults: list[str] = []
    valid: dict[str, Any] = {}
    for name, (where, value) in layers.items():
        if name in _FLAGS_ALONE and not where.startswith("flag"):
            faults.append(f"{where}: {name} is said run by run, with --{name.replace('_', '-')}")
            continue
        try:
            valid[name] = _READ[name](value)
        except KeyError:
            known = ", ".join(NAMES)
            faults.append(f"{where}: no setting is called {name!r}; known: {known}")
        except ValueError as fault:
            faults.append(f"{where}: {name} = {value!r}: {fault}")
    if faults:
        raise QualpipeError("; ".join(faults))
    settings = Settings(**valid)
    return settings, {name: layers[name][0] if name in layers else "default" for name in NAMES}


def write_template(folder: Path) -> None:
    """Put the settings file of a new project down, unless there is one."""
    try:
        with (folder / FILE).open("x", encoding="utf-8") as file:
            file.write(TEMPLATE)
    except FileExistsError:
        return
    except OSError as fault:
        raise QualpipeError(
            f"{folder}: nothing can be written here ({os.strerror(fault.errno or 0)}); "
            "change to a folder of your own or mend its permissions"
        ) from fault


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise QualpipeError(f"{path}: {fault}. Mend that line, or delete the file") from fault


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    """Return what QUALPIPE_... say; an empty one says nothing, an unknown one is a mistake."""
    given: dict[str, object] = {}
    for name, value in environment.items():
        setting = name.removeprefix(PREFIX).lower()
        if not name.startswith(PREFIX) or not value.strip():
            continue
        many = _READ.get(setting) is _words
        given[setting] = tuple(part.strip() for part in value.split(",")) if many else value
    return given


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("write it in quotes")  # noqa: TRY004 - what the user wrote, not a type
    return value


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError('write a list of words, as ["Mary", "陳姑娘"]')
    return tuple(value)


def _one_of(*known: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if value not in known:
            raise ValueError(f"it may be {', '.join(known)}")
        return str(value)

    return read


def _jobs(value: object) -> int:
    # The environment knows only text; True is a number to Python, and none to anybody else.
    text = str(value)
    if isinstance(value, bool) or not text.isdecimal() or int(text) > _MOST_JOBS:
        raise ValueError(f"it is a whole number from 0 to {_MOST_JOBS}")
    return int(text)


# How each setting is read, whichever layer it comes from; what is wrong is a ValueError.
_READ: Mapping[str, Callable[[object], Any]] = {
    "codebook": _word,
    "unit": _one_of("passage", "sentence", "turn"),
    "speakers": _one_of("participants", "all"),
    "encoder": _word,
    "interviewers": _words,
    "participants": _words,
    "encoding": _word,
    "file_pattern": _word,
    "translation": _one_of("en", "yue", "zh"),
    "jobs": _jobs,
    "cluster": _word,
    "database": _word,
    "allow_remote": bool,
}
