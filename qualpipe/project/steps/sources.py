"""The reading step of a project: which files changed, what they hold, how they hang together."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe import ingest
from qualpipe.model import Language, QualpipeError, Run, Transcript, UnreadableFile
from qualpipe.project.files import gone, is_imported, moved, name_of, twins
from qualpipe.project.settings import Settings
from qualpipe.project.steps.runs import named
from qualpipe.project.summary import FileCounts
from qualpipe.project.watch import Watch
from qualpipe.store.rows import FileRecord

if TYPE_CHECKING:
    from qualpipe.store import Store

# Raised when a reader or the segmenter makes something else of a file: it is then read anew.
READING = "2"
SEGMENTING = "1"
# So many bytes to parse repay the second that each further process costs.
_PAYS_OFF = 4_000_000
_MOST_JOBS = 8
EXCHANGE = (".qdpx", ".qdc")
# Begins the reason of a failure that may be the machine's, as memory that ran out: not the file's.
UNFORESEEN = "the reader failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What came of trying a file: transcripts, or the reason there are none."""

    transcripts: tuple[Transcript, ...] = ()
    failure: str = ""


def files_in(paths: Sequence[Path]) -> list[Path]:
    """List the files to read under the paths; raises where a path is not there, or holds none."""
    return ingest.discover(paths) if paths else []


def take_in(
    paths: Sequence[Path], *, folder: Path, store: "Store", settings: Settings, watch: Watch
) -> FileCounts:
    """Read what is new or changed under the paths, forget what is gone, link everything.

    Files are saved one by one: a run cut short goes on where it was.
    """
    known = {record.name: record for record in store.files()}
    found = {ingest.printable(name_of(path, folder)): path for path in files_in(paths)}
    files = {name: path for name, path in found.items() if not is_imported(known.get(name))}
    # A file under a new name must not pass for a copy of the one that is no longer there.
    there = {
        name: record for name, record in known.items() if name in files or (folder / name).exists()
    }
    todo, copies, failed = _sorted_out(files, there, settings)
    left = gone(known, files, paths, folder)
    for name in left:
        store.forget_file(name)
    for record in (*copies, *failed):
        if record != known.get(record.name):  # else a write, and all would be linked anew
            store.save_file(record)
    unread = _read(todo, files, known=known, store=store, settings=settings, watch=watch)
    # Only now: what could not be read under its new name stays as it was read under the old one.
    if missing := known.keys() - there.keys() - set(left):
        here = [one for one in store.files() if one.name in files]
        for name in moved(missing, known, here):
            store.forget_file(name)
            left.append(name)
    link(paths, folder=folder, store=store, settings=settings)
    return FileCounts(
        new=len(todo) - unread,
        unchanged=len(files) - len(todo) - len(copies) - len(failed),
        copies=len(copies),
        failed=len(failed) + unread,
        gone=len(left),
        names_gone=tuple(sorted(left)),
    )


def _sorted_out(
    files: Mapping[str, Path], known: Mapping[str, FileRecord], settings: Settings
) -> tuple[list[FileRecord], list[FileRecord], list[FileRecord]]:
    """Tell what must be read from copies, from what cannot be opened and what did not change."""
    reading = _digest([READING, settings.encoding, settings.interviewers, settings.participants])
    prints: dict[Path, str] = {}
    failed: list[FileRecord] = []
    for name, path in files.items():
        if path.suffix.lower() in EXCHANGE:
            failed.append(FileRecord(name=name, sha256="", reading="", failure=_to_import(path)))
            continue
        try:
            prints[path] = ingest.fingerprint(path)
        except UnreadableFile as fault:
            failed.append(FileRecord(name=name, sha256="", reading="", failure=_why(fault)))
    copied = twins(prints, known, names={path: name for name, path in files.items()})
    todo: list[FileRecord] = []
    copies: list[FileRecord] = []
    for name, path in files.items():
        if path not in prints:
            continue
        record = FileRecord(name=name, sha256=prints[path], reading=reading)
        if path in copied:
            why = f"same content as {copied[path].name}. Delete one of the two"
            copies.append(replace(record, failure=why))
        elif record != known.get(name):
            todo.append(record)
    return todo, copies, failed


def _read(
    todo: Sequence[FileRecord],
    files: Mapping[str, Path],
    *,
    known: Mapping[str, FileRecord],
    store: "Store",
    settings: Settings,
    watch: Watch,
) -> int:
    """Read files and save what they hold; return how many could not be read.

    What could not be read before is tried again; that it fails just so again is no news.
    """
    if not todo:
        return 0
    from qualpipe.engine import engine_for  # noqa: PLC0415 - processes are slow to import

    tasks = [(files[record.name], settings) for record in todo]
    bytes_in_all = sum(path.stat().st_size for path, _ in tasks)
    jobs = settings.jobs or min(_MOST_JOBS, max(1, bytes_in_all // _PAYS_OFF), os.cpu_count() or 1)
    failures = 0
    answers = engine_for(jobs)(_try, tasks, jobs=jobs)
    for done, (place, found) in enumerate(_in_order(answers), 1):
        record = replace(todo[place], failure=found.failure)
        if record != known.get(record.name):
            store.save_file(record, found.transcripts)
        failures += bool(found.failure)
        watch("reading", done, len(tasks))
    return failures


def _in_order(answers: Iterable[tuple[int, _Found]]) -> Iterator[tuple[int, _Found]]:
    """Hand answers on in the order of their tasks: which file is first must not be chance."""
    waiting: dict[int, _Found] = {}
    due = 0
    for place, found in answers:
        waiting[place] = found
        while due in waiting:
            yield due, waiting.pop(due)
            due += 1


def _try(task: tuple[Path, Settings]) -> _Found:
    """Read one file; what cannot be read is an answer too, so that the others go on."""
    path, settings = task
    try:
        transcripts = ingest.read(
            path,
            encoding=settings.encoding,
            interviewers=settings.interviewers,
            participants=settings.participants,
        )
    except UnreadableFile as fault:
        return _Found(failure=_why(fault))
    except QualpipeError:
        raise  # what was asked is wrong, not the file
    except Exception as fault:  # noqa: BLE001 - a reader's own bug must not stop the other files
        # The kind of fault alone: its message may hold words of the interview.
        kind = type(fault).__name__
        return _Found(failure=f"{UNFORESEEN} ({kind}). Save it as plain text, and report it")
    return _Found(transcripts=transcripts)


def link(
    paths: Sequence[Path], *, folder: Path, store: "Store", settings: Settings
) -> dict[str, str]:
    """Name, link and describe all transcripts anew, unless nothing they depend on changed.

    Returns what each is called now, by the name it was kept by before (empty if nothing changed).
    """
    before = store.runs.last("link")
    whole = store.runs.linking()
    roots = sorted({*(name_of(path, folder) for path in paths), *named_before(before)})
    places = [folder / root for root in roots if (folder / root).exists()]
    table = ingest.participants_table(places, encoding=settings.encoding)
    choices = ingest.Choices(
        file_pattern=settings.file_pattern,
        translation=Language(settings.translation),
        speakers=(*settings.interviewers, *settings.participants),
    )
    run = named(
        Run(
            id="",
            step="link",
            settings={"roots": json.dumps(roots), "choices": repr(choices)},
            inputs={"files": store.runs.files_state(), "participants": _digest(repr(table))},
        )
    )
    if whole is not None and whole.id == run.id:
        return {}
    kept = store.transcripts()
    stored = store.as_read(kept)
    linked, problems = ingest.together(
        [transcript for _, transcript in stored], choices, participants=table
    )
    pairs = [(old, new) for (old, _), new in zip(stored, linked, strict=True)]
    store.link(pairs, problems, kept=kept, run=run)
    return {old: new.id for old, new in pairs}


def named_before(run: Run | None) -> list[str]:
    """Return the files and folders that were named in earlier runs."""
    roots: list[str] = json.loads(run.settings["roots"]) if run else []
    return roots


def cut(store: "Store", settings: Settings, *, watch: Watch) -> None:
    """Segment the transcripts that were not segmented in this way yet."""
    how = f"{SEGMENTING} {settings.unit} {settings.speakers}"
    waiting = store.unsegmented(how)
    if not waiting:
        return
    from qualpipe.segment import Unit, segment  # noqa: PLC0415 - its tables are slow to build

    for done, name in enumerate(waiting, 1):
        (transcript,) = store.transcripts([name])
        found = segment(transcript, by=Unit(settings.unit), speakers=settings.speakers)
        store.save_segments(name, found, how=how)
        watch("segmenting", done, len(waiting))


def _to_import(path: Path) -> str:
    command = f"qualpipe import {path.suffix.lower().removeprefix('.')} {path.name}"
    return (
        f"it is what a program for analysis exported. Take it in with: {ingest.printable(command)}"
    )


def _why(fault: UnreadableFile) -> str:
    return f"{fault.message}. {fault.remedy}"


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
