"""Findings: each code with its definition, its counts and the participants' own words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from qualpipe.export.report.facts import Facts
from qualpipe.export.report.parts import Heading, Part, Quoted
from qualpipe.export.report.saying import Voice
from qualpipe.export.table import Cell, Table
from qualpipe.export.tables.themes import participants
from qualpipe.model import Address, Language, Theme, wording

Quotes = Mapping[str, Sequence[Quoted]]


def quotes_of(table: Table, voice: Voice) -> dict[str, list[Quoted]]:
    """Return the rows of the table of quotes as quotes, by the path of their code."""
    names = [column.name for column in table.columns]
    found: dict[str, list[Quoted]] = {}
    for row in table.rows:
        cells = dict(zip(names, row, strict=True))
        code = str(cells["code_path"])
        found.setdefault(code, []).append(_quoted(cells, voice))
    return found


def _quoted(cells: Mapping[str, Cell], voice: Voice) -> Quoted:
    address, time = str(cells["address"]), str(cells.get("time") or "")
    at = voice.told("findings.at_time", time=time) if time else ""
    return Quoted(
        claim=f"quote/{address}/{cells['code_path']}",
        text=str(cells["quote"]),
        language=_language(cells.get("language")),
        locator=voice.told(
            "findings.locator",
            participant=cells["participant"],
            transcript=cells["transcript"],
            turn=cells["turn"],
        )
        + at,
        translation=str(cells.get("translation") or ""),
        translated_by=str(cells.get("translated_by") or ""),
        caution=str(cells.get("caution") or ""),
    )


def _language(cell: Cell) -> Language:
    known = {str(one): one for one in Language}
    return known.get(str(cell), Language.UNKNOWN)


def findings(facts: Facts, voice: Voice, quotes: Quotes) -> Iterator[Part]:
    """Write a section for each code that was given; the others are named together at the end."""
    material = facts.material
    for code in material.codes:
        passages = facts.by_code.get(code)
        if not passages:
            continue
        people = participants(passages)
        known = material.code(code)
        language = material.options.language.of_codes
        yield Heading(text=material.path(code), level=2)
        definition = wording(known.definition, language) if known else ""
        if definition:
            yield from voice.paragraph(
                voice.say("findings.definition", about=code, definition=definition), kind="note"
            )
        yield from voice.paragraph(
            voice.say(
                "findings.counts",
                about=code,
                count=len(passages),
                people=len(people),
                total=facts.participants,
                share=voice.share(len(people), facts.participants),
            ),
            voice.say("findings.nearly_all", about=code, case=next(iter(people)))
            if len(people) == 1
            else None,
        )
        yield from quotes.get(material.path(code), ())
    empty = [material.names[one.id] for one in facts.study.codebook if one.id not in facts.by_code]
    if empty and facts.by_code:
        yield from voice.paragraph(
            voice.say("findings.empty", count=len(empty), codes=voice.listed(empty))
        )


def emergent(facts: Facts, voice: Voice) -> Iterator[Part]:
    """Write the themes outside the codebook: the machine's, until a person adopts one."""
    words = {one.address: one for one in facts.study.segments}
    for theme in facts.study.themes:
        yield Heading(text=theme.label, level=2)
        terms = voice.told("list.comma").join(chain(*theme.best_terms))
        yield from voice.paragraph(
            voice.say(
                "emergent.counts",
                about=theme.id,
                count=theme.size,
                people=theme.participants,
                novelty=voice.manner.coefficient(theme.novelty),
            ),
            voice.say("emergent.stability", about=theme.id,
                      value=voice.manner.coefficient(theme.stability))
            if theme.stability is not None
            else None,
            voice.say("emergent.terms", about=theme.id, terms=terms) if terms else None,
        )  # fmt: skip
        for address in _shown(theme)[:2]:
            if address in words:
                place = Address.parse(address)
                yield Quoted(
                    claim=f"quote/{address}/theme {theme.id}",
                    text=words[address].text,
                    language=words[address].language,
                    locator=voice.told(
                        "findings.locator",
                        participant=words[address].case or place.transcript,
                        transcript=place.transcript,
                        turn=place.turn,
                    ),
                )


def _shown(theme: Theme) -> Sequence[str]:
    return theme.quotes or theme.segments
