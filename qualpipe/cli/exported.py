"""What the commands of `qualpipe export` share: their options, and how they write and show."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from qualpipe.cli import options, table

LANGUAGES = ("en", "zh-HK", "zh-CN")

_TO = click.option(
    "--to",
    "path",
    type=click.Path(path_type=Path),
    help="File to write: xlsx, csv, docx, html, tex, md or parquet (default: show it).",
)
_LANGUAGE = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    help="Language of headings and notes (default: en).",
)
_SUGGESTIONS = click.option(
    "--suggestions",
    is_flag=True,
    help="Take in what is suggested and not reviewed, marked on every row.",
)
_CODES = click.option(
    "--code",
    "codes",
    multiple=True,
    metavar="CODE",
    help="Only this code and those under it; may be repeated.",
)


def shared(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that every table has."""
    for option in (_CODES, _SUGGESTIONS, _LANGUAGE, _TO):
        command = option(command)
    return options.project_folder(options.output_format(command))


def by_attribute(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --by: attributes of the participants."""
    return click.option(
        "--by",
        multiple=True,
        metavar="ATTRIBUTE",
        help="An attribute of the participants, e.g. gender; may be repeated.",
    )(command)


def small_cells(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --small: when a group is so small that it gives somebody away."""
    return click.option(
        "--small",
        type=click.IntRange(0),
        default=3,
        help="Warn where fewer participants are alike (default: 3; 0: never).",
    )(command)


def per_code(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --per-code: how many quotes."""
    return click.option(
        "--per-code", type=click.IntRange(1), default=5, help="Quotes a code (default: 5)."
    )(command)


def run(
    name: str,
    *,
    folder: Path,
    path: Path | None,
    form: str,
    language: str,
    **chosen: Any,  # noqa: ANN401 - the fields of Options, as the command line has them
) -> None:
    """Write an export to its file, or show its first table."""
    from qualpipe.export.options import Options, Tongue

    wanted = Options(language=Tongue(language), **chosen)
    with options.open_project(folder, create=False) as project:
        if path is None:
            _show(name, project.exports.table(name, wanted), form)
            return
        face, paths = project.exports.write(name, path, wanted)
    for one in paths:
        click.echo(f"{one} written.", err=True)
    _tell(face, wanted.language)


def _show(name: str, tables: Any, form: str) -> None:  # noqa: ANN401 - tables: imported late
    first = tables[0]
    columns = first.columns
    if form == "table":  # long texts have no room, or go last, where they are cut to the line
        kept = [
            one for one in columns if one.page and one.name not in {"definition", "translation"}
        ]
        columns = tuple(sorted(kept, key=lambda one: one.name in {"quote", "words", "memo"}))
    places = [first.columns.index(one) for one in columns]
    rows = [{first.columns[n].name: row[n] for n in places} for row in first.rows]
    notes = [note for one in tables for note in one.notes]
    about = {"command": f"export {name}", "title": first.title, "notes": notes}
    table.write(rows, form=form, columns=[one.name for one in columns], about=about)
    for note in notes:
        click.echo(note, err=True)
    click.echo(f"To write it: qualpipe export {name} --to {name}.xlsx", err=True)


def _tell(face: Any, language: Any) -> None:  # noqa: ANN401 - a Face: imported late
    from qualpipe.export.headings import said

    lines = dict(face.lines(language))
    for key in ("face_which", "face_left_out"):
        label = said(key, language)
        click.echo(f"{label}{said('colon', language)}{lines[label]}", err=True)
    if not face.reviewed and not face.suggested and face.unreviewed:
        click.echo("Nothing is reviewed yet: review with `qualpipe review`, or take in what is "
                   "only suggested with --suggestions.", err=True)  # fmt: skip
