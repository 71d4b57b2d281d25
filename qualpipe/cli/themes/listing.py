"""The listing of an edition: its themes, and what a reader must know beside it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from qualpipe.cli import table
from qualpipe.cli.themes import blocks

if TYPE_CHECKING:
    from qualpipe.model import Segment, Theme
    from qualpipe.project import Project
    from qualpipe.project.thematic import Edition


def show(project: "Project", edition: "Edition", *, form: str) -> None:
    """Write an edition's themes on standard output, and what else was found on the other."""
    places = [place for one in edition.themes for place in one.quotes]
    groups = [place for group in edition.findings.groups for place in group]
    said = project.themes.segments([*places, *groups])
    tree = project.themes.tree(edition=edition.number)
    if form == "table":
        blocks.write(tree, said)
        _print_groups(edition, said)
    else:
        rows = [whole(one, said) for _, one in tree]
        table.write(rows, form=form, columns=("theme",), about=_about(edition))
    for line in told(edition, project.themes.warnings(edition)):
        click.echo(line, err=True)


def whole(theme: "Theme", said: Mapping[str, "Segment"]) -> dict[str, object]:
    """Return all that is known of a theme, for programs."""
    return {
        "theme": theme.id,
        "parent": theme.parent,
        "label": theme.label,
        "named_by": theme.named_by,
        **{f"terms_{language}": words for language, words in blocks.terms_of(theme).items()},
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
    searched = len(edition.searched)
    lines = [
        (
            f"Edition {edition.number}{act}: {len(leaves)} themes in {searched} "
            f"segment{'s' * (searched != 1)} ({_searched(edition.over)}); "
            f"{len(found.unplaced)} of these in no theme."
        )
    ]
    if edition.left_out:
        reasons = ", ".join(f"{count} {why}" for why, count in edition.reasons.items())
        lines.append(f"Not searched: {reasons}. To read them: qualpipe themes left-out")
    if found.agreement is not None:
        aside = edition.run.settings["method"] == "bertopic"
        lines.append(
            f"Looked for again on parts of the segments, they agree by {found.agreement:.2f} "
            f"(1: the same themes, 0: chance{'; those in no theme left aside' * aside})."
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
