"""Verifying: every number and quote of an export, computed again from the ledger.

`found_in` reads a file back as it is now; `expected_tables` and `expected_report` give what it
would say; `compared` holds one against the other. What each answer means: `docs/report.md`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.options import Options
from qualpipe.export.report import compose
from qualpipe.export.report.parts import Report, mark_of
from qualpipe.export.study import Study
from qualpipe.export.table import Table
from qualpipe.export.tables import OUT, build
from qualpipe.export.verifying import comparing
from qualpipe.export.verifying.comparing import Finding, Status
from qualpipe.export.verifying.found import Found, FoundTable
from qualpipe.export.verifying.reading import found_in
from qualpipe.export.writers.embedded import face_in
from qualpipe.export.writers.layout import card_lines, on_page
from qualpipe.export.writers.sheets import sheet_name
from qualpipe.export.writers.shown import clean
from qualpipe.model import QualpipeError

__all__ = [
    "Expected",
    "Finding",
    "Found",
    "Status",
    "checked",
    "expected",
    "face_in",
    "found_in",
    "moved",
]

_PAGES = {".docx", ".html", ".md"}
_FOR_PROGRAMS = {".csv", ".parquet"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an export would say if it were made of a study: its tables, or the whole report."""

    tables: tuple[Table, ...]
    report: Report | None = None


def expected(face: Face, study: Study) -> Expected:
    """Make anew what a face says was exported."""
    options = Options.of(face.options)
    if face.kind == "report":
        report = compose(study, options, template=str(face.detail.get("template", "apa")))
        return Expected(tables=report.tables(), report=report)
    try:
        return Expected(tables=build(face.kind, study, options))
    except QualpipeError as fault:
        raise QualpipeError(
            f"an export of the kind {face.kind!r} cannot be verified: {fault}"
        ) from fault


def checked(path: Path, face: Face, wanted: Expected) -> tuple[Finding, ...]:
    """Hold a file as it is now against what it would say."""
    found = found_in(path)
    if wanted.report is not None:
        return tuple(_report(path, wanted.report, found))
    return tuple(_tables(path, Options.of(face.options), wanted.tables, found))


def _report(path: Path, report: Report, found: Found) -> Iterator[Finding]:
    claims = report.claims()
    marked = found.marked
    if path.suffix.lower() == ".docx":
        marked = {claim: found.marked.get(mark_of(claim), "") for claim in claims}
    yield from comparing.sentences(claims, marked, found.words)
    for one, other in _matched(report.tables(), found.tables):
        yield from comparing.table(one, other)


def _matched(
    tables: Sequence[Table], found: Sequence[FoundTable]
) -> Iterator[tuple[Table, FoundTable | None]]:
    """Pair tables by name, else by their headings: LibreOffice drops what a table is called."""
    by_name = {one.name: one for one in found}
    names = {one.name for one in tables}
    nameless = [one for one in found if one.name not in names]
    for one in tables:
        heads = tuple(clean(column.heading) for column in one.columns)
        near = (other for other in nameless if other.heads == heads)
        other = by_name.get(one.name) or next(near, None)
        if other in nameless:
            nameless.remove(other)
        yield one, other


def _tables(
    path: Path, options: Options, tables: Sequence[Table], found: Found
) -> Iterator[Finding]:
    ending = path.suffix.lower()
    if ending in _PAGES:
        yield from _pages(on_page(tables, options.language), found)
        return
    shown = [one for one in tables if ending not in _FOR_PROGRAMS or one.name != OUT]
    by_name = {one.name: one for one in found.tables}
    taken: set[str] = {"history"}
    for at, one in enumerate(shown):
        if ending in _FOR_PROGRAMS:
            name = path.stem if at == 0 else f"{path.stem}-{one.name}"
        else:
            name = sheet_name(one.title, taken)
        yield from comparing.table(one, by_name.get(name))


def _pages(tables: Sequence[Table], found: Found) -> Iterator[Finding]:
    by_name: dict[str, FoundTable] = {one.name.strip(): one for one in found.tables}
    for one in tables:
        if one.cards:
            yield from comparing.sentences(_card_claims(one), _found_cards(found), found.words)
        else:
            yield from comparing.table(one, by_name.get(one.title.strip()))


def _card_claims(table: Table) -> dict[str, str]:
    claims: dict[str, str] = {}
    for row in table.rows:
        (_, title), *lines = card_lines(table, row)
        claims |= {f"quote/{title}/{label}": text for label, text in lines}
    return claims


def _found_cards(found: Found) -> dict[str, str]:
    return {
        f"quote/{title}/{label.rstrip(':：')}": text
        for title, lines in found.cards.items()
        for label, text in lines.items()
    }


def moved(then: Expected, today: Expected) -> Iterator[Finding]:
    """Say what an export would say today: `says` is then, `gives` is now."""
    if then.report is not None and today.report is not None:
        now = today.report.claims()
        for claim, text in then.report.claims().items():
            if claim.startswith(("about/", "quote/")) or claim not in now:
                continue
            if comparing.numbers(text) != comparing.numbers(now[claim]):
                yield Finding(status=Status.DIFFERS, where=claim, says=text, gives=now[claim])
    by_name = {one.name: one for one in today.tables}
    for one in then.tables:
        other = by_name.get(one.name)
        if other is not None:
            found = FoundTable(name=one.name, heads=(), rows=one.rows)
            unlike = comparing.table(other, found)
            yield from (each for each in unlike if each.status is not Status.HOLDS)
