"""How a project's summary looks: the table of codes, and what there is to say beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from qualpipe.cli import table

if TYPE_CHECKING:
    from qualpipe.coding.opinion import Hearing
    from qualpipe.project.summary import FileCounts, Summary

_COLUMNS = ("code", "segments", "participants", "mean_score", "where", "top_quote")
_FEW = 5


def show(result: "Summary", *, form: str, heard: "Hearing | None" = None) -> None:
    """Write the codes on standard output, the rest on standard error."""
    rows = [
        {
            "code": row.name if form == "table" else row.code,
            "segments": row.segments,
            "participants": row.participants,
            "mean_score": row.mean_score,
            "where": row.address,
            "top_quote": row.quote,
        }
        for row in result.rows
    ]
    about = {
        "command": "code",
        "run": result.run,
        "transcripts": result.transcripts,
        "participants": result.participants,
        "segments": result.segments,
        "unexplained": result.unexplained,
        "translations_aside": result.aside,
        "files": asdict(result.files),
        "failures": [asdict(one) for one in result.failures],
        "problems": [asdict(one) for one in result.problems],
        "basis": dict(result.basis),
        "decisions_adrift": result.adrift,
        "not_trusted_yet": {row.code: row.trust for row in result.rows if row.trust},
    }
    table.write(rows, form=form, columns=_COLUMNS, about=about)
    for line in _said_beside(result):
        click.echo(line, err=True)
    if heard is not None:
        _show_hearing(heard)


def _said_beside(result: "Summary") -> list[str]:
    lines = [
        (
            f"{result.segments} segments of {result.participants} participants in "
            f"{result.transcripts} transcripts; "
            f"no code is suggested for {result.unexplained} of them."
        )
    ]
    if result.aside:
        lines.append(f"{result.aside} segments of translations stand beside their originals.")
    done = "" if result.fresh else "Nothing to do: codes are as they were."
    lines.append(f"{_files(result.files)} {done}")
    names = {row.code: row.name for row in result.rows}
    for said, codes in _grouped({names[code]: why for code, why in result.basis.items()}).items():
        lines.append(f"Scores ({said}): {_listed(codes, of=len(names))}.")
    doubts = _grouped({row.name: row.trust for row in result.rows if row.trust})
    for why, codes in doubts.items():
        lines.append(f"Not to be trusted yet ({why}): {_listed(codes, of=len(names))}.")
    if result.adrift:
        lines.append(
            f"{result.adrift} decisions are on words that are no longer there: qualpipe status"
        )
    lines += [f"Skipped {one}" for one in result.failures]
    lines += [f"Note {one}" for one in result.problems[:_FEW]]
    if len(result.problems) > _FEW:
        lines.append(f"... and {len(result.problems) - _FEW} notes more: qualpipe status")
    lines.append(f"Next: {_next_command(result)}")
    return [line.rstrip() for line in lines]


def _files(counts: "FileCounts") -> str:
    """Say what became of the files; copies where there are some, and which of them are gone."""
    copies = f"{counts.copies} {'copy' if counts.copies == 1 else 'copies'}, "
    names = [PurePath(name).name for name in counts.names_gone[:_FEW]]
    names += ["..."] if len(counts.names_gone) > _FEW else []
    which = f" ({', '.join(names)})" if names else ""
    return (
        f"Files: {counts.new} read, {counts.unchanged} unchanged, "
        f"{copies if counts.copies else ''}{counts.failed} not readable, "
        f"{counts.gone} gone{which}."
    )


def _show_hearing(heard: "Hearing") -> None:
    """Say whom a second opinion was asked of, and what came of it."""
    click.echo(
        f"Second opinion of {heard.model} at {heard.server}: {heard.asked} segments asked, "
        f"{len(heard.opinions)} codes seen, {heard.refused} answers refused or unusable, "
        f"{heard.dropped} dropped because their quote is not in the segment. It is evidence "
        "beside a suggestion, never a coder.",
        err=True,
    )


def _grouped(said: Mapping[str, str]) -> dict[str, list[str]]:
    """Put the names of which the same is said together."""
    together: dict[str, list[str]] = {}
    for name, what in said.items():
        together.setdefault(what, []).append(name)
    return together


def _listed(names: Sequence[str], *, of: int) -> str:
    return "all codes" if len(names) == of else ", ".join(names)


def _next_command(result: "Summary") -> str:
    best = max(result.rows, key=lambda row: row.segments, default=None)
    if not result.transcripts:
        return "qualpipe code YOUR_FOLDER   (nothing was read yet)"
    if best is None or not best.address:
        return "qualpipe status"
    transcript = best.address.rsplit(":", 2)[0]
    return f"qualpipe show {transcript} --code {best.code}   (each suggestion with its evidence)"
