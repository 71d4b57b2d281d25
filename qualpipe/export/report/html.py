"""The report as one HTML file: no script, nothing loaded from elsewhere, made to be printed."""

import base64
from collections.abc import Callable, Iterator, Mapping
from html import escape

from qualpipe.export.figures import picture
from qualpipe.export.report.parts import (
    Heading,
    Paragraph,
    Pictured,
    Quoted,
    Report,
    Sentence,
    Tabled,
)
from qualpipe.export.sentences import told
from qualpipe.export.writers.embedded import meta
from qualpipe.export.writers.layout import numeric
from qualpipe.export.writers.page import LANGUAGE_TAGS, POLICY, STYLE
from qualpipe.export.writers.shown import clean, shown
from qualpipe.model import Language

_TAGS = {
    Language.EN: "en",
    Language.YUE: "yue-Hant",
    Language.ZH: "zh",
    Language.MIXED: "yue-Hant",
}
_STYLE = """
body { max-width: 50rem; }
h1 { text-wrap: balance; }
:lang(zh) caption i, :lang(zh) figcaption i, :lang(zh) .note i { font-style: normal; }
.lead-box { border-left: 3px solid var(--accent); background: var(--band); padding: .7rem 1rem;
  margin: 1.4rem 0; }
.definition { color: var(--soft); margin: .2rem 0 .6rem; }
blockquote { margin: .8rem 0 .8rem 1.4rem; padding-left: .9rem; border-left: 2px solid var(--line);
  white-space: pre-line; }
blockquote footer { all: unset; display: block; color: var(--soft); font-size: .85rem; }
blockquote .other { color: var(--soft); font-size: .92rem; margin: .3rem 0; }
figure { margin: 1.8rem 0; break-inside: avoid; }
figure img { display: block; max-width: 100%; height: auto; background: #fff; }
caption, figcaption { text-align: start; caption-side: top; padding: 0 0 .5rem; }
figcaption { padding: .5rem 0 0; }
caption b, figcaption b { margin-inline-end: .4em; }
.report-table { margin: 1.8rem 0; }
.report-table th { white-space: nowrap; } .report-table td { min-width: 4.5em; }
.report-table td.figure { min-width: 2em; }
nav ol { columns: 2; padding-left: 1.2rem; } nav a { color: inherit; }
li { margin: .25rem 0; }
thead th { position: static; }
@media (max-width: 40rem) { nav ol { columns: 1; } }
@media print { :root { --ink: #000; --soft: #444; --paper: #fff; --band: #f5f7f8; --accent: #000;
  --line: #bbb; --rule: #000; } nav { display: none; } h2, h3 { break-after: avoid; }
  blockquote { break-inside: avoid; } }
"""
_APA = """
body { font-family: "Times New Roman", Tinos, "Noto Serif CJK HK", "PMingLiU", serif; }
caption b, figcaption b { display: block; } caption i, figcaption i { font-style: italic; }
"""


def page(report: Report) -> str:
    """Return the report as a page.

    Each sentence that `verify` can check bears its claim in `data-claim`, each table its name in
    `data-table`, each figure in `data-figure`.
    """
    inside = "\n".join(_parts(report))
    title = escape(clean(report.title))
    style = STYLE + _STYLE + (_APA if report.template == "apa" else "")
    return (
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE_TAGS[report.language]}">\n<head>\n'
        f'<meta charset="utf-8">\n{POLICY}\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{meta(report.face)}\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<main>\n<h1>{title}</h1>\n<p class="lead">{escape(report.subtitle)}</p>\n'
        f"{_contents(report)}\n{inside}\n</main>\n</body>\n</html>\n"
    )


def _contents(report: Report) -> str:
    heads = [one for one in report.parts if isinstance(one, Heading) and one.level == 1]
    lines = "".join(
        f'<li><a href="#s{at}">{escape(one.text)}</a></li>' for at, one in enumerate(heads, 1)
    )
    label = escape(told("report.contents", report.language))
    return f'<nav aria-label="{label}"><ol>{lines}</ol></nav>'


def _parts(report: Report) -> Iterator[str]:
    section, listing = 0, False
    for one in report.parts:
        item = isinstance(one, Paragraph) and one.kind == "item"
        if item != listing:
            yield "<ul>" if item else "</ul>"
            listing = item
        if isinstance(one, Heading) and one.level == 1:
            section += 1
            yield f'<h2 id="s{section}">{escape(clean(one.text))}</h2>'
        else:
            yield _WRITTEN[type(one)](one, report)
    if listing:
        yield "</ul>"


def _heading(one: Heading, report: Report) -> str:
    del report
    return f"<h3>{escape(clean(one.text))}</h3>"


def _paragraph(one: Paragraph, report: Report) -> str:
    between = " " if report.language.startswith("en") else ""
    inside = between.join(map(_sentence, one.sentences))
    if one.kind == "item":
        return f"<li>{inside}</li>"
    kinds = {"lead": ' class="lead-box"', "note": ' class="definition"'}
    return f"<p{kinds.get(one.kind, '')}>{inside}</p>"


def _sentence(one: Sentence) -> str:
    text = escape(clean(one.text))
    return f'<span data-claim="{escape(one.claim)}">{text}</span>' if one.claim else text


def _quoted(one: Quoted, report: Report) -> str:
    tag = _TAGS.get(one.language)
    lang = f' lang="{tag}"' if tag else ""
    other = ""
    if one.translation:
        by = told("report.translation", report.language, by=one.translated_by)
        text = escape(clean(one.translation))
        other = (
            f'<p class="other">{escape(by)}<br>'
            f'<span data-claim="{escape(one.claim)}/translation">{text}</span></p>'
        )
    caution = f" · {escape(clean(one.caution))}" if one.caution else ""
    where = f"({_sentence(Sentence(text=one.locator, claim=f'{one.claim}/where'))})"
    return (
        f'<blockquote{lang}><span data-claim="{escape(one.claim)}">{escape(clean(one.text))}</span>'
        f'{other}<footer lang="{LANGUAGE_TAGS[report.language]}">{where}{caution}</footer>'
        "</blockquote>"
    )


def _tabled(one: Tabled, report: Report) -> str:
    table = one.table
    figures = [' class="figure"' if numeric(column) else "" for column in table.columns]
    heads = "".join(
        f'<th scope="col"{figure}>{escape(clean(column.heading))}</th>'
        for column, figure in zip(table.columns, figures, strict=True)
    )
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td{figure}>{escape(shown(cell, column.kind))}</td>"
            for cell, column, figure in zip(row, table.columns, figures, strict=True)
        )
        + "</tr>\n"
        for row in table.rows
    )
    number = escape(told("report.table", report.language, number=one.number))
    note = escape(told("report.note", report.language))
    notes = "".join(
        f'<p class="note"><i>{note}</i> {_sentence(line)}</p>' for line in one.sentences()
    )
    return (
        f'<div class="report-table"><div class="scroll" tabindex="0" role="region" '
        f'aria-label="{number}"><table data-table="{escape(table.name)}">'
        f"<caption><b>{number}</b><i>{escape(clean(table.title))}</i></caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>{rows}</tbody></table></div>{notes}</div>"
    )


def _pictured(one: Pictured, report: Report) -> str:
    notes = "".join(f"<br><small>{_sentence(line)}</small>" for line in one.sentences())
    drawn = picture(one.chart, form="svg", language=report.language)
    data = base64.b64encode(drawn).decode()
    number = escape(told("report.figure", report.language, number=one.number))
    return (
        f'<figure data-figure="{escape(one.chart.name)}">'
        f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(clean(one.alt))}">'
        f"<figcaption><b>{number}</b><i>{escape(clean(one.chart.title))}</i>"
        f"{notes}</figcaption></figure>"
    )


_WRITTEN: Mapping[type, Callable[..., str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Quoted: _quoted,
    Tabled: _tabled,
    Pictured: _pictured,
}
