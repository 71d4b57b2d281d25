"""Files of a project by name: which are copies of others, which are gone, which have moved."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from qualpipe import ingest
from qualpipe.store.rows import FileRecord

_OF_NOTHING = hashlib.sha256(b"").hexdigest()  # two empty files are empty, not copies
# How a file was read that `qualpipe import` took in.
IMPORTED = "import"


def twins(
    prints: Mapping[Path, str], known: Mapping[str, FileRecord], *, names: Mapping[Path, str]
) -> dict[Path, Path]:
    """Say which files are copies, and of which.

    A file that was read in an earlier run is the first of its content, whatever its copies are
    called: decisions were made on it. Of new ones it is that with the shortest name.
    """
    now = {names[path]: digest for path, digest in prints.items()}
    owners = {
        record.sha256: name
        for name, record in known.items()
        if not record.failure and now.get(name, record.sha256) == record.sha256
    }
    full = {path: digest for path, digest in prints.items() if digest != _OF_NOTHING}
    new = {path: digest for path, digest in full.items() if digest not in owners}
    old = {path: owners[digest] for path, digest in full.items() if digest in owners}
    copies = {path: Path(owner) for path, owner in old.items() if owner != names[path]}
    return {**ingest.copies(new), **copies}


def gone(
    known: Mapping[str, FileRecord],
    files: Mapping[str, Path],
    paths: Sequence[Path],
    folder: Path,
) -> list[str]:
    """Return the known files that lie under the folders named and are no longer there.

    What was imported stays, wherever its file went: people's work came with it.
    """
    roots = [f"{ingest.printable(name_of(path, folder))}/" for path in paths if path.is_dir()]
    read = (name for name, record in known.items() if not is_imported(record))
    under = [name for name in read if any(_is_under(name, root) for root in roots)]
    return sorted(name for name in under if name not in files)


def moved(
    missing: Iterable[str], known: Mapping[str, FileRecord], there: Sequence[FileRecord]
) -> list[str]:
    """Return the files that are nowhere any more and whose content has come under a new name.

    Kept beside it the interview would be counted twice: the folder has been renamed.
    """
    came = {record.sha256 for record in there if not record.failure} - {_OF_NOTHING}
    return [
        name
        for name in sorted(missing)
        # A name that is no UTF-8 is kept as it can be shown: whether it is there cannot be told.
        if "\\" not in name
        and known[name].sha256 in came
        and not known[name].failure
        and not is_imported(known[name])
    ]


def is_imported(record: FileRecord | None) -> bool:
    """Say whether a file came by `qualpipe import`, which alone looks at it again."""
    return record is not None and record.reading == IMPORTED


def _is_under(name: str, root: str) -> bool:
    """Say whether a file's name lies in a folder; names outside the project are absolute."""
    return name.startswith(root) or (root == "./" and not Path(name).is_absolute())


def name_of(path: Path, folder: Path) -> str:
    """Return a file's name, relative where it lies inside the project; shown by `printable`."""
    whole = path.resolve()
    return (
        whole.relative_to(folder).as_posix() if whole.is_relative_to(folder) else whole.as_posix()
    )
