"""Settings: what the user chose, by flag, environment, project file or not at all."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
# database = "qualpipe.db"         # a file beside this one, or the URL of a PostgreSQL database
"""


class Settings(BaseModel):
    """How a project reads, segments and codes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    codebook: str = "recovery"
    unit: Literal["passage", "sentence", "turn"] = "passage"
    speakers: Literal["participants", "all"] = "participants"
    encoder: str = "bundled"
    interviewers: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    encoding: str = ""
    file_pattern: str = ""
    translation: Literal["en", "yue", "zh"] = "en"
    jobs: int = Field(default=0, ge=0, le=256)
    database: str = "qualpipe.db"


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
    try:
        settings = Settings.model_validate({name: value for name, (_, value) in layers.items()})
    except ValidationError as fault:
        raise QualpipeError(_in_words(fault, layers)) from fault
    return settings, {
        name: layers[name][0] if name in layers else "default" for name in Settings.model_fields
    }


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
        field = Settings.model_fields.get(setting)
        many = field is not None and field.annotation == tuple[str, ...]
        given[setting] = tuple(part.strip() for part in value.split(",")) if many else value
    return given


def _in_words(fault: ValidationError, layers: Mapping[str, tuple[str, object]]) -> str:
    said = []
    for error in fault.errors():
        name = str(error["loc"][0])
        where, value = layers[name]
        if error["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            said.append(f"{where}: no setting is called {name!r}; known: {known}")
        else:
            said.append(f"{where}: {name} = {value!r}: {error['msg']}")
    return "; ".join(said)
