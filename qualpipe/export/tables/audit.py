"""What people did, in order: the audit trail of decisions, computations and rounds; memos."""

import json
from collections.abc import Mapping

from qualpipe.export.headings import said
from qualpipe.export.passages import Material
from qualpipe.export.table import Cell, Table
from qualpipe.export.tables.columns import columns
from qualpipe.model import Decision

_COLUMNS = {
    "audit": (
        "number", "at", "reviewer", "verdict", "code_id", "address", "words", "note", "state",
        "round", "adjudicates", "undoes", "seen", "codebook_hash",
    ),
    "runs": ("step", "run", "started", "seconds", "seed", "settings", "versions"),
    "rounds": (
        "round", "opened", "closed", "blind", "reviewers", "overlap", "sample", "seed",
        "codebook_hash",
    ),
    "memos": ("number", "at", "reviewer", "about_what", "words", "memo"),
}  # fmt: skip


def audit(material: Material) -> tuple[Table, ...]:
    """List the ledger as it stands, without what blind rounds still keep from view."""
    return _decisions(material), _runs(material), _rounds(material)


def memos(material: Material) -> tuple[Table, ...]:
    """List the memos that stand, in the order in which they were written."""
    rows: list[tuple[Cell, ...]] = [
        (one.number, one.at, one.reviewer, one.about, one.words, one.text)
        for one in material.study.memos
    ]
    return (_table(material, "memos", rows=rows),)


def _table(material: Material, name: str, *, rows: list[tuple[Cell, ...]]) -> Table:
    language = material.options.language
    shown = _COLUMNS[name]
    return Table(
        name=name, title=said(name, language), columns=columns(shown, language), rows=tuple(rows)
    )


def _decisions(material: Material) -> Table:
    study = material.study
    states = {id(one): "replaced" for one in study.decisions}
    last = {_key(one): "stands" for one in study.last_words}
    last |= {_key(one): "adrift" for one in study.adrift}
    rows: list[tuple[Cell, ...]] = []
    for one in study.decisions:
        state = last.get(_key(one), states[id(one)])
        rows.append((
            one.number, one.at, one.reviewer, str(one.verdict), one.code, one.segment, one.words,
            one.note, said(state, material.options.language), one.round, int(one.adjudicates),
            one.undoes, one.seen, one.codebook[:12],
        ))  # fmt: skip
    return _table(material, "audit", rows=rows)


def _key(decision: Decision) -> tuple[int, str, str, str, str]:
    return decision.number, decision.segment, decision.code, decision.reviewer, decision.at


def _runs(material: Material) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (step, one.id, one.started, one.seconds, one.seed, _said(one.settings), _said(one.versions))
        for step, one in sorted(material.study.runs.items())
    ]
    return _table(material, "runs", rows=rows)


def _said(mapping: Mapping[str, str]) -> str:
    return json.dumps(dict(mapping), ensure_ascii=False, sort_keys=True)


def _rounds(material: Material) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (one.name, one.opened, one.closed, int(one.blind), ", ".join(one.reviewers), one.overlap,
         one.sample, one.seed, one.codebook[:12])
        for one in material.study.rounds
    ]  # fmt: skip
    return _table(material, "rounds", rows=rows)
