"""Codebooks: read, checked, compared and written.

`load` takes a file or the name of a shipped codebook and tells all mistakes at once; `check` says
what could be better; `diff` says in words what changed between two versions.
"""

from qualpipe.codebook.changes import diff
from qualpipe.codebook.checks import check
from qualpipe.codebook.faults import CodebookError
from qualpipe.codebook.form import schema
from qualpipe.codebook.reading import load
from qualpipe.codebook.saving import convert, save
from qualpipe.codebook.shipped import shipped

__all__ = [
    "CodebookError",
    "check",
    "convert",
    "diff",
    "load",
    "save",
    "schema",
    "shipped",
]
