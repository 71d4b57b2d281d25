"""`qualpipe show`: an interview with its suggested codes and the evidence for each."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, table

if TYPE_CHECKING:
    from qualpipe.model import Segment, Suggestion
    from qualpipe.project import Project

_COLUMNS = ("segment", "speaker", "language", "code", "score", "evidence", "text")


@click.command("show")
@click.argument("transcript")
@click.option("--code", help="Only segments with this code suggested.")
@click.option(
    "--min-score",
    "least",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Only suggestions that score at least so much.",
)
@options.project_folder
@options.output_format
def command(transcript: str, code: str | None, least: float, folder: Path, form: str) -> None:
    """Show one interview: its segments, the codes suggested for them, and why.

    Example: qualpipe show P01 --code social_support --min-score .5
    """
    with options.open_project(folder, create=False) as project:
        text = project.transcript(transcript).text
        found: dict[str, list[Suggestion]] = {}
        for one in project.suggestions(transcript=transcript, code=code, least=least):
            found.setdefault(one.segment, []).append(one)
        segments = project.segments(transcript)
        decided = _decided(project)
        _check_code(project, code)
    if code is not None or least > 0:
        segments = tuple(one for one in segments if one.address in found)
    if form == "table":
        for segment in segments:
            _print_segment(segment, found.get(segment.address, []), text, decided)
        many = "1 segment" if len(segments) == 1 else f"{len(segments)} segments"
        click.echo(f"{many} shown.", err=True)
    else:
        rows = [
            {**row, "decided": decided.get((one.address, str(row["code"])), "")}
            for one in segments
            for row in _rows(one, found.get(one.address, []), text)
        ]
        about = {"command": "show", "transcript": transcript}
        table.write(rows, form=form, columns=_COLUMNS, about=about)


def _check_code(project: "Project", code: str | None) -> None:
    from qualpipe.model import UnknownName

    known = tuple(one.id for one in project.applied())
    if code is not None and code not in known:
        raise UnknownName(code, "code", known)


def _decided(project: "Project") -> dict[tuple[str, str], str]:
    """Say what was decided on a segment and code: `accept by ana, reject by ben`."""
    said: dict[tuple[str, str], list[str]] = {}
    for one in project.last_words():
        said.setdefault((one.segment, one.code), []).append(f"{one.verdict} by {one.reviewer}")
    return {place: ", ".join(words) for place, words in said.items()}


def _print_segment(
    segment: "Segment",
    suggested: "list[Suggestion]",
    text: str,
    decided: dict[tuple[str, str], str],
) -> None:
    click.secho(f"{segment.address}  {segment.speaker}  [{segment.language}]", dim=True)
    click.echo(f"  {segment.text}")
    for one in sorted(suggested, key=lambda one: (-one.score, one.code)):
        word = decided.get((one.segment, one.code), "")
        click.secho(f"    {one.code}  {one.score:.2f}  {word}".rstrip(), bold=True)
        for why in one.evidence:
            against = "against: " if why.weight < 0 else ""
            click.echo(f"      {against}{why.reason}  <- {_short(why.span.of(text))}")
    click.echo()


def _rows(segment: "Segment", suggested: "list[Suggestion]", text: str) -> list[dict[str, object]]:
    place: dict[str, object] = {
        "segment": segment.address,
        "speaker": segment.speaker,
        "language": segment.language.value,
        "text": segment.text,
    }
    nothing: dict[str, object] = {"code": None, "score": None, "basis": None, "evidence": []}
    return [
        {
            **place,
            "code": one.code,
            "score": one.score,
            "basis": one.basis,
            "evidence": [
                {
                    "start": why.span.start,
                    "end": why.span.end,
                    "words": why.span.of(text),
                    "reason": why.reason,
                    "weight": why.weight,
                }
                for why in one.evidence
            ],
        }
        for one in suggested
    ] or [{**place, **nothing}]


def _short(words: str, most: int = 60) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1] + "…"
