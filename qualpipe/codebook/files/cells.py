"""Cells of a table: several texts in one, and back."""

import re
from collections.abc import Sequence

_INNER = "\u2028"  # Unicode's own mark for a line break inside a paragraph
_KEYWORD_MARKS = re.compile(r"[;；、]")
_FORMULA = re.compile(r"'*[=+\-@\t]")


def parted(cell: str, *, keywords: bool = False) -> list[str]:
    """Return the texts of a cell: one a line, else between `|`; keywords also between ; and 、.

    A sentence may have ; and 、 in it, so that these do not part sentences.

    >>> parted("排期；輪候", keywords=True), parted("坐低、食飯|瞓覺")
    (['排期', '輪候'], ['坐低、食飯', '瞓覺'])
    """
    if "\n" in cell:
        parts = cell.split("\n")
    elif "|" in cell or not keywords:
        parts = cell.split("|")
    else:
        parts = _KEYWORD_MARKS.split(cell)
    return [part.replace(_INNER, "\n").strip() for part in parts if part.strip()]


def joined(texts: Sequence[str]) -> str:
    r"""Write texts into one cell so that `parted` finds them again.

    >>> joined(["yes|no"]), joined(["a", "b"])
    ('yes|no\n', 'a\nb')
    """
    cell = "\n".join(text.replace("\n", _INNER) for text in texts)
    alone = len(texts) == 1 and (_KEYWORD_MARKS.search(cell) or "|" in cell)
    return f"{cell}\n" if alone else cell


def guarded(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula when it opens a csv file.

    >>> guarded("=HYPERLINK(…)"), unguarded(guarded("=HYPERLINK(…)"))
    ("'=HYPERLINK(…)", '=HYPERLINK(…)')
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Take the guard of a cell away again."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
