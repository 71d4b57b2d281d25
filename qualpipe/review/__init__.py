"""What the reviewers' decisions add up to, and who may see them."""

from qualpipe.review.standing import (
    SAYS_YES,
    anchored,
    current,
    effective,
    last_words,
    memos_shown,
    sealed_rounds,
    settled,
    visible,
)

__all__ = [
    "SAYS_YES",
    "anchored",
    "current",
    "effective",
    "last_words",
    "memos_shown",
    "sealed_rounds",
    "settled",
    "visible",
]
