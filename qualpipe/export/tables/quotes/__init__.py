"""The table of quotes: verbatim, with its place, its translation and who could be known by it."""

from collections.abc import Iterator
from dataclasses import replace

from qualpipe.export.headings import said
from qualpipe.export.passages import Material, Passage
from qualpipe.export.table import Cell, Column, Table
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
from qualpipe.export.tables.quotes.cautions import cautions, watched
from qualpipe.export.tables.quotes.picks import Quote, picked, whole
from qualpipe.export.tables.quotes.translations import Translations
from qualpipe.export.tables.quotes.typical import ranked, spread

__all__ = ["quotes", "ranked", "spread"]


def quotes(material: Material) -> tuple[Table, ...]:
    """Choose quotes for each code, or take the writer's, and set them beside their translation."""
    chosen = picked(material) if material.options.picks else tuple(_chosen(material))
    order = {code: place for place, code in enumerate(material.codes)}
    chosen = tuple(sorted(chosen, key=lambda one: order[one.passage.code]))
    warnings = cautions(material)
    translations = Translations(material)
    language = material.options.language
    return (
        Table(
            name="quotes",
            title=said("quotes", language),
            columns=_columns(material, translated=translations.there, warned=bool(warnings)),
            rows=tuple(
                _row(material, one, number, translations, warnings)
                for number, one in enumerate(chosen, 1)
            ),
            notes=_notes(material, chosen, translated=translations.there, warned=bool(warnings)),
        ),
    )


def _chosen(material: Material) -> Iterator[Quote]:
    """Choose for each code and status: typical ones, spread over participants."""
    held: dict[tuple[str, str], list[Passage]] = {}
    for one in material.passages:
        held.setdefault((one.code, one.status), []).append(one)
    for code in material.codes:
        for status in material.statuses:
            typical = ranked(held.get((code, status), []))
            yield from map(whole, spread(typical, material.options.per_code))


def _columns(material: Material, *, translated: bool, warned: bool) -> tuple[Column, ...]:
    beside = ("translation", "translated_by") if translated else ()
    language = material.options.language
    people = columns(("reviewers",), language)
    return (
        *columns(("number", "code_path"), language),
        *status_column(material),
        *columns(("quote", *beside), language),
        *place_columns(material),
        *(replace(one, page=False) for one in people),
        *attribute_columns(material),
        *columns(("caution",) if warned else (), language),
    )


def _row(
    material: Material,
    quote: Quote,
    number: int,
    translations: Translations,
    warnings: dict[str, str],
) -> tuple[Cell, ...]:
    one, language = quote.passage, material.options.language
    words, translation, maker = translations.sides(one, quote.text)
    return (
        number,
        material.path(one.code),
        *status_cell(material, one.status),
        words,
        *((translation, maker) if translations.there else ()),
        *place_cells(material, replace(one, address=quote.address)),
        listed(one.reviewers, language),
        *attribute_cells(material, one.case),
        *((warnings.get(one.case, ""),) if warnings else ()),
    )


def _notes(
    material: Material, chosen: tuple[Quote, ...], *, translated: bool, warned: bool
) -> tuple[str, ...]:
    options = material.options
    held = {one.passage.code for one in chosen}
    missing = [material.names[code] for code in material.codes if code not in held]
    attributes = listed(watched(material), options.language)
    told = {
        "note_picked": bool(options.picks),
        "note_typical": not options.picks,
        "note_trimmed": any(one.trimmed for one in chosen),
        "note_translation": translated,
        "note_small": warned,
        "note_without": bool(missing) and not options.picks,
    }
    values = {
        "count": options.per_code,
        "small": options.small,
        "attributes": attributes,
        "codes": listed(missing, options.language),
    }
    return (
        *common_notes(material),
        *(said(key, options.language, **values) for key, wanted in told.items() if wanted),
    )
