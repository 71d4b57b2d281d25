"""Sample: who was interviewed, as far as the transcripts say."""

from collections.abc import Callable, Iterator

from qualpipe.export.report.facts import Facts
from qualpipe.export.report.parts import Heading, Part, Tabled
from qualpipe.export.report.saying import Voice
from qualpipe.export.table import Cell, Column, Kind, Table

_KNOWN = 0.5  # of the participants must have an attribute before it is counted
_MOST = 12  # values of an attribute that still say something when counted


def sample(facts: Facts, voice: Voice, numbered: Callable[[Table], Tabled]) -> Iterator[Part]:
    """Write the table of participants by attribute; nothing where no attribute is known."""
    yield Heading(text=voice.told("sample.heading"))
    table = _table(facts, voice)
    if table.rows:
        yield numbered(table)
    else:
        yield from voice.paragraph(voice.say("sample.none"))


def _table(facts: Facts, voice: Voice) -> Table:
    people = facts.material.participants
    rows: list[tuple[Cell, ...]] = []
    aside: list[str] = []
    for name in facts.material.attributes:
        values = [facts.material.value(case, name) for case in people]
        known = sorted(set(values), key=lambda value: (not value, value))
        # What is different for everybody, such as an interview's number, describes nobody.
        if len(known) > _MOST or (len(known) == len(values) and len(values) > 1):
            aside.append(name)
            continue
        if sum(map(bool, values)) < _KNOWN * len(values):
            aside.append(name)
            continue
        for value in known:
            count = values.count(value)
            shown = value or voice.told("figure.not_given")
            rows.append((name, shown, count, count / len(values)))
    notes: tuple[str, ...] = (voice.told("sample.note", count=len(people)),) if rows else ()
    if aside and rows:
        notes += (voice.told("sample.aside", names=voice.listed(aside)),)
    return Table(
        name="sample",
        title=voice.told("sample.title"),
        columns=(
            Column(name="attribute", heading=voice.told("sample.attribute")),
            Column(name="value", heading=voice.told("sample.value")),
            Column(name="participants", heading=voice.told("sample.participants"), kind=Kind.COUNT),
            Column(name="share", heading=voice.told("sample.share"), kind=Kind.SHARE),
        ),
        rows=tuple(rows),
        notes=notes,
    )
