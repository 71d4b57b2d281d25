"""The codebook of a project: read from its file, or known from the last run if unchanged."""

import hashlib
import json
import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe import __version__
from qualpipe.model import Codebook, QualpipeError, Run
from qualpipe.project.settings import FILE, Settings

if TYPE_CHECKING:
    from qualpipe.store import Store

# The note of a run that says which file its codebook was read from, and what was in it.
_NOTE = "codebook file"
# The file of a project that changed a shipped codebook.
OWN = "codebook.yaml"
_NAMES_CODEBOOK = re.compile(r"\s*#?\s*codebook\s*=")
_PACKAGE = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """A codebook, and the note by which its file is known again."""

    codebook: Codebook
    notes: dict[str, str]


def codebook_in(folder: Path, settings: Settings) -> Codebook:
    """Load the codebook the settings name: a file, seen from the project, or a shipped one.

    One that is as it was is not parsed again in the same process: the pages ask at every decision.
    """
    beside = folder / settings.codebook
    if not beside.is_file():
        return _loaded(settings.codebook, "")
    return _loaded(beside, hashlib.sha256(beside.read_bytes()).hexdigest())


@lru_cache(maxsize=4)
def _loaded(named: Path | str, _content: str) -> Codebook:
    from qualpipe.codebook import load  # noqa: PLC0415 - YAML and the checks are slow to import

    return load(named)


def consult(folder: Path, settings: Settings, store: "Store") -> Consulted:
    """Return the codebook in force; a file that is as it was is not parsed and checked again."""
    last = store.runs.last("code")
    noted = last.notes.get(_NOTE, "") if last is not None else ""
    beside = folder / settings.codebook
    if last is not None and noted and _same_program(last):
        place = "" if beside.is_file() else json.loads(noted)["place"]
        if noted == _note(settings, place, _PACKAGE / place if place else beside):
            return Consulted(codebook=store.codebook(last.inputs["codebook"]), notes={_NOTE: noted})
    codebook = codebook_in(folder, settings)
    place = "" if beside.is_file() else _place_of(settings.codebook)
    note = _note(settings, place, _PACKAGE / place if place else beside)
    return Consulted(codebook=codebook, notes={_NOTE: note})


def file_read(run: Run) -> Path:
    """Return where a coding run's codebook lay, if it was a shipped one; else the package."""
    return _PACKAGE / str(json.loads(run.notes[_NOTE])["place"])


def _place_of(name: str) -> str:
    """Return where a shipped codebook lies, seen from the package."""
    from qualpipe.codebook.shipped import path_of  # noqa: PLC0415 - its package is slow to import

    return Path(os.path.relpath(path_of(name), _PACKAGE)).as_posix()


def _same_program(run: Run) -> bool:
    """Say whether a run's codebook was read by this version, which may read it otherwise."""
    return run.versions.get("qualpipe") == __version__


def _note(settings: Settings, place: str, file: Path) -> str:
    """Name a codebook's file and content; `place` is where a shipped one lies in the package."""
    content = hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
    return json.dumps({"named": settings.codebook, "place": place, "sha256": content})


class StaleCodebook(QualpipeError):
    """Somebody changed the codebook since it was looked at."""


def change_codebook(
    new: Codebook, *, folder: Path, settings: Settings, store: "Store", before: str, at: str
) -> Settings:
    """Write a new version of the project's codebook; returns the settings that name it.

    `before` is the hash of the version the change was made on: another one in force is refused, so
    that two people never overwrite each other. A shipped codebook is copied into the project
    first. Both versions are kept in the store.
    """
    from qualpipe.codebook import save  # noqa: PLC0415 - YAML is slow to import

    now = codebook_in(folder, settings)
    if now.hash != before:
        raise StaleCodebook(
            "somebody changed the codebook in the meantime; look at it again and repeat the change"
        )
    place = folder / settings.codebook
    shipped = not place.is_file()
    if shipped:
        place = _free(folder, OWN)
    store.save_codebook(now, at=at)
    store.save_codebook(new, at=at)
    save(new, place)
    if shipped:  # named last: a kill in between leaves the shipped one in force
        _name_in_settings(folder / FILE, place.name)
    return replace(settings, codebook=os.path.relpath(place, folder))


def _free(folder: Path, name: str) -> Path:
    """Return a place in a folder that holds no file yet: another file must not be written over."""
    place, number = folder / name, 2
    while place.exists():
        place = (folder / name).with_stem(f"{Path(name).stem}-{number}")
        number += 1
    return place


def _name_in_settings(file: Path, codebook: str) -> None:
    """Write into qualpipe.toml which codebook is in force; nothing else of it is touched."""
    lines = file.read_text("utf-8-sig").splitlines() if file.exists() else []
    named = f'codebook = "{codebook}"'
    places = [at for at, line in enumerate(lines) if _NAMES_CODEBOOK.match(line)]
    if places:
        lines[places[0]] = named
    else:
        lines.insert(0, named)
    beside = file.with_suffix(".toml.new")
    beside.write_text("\n".join(lines) + "\n", encoding="utf-8")
    beside.replace(file)
