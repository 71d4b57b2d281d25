"""The table of an edition: a row a theme, and what a reader must know beside it."""

import shutil
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from qualpipe.cli import table

if TYPE_CHECKING:
    from qualpipe.model import Segment, Theme
    from qualpipe.project import Project
    from qualpipe.project.thematic import Edition

_NUMBERS = ("segments", "people", "share", "novelty", "stability")
_HEADS = ("theme", "label and terms", "languages", *_NUMBERS, "nearest code")
TERMS = 5


def show(project: "Project", edition: "Edition", *, form: str) -> None:
    """Write an edition's themes on standard output, and what else was found on the other."""
    places = [place for one in edition.themes for place in one.quotes]
    groups = [place for group in edition.findings.groups for place in group]
    said = project.themes.segments([*places, *groups])
    tree = project.themes.tree(edition=edition.number)
    if form == "table":
        _print_table(tree)
        _print_groups(edition, said)
    else:
        rows = [whole(one, said) for _, one in tree]
        table.write(rows, form=form, columns=("theme",), about=_about(edition))
    for line in told(edition, project.themes.warnings(edition)):
        click.echo(line, err=True)


def _print_table(tree: "Sequence[tuple[int, Theme]]") -> None:
    """Print a row a theme, its terms below its label; those of a heading are its themes'."""
    if not tree:
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table

    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in _HEADS:
        number = head in _NUMBERS
        shown.add_column(head, justify="right" if number else "left", overflow="fold")
    parents = {one.parent for _, one in tree}
    for depth, one in tree:
        shown.add_row(*_cells(depth, one, heading=one.id in parents))
    width = max(80, shutil.get_terminal_size((160, 24)).columns)
    Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False).print(shown)


def _cells(depth: int, theme: "Theme", *, heading: bool) -> tuple[str, ...]:
    named_by = {"rule": "", "model": " (by model)", "person": " (by hand)"}[theme.named_by]
    lines = [theme.label + named_by]
    if not heading:
        lines += [", ".join(words) for words in terms_of(theme).values() if words]
    return (
        f"{'└ ' * depth}{theme.id}",
        "\n".join(lines),
        languages_of(theme),
        str(theme.size),
        str(theme.participants),
        f"{theme.share:.0%}",
        f"{theme.novelty:.2f}",
        "" if theme.stability is None else f"{theme.stability:.2f}",
        f"{theme.nearest} {theme.likeness:.2f}" if theme.nearest else "",
    )


def whole(theme: "Theme", said: Mapping[str, "Segment"]) -> dict[str, object]:
    """Return all that is known of a theme, for programs."""
    return {
        "theme": theme.id,
        "parent": theme.parent,
        "label": theme.label,
        "named_by": theme.named_by,
        **{f"terms_{language}": words for language, words in terms_of(theme).items()},
        "segments": theme.size,
        "participants": theme.participants,
        "languages": {language.value: count for language, count in theme.languages},
        "share": theme.share,
        "novelty": theme.novelty,
        "nearest_code": theme.nearest,
        "likeness": theme.likeness,
        "stability": theme.stability,
        "quotes": [
            {"segment": place, "case": said[place].case, "text": said[place].text}
            for place in theme.quotes
            if place in said
        ],
    }


def terms_of(theme: "Theme") -> dict[str, list[str]]:
    """Return the best terms of a theme in English and in Chinese."""
    from qualpipe.model import Language

    return {
        "en": list(theme.terms_in(Language.EN)[:TERMS]),
        "zh": list(theme.terms_in(Language.YUE, Language.ZH)[:TERMS]),
    }


def languages_of(theme: "Theme") -> str:
    """Return how many segments are in each language: `yue 12, en 8`."""
    return ", ".join(f"{language.value} {count}" for language, count in theme.languages)


def _about(edition: "Edition") -> dict[str, object]:
    found = edition.findings
    return {
        "command": "themes",
        "edition": edition.number,
        "run": edition.run.id,
        "search": edition.search,
        "act": edition.act,
        "over": edition.over,
        "searched": len(edition.searched),
        "unplaced": len(found.unplaced),
        "left_out": {reason.value: count for reason, count in edition.reasons.items()},
        "agreement": found.agreement,
        "language_mix": found.language_mix,
        "message": found.message,
        "groups": [list(group) for group in found.groups],
    }


def _print_groups(edition: "Edition", said: Mapping[str, "Segment"]) -> None:
    """Show the nearest neighbours where there are too few segments for themes."""
    for number, group in enumerate(edition.findings.groups, 1):
        click.secho(f"neighbours {number}", bold=True)
        for place in group:
            if place in said:
                click.echo(f"  {said[place].text}  [{place}]")


def told(edition: "Edition", warnings: tuple[str, ...]) -> list[str]:
    """Return the lines below the table."""
    found = edition.findings
    parents = {one.parent for one in edition.themes}
    leaves = [one for one in edition.themes if one.id not in parents]
    act = f" ({edition.act})" if edition.act else ""
    lines = [
        (
            f"Edition {edition.number}{act}: {len(leaves)} themes in {len(edition.searched)} "
            f"segments ({_searched(edition.over)}); {len(found.unplaced)} of these in no theme."
        )
    ]
    if edition.left_out:
        reasons = ", ".join(f"{count} {why}" for why, count in edition.reasons.items())
        lines.append(f"Not searched: {reasons}. To read them: qualpipe themes left-out")
    if found.agreement is not None:
        lines.append(
            f"Looked for again on parts of the segments, they agree by {found.agreement:.2f} "
            "(1: the same themes, 0: chance)."
        )
    if found.language_mix is not None:
        lines.append(
            f"Languages mix by {found.language_mix:.2f} (1: each theme as the whole, 0: never)."
        )
    if found.why_so_many:
        lines.append(f"{found.why_so_many}.")
    if found.message:
        lines.append(f"Mind: {found.message}.")
    lines += [f"Mind: {one}." for one in warnings]
    if leaves:
        lines.append(f"Next: qualpipe themes show {leaves[0].id}   (a theme with its quotes)")
    return lines


def _searched(over: str) -> str:
    names = {"residue": "what no code explains", "all": "all that was said"}
    return names.get(over, f"what has {over.removeprefix('code:')}")
