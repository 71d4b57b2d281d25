"""Settings: what the user chose, by flag, environment, project file or not at all."""

import codecs
import json
import os
import re
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
PASSING = ("jobs", "database", "cluster", *_FLAGS_ALONE)
"""What a flag says of the moment and not of the project."""
_MOST_JOBS = 256
_HALF = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are no UTF-8


def resolve(
    folder: Path, *, flags: Mapping[str, object], environment: Mapping[str, str]
) -> tuple[Settings, dict[str, str]]:
    """Return the settings in force, and for each where it comes from.

    A flag wins over the environment, that over `qualpipe.toml`, that over the default. A flag of
    None was not given. Unknown names and wrong values are errors that name their place. A codebook
    is seen from the project, wherever the flag that names it was typed.
    """
    if _HALF.search(str(folder)):
        raise QualpipeError(f"{str(folder)!a}: its name is not written in UTF-8. Rename it")
    layers = _layers(folder, flags, environment)
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
    origins = {name: layers[name][0] if name in layers else "default" for name in NAMES}
    for name, seen in (("codebook", _beside(folder)), ("encoder", Path.absolute)):
        typed = Path(valid.get(name, ""))
        if origins[name] not in {FILE, "default"} and _names_a_place(typed):
            valid[name] = seen(typed).as_posix()
    return Settings(**valid), origins


def _layers(
    folder: Path, flags: Mapping[str, object], environment: Mapping[str, str]
) -> dict[str, tuple[str, object]]:
    """Return each setting that was made, and where, the strongest place."""
    layers: dict[str, tuple[str, object]] = {}
    for name, value in _from_file(folder / FILE).items():
        layers[name] = (FILE, value)
    for name, value in _from_environment(environment).items():
        layers[name] = (f"environment {PREFIX}{name.upper()}", value)
    for name, value in flags.items():
        if value is not None and value != ():
            layers[name] = (f"flag --{name.replace('_', '-')}", value)
    return layers


def _names_a_place(typed: Path) -> bool:
    """Say whether what was typed is a file or folder there, and no bare name of a shipped one."""
    return (bool(typed.suffix) or typed.parent != Path()) and typed.exists()


def _beside(folder: Path) -> Callable[[Path], Path]:
    def seen(file: Path) -> Path:
        try:
            return Path(os.path.relpath(file.resolve(), folder))
        except ValueError:  # on another drive
            return file.resolve()

    return seen


def given(settings: Settings, origins: Mapping[str, str]) -> dict[str, object]:
    """Return what flags said of the project, and not of the moment."""
    made = settings.record()
    flags = (name for name, where in origins.items() if where.startswith("flag"))
    return {name: made[name] for name in flags if name not in PASSING}


def write_template(folder: Path, given: Mapping[str, object] | None = None) -> None:
    """Put the settings file of a new project down, unless there is one.

    What was `given` when the project was made is in force in it: the next command must not read
    or code in another way because a flag was not typed again.
    """
    lines = TEMPLATE.splitlines()
    for name, value in (given or {}).items():
        place = next(at for at, line in enumerate(lines) if line.startswith(f"# {name} ="))
        lines[place] = f"{name} = {_toml(value)}"
    try:
        with (folder / FILE).open("x", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    except FileExistsError:
        return
    except OSError as fault:
        raise QualpipeError(
            f"{folder}: nothing can be written here ({os.strerror(fault.errno or 0)}); "
            "change to a folder of your own or mend its permissions"
        ) from fault


def _toml(value: object) -> str:
    """Write a value as TOML does, which is as JSON does but for one control character."""
    written = list(value) if isinstance(value, tuple) else value
    return json.dumps(written, ensure_ascii=False).replace("\x7f", "\\u007f")


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
    if _HALF.search(value):
        raise ValueError("this name is not written in UTF-8. Rename it")
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


def _encoding(value: object) -> str:
    name = _word(value)
    try:
        "".encode(codecs.lookup(name).name if name else "utf-8")  # refuses rot13, which is none
    except (LookupError, UnicodeError):
        raise ValueError(
            "no encoding is called so; some are: utf-8, utf-16, big5hkscs, gb18030"
        ) from None
    return name


def _pattern(value: object) -> str:
    pattern = _word(value)
    if pattern:
        from qualpipe.ingest.attributes import from_name  # noqa: PLC0415 - few have a pattern

        try:
            from_name(pattern, "")
        except QualpipeError as fault:
            raise ValueError(str(fault)) from fault
    return pattern


def _jobs(value: object) -> int:
    # The environment knows only text; True is a number to Python, and none to anybody else.
    text = str(value)
    if (
        isinstance(value, bool)
        or not (text.isascii() and text.isdecimal())
        or int(text) > _MOST_JOBS
    ):
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
    "encoding": _encoding,
    "file_pattern": _pattern,
    "translation": _one_of("en", "yue", "zh"),
    "jobs": _jobs,
    "cluster": _word,
    "database": _word,
    "allow_remote": bool,
}
