"""Which codes occur together: a matrix to look at, and a list of pairs to sort."""

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, groupby

from qualpipe.export.headings import said
from qualpipe.export.passages import Material, Passage
from qualpipe.export.table import Column, Kind, Table
from qualpipe.export.tables.columns import columns, common_notes, status_cell, status_column


def cooccurrence(material: Material) -> tuple[Table, ...]:
    """Count the places where two codes share words, in all and as a share of either.

    A pair counts as reviewed only if people gave both codes.
    """
    together, people, alone = _counted(material)
    return _matrix(material, together, alone), _pairs(material, together, people, alone)


Pairs = Counter[tuple[str, str, str]]
People = dict[tuple[str, str, str], set[str]]


def _counted(material: Material) -> tuple[Pairs, People, Counter[tuple[str, str]]]:
    order = {code: place for place, code in enumerate(material.codes)}
    together: Pairs = Counter()
    people: People = {}
    alone: Counter[tuple[str, str]] = Counter((one.status, one.code) for one in material.passages)
    for one, other in _meeting(material.passages):
        first, second = sorted((one.code, other.code), key=order.__getitem__)
        both = {one.status, other.status}
        key = ("suggested" if "suggested" in both else "reviewed", first, second)
        together[key] += 1
        people.setdefault(key, set()).add(one.case)
    return together, people, alone


def _meeting(passages: tuple[Passage, ...]) -> Iterator[tuple[Passage, Passage]]:
    """Return the pairs of passages under different codes that share a character."""
    for _, inside in groupby(passages, key=lambda one: (one.transcript, one.turn.number)):
        for one, other in combinations(inside, 2):
            if one.code != other.code and one.within.overlaps(other.within):
                yield one, other


def _matrix(material: Material, together: Pairs, alone: Counter[tuple[str, str]]) -> Table:
    language = material.options.language

    def cell(status: str, row: str, column: str) -> int:
        if row == column:
            return alone[status, row]
        return together[status, row, column] + together[status, column, row]

    return Table(
        name="cooccurrence",
        title=said("cooccurrence", language),
        columns=(
            *columns(("code",), language),
            *status_column(material),
            *(Column(name=f"code {one}", heading=material.names[one], kind=Kind.COUNT)
              for one in material.codes),
        ),
        rows=tuple(
            (
                material.names[row],
                *status_cell(material, status),
                *(cell(status, row, column) for column in material.codes),
            )
            for row in material.codes
            for status in material.statuses
        ),
        notes=(*common_notes(material), said("note_together", language)),
    )  # fmt: skip


def _pairs(
    material: Material, together: Pairs, people: People, alone: Counter[tuple[str, str]]
) -> Table:
    language = material.options.language
    either = {key: _of_either(material, key, together[key], alone) for key in together}
    ordered = sorted(together, key=lambda key: (key[0], -together[key], key[1:]))
    return Table(
        name="pairs",
        title=said("pairs", language),
        columns=(
            *columns(("first", "second"), language),
            *status_column(material),
            *columns(("both", "participants", "jaccard"), language),
        ),
        rows=tuple(
            (
                material.names[key[1]],
                material.names[key[2]],
                *status_cell(material, key[0]),
                together[key],
                len(people[key]),
                either[key],
            )
            for key in ordered
        ),
    )  # fmt: skip


def _of_either(
    material: Material, key: tuple[str, str, str], both: int, alone: Counter[tuple[str, str]]
) -> float:
    """Return how much of what carries either code carries both; where spans differ, at most 1."""
    _, first, second = key
    statuses = material.statuses if key[0] == "suggested" else ("reviewed",)
    single = sum(alone[status, code] for status in statuses for code in (first, second))
    return min(1.0, both / max(1, single - both))
