"""Receipts: a run with nothing to do answers what the last one did, and opens nothing for it.

A receipt is left after a whole run that found nothing to do, and holds what that run looked at on
the disk. It is good while all of this is as it was and nobody wrote to the project; otherwise the
run goes the long way, which finds out by itself what there is to do.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualpipe import ingest
from qualpipe.model import Problem, QualpipeError, UnreadableFile
from qualpipe.project import lock
from qualpipe.project.settings import FILE, Settings, resolve
from qualpipe.project.steps.codebooks import file_read
from qualpipe.project.steps.runs import of_scoring
from qualpipe.project.steps.sources import (
    EXCHANGE,
    READING,
    SEGMENTING,
    UNFORESEEN,
    files_in,
    named_before,
)
from qualpipe.project.summary import CodeRow, FileCounts, Summary
from qualpipe.store.receipts import receipt_in

if TYPE_CHECKING:
    from qualpipe.project import Project

# An encoder of the user's own may be another one tomorrow, in the same folder.
_ENCODER = "bundled"


def as_it_was(
    folder: str | Path,
    paths: Sequence[Path],
    *,
    flags: Mapping[str, object] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Summary | None:
    """Return what the last run over these files answered, if nothing changed since.

    None means: look. Raises as opening the project would where the settings are wrong or another
    process is working on it.
    """
    place = Path(folder).resolve()
    settings, _ = resolve(place, flags=flags or {}, environment=environment or {})
    if not _may_answer(place, settings):
        return None
    with lock.of(place):
        kept = receipt_in(place / settings.database)
        try:
            receipt = json.loads(kept)
            beside, answer = receipt["beside"], _summary(receipt["summary"])
        except (KeyError, TypeError, ValueError):  # none, or of another version
            return None
        return answer if receipt["state"] == state(place, settings, paths, beside) else None


def leave_receipt(project: "Project", paths: Sequence[Path]) -> None:
    """Leave a receipt, so that the next run over these files can answer at once.

    It is left if a run right now finds nothing to do. Files that cannot be read are no hindrance,
    unless what went wrong may be another thing than the file.
    """
    store, folder, settings = project.store, project.folder, project.settings
    writes = store.runs.writes()  # before anything is looked at: what comes after it voids this
    coding, linking = store.runs.coding(), store.runs.linking()
    if coding is None or linking is None or not _may_answer(folder, settings):
        return
    beside = (str(file_read(coding)), *named_before(linking))
    with suppress(QualpipeError):  # the run itself went well; whoever comes next looks for himself
        looked_at = state(folder, settings, paths, beside)
        files = project.ingest(paths)
        again = project.code(files=files)
        chance = any(one.message.startswith(UNFORESEEN) for one in again.failures)
        if not (again.fresh or files.new or files.gone or chance):
            receipt = {"state": looked_at, "beside": beside, "summary": asdict(again)}
            store.runs.keep_receipt(json.dumps(receipt), writes=writes)


def _may_answer(folder: Path, settings: Settings) -> bool:
    """Say whether a receipt of this project would ever be looked at."""
    local = (folder / FILE).is_file() and (folder / settings.database).is_file()
    return local and settings.encoder == _ENCODER


def state(folder: Path, settings: Settings, paths: Sequence[Path], beside: Sequence[str]) -> str:
    """Return a digest of all on the disk that a coding run depends on.

    `beside` are places, seen from the project, that count without being named: the file of the
    codebook, then files and folders beside which a participants' table may lie.
    """
    shipped, *tables = beside
    own = folder / settings.codebook
    files = [*files_in(paths), own if own.is_file() else folder / shipped]
    files += ingest.participants_files([folder / one for one in tables])
    looked_at = [(str(path.resolve()), _content(path)) for path in files]
    named = [str(path.resolve()) for path in paths]
    parts = (settings.record(), named, looked_at, READING, SEGMENTING, of_scoring())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _content(path: Path) -> str:
    """Return the digest of a file, or why there is none; of what `code` does not read, nothing."""
    if path.suffix.lower() in EXCHANGE:
        return ""
    try:
        return ingest.fingerprint(path)
    except UnreadableFile as fault:  # once it can be read, there is a digest
        return str(fault)


def _summary(kept: Mapping[str, Any]) -> Summary:
    parts = {
        "rows": tuple(CodeRow(**row) for row in kept["rows"]),
        "files": FileCounts(**{**kept["files"], "names_gone": tuple(kept["files"]["names_gone"])}),
        "failures": tuple(Problem(**one) for one in kept["failures"]),
        "problems": tuple(Problem(**one) for one in kept["problems"]),
    }
    return Summary(**{**kept, **parts})
