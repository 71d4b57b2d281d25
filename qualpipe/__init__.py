"""Qualitative interview analysis in Chinese and English: the machine suggests, a person decides.

>>> import qualpipe
>>> qualpipe.Span(0, 2).of("屋企 feels like home")
'屋企'
"""

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
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
    """Import Project when it is asked for: the nouns alone stay quick to import."""
    if name == "Project":
        from qualpipe.project import Project  # noqa: PLC0415 - see above

        return Project
    raise AttributeError(f"qualpipe has no {name!r}")
