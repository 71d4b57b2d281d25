"""`qualpipe export quotes`: the table of quotes."""

from pathlib import Path
from typing import Any

import click

from qualpipe.cli import exported


@click.command("quotes")
@exported.per_code
@click.option(
    "--pick",
    "picks",
    multiple=True,
    metavar="ADDRESS",
    help="Your own quote, e.g. P01:12:0-41; may be repeated, may be narrower than the passage.",
)
@click.option(
    "--picks-file",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A text file with a pick a line; # starts a remark.",
)
@exported.by_attribute
@exported.small_cells
@exported.shared
def command(*, picks: tuple[str, ...], picks_file: Path | None, **given: Any) -> None:  # noqa: ANN401 - handed on as click gives it
    """Table of quotes: chosen for each code, or the writer's picks.

    Quotes are verbatim. Without picks, those nearest to how a code's passages are worded are
    chosen, one of each participant before a second of anybody. A pick is an address, optionally
    followed by a blank and a code; offsets narrower than the passage, or several
    (P01:12:0-20,31-41), leave words out and an ellipsis in.

    Example: qualpipe export quotes --per-code 5 --by gender --to quotes.docx
    """
    if picks_file is not None:
        lines = (one.partition("#")[0].strip() for one in _lines(picks_file))
        picks = (*picks, *(one for one in lines if one))
    exported.run("quotes", picks=picks, **given)


def _lines(path: Path) -> list[str]:
    from qualpipe.model import QualpipeError

    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError as fault:
        raise QualpipeError(f"{path}: this is no UTF-8 text; save it as UTF-8") from fault
