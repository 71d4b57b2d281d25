"""Qualitative interview analysis in Chinese and English: the machine suggests, a person decides.

>>> import qualpipe
>>> qualpipe.Span(0, 2).of("屋企 feels like home")
'屋企'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualpipe.model import (
        Address,
        Code,
        Codebook,
        Coding,
        Decision,
        Language,
        Problem,
        QualpipeError,
        Segment,
        Span,
        Suggestion,
        Transcript,
        Turn,
        Verdict,
    )
    from qualpipe.project import Project

__version__ = "0.1.0"

__all__ = [
    "Address",
    "Code",
    "Codebook",
    "Coding",
    "Decision",
    "Language",
    "Problem",
    "Project",
    "QualpipeError",
    "Segment",
    "Span",
    "Suggestion",
    "Transcript",
    "Turn",
    "Verdict",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for: `qualpipe --help` needs none of them."""
    if name not in __all__:
        raise AttributeError(f"qualpipe has no {name!r}")
    return getattr(
        import_module("qualpipe.project" if name == "Project" else "qualpipe.model"), name
    )
