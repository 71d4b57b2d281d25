"""Changing the codebook in mid-study: what it touches, and no decision lost."""

from qualpipe.codebook import check
from qualpipe.project.reviewing.revising.clash import Both, both_changed
from qualpipe.project.reviewing.revising.drafts import (
    added,
    blank,
    raised,
    read_draft,
    rebased,
    tree_of_codebook,
)
from qualpipe.project.reviewing.revising.impact import Impact, Revisit, Shift, Why, impact
from qualpipe.project.reviewing.revising.rechecking import Orphan, orphans, to_decide_anew, use_of
from qualpipe.project.reviewing.revising.recoding import (
    Merge,
    change,
    merge,
    merge_into,
    merged,
    moved,
    planned,
    retired,
    split,
)
from qualpipe.project.steps.codebooks import StaleCodebook

__all__ = [
    "Both",
    "Impact",
    "Merge",
    "Orphan",
    "Revisit",
    "Shift",
    "StaleCodebook",
    "Why",
    "added",
    "blank",
    "both_changed",
    "change",
    "check",
    "impact",
    "merge",
    "merge_into",
    "merged",
    "moved",
    "orphans",
    "planned",
    "raised",
    "read_draft",
    "rebased",
    "retired",
    "split",
    "to_decide_anew",
    "tree_of_codebook",
    "use_of",
]
