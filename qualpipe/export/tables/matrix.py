"""The framework matrix: participants or groups against codes; counts, presence or quotes."""

from collections.abc import Mapping, Sequence

from qualpipe.export.headings import said
from qualpipe.export.options import Cells
from qualpipe.export.passages import Material, Passage
from qualpipe.export.table import Cell, Column, Kind, Table
from qualpipe.export.tables.columns import columns, common_notes, status_cell, status_column
from qualpipe.export.tables.quotes.typical import ranked, spread
from qualpipe.model import QualpipeError, Role, UnknownName

CODE, PARTICIPANT = "code", "participant"


def matrix(material: Material) -> tuple[Table, ...]:
    """Cross participants, or the values of an attribute, with codes.

    One axis is `code`, the other `participant` or an attribute's name. Only what participants
    said is counted.
    """
    rows, shown = material.options.rows, material.options.columns
    if (rows == CODE) == (shown == CODE):
        raise QualpipeError("a matrix has codes on one side, and on the other participants")
    other = shown if rows == CODE else rows
    groups = _groups(material, other)
    held = _held(material, other)
    axes = (material.codes, groups) if rows == CODE else (groups, material.codes)
    language = material.options.language
    return (
        Table(
            name="matrix",
            title=said("matrix", language),
            columns=_columns(material, rows, other, axes[1]),
            rows=tuple(
                _row(material, held, status, row, axes[1])
                for row in axes[0]
                for status in material.statuses
            ),
            notes=(
                *common_notes(material),
                said(f"note_{material.options.cells}", language, count=material.options.per_code),
            ),
        ),
    )


Held = Mapping[tuple[str, str, str], Sequence[Passage]]


def _groups(material: Material, name: str) -> tuple[str, ...]:
    if name == PARTICIPANT:
        return tuple(material.participants)
    if name not in material.attributes:
        raise UnknownName(name, "attribute", (PARTICIPANT, *material.attributes))
    values = {material.value(case, name) for case in material.participants}
    return tuple(sorted(values, key=lambda value: (not value, value)))


def _held(material: Material, name: str) -> Held:
    """Return passages by status and by both ways round of group and code."""
    held: dict[tuple[str, str, str], list[Passage]] = {}
    for one in material.passages:
        if one.turn.role is Role.PARTICIPANT:
            group = one.case if name == PARTICIPANT else material.value(one.case, name)
            held.setdefault((one.status, group, one.code), []).append(one)
    return held


def _columns(
    material: Material, rows: str, other: str, across: Sequence[str]
) -> tuple[Column, ...]:
    language = material.options.language
    kind = Kind.TEXT if material.options.cells is Cells.QUOTES else Kind.COUNT
    by = material.by if rows == PARTICIPANT else ()
    first = (
        columns((rows,), language)
        if rows in {CODE, PARTICIPANT}
        else (Column(name=rows, heading=rows),)
    )
    what = other if rows == CODE else CODE
    return (
        *first,
        *status_column(material),
        *(Column(name=f"attribute {name}", heading=name) for name in by),
        *(Column(name=f"{what} {one}", heading=_heading(material, rows, one), kind=kind)
          for one in across),
    )  # fmt: skip


def _heading(material: Material, rows: str, value: str) -> str:
    if rows != CODE:
        return material.names[value]
    return value or said("not_given", material.options.language)


def _row(
    material: Material, held: Held, status: str, row: str, across: Sequence[str]
) -> tuple[Cell, ...]:
    codes_down = material.options.rows == CODE
    by = material.by if material.options.rows == PARTICIPANT else ()
    label = material.names[row] if codes_down else row
    return (
        label or said("not_given", material.options.language),
        *status_cell(material, status),
        *(material.value(row, name) for name in by),
        *(
            _cell(material, held.get((status, one, row) if codes_down else (status, row, one), ()))
            for one in across
        ),
    )


def _cell(material: Material, passages: Sequence[Passage]) -> Cell:
    cells = material.options.cells
    if cells is Cells.COUNTS:
        return len(passages)
    if cells is Cells.PRESENCE:
        return int(bool(passages))
    best = spread(ranked(passages), material.options.per_code)
    if len(best) < material.options.per_code:  # one participant's own: further ones come after
        best = (*best, *(one for one in ranked(passages) if one not in best))
    return "\n".join(
        f"[{one.transcript}:{one.turn.number}] {one.text}"
        for one in best[: material.options.per_code]
    )
