"""The table of agreement between reviewers, from rows that were computed elsewhere."""

from dataclasses import replace

from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.passages import Material
from qualpipe.export.table import Column, Kind, Table
from qualpipe.export.tables.columns import column

_HEADING = ("scope", "split", "part", "code", "participants", "units", "given", "reviewers")
# Parts of a figure, as the rows name them.
_PARTS = {
    "low": "low",
    "high": "high",
    "n": "count_of",
    "undefined": "undefined_of",
    "reason": "reason_of",
}


def agreement(material: Material) -> tuple[Table, ...]:
    """Give every coefficient with its interval; say so where there is nothing to compare yet."""
    language = material.options.language
    rows = material.study.agreement
    names = tuple(dict.fromkeys(name for row in rows for name in row)) or _HEADING
    figures = [name for name in names if name not in _HEADING]
    blank = {name for name in ("split", "part") if not any(row.get(name) for row in rows)}
    return (
        Table(
            name="agreement",
            title=said("agreement", language),
            columns=tuple(
                _figure(name, figures, language)
                if name in figures
                else replace(column(name, language), page=name not in blank)
                for name in names
            ),
            rows=tuple(tuple(row.get(name) for name in names) for row in rows),
            notes=() if rows else (said("note_no_agreement", language),),
        ),
    )


def _figure(name: str, figures: list[str], language: Tongue) -> Column:
    base, _, part = name.rpartition("_")
    if base not in figures or part not in _PARTS:
        return Column(name=name, heading=name.replace("_", " "), kind=Kind.SCORE)
    heading = said(_PARTS[part], language, name=base.replace("_", " "))
    kinds = {"n": Kind.COUNT, "undefined": Kind.COUNT, "reason": Kind.TEXT}
    # A page has room for a figure and its interval.
    return Column(
        name=name, heading=heading, kind=kinds.get(part, Kind.SCORE), page=part not in kinds
    )
