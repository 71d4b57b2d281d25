"""Reading a codebook, from a file or by the name of one that comes along."""

from pathlib import Path

from qualpipe.codebook.checking import codebook_of
from qualpipe.codebook.files.tables import read_csv, read_xlsx
from qualpipe.codebook.files.written import Written, read_json, read_yaml
from qualpipe.codebook.shipped import path_of, shipped
from qualpipe.model import Codebook, QualpipeError, pick

READERS = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".xlsx": read_xlsx,
}


def load(path: Path | str) -> Codebook:
    """Read a codebook: a file (yaml, json, csv, xlsx), or the name of one that comes along.

    A word without a folder and a suffix is such a name. Raises CodebookError with all mistakes of
    the file at once, each with its line and what to do; QualpipeError if there is no such file.

    >>> [code.id for code in load("recovery")][:2]
    ['home_like_environment', 'recovery_coaching']
    """
    path = Path(path)
    if not path.suffix and path.parent == Path():
        if path.name not in shipped():
            message = f"there is no codebook {path.name!r}; shipped: {', '.join(shipped())}"
            raise QualpipeError(f"{message}. Name a file with its suffix, such as codes.yaml")
        path = path_of(path.name)
    return codebook_of(written_in(path))


def written_in(path: Path) -> Written:
    """Read what a file says, by its suffix."""
    return pick(READERS, path.suffix.lower(), kind="kind of codebook file")(path)
