"""What an export is made of: everything the project knows, handed over as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualpipe.export.table import Cell
from qualpipe.model import (
    Codebook,
    Coding,
    Decision,
    Memo,
    Problem,
    Reviewer,
    Round,
    Run,
    Segment,
    Suggestion,
    Theme,
    Transcript,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A project at a moment, as far as everybody may see it.

    `decisions` is the ledger in order, `last_words` what each reviewer last said of what is still
    there, `codings` what follows from it, `adrift` the decisions whose words are gone. `sealed`
    counts decisions of open blind rounds, which are in none of these. `themes` are the machine's,
    `headings` the labels of what they are grouped under, by id. `runs` holds the last run of
    each step by name, `agreement` the rows of the agreement between the reviewers, a value a
    column, `head` the seal of the latest decision, `at` (ISO 8601) the moment it is made for.
    """

    name: str
    at: str
    codebook: Codebook
    transcripts: tuple[Transcript, ...] = ()
    segments: tuple[Segment, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    decisions: tuple[Decision, ...] = ()
    last_words: tuple[Decision, ...] = ()
    codings: tuple[Coding, ...] = ()
    adrift: tuple[Decision, ...] = ()
    sealed: int = 0
    memos: tuple[Memo, ...] = ()
    themes: tuple[Theme, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict, hash=False)
    reviewers: tuple[Reviewer, ...] = ()
    rounds: tuple[Round, ...] = ()
    runs: Mapping[str, Run] = field(default_factory=dict, hash=False)
    problems: tuple[Problem, ...] = ()
    agreement: tuple[Mapping[str, Cell], ...] = field(default=(), hash=False)
    head: str = ""
