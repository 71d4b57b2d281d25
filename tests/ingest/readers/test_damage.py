"""Whatever has happened to a file: it is read, or refused in words a researcher understands."""

import random
from importlib import import_module
from pathlib import Path

import pytest
from make import raw

from qualpipe.ingest.readers import READERS
from qualpipe.model import QualpipeError

ROOT = Path(__file__).parents[3]
FOLDERS = [ROOT / "tests" / "data" / name for name in sorted(set(READERS.values()) - {"plain"})]
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*"))]
FILES += sorted((ROOT / "corpora_samples").glob("P04.docx"))
TIMES = 12


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut a file short, change some bytes, or lose or double a stretch of it."""
    start = chance.randrange(len(content))
    end = start + chance.randrange(300)
    kind = chance.randrange(4)
    if kind == 0:
        return content[:start]
    if kind == 1:
        return content[:start] + content[end:]
    if kind == 2:
        return content[:start] + content[start:end] * 3 + content[end:]
    changed = bytearray(content)
    for _ in range(chance.choice([1, 3, 20])):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_damaged_file_is_read_or_refused(path: Path) -> None:
    module = import_module(f"qualpipe.ingest.readers.{READERS[path.suffix.lower()]}")
    chance = random.Random(path.name)  # noqa: S311 - the same damage in each run
    for _ in range(TIMES):
        content = damaged(path.read_bytes(), chance)
        try:
            drafts = module.read(raw(path.name, content))
        except QualpipeError as refusal:
            assert str(refusal).startswith(path.name)  # noqa: PT017 - either end is right
            continue
        for draft in drafts:
            assert all(piece.span.of(draft.text).strip() for piece in draft.pieces)
