"""The user's own proof: the engine measured on text that people have coded."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.codebook import load
from qualpipe.coding.evaluation import Columns, Evaluation, evaluate, gold_of, read_gold
from qualpipe.coding.rules import RuleEffect, effects
from qualpipe.model import Decision, QualpipeError, Verdict
from qualpipe.project.steps.embedding import Embedder
from qualpipe.project.watch import Watch, unwatched
from qualpipe.store import Store

if TYPE_CHECKING:
    from qualpipe.project import Project

# Text to be measured on is not the project's: its vectors are kept in memory alone.
_NOWHERE = "sqlite://"


def prove(
    gold: Path,
    *,
    codebook: str,
    columns: Columns,
    labels: Sequence[int],
    seeds: int,
    encoder: str = "bundled",
    watch: Watch = unwatched,
) -> Evaluation:
    """Measure the engine on a table of coded text, with no labels and with some."""
    book = load(codebook)
    embed = _embedder(encoder, watch)
    coded = read_gold(gold, book, columns)
    return evaluate(coded, book, embed=embed, encoder=encoder, labels=labels, seeds=seeds)


def prove_on_project(
    project: "Project", *, labels: Sequence[int], seeds: int, watch: Watch = unwatched
) -> Evaluation:
    """Measure the engine on the segments of a project that people have read for every code.

    A segment on which nobody decided about a code says nothing of it: only those count on which
    each code of the codebook was accepted or rejected. Their codes are those that stand.
    """
    book = project.codebook()
    decided = _read_for_all(project.decisions(), {code.id for code in book})
    codes: dict[str, list[str]] = {address: [] for address in decided}
    for one in project.codings():
        if one.segment in codes:
            codes[one.segment].append(one.code)
    rows = [
        {"text": one.text, "codes": "|".join(sorted(codes[one.address])), "doc": one.case}
        for one in project.segments()
        if one.address in decided
    ]
    if not rows:
        raise QualpipeError(
            "no segment of this project was decided on for every code yet; "
            "decide on more, or name a table of coded text: qualpipe evaluate gold.csv"
        )
    encoder = project.settings.encoder
    coded = gold_of(rows, book, Columns(), name="the project's codings")
    embed = _embedder(encoder, watch)
    return evaluate(coded, book, embed=embed, encoder=encoder, labels=labels, seeds=seeds)


def _read_for_all(decisions: Iterable[Decision], codes: set[str]) -> set[str]:
    """Return the segments on which somebody said yes or no to each of the codes."""
    said: dict[str, set[str]] = {}
    for one in decisions:
        if one.verdict in {Verdict.ACCEPT, Verdict.ADD, Verdict.REJECT}:
            said.setdefault(one.segment, set()).add(one.code)
    return {segment for segment, judged in said.items() if judged >= codes}


def effects_of_rules(
    codebook: str,
    gold: Path,
    *,
    columns: Columns,
    encoder: str = "bundled",
    watch: Watch = unwatched,
) -> tuple[RuleEffect, ...]:
    """Measure what each part of each code's wording brings on coded text."""
    from qualpipe.coding import gather  # noqa: PLC0415 - scikit-learn is slow to import

    book = load(codebook)
    coded = read_gold(gold, book, columns)
    embed = _embedder(encoder, watch)
    corpus = gather(coded.segments, embed=embed, contexts=coded.contexts)
    return effects(book, corpus, coded.codes, embed=embed)


def _embedder(encoder: str, watch: Watch) -> Embedder:
    return Embedder(Store.open(_NOWHERE), encoder, jobs=0, watch=watch)
