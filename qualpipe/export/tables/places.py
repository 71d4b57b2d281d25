"""Where a passage is: participant, transcript, turn and time, for people and for programs."""

from dataclasses import replace

from qualpipe.export.headings import said
from qualpipe.export.passages import Material, Passage
from qualpipe.export.table import Cell, Column
from qualpipe.export.tables.columns import columns
from qualpipe.model import Language

PLACE = ("participant", "speaker", "transcript", "turn", "time", "address", "where", "language")


def place_columns(material: Material) -> tuple[Column, ...]:
    """Return the columns of `PLACE`; on a page `where` says it all."""
    found = columns(PLACE, material.options.language)
    return tuple(replace(one, page=one.name == "where") for one in found)


def place_cells(material: Material, passage: Passage) -> tuple[Cell, ...]:
    """Return the cells under the columns of `PLACE`."""
    return (
        passage.case,
        said(f"role_{passage.turn.role}", material.options.language),
        passage.transcript,
        passage.turn.number,
        clock(passage.turn.started),
        passage.address,
        where(material, passage),
        _spoken(material, passage),
    )


def where(material: Material, passage: Passage) -> str:
    """Return the place of a passage as a report gives it: participant, turn, time.

    The transcript is named too where it is not called as the participant is.
    """
    language = material.options.language
    parts = [passage.case]
    if passage.case.split("/")[0] != passage.transcript:
        parts.append(passage.transcript)
    parts.append(said("turn_no", language, number=str(passage.turn.number)))
    if passage.turn.started is not None:
        parts.append(clock(passage.turn.started))
    return said("list_comma", language).join(parts)


def _spoken(material: Material, passage: Passage) -> str:
    language = material.language(passage)
    return "" if language is Language.UNKNOWN else str(language)


def clock(seconds: float | None) -> str:
    """Return a moment of the recording as people write it ('' where it is not known).

    >>> clock(725.4)
    '0:12:05'
    """
    if seconds is None:
        return ""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
