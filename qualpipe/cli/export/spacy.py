"""`qualpipe export spacy`: training data for spaCy."""

from pathlib import Path

import click

from qualpipe.cli import options


@click.command("spacy")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--tokens",
    type=click.Choice(["auto", "en", "zh", "xx"]),
    default="auto",
    help="Tokenizer: of English, of Chinese (a character each), or of both (default: auto).",
)
@click.option(
    "--held-out",
    type=click.FloatRange(0, 0.9),
    default=0.0,
    help="Share of the interviews to hold out in a second file, NAME-held-out.spacy.",
)
@click.option("--seed", type=int, default=0, help="The same seed holds out the same interviews.")
@click.option("--suggestions", is_flag=True, help="Take in what is only suggested.")
@options.project_folder
def command(
    path: Path, *, tokens: str, held_out: float, seed: int, suggestions: bool, folder: Path
) -> None:
    """Training data for spaCy: a DocBin with the codes as span groups.

    A document a turn, the codes in doc.spans["sc"], where spancat looks for them. Codings that
    fall inside a token are widened to it and counted; none is dropped silently.

    Example: qualpipe export spacy train.spacy --held-out 0.2
    """
    from qualpipe.export.options import Options

    wanted = Options(suggestions=suggestions)
    with options.open_project(folder, create=False) as project:
        made = project.exports.spacy(path, wanted, tokens=tokens, held_out=held_out, seed=seed)
    for line in made.lines():
        click.echo(line, err=True)
