"""`qualpipe codebook`: look at codebooks, check, convert and compare them."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualpipe.cli import options, progress, table
from qualpipe.cli.evaluate import columns_of, gold_columns

if TYPE_CHECKING:
    from qualpipe.model import Code, Codebook, Language, Phrase
    from qualpipe.project.exchange import Loss

_PARTS = ("definition", "include", "exclude", "keywords", "examples", "counter_examples")


@click.group("codebook")
def command() -> None:
    """Look at codebooks, check, convert and compare them."""


@command.command("list")
@options.output_format
def list_shipped(form: str) -> None:
    """List the codebooks that come with qualpipe.

    Example: qualpipe codebook list
    """
    from qualpipe.codebook import load, shipped
    from qualpipe.model import Language, wording

    rows = []
    for name in shipped():
        book = load(name)
        rows.append(
            {
                "codebook": name,
                "version": book.version,
                "codes": len(book),
                "languages": ", ".join(book.languages),
                "title": wording(book.title, Language.EN),
            }
        )
    columns = ("codebook", "version", "codes", "languages", "title")
    table.write(rows, form=form, columns=columns, about={"command": "codebook list"})


@command.command("show")
@click.argument("codebook")
@click.option("--language", type=click.Choice(["en", "yue", "zh"]), help="Only this language.")
@options.output_format
def show(codebook: str, language: str | None, form: str) -> None:
    """Show a codebook: a shipped one by name, or a file.

    Example: qualpipe codebook show recovery --language yue
    """
    from qualpipe.model import Language

    book = _loaded(codebook)
    wanted = Language(language) if language else None
    if form != "table":
        rows = [_row(code, wanted) for code in book]
        about = {"command": "codebook show", "codebook": book.id, "version": book.version}
        table.write(rows, form=form, columns=("id",), about=about)
        return
    click.secho(f"{book.id} {book.version}", bold=True)
    for code in book:
        _print_code(code, wanted)


def _row(code: "Code", language: "Language | None") -> dict[str, object]:
    """Return a code with its wording by part and language."""
    row: dict[str, object] = {"id": code.id, "parent": code.parent, "share": code.share}
    for part in ("name", *_PARTS):
        wording: dict[str, list[str]] = {}
        for one in getattr(code, part):
            if language in (None, one.language):
                wording.setdefault(one.language.value, []).append(one.text)
        row[part] = wording
    return row


def _print_code(code: "Code", language: "Language | None") -> None:
    click.echo()
    click.secho(f"{code.id}  {_line(code.name, language, ' / ')}", bold=True)
    if code.parent:
        click.echo(f"  under: {code.parent}")
    for part in _PARTS:
        phrases: tuple[Phrase, ...] = getattr(code, part)
        wanted = [one for one in phrases if language in (None, one.language)]
        if not wanted:
            continue
        click.echo(f"  {part.replace('_', '-')}:")
        if part == "keywords":
            click.echo(f"    {_line(phrases, language, ', ')}")
        else:
            for one in wanted:
                click.echo(f"    [{one.language}] {one.text}")


def _line(phrases: "tuple[Phrase, ...]", language: "Language | None", between: str) -> str:
    return between.join(one.text for one in phrases if language in (None, one.language))


@command.command("check")
@click.argument("codebook")
@click.option(
    "--against",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A table of coded text: show what each part of each code's wording brings on it.",
)
@gold_columns
@options.output_format
def check(codebook: str, against: Path | None, form: str, **columns: str) -> None:
    """Check a codebook: every fault at once, each with its line, and what weakens it.

    Exits with 1 if the codebook cannot be used; hints alone exit with 0.

    Example: qualpipe codebook check my.yaml --against gold.csv
    """
    from qualpipe.codebook import check as hints_on

    book = _loaded(codebook)
    if against is not None:
        _show_effects(codebook, against, form, columns)
        return
    rows = [asdict(one) for one in hints_on(book)]
    about = {"command": "codebook check", "codebook": book.id}
    if rows or form != "table":
        table.write(rows, form=form, columns=("where", "message", "remedy"), about=about)
    click.echo(f"{codebook}: {len(book)} codes, no faults, {len(rows)} hints.", err=True)


def _show_effects(codebook: str, against: Path, form: str, columns: dict[str, str]) -> None:
    from qualpipe.project.steps.proof import effects_of_rules

    with progress.watching() as watch:
        found = effects_of_rules(codebook, against, columns=columns_of(columns), watch=watch)
    rows = [{**asdict(one), "gain": one.ap_with - one.ap_without} for one in found]
    names = ("code", "part", "positives", "ap_with", "ap_without", "gain")
    table.write(rows, form=form, columns=names, about={"command": "codebook check"})
    click.echo("Average precision with and without each part of a code's wording.", err=True)


@command.command("convert")
@click.argument("source")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Write over a target that is there.")
def convert(source: str, target: Path, *, force: bool) -> None:
    """Write a codebook in another format: yaml, csv, xlsx, json or qdc, by the target's ending.

    A .qdc is the codebook of other programs (REFI-QDA). A target that is there is left alone: it
    may be somebody's work.

    Example: qualpipe codebook convert codes.xlsx codes.yaml
    """
    from qualpipe.model import QualpipeError
    from qualpipe.project.exchange import save_codebook

    book = _loaded(source)
    if target.exists() and not force:
        raise QualpipeError(f"{target} is there; name another target, or add --force")
    losses = save_codebook(book, target)
    click.echo(f"{target}: {len(book)} codes written.", err=True)
    _note(losses)


@command.command("diff")
@click.argument("old")
@click.argument("new")
@options.output_format
def diff(old: str, new: str, form: str) -> None:
    """Say in words what changed from one codebook to another.

    Exits with 0 whether or not they differ.

    Example: qualpipe codebook diff recovery my.yaml
    """
    from qualpipe.codebook import diff as changes

    lines = changes(_loaded(old), _loaded(new))
    if form == "table":
        for line in lines:
            click.echo(line)
    else:
        rows = [{"change": line} for line in lines]
        about = {"command": "codebook diff"}
        table.write(rows, form=form, columns=("change",), about=about)
    if not lines:
        click.echo("No difference in what is coded.", err=True)


def _loaded(codebook: str) -> "Codebook":
    """Read a codebook of any kind and say what was odd about another program's file."""
    from qualpipe.project.exchange import load_codebook

    book, losses = load_codebook(codebook)
    _note(losses)
    return book


def _note(losses: "Sequence[Loss]") -> None:
    for one in losses:
        became = f" ({one.became})" if one.became else ""
        click.echo(f"Note {one.where}: {one.count} {one.what}{became}", err=True)
