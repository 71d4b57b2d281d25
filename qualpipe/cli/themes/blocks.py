"""The themes at a terminal: a row of measures each, and below it its words and its quotes."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from qualpipe.model import Segment, Theme

_HEADS = ("segments", "people", "share", "novelty", "stability")
_NARROWEST, _WIDEST = 80, 120  # a line that is longer is hard to read
_GAP = 2
_QUOTES = 3
_NAMED_BY = {"rule": "", "model": " (by model)", "person": " (by hand)"}


def write(tree: "Sequence[tuple[int, Theme]]", said: Mapping[str, "Segment"]) -> None:
    """Print the themes in order, those under a heading below it; `said` has the quotes."""
    if not tree:
        return
    from rich.cells import cell_len
    from rich.console import Console

    screen = shutil.get_terminal_size((_WIDEST, 24)).columns
    width = min(max(screen, _NARROWEST), _WIDEST)
    console = Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False)
    parents = {one.parent for _, one in tree}
    names = [f"{'└ ' * depth}{one.id}" for depth, one in tree]
    margin = max(map(cell_len, ("theme", *names)))
    console.print(_row(("theme", "label", *_HEADS), width, margin, style="bold"))
    console.print("─" * width)
    for name, (_, one) in zip(names, tree, strict=True):
        console.print(_row(_cells(name, one), width, margin, style="bold"))
        _below(console, one, said, margin=margin + _GAP, heading=one.id in parents)


def _row(cells: Sequence[str], width: int, margin: int, *, style: str) -> "Table":
    """Lay cells out below their heads; the label has what the measures leave."""
    from rich.table import Table

    measures = sum(len(head) + _GAP for head in _HEADS)
    row = Table.grid(padding=(0, _GAP, 0, 0), pad_edge=False)
    row.add_column(width=margin, overflow="fold")
    row.add_column(width=width - margin - measures - _GAP, overflow="fold", style=style)
    for head in _HEADS:
        row.add_column(width=len(head), justify="right")
    row.add_row(*cells)
    return row


def _cells(name: str, theme: "Theme") -> tuple[str, ...]:
    return (
        name,
        theme.label + _NAMED_BY[theme.named_by],
        str(theme.size),
        str(theme.participants),
        f"{theme.share:.0%}",
        f"{theme.novelty:.2f}",
        "" if theme.stability is None else f"{theme.stability:.2f}",
    )


def _below(
    console: "Console",
    theme: "Theme",
    said: Mapping[str, "Segment"],
    *,
    margin: int,
    heading: bool,
) -> None:
    """Print a theme's words, what it is nearest to and its quotes; a heading's are its themes'."""
    from rich.padding import Padding

    nearest = f"nearest: {theme.nearest}, {theme.likeness:.2f}" if theme.nearest else ""
    lines = ["; ".join(filter(None, (languages_of(theme), nearest)))]
    if not heading:
        lines.insert(0, " / ".join(", ".join(words) for words in terms_of(theme).values() if words))
    for line in filter(None, lines):
        console.print(Padding(line, (0, 0, 0, margin)))
    if not heading:
        for quote in _quotes(theme, said, console.width - margin):
            console.print(" " * margin, quote, sep="", soft_wrap=True)
    console.print()


def _quotes(theme: "Theme", said: Mapping[str, "Segment"], room: int) -> Iterator["Text"]:
    """Yield the most typical quotes, each on a line with its place, which is never cut."""
    from rich.cells import cell_len, set_cell_size
    from rich.text import Text

    from qualpipe.model import Language

    for one in [said[place] for place in theme.quotes[:_QUOTES] if place in said]:
        begun, ended = "“”" if one.language is Language.EN else "「」"
        place = f" [{one.address}]"
        words = " ".join(one.text.split())
        if cell_len(words) > (left := max(room - cell_len(begun + ended + place), 1)):
            words = set_cell_size(words, left - 1).rstrip() + "…"
        yield Text.assemble(begun, words, ended, (place, "dim"))


def terms_of(theme: "Theme") -> dict[str, list[str]]:
    """Return the best terms of a theme in English and in Chinese."""
    english, chinese = theme.best_terms
    return {"en": list(english), "zh": list(chinese)}


def languages_of(theme: "Theme") -> str:
    """Return how many segments are in each language: `yue 12, en 8`."""
    return ", ".join(f"{language.value} {count}" for language, count in theme.languages)
