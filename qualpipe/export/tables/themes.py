"""The table of codes: definition, segments, participants, share, and the same by attribute."""

from collections.abc import Iterable, Mapping

from qualpipe.export.headings import said
from qualpipe.export.passages import Material, Passage
from qualpipe.export.table import Cell, Column, Kind, Table
from qualpipe.export.tables.columns import (
    columns,
    common_notes,
    listed,
    status_cell,
    status_column,
)
from qualpipe.model import Role, Theme, wording

_EMERGENT = (
    "theme_id", "parent", "theme", "status", "terms", "segments", "languages", "participants",
    "share_searched", "novelty", "stability", "nearest",
)  # fmt: skip


def themes(material: Material) -> tuple[Table, ...]:
    """Count each code's segments and participants; add the machine's own themes on request."""
    found = (_codes(material),)
    wanted = material.options.suggestions and material.study.themes and not material.options.codes
    return (*found, _emergent(material)) if wanted else found


def _codes(material: Material) -> Table:
    language = material.options.language
    tree = any(one.parent for one in material.study.codebook)
    counts = ("segments", *(("segments_below",) if tree else ()), "participants", "share")
    groups = _groups(material)
    shown = (
        *columns(("code", "code_id", "definition"), language),
        *status_column(material),
        *columns(counts, language),
        *(column for group in groups for column in _group_columns(material, *group)),
    )
    return Table(
        name="themes",
        title=said("themes", language),
        columns=shown,
        rows=tuple(_rows(material, tree=tree, groups=groups)),
        notes=(
            *common_notes(material),
            said("note_share", language, count=len(material.participants)),
            *_small(material, groups),
        ),
    )


def _rows(
    material: Material, *, tree: bool, groups: Iterable[tuple[str, str]]
) -> Iterable[tuple[Cell, ...]]:
    held = _held(material.passages)
    below: dict[tuple[str, str], set[str]] = {}
    for (status, code), passages in held.items():
        places = {one.address for one in passages}
        for one in (code, *material.above(code)):
            below.setdefault((status, one), set()).update(places)
    for code in material.codes:
        known = material.code(code)
        definition = wording(known.definition, material.options.language.of_codes) if known else ""
        for status in material.statuses:
            passages = held.get((status, code), [])
            people = participants(passages)
            yield (
                material.path(code),
                code,
                definition,
                *status_cell(material, status),
                len(passages),
                *((len(below.get((status, code), ())),) if tree else ()),
                len(people),
                len(people) / len(material.participants) if material.participants else None,
                *_group_cells(material, passages, groups),
            )


def _held(passages: Iterable[Passage]) -> Mapping[tuple[str, str], list[Passage]]:
    held: dict[tuple[str, str], list[Passage]] = {}
    for one in passages:
        held.setdefault((one.status, one.code), []).append(one)
    return held


def participants(passages: Iterable[Passage]) -> frozenset[str]:
    """Return the pseudonyms of the participants who said these passages."""
    return frozenset(one.case for one in passages if one.turn.role is Role.PARTICIPANT)


def _groups(material: Material) -> tuple[tuple[str, str], ...]:
    """Return each value of each attribute asked for; '' where some did not give it."""
    return tuple(
        (name, value)
        for name in material.by
        for value in sorted(
            {material.value(case, name) for case in material.participants},
            key=lambda value: (not value, value),
        )
    )


def _label(material: Material, name: str, value: str) -> str:
    language = material.options.language
    colon = said("colon", language)
    return f"{name}{colon}{value or said('not_given', language)}"


def _group_columns(material: Material, name: str, value: str) -> tuple[Column, ...]:
    label = _label(material, name, value)
    return tuple(
        Column(
            name=f"{name}={value or 'not given'} {count}",
            heading=said(f"{count}_of", material.options.language, value=label),
            kind=Kind.COUNT,
        )
        for count in ("segments", "participants")
    )


def _group_cells(
    material: Material, passages: Iterable[Passage], groups: Iterable[tuple[str, str]]
) -> tuple[int, ...]:
    cells: list[int] = []
    for name, value in groups:
        inside = [one for one in passages if material.value(one.case, name) == value]
        cells += [len(inside), len(participants(inside))]
    return tuple(cells)


def _small(material: Material, groups: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Warn of groups so small that a figure on them speaks of a person."""
    language, small = material.options.language, material.options.small
    few = [
        _label(material, name, value)
        for name, value in groups
        if sum(material.value(case, name) == value for case in material.participants) < small
    ]
    if not few:
        return ()
    return (said("note_small_cells", language, small=small, groups=listed(few, language)),)


def _emergent(material: Material) -> Table:
    language = material.options.language
    return Table(
        name="emergent",
        title=said("emergent", language),
        columns=columns(_EMERGENT, language),
        rows=tuple(_emergent_row(material, one) for one in material.study.themes),
        notes=(said("note_machine", language),),
    )


def _emergent_row(material: Material, theme: Theme) -> tuple[Cell, ...]:
    language = material.options.language
    return (
        theme.id,
        material.study.headings.get(theme.parent or "", ""),
        theme.label,
        said("suggested", language),
        listed((term.text for term in theme.terms), language),
        theme.size,
        listed((f"{name.value} {count}" for name, count in theme.languages), language),
        theme.participants,
        theme.share,
        theme.novelty,
        theme.stability,
        material.names.get(theme.nearest, theme.nearest),
    )
