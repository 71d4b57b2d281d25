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


def counted(facts: Facts) -> dict[str, list[str]]:
    """Return the attributes that are counted, each with its value for every participant."""
    of = {
        name: [facts.material.value(case, name) for case in facts.material.participants]
        for name in facts.material.attributes
    }
    return {name: values for name, values in of.items() if _describes(values)}


def _describes(values: list[str]) -> bool:
    known = len(set(values))
    # What is different for everybody, such as an interview's number, describes nobody.
    if known > _MOST or (known == len(values) and len(values) > 1):
        return False
    return sum(map(bool, values)) >= _KNOWN * len(values)


def _table(facts: Facts, voice: Voice) -> Table:
    people, told_of = facts.material.participants, counted(facts)
    rows: list[tuple[Cell, ...]] = []
    for name, values in told_of.items():
        for value in sorted(set(values), key=lambda value: (not value, value)):
            count = values.count(value)
            shown = value or voice.told("figure.not_given")
            rows.append((name, shown, count, count / len(values)))
    aside = [name for name in facts.material.attributes if name not in told_of]
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
