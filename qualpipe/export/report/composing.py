"""Composing: the sections of a report in order, with its tables and figures numbered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from qualpipe.export.face import face_of
from qualpipe.export.figures.charts import Chart, Map
from qualpipe.export.figures.counting import charts
from qualpipe.export.options import Options
from qualpipe.export.passages import Material
from qualpipe.export.report.facts import Facts
from qualpipe.export.report.manner import manner
from qualpipe.export.report.parts import (
    Heading,
    Paragraph,
    Part,
    Pictured,
    Report,
    Sentence,
    Tabled,
)
from qualpipe.export.report.saying import Voice
from qualpipe.export.report.sections import (
    checklists,
    emergent,
    findings,
    limits,
    methods,
    quotes_of,
    sample,
    software_of,
)
from qualpipe.export.study import Study
from qualpipe.export.table import Table
from qualpipe.export.tables import build

# Columns of the wide tables that a page has room for.
_KEPT = {
    "themes": ("code", "segments", "segments_below", "participants", "share"),
    "agreement": (
        "code", "units", "percent", "alpha", "alpha_low", "alpha_high", "ac1",
    ),
}  # fmt: skip
_OF_THE_LEDGER = 6  # lines of the face that the ledger decides: all but date and software
_RENAMED = {"percent", "alpha", "alpha_low", "alpha_high", "ac1"}
_LONG = 60  # rows of a table in the text; the whole is in the export of that name


def compose(
    study: Study,
    options: Options | None = None,
    *,
    template: str = "apa",
    edition: int = 0,
    theme_map: Map | None = None,
) -> Report:
    """Write the report of a study; the same study and options give the same report.

    Only what people decided is a finding: suggestions are counted as not reviewed, never shown.
    `edition` is the number of the study's themes (0: none), kept in the face so that `verify`
    takes the same.
    """
    options = replace(options or Options(per_code=3), suggestions=False)
    material = Material(study=study, options=options)
    _ = material.by, material.codes  # an attribute or code that is not there is an error at once
    facts = Facts(material=material)
    voice = Voice(tongue=options.language, manner=manner(template))
    numbered = _Numbered(voice)
    parts = (
        *_lead(facts, voice),
        *methods(facts, voice),
        *sample(facts, voice, numbered.table),
        *_findings(facts, voice, numbered),
        *_emergent(facts, voice, numbered, theme_map),
        *limits(facts, voice),
        *_checklists(facts, voice, numbered),
    )
    title = voice.told("report.title", project=study.name)
    subtitle = voice.told("report.subtitle", day=study.at[:10], software=software_of(facts))
    face = face_of("report", study, options, detail={"template": template, "edition": edition})
    return Report(
        title=title,
        subtitle=subtitle,
        language=options.language,
        template=template,
        parts=(*parts, *_about(face.lines(options.language), voice)),
        face=face,
    )


class _Numbered:
    """Gives tables and figures their numbers, in the order in which they appear."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self._tables = self._figures = 0

    def table(self, table: Table) -> Tabled:
        self._tables += 1
        return Tabled(number=self._tables, table=table)

    def figure(self, chart: Chart) -> Pictured:
        self._figures += 1
        return Pictured(
            number=self._figures,
            chart=chart,
            alt=self._voice.told(f"alt.{chart.name.split()[0]}", title=chart.title),
        )


def _lead(facts: Facts, voice: Voice) -> Iterator[Part]:
    if not facts.passages:
        key = "lead.refused" if facts.study.last_words else "lead.nothing"
        yield from voice.paragraph(voice.say(key, count=facts.undecided), kind="lead")
        return
    yield from voice.paragraph(
        voice.say(
            "lead.counts",
            count=len(facts.passages),
            reviewers=len(facts.reviewers),
            codes=len(facts.by_code),
            people=facts.participants,
        ),
        voice.say("lead.only_decided", count=facts.undecided),
        kind="lead",
    )


def _findings(facts: Facts, voice: Voice, numbered: _Numbered) -> Iterator[Part]:
    yield Heading(text=voice.told("findings.heading"))
    if not facts.passages:
        yield from voice.paragraph(voice.say("findings.nothing"))
        return
    figures = {one.name: one for one in charts(facts.material)}
    yield numbered.table(_narrow(_one("themes", facts), voice))
    yield from _drawn(figures, ("frequency",), numbered)
    quotes = quotes_of(_one("quotes", facts), voice)
    yield from findings(facts, voice, quotes)
    across = [name for name in figures if name.startswith("attribute")]
    yield Heading(text=voice.told("findings.across"), level=2)
    yield from _drawn(figures, ("cooccurrence", *across, "saturation"), numbered)
    if facts.pooled is not None:
        yield Heading(text=voice.told("findings.agreement"), level=2)
        yield numbered.table(_agreement(facts, voice))
        yield from _drawn(figures, ("agreement",), numbered)


def _drawn(
    figures: Mapping[str, Chart], names: tuple[str, ...], numbered: _Numbered
) -> Iterator[Part]:
    for name in names:
        if name in figures:
            yield numbered.figure(figures[name])


def _one(name: str, facts: Facts) -> Table:
    return build(name, facts.study, facts.material.options)[0]


def _narrow(
    table: Table, voice: Voice, rows: Callable[[dict[str, object]], bool] | None = None
) -> Table:
    """Keep the columns of a table that a page has room for, and as many rows as one can read."""
    names = [column.name for column in table.columns]
    places = [names.index(name) for name in _KEPT[table.name] if name in names]
    wanted = [row for row in table.rows if rows is None or rows(dict(zip(names, row, strict=True)))]
    notes = table.notes
    if len(wanted) > _LONG:
        notes += (voice.told("table.longer", shown=_LONG, count=len(wanted), name=table.name),)
    return replace(
        table,
        columns=tuple(table.columns[at] for at in places),
        rows=tuple(tuple(row[at] for at in places) for row in wanted[:_LONG]),
        notes=notes,
    )


def _agreement(facts: Facts, voice: Voice) -> Table:
    """Return the whole's rows of the table of agreement, with the codes' names."""

    def whole(row: dict[str, object]) -> bool:
        return not row.get("split") and row.get("scope") in {"all", None}

    table = _narrow(_one("agreement", facts), voice, whole)
    names = facts.material.names
    columns = tuple(
        replace(one, heading=voice.told(f"agreement.{one.name}")) if one.name in _RENAMED else one
        for one in table.columns
    )
    rows = tuple(
        (names.get(str(row[0]), str(row[0])) or voice.told("figure.all_codes"), *row[1:])
        for row in table.rows
    )
    return replace(table, columns=columns, rows=rows)


def _emergent(
    facts: Facts, voice: Voice, numbered: _Numbered, theme_map: Map | None
) -> Iterator[Part]:
    if not facts.study.themes:
        return
    yield Heading(text=voice.told("emergent.heading"))
    yield from voice.paragraph(
        voice.say("emergent.machine", count=len(facts.study.themes)), kind="lead"
    )
    if theme_map is not None:
        yield numbered.figure(theme_map)
    yield from emergent(facts, voice)


def _checklists(facts: Facts, voice: Voice, numbered: _Numbered) -> Iterator[Part]:
    yield Heading(text=voice.told("checklist.heading"))
    yield from voice.paragraph(Sentence(text=voice.told("checklist.intro")))
    for table in checklists(facts, voice):
        yield numbered.table(table)


def _about(lines: tuple[tuple[str, str], ...], voice: Voice) -> Iterator[Part]:
    yield Heading(text=voice.told("about.heading"))
    colon = voice.told("list.colon")
    for at, (label, text) in enumerate(lines):
        # When it was made, and with which version, is no matter of the ledger.
        claim = f"about/{label}" if at < _OF_THE_LEDGER else ""
        line = Sentence(text=f"{label}{colon}{text}", claim=claim)
        yield Paragraph(sentences=(line,), kind="item")
    yield from voice.paragraph(Sentence(text=voice.told("about.verify")))
