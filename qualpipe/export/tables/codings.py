"""The table of coded passages: a row a quote, or a column of 0 and 1 a code for statistics."""

from collections.abc import Iterable

from qualpipe.export.headings import said
from qualpipe.export.options import Shape
from qualpipe.export.passages import Material, Passage
from qualpipe.export.table import Cell, Column, Kind, Table
from qualpipe.export.tables.columns import (
    attribute_cells,
    attribute_columns,
    columns,
    common_notes,
    listed,
    status_cell,
    status_column,
)
from qualpipe.export.tables.places import place_cells, place_columns
from qualpipe.model import Address


def codings(material: Material) -> tuple[Table, ...]:
    """List the coded passages with their attributes and the path of their code."""
    if material.options.shape is Shape.COLUMNS:
        return (_in_columns(material),)
    return (_as_quotes(material),)


def _as_quotes(material: Material) -> Table:
    language = material.options.language
    scores = ("score",) if material.options.suggestions else ()
    shown = (
        *columns(("code_path", "code_id"), language),
        *status_column(material),
        *place_columns(material),
        *columns(("quote", "reviewers", *scores), language),
        *attribute_columns(material),
    )
    attributes = {case: attribute_cells(material, case) for case in material.participants}
    none = attribute_cells(material, "")
    paths = {code: material.path(code) for code in material.codes}
    rows = (
        (
            paths[one.code],
            one.code,
            *status_cell(material, one.status),
            *place_cells(material, one),
            one.text,
            listed(one.reviewers, language),
            *((one.score,) if scores else ()),
            *attributes.get(one.case, none),
        )
        for one in material.passages
    )
    return _table(material, shown, rows)


def _in_columns(material: Material) -> Table:
    """Lay codes out in columns: all that somebody decided on, also where every code was refused."""
    language = material.options.language
    shown = (
        *status_column(material),
        *place_columns(material),
        *columns(("quote",), language),
        *attribute_columns(material),
        *(Column(name=f"code {one}", heading=material.names[one], kind=Kind.COUNT)
          for one in material.codes),
    )  # fmt: skip
    rows = (
        (
            *status_cell(material, status),
            *place_cells(material, one),
            one.text,
            *attribute_cells(material, one.case),
            *(int(code in given) for code in material.codes),
        )
        for status, one, given in _stretches(material)
    )
    return _table(material, shown, rows, said("note_columns", language))


def _stretches(material: Material) -> Iterable[tuple[str, Passage, frozenset[str]]]:
    """Return every stretch that was decided on (or suggested), once per status."""
    given: dict[tuple[str, str], set[str]] = {}
    for one in material.passages:
        given.setdefault((one.address, one.status), set()).add(one.code)
    for decision in material.study.last_words:
        given.setdefault((decision.segment, "reviewed"), set())
    for address, status in sorted(given, key=lambda key: (Address.parse(key[0]), key[1])):
        yield status, material.passage(address, "", (), None), frozenset(given[address, status])


def _table(
    material: Material, shown: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], *notes: str
) -> Table:
    return Table(
        name="codings",
        title=said("codings", material.options.language),
        columns=shown,
        rows=tuple(rows),
        notes=(*common_notes(material), *notes),
    )
