"""Columns and notes that several tables share."""

from collections.abc import Iterable

from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.passages import Material
from qualpipe.export.table import Column, Kind

_KINDS = {
    Kind.COUNT: ("segments", "segments_below", "participants", "number", "turn", "both", "count",
                 "units", "undoes", "seed", "overlap", "adjudicates", "blind"),
    Kind.SHARE: ("share", "share_searched", "jaccard", "given"),
    Kind.SCORE: ("score", "novelty", "stability", "seconds"),
    Kind.MOMENT: ("at", "started", "opened", "closed"),
}  # fmt: skip
# What a page of print has no room for; a sheet has.
_OFF_PAGE = frozenset(
    {
        "code_id",
        "number",
        "seen",
        "languages",
        "codebook_hash",
        "adjudicates",
        "undoes",
        "settings",
        "versions",
        "seed",
    }
)
_ONCE = frozenset({"code_path", "definition", "code", "what"})
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names}


def column(name: str, language: Tongue) -> Column:
    """Return a column by name, with its heading, kind and place on a page."""
    return Column(
        name=name,
        heading=said(name, language),
        kind=_KIND_OF.get(name, Kind.TEXT),
        page=name not in _OFF_PAGE,
        once=name in _ONCE,
    )


def columns(names: Iterable[str], language: Tongue) -> tuple[Column, ...]:
    """Return columns by name."""
    return tuple(column(name, language) for name in names)


def attribute_columns(material: Material) -> tuple[Column, ...]:
    """Return a column for each attribute: those asked for, else all, which go on no page."""
    names = material.by or material.attributes
    return tuple(
        Column(name=f"attribute {name}", heading=name, page=bool(material.by)) for name in names
    )


def attribute_cells(material: Material, case: str) -> tuple[str, ...]:
    """Return the attributes of a participant, in the order of `attribute_columns`."""
    return tuple(material.value(case, name) for name in material.by or material.attributes)


def status_column(material: Material) -> tuple[Column, ...]:
    """Return the column that tells people's codings from suggestions.

    It is there whenever suggestions are, so that no row can be taken for what it is not.
    """
    return columns(("status",), material.options.language) if material.options.suggestions else ()


def status_cell(material: Material, status: str) -> tuple[str, ...]:
    """Return the cell under `status_column`."""
    return (said(status, material.options.language),) if material.options.suggestions else ()


def listed(names: Iterable[str], language: Tongue) -> str:
    """Return names as one phrase."""
    return said("list_comma", language).join(names)


def common_notes(material: Material) -> tuple[str, ...]:
    """Return the notes every table of passages bears: nothing coded, codes of no codebook."""
    language = material.options.language
    notes = []
    if not material.passages:
        notes.append(said("note_nothing", language))
    if material.strange:
        notes.append(said("note_unknown", language, codes=listed(material.strange, language)))
    return tuple(notes)
