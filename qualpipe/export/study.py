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
class Sent:
    """A place that words of the interviews were sent to, and what for: opinion, names or cluster.

    `remote` if it is outside this machine and its private network, which then was allowed.
    """

    purpose: str
    server: str
    model: str = ""
    remote: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """A project at a moment, as far as everybody may see it.

    `decisions` is the ledger in order, `last_words` what each reviewer last said of what is still
    there, `codings` what follows from it, `adrift` the decisions whose words are gone. `sealed`
    counts decisions of open blind rounds, which are in none of these. `themes` are the machine's,
    `headings` the labels of what they are grouped under, by id, `adopted` the ids of the codes that
    once were such a theme. `runs` holds the last run of each step by name, `sent` where words went
    beside this machine's own process, `agreement` the rows of the agreement between the reviewers,
    a value a column, `head` the seal of the latest decision, `at` (ISO 8601) the moment it is made
    for.
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
    adopted: tuple[str, ...] = ()
    reviewers: tuple[Reviewer, ...] = ()
    rounds: tuple[Round, ...] = ()
    runs: Mapping[str, Run] = field(default_factory=dict, hash=False)
    sent: tuple[Sent, ...] = ()
    problems: tuple[Problem, ...] = ()
    agreement: tuple[Mapping[str, Cell], ...] = field(default=(), hash=False)
    head: str = ""
