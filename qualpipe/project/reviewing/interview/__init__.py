"""One interview as a reviewer sees it: words, codes, memos, original and translation together."""

from qualpipe.project.reviewing.interview.listing import (
    MOST_PLACES,
    Listed,
    Place,
    interviews,
    search,
)
from qualpipe.project.reviewing.interview.marks import Mark, State, marks_of
from qualpipe.project.reviewing.interview.saying import LONGEST_NOTE, say, take_back
from qualpipe.project.reviewing.interview.sides import Carried, Row, Support, carried, rows_of
from qualpipe.project.reviewing.interview.view import (
    Ground,
    Stretch,
    View,
    across,
    codebook_now,
    looked_at,
    marks_in,
    stretch,
)

__all__ = [
    "LONGEST_NOTE",
    "MOST_PLACES",
    "Carried",
    "Ground",
    "Listed",
    "Mark",
    "Place",
    "Row",
    "State",
    "Stretch",
    "Support",
    "View",
    "across",
    "carried",
    "codebook_now",
    "interviews",
    "looked_at",
    "marks_in",
    "marks_of",
    "rows_of",
    "say",
    "search",
    "stretch",
    "take_back",
]
