"""`qualpipe evaluate`: how right the engine is on the user's own coded text."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualpipe.cli import options, progress, table

if TYPE_CHECKING:
    from qualpipe.coding.evaluation import Columns, Evaluation
    from qualpipe.project import Watch


def gold_columns(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that name the columns of a table of coded text."""
    for name, default, what in (
        ("split", "", "says train or test (default: split by group, by chance)"),
        ("context", "", "holds what was said before (default: previous, if there)"),
        ("group", "", "says which rows belong together (default: doc, if there)"),
        ("codes", "codes", "holds the codes, separated by | or as a JSON list"),
        ("text", "text", "holds the words"),
    ):
        command = click.option(
            f"--{name}-column", default=default, metavar="NAME", help=f"The column that {what}."
        )(command)
    return command


def columns_of(given: dict[str, str]) -> "Columns":
    """Return the columns that were named."""
    from qualpipe.coding.evaluation import Columns

    return Columns(**{name.removesuffix("_column"): value for name, value in given.items()})


def _numbers(_context: click.Context, _option: click.Parameter, value: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in value.split(","))
    except ValueError:
        raise click.BadParameter("numbers separated by commas, e.g. 0,20,50") from None


@click.command("evaluate")
@click.argument("gold", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--codebook", help="A codebook file, or a shipped one's name (default: recovery).")
@gold_columns
@click.option("--learn", callback=_numbers, default="0,20,50,100,200", help="Labels a code.")
@click.option("--seeds", type=click.IntRange(1), default=5, help="How often to repeat.")
@click.option("--encoder", help="What compares meanings (default: bundled).")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Write here too.")
@click.option(
    "--format", "form", type=click.Choice(["table", "json", "html"]), default="table", help="How."
)
@options.project_folder
def command(
    gold: Path | None,
    *,
    codebook: str | None,
    learn: tuple[int, ...],
    seeds: int,
    encoder: str | None,
    out: Path | None,
    form: str,
    folder: Path,
    **columns: str,
) -> None:
    """Measure the engine on text that people have coded, beside three simple baselines.

    GOLD is a csv, tsv, jsonl, json or xlsx table with one row a segment: its text, its codes
    (separated by | or a JSON list; empty: none) and, best of all, the document it is from. Without
    GOLD, the segments of the project on which every code was decided are taken. Figures come from
    documents that nothing was learned from; intervals from resampling whole documents.

    Example: qualpipe evaluate gold.csv --codebook my.yaml --learn 0,50,200
    """
    if gold is None and columns_of(columns) != columns_of({}):
        raise click.UsageError("columns are of a table of coded text: name the table")
    asked = _Asked(codebook=codebook, encoder=encoder, labels=learn, seeds=seeds)
    with progress.watching() as watch:
        if gold is None:
            found = _on_project(folder, asked, watch)
        else:
            found = _on_table(gold, columns_of(columns), asked, watch)
    _show(found, form)
    if out is not None:
        _write(found, out)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    """What a trial is made with; None: the default, or what the project says."""

    codebook: str | None
    encoder: str | None
    labels: tuple[int, ...]
    seeds: int


def _on_project(folder: Path, asked: _Asked, watch: "Watch") -> "Evaluation":
    from qualpipe.project.steps.proof import prove_on_project

    with options.open_project(
        folder, create=False, encoder=asked.encoder, codebook=asked.codebook
    ) as project:
        return prove_on_project(project, labels=asked.labels, seeds=asked.seeds, watch=watch)


def _on_table(gold: Path, columns: "Columns", asked: _Asked, watch: "Watch") -> "Evaluation":
    from qualpipe.project.steps.proof import prove

    return prove(
        gold,
        codebook=asked.codebook or "recovery",
        columns=columns,
        labels=asked.labels,
        seeds=asked.seeds,
        encoder=asked.encoder or "bundled",
        watch=watch,
    )


def _show(found: "Evaluation", form: str) -> None:
    from qualpipe.coding.evaluation import as_html

    if form == "html":
        click.echo(as_html(found))
    elif form == "json":
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        about: dict[str, object] = {}
        for rows in (found.rows(), found.code_rows()):
            names = tuple(dict.fromkeys(name for row in rows for name in row))
            whole = [{name: row.get(name) for name in names} for row in rows]
            table.write(whole, form="table", columns=names, about=about)
    for problem in found.problems:
        click.echo(f"Note {problem}", err=True)
    click.echo(
        f"{found.segments} segments in {found.groups} groups, {found.seeds} seeds; figures are "
        "means over codes with 95 % intervals.",
        err=True,
    )
    if found.left_out:
        click.echo(f"Too few positives to measure: {', '.join(found.left_out)}", err=True)


def _write(found: "Evaluation", out: Path) -> None:
    from qualpipe.coding.evaluation import as_html

    out.mkdir(parents=True, exist_ok=True)
    answer = json.dumps(found.as_json(), ensure_ascii=False, indent=2)
    (out / "evaluation.json").write_text(answer, encoding="utf-8")
    (out / "evaluation.html").write_text(as_html(found), encoding="utf-8")
    click.echo(f"{out}: evaluation.json and evaluation.html written.", err=True)
