"""Writing a codebook: a file is whole or untouched, and the remarks in a YAML file stay."""

import csv
import io
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from qualpipe.codebook.checking import codebook_of
from qualpipe.codebook.faults import CodebookError
from qualpipe.codebook.files.cells import guarded
from qualpipe.codebook.files.tables import rows_of, workbook_of
from qualpipe.codebook.files.written import read_yaml, text_of, written_yaml
from qualpipe.codebook.files.yaml_layout import changed
from qualpipe.codebook.files.yaml_text import entry
from qualpipe.codebook.reading import load
from qualpipe.codebook.trees import top_of, tree_of
from qualpipe.model import Codebook, Problem, QualpipeError, pick

Content = tuple[bytes, tuple[Problem, ...]]
"""What a file is to hold, and what there is no place for in it."""


def save(codebook: Codebook, path: Path | str) -> tuple[Problem, ...]:
    """Write a codebook (yaml, json, csv, xlsx) and return what the file has no place for.

    Onto a YAML codebook only what differs is written; its remarks and its layout stay. The file
    is written beside and put in place when it is whole; QualpipeError if that fails.
    """
    path = Path(path)
    write = pick(_WRITERS, path.suffix.lower(), kind="kind of codebook file")
    content, problems = write(codebook, path)
    _put(path, content)
    return problems


def convert(path_in: Path | str, path_out: Path | str) -> tuple[Problem, ...]:
    """Write a codebook in the format of another suffix and return what has no place there."""
    return save(load(path_in), path_out)


def _yaml(codebook: Codebook, path: Path) -> Content:
    if not path.exists():
        return _fresh(codebook), ()
    try:
        tree = tree_of(codebook, read_yaml(path))
    except CodebookError as error:
        message = f"{path.name} is there already and is no codebook that can be changed"
        raise QualpipeError(f"{message}. Mend it or write to another file. {error}") from error
    text = text_of(path)
    mended = changed(text.replace("\r\n", "\n"), path.name, tree)
    if not _says(mended, codebook, path.name):
        message = "its layout could not be kept: it was written anew, without its remarks"
        return _fresh(codebook), (Problem(where=path.name, message=message),)
    return (mended.replace("\n", "\r\n") if "\r\n" in text else mended).encode(), ()


def _fresh(codebook: Codebook) -> bytes:
    fields = (entry(name, value, 0) for name, value in tree_of(codebook).items())
    return "".join(line for lines in fields for line in lines).encode()


def _says(text: str, codebook: Codebook, name: str) -> bool:
    """Say whether a text reads as the codebook, before a file is made of it."""
    try:
        return codebook_of(written_yaml(text, name)) == codebook
    except CodebookError:
        return False


def _json(codebook: Codebook, _: Path) -> Content:
    return f"{json.dumps(tree_of(codebook), ensure_ascii=False, indent=2)}\n".encode(), ()


def _csv(codebook: Codebook, path: Path) -> Content:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
    writer.writerows([guarded(cell) for cell in row] for row in rows_of(codebook.codes))
    lost = [name for name in top_of(codebook) if (name, codebook.id) != ("codebook", path.stem)]
    # With a mark at its start Excel takes the file for the UTF-8 that it is.
    return out.getvalue().encode("utf-8-sig"), _unplaced(lost, path)


def _xlsx(codebook: Codebook, path: Path) -> Content:
    lost = [name for name, value in codebook.extra.items() if not isinstance(value, str)]
    return workbook_of(codebook, path.name), _unplaced(lost, path)


def _unplaced(names: list[str], path: Path) -> tuple[Problem, ...]:
    if not names:
        return ()
    message = f"there is no place for {', '.join(names)} in a table"
    return (Problem(where=path.name, message=message, remedy="keep the codebook as .yaml too"),)


_WRITERS = {
    ".yaml": _yaml,
    ".yml": _yaml,
    ".json": _json,
    ".csv": _csv,
    ".tsv": _csv,
    ".xlsx": _xlsx,
}


def _put(path: Path, content: bytes) -> None:
    """Write a file beside and rename it: whatever happens, the old one or the new one is there."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, beside)
        beside.replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        message = f"{path}: cannot be written ({reason}); nothing was changed"
        raise QualpipeError(f"{message}. Write to another folder") from error
    finally:
        with suppress(OSError):  # the fault that matters is told above
            beside.unlink(missing_ok=True)
