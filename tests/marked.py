"""Sentences in a file, each below the heading that says what they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest


def marked(file: Path) -> Iterator[tuple[str, str, list[pytest.MarkDecorator]]]:
    """Yield each sentence, its heading and its marks.

    Those below `[[heading, missed]]` are judged wrongly: known limits, which must be told when
    they are mended.
    """
    heading, missed = "", ""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("[["):
            heading, _, missed = line.strip("[]").partition(", ")
        elif line and not line.startswith("#"):
            limit = [pytest.mark.xfail(strict=True, reason="known limit")] if missed else []
            yield line, heading, limit
