"""A folder of interviews: what is in it, what is a copy, what belongs together."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.ingest.limits import load, printable
from qualpipe.model import Language, Problem, QualpipeError, Transcript, UnreadableFile

if TYPE_CHECKING:
    from qualpipe.ingest.attributes import Table

# What reads and links is imported where it is used: a run that finds every file unchanged lists
# and fingerprints them, and the tables of the readers are slow to build.

TABLE_NAME = "participants.csv"
_PASSED_OVER = re.compile(  # hidden and temporary files, and those of the project itself
    r"\..*|~\$.*|.*~|.*\.(?:tmp|bak|part|crdownload|lock|log|ya?ml|toml|ini|py|ipynb|db|db-wal|db-shm)|"
    r"thumbs\.db|(?:readme|licen[cs]e|notice|changelog|sources|gold)(?:\..*)?",
    re.IGNORECASE,
)
_FOLDERS_PASSED_OVER = ("__MACOSX", "__pycache__")
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the user says of how the files hang together.

    `file_pattern` finds attributes in file names, `translation` is the language of the side that
    is the translation where an interview has two, `speakers` are the labels whose role they named.
    """

    file_pattern: str = ""
    translation: Language = Language.EN
    speakers: tuple[str, ...] = ()


def discover(paths: Iterable[Path]) -> list[Path]:
    """List the files to read, folders searched to their depths, P2 before P10.

    Hidden and temporary files, the participants' table, READMEs and the project's own files are
    passed over, unless they are named themselves. Raises QualpipeError where a path does not
    exist or nothing is found.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        if not path.exists():
            raise QualpipeError(
                f"{printable(str(path))}: there is no such file or folder. Check the name"
            )
        files = sorted(_walk(path), key=_in_the_list) if path.is_dir() else [path]
        if not files:
            raise QualpipeError(
                f"{printable(str(path))}: no transcripts in this folder. Put them there first"
            )
        for each in files:
            found.setdefault(each.resolve(), each)
    return list(found.values())


def _walk(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that may be transcripts, then the folders that are closed."""
    closed: list[Path] = []
    for file in _files(folder, closed):
        if file.name.casefold() != TABLE_NAME and not _PASSED_OVER.fullmatch(file.name):
            yield file
    yield from closed  # reading it will say that it may not be opened


def _files(folder: Path, closed: list[Path]) -> Iterator[Path]:
    """Yield every file in a folder and those below, but the hidden ones; note what is `closed`."""
    walk = os.walk(folder, onerror=lambda fault: closed.append(Path(fault.filename)))
    for place, folders, files in walk:
        folders[:] = [
            each
            for each in folders
            if not each.startswith(".") and each not in _FOLDERS_PASSED_OVER
        ]
        yield from (Path(place, name) for name in files)


def _in_the_list(path: Path) -> list[tuple[int, str]]:
    return natural(path.as_posix().casefold())


def natural(text: str) -> list[tuple[int, str]]:
    """Return what a text is sorted by so that 2 stands before 10.

    >>> sorted(["P10", "P2", "P1b"], key=natural)
    ['P1b', 'P2', 'P10']
    """
    parts = re.split(r"(\d+)", text)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]


def participants_files(paths: Iterable[Path]) -> list[Path]:
    """List every `participants.csv` in the folders named, and beside the files named.

    A folder that is passed over when transcripts are looked for is passed over here too.
    """
    found = dict.fromkeys(
        file
        for path in paths
        for file in sorted(_files(path, []) if path.is_dir() else path.parent.glob("*"))
        if file.name.casefold() == TABLE_NAME
    )
    return list(found)


def participants_table(paths: Iterable[Path], *, encoding: str = "") -> "Table | None":
    """Read all participants' tables there are in and beside the paths; None if there is none.

    `encoding`, which the user named for the transcripts, is tried on a table that does not say
    its own. Of several tables each is named with the folders that tell it from the others.
    """
    found = participants_files(paths)
    if not found:
        return None
    from qualpipe.ingest.attributes import Table  # noqa: PLC0415 - see above

    names = _told_apart(found)
    tables = [_table(file, name, encoding=encoding) for name, file in names.items()]
    return Table(
        name=", ".join([*names][:_SHOWN]) + (", ..." if len(names) > _SHOWN else ""),
        rows=tuple(row for one in tables for row in one.rows),
        problems=tuple(problem for one in tables for problem in one.problems),
    )


def _told_apart(files: Sequence[Path]) -> dict[str, Path]:
    """Return the files by their names, from the first folder on in which they differ."""
    folders = {file.parent.resolve() / file.name: file for file in files}
    levels = zip(*(place.parent.parts for place in folders), strict=False)
    shared = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, levels))
    return {
        printable(Path(*place.parts[shared:]).as_posix()): file for place, file in folders.items()
    }


def _table(path: Path, name: str, *, encoding: str) -> "Table":
    from qualpipe.ingest.attributes import Table, table  # noqa: PLC0415 - see above

    try:
        return table(replace(load(path, encoding=encoding), name=name))
    except UnreadableFile as fault:
        where = name if fault.name == path.name else fault.name
        problem = Problem(where=where, message=fault.message, remedy=fault.remedy)
        return Table(name=name, rows=(), problems=(problem,))


def copies(fingerprints: Mapping[Path, str]) -> dict[Path, Path]:
    """Say which files are copies, and of which: the shortest name is taken for the original."""
    first: dict[str, Path] = {}
    for path in sorted(fingerprints, key=lambda each: len(each.name)):
        first.setdefault(fingerprints[path], path)
    return {path: first[each] for path, each in fingerprints.items() if first[each] != path}


def together(
    transcripts: Sequence[Transcript], choices: Choices, *, participants: "Table | None" = None
) -> tuple[tuple[Transcript, ...], tuple[Problem, ...]]:
    """Give each transcript an id of its own, link translations, add attributes.

    Takes transcripts as `read` made them, all that are analysed together, and computes all this
    anew: nothing of it is remembered from one time to the next.
    """
    from qualpipe.ingest.attributes import described  # noqa: PLC0415 - see above
    from qualpipe.ingest.parallel import link  # noqa: PLC0415 - see above
    from qualpipe.ingest.speakers.roles import unheard  # noqa: PLC0415 - see above

    named, clashes = distinct(transcripts)
    linked, mismatches = link(named, translation=choices.translation)
    whole, gaps = described(linked, pattern=choices.file_pattern, participants=participants)
    return whole, (*clashes, *mismatches, *gaps, *unheard(choices.speakers, transcripts))


def distinct(
    transcripts: Sequence[Transcript],
) -> tuple[tuple[Transcript, ...], tuple[Problem, ...]]:
    """Rename transcripts whose files share a name: the second P01 becomes P01-docx, or P01-2."""
    from qualpipe.ingest.parallel import follow  # noqa: PLC0415 - see above

    taken: set[str] = set()
    result: list[Transcript] = []
    problems: list[Problem] = []
    for one in transcripts:
        names = [one.id, f"{one.id}-{one.source.name.rpartition('.')[2].lower()}"]
        names += [f"{one.id}-{number}" for number in range(2, len(transcripts) + 2)]
        free = next(name for name in names if name not in taken)
        taken.add(free)
        result.append(one if free == one.id else replace(one, id=free))
        if free != one.id:
            message = f"another transcript is called {one.id} already; this one is {free}"
            remedy = "rename one of the files"
            problems.append(Problem(where=one.source.name, message=message, remedy=remedy))
    return follow(transcripts, result), tuple(problems)
