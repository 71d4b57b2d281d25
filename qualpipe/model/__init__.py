"""The vocabulary of qualitative analysis: read this package first.

Every noun is a frozen value; what changes makes a new one. Checking happens where text enters
(readers, codebook file, settings), so inside these values are right already.
"""

from qualpipe.model.choice import pick
from qualpipe.model.codebook import Code, Codebook, Phrase, wording
from qualpipe.model.coding import Coding, Decision, Evidence, Suggestion, Verdict
from qualpipe.model.errors import Problem, QualpipeError, UnknownName, UnreadableFile
from qualpipe.model.language import Language
from qualpipe.model.run import Run
from qualpipe.model.segment import Address, Segment
from qualpipe.model.team import Duty, Item, Memo, Reviewer, Round
from qualpipe.model.theme import Theme
from qualpipe.model.transcript import Role, Source, Span, Transcript, Turn

__all__ = [
    "Address",
    "Code",
    "Codebook",
    "Coding",
    "Decision",
    "Duty",
    "Evidence",
    "Item",
    "Language",
    "Memo",
    "Phrase",
    "Problem",
    "QualpipeError",
    "Reviewer",
    "Role",
    "Round",
    "Run",
    "Segment",
    "Source",
    "Span",
    "Suggestion",
    "Theme",
    "Transcript",
    "Turn",
    "UnknownName",
    "UnreadableFile",
    "Verdict",
    "pick",
    "wording",
]
