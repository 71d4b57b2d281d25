"""The codebook as a table: every code with its whole wording and how often it was given."""

from collections import Counter

from qualpipe.export.headings import said
from qualpipe.export.passages import Material
from qualpipe.export.table import Cell, Column, Table
from qualpipe.export.tables.columns import columns, common_notes
from qualpipe.model import Language, Phrase

_PARTS = ("definition", "include", "exclude", "keywords", "examples", "counter_examples")
_JOINED = {"keywords": ", "}


def codebook(material: Material) -> tuple[Table, ...]:
    """Give each code's wording, part by part and language by language, and its segments."""
    tongue = material.options.language
    languages = _languages(material)
    given = Counter(one.code for one in material.study.codings)
    shown = (
        *columns(("code_path", "code_id", "parent", "colour"), tongue),
        *(_column(material, part, one) for part in ("code", *_PARTS) for one in languages),
        *columns(("segments",), tongue),
    )
    return (
        Table(
            name="codebook",
            title=said("codebook", tongue),
            columns=shown,
            rows=tuple(_row(material, code, languages, given[code]) for code in material.codes),
            notes=common_notes(material),
            cards=True,
        ),
    )


def _languages(material: Material) -> tuple[Language, ...]:
    used = {
        phrase.language
        for code in material.study.codebook
        for part in ("name", *_PARTS)
        for phrase in getattr(code, part)
    }
    return tuple(one for one in Language if one in used)


def _column(material: Material, part: str, language: Language) -> Column:
    heading = said(part, material.options.language)
    return Column(name=f"{part} {language}", heading=f"{heading} ({language})")


def _row(
    material: Material, name: str, languages: tuple[Language, ...], segments: int
) -> tuple[Cell, ...]:
    code = material.code(name)
    parts = ("name", *_PARTS)
    wording = (
        tuple(_text(getattr(code, part), one, part) for part in parts for one in languages)
        if code
        else ("",) * len(parts) * len(languages)
    )
    parent, colour = (code.parent or "", code.colour) if code else ("", "")
    return material.path(name), name, parent, colour, *wording, segments


def _text(phrases: tuple[Phrase, ...], language: Language, part: str) -> str:
    found = (phrase.text for phrase in phrases if phrase.language is language)
    return _JOINED.get(part, "\n").join(found)
