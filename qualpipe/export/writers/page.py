"""HTML: one file without script, which opens offline and prints well."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.export.writers.embedded import meta
from qualpipe.export.writers.layout import card_lines, numeric, on_page, widths
from qualpipe.export.writers.shown import clean, shown
from qualpipe.export.writing import written

LANGUAGE_TAGS = {Tongue.EN: "en", Tongue.HK: "zh-Hant-HK", Tongue.CN: "zh-Hans-CN"}
POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
    "style-src 'unsafe-inline'; img-src data:\">"
)
STYLE = """
:root { color-scheme: light dark; --ink: #1c252b; --soft: #5b6770; --line: #d5dadf;
  --rule: #404a52; --accent: #1f5a7a; --paper: #fff; --band: #f5f7f8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ea; --soft: #a3adb4; --line: #3a444b;
  --rule: #9aa5ac; --accent: #8cc4e0; --paper: #14191d; --band: #1b2227; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2.5rem 1.5rem 4rem; max-width: 84rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.6 Calibri, Carlito, "Segoe UI", system-ui, "PingFang HK",
  "Microsoft JhengHei", "Noto Sans CJK HK", "Noto Sans HK", sans-serif; }
:lang(zh-Hans) { font-family: Calibri, Carlito, system-ui, "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; margin: 0; color: var(--accent); }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .6rem; color: var(--accent); }
h3 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
.lead { color: var(--soft); margin: .3rem 0 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; border-block: 1.5px solid var(--rule);
  font-size: .92rem; line-height: 1.5; }
thead th { border-bottom: 1px solid var(--rule); vertical-align: bottom; text-align: start;
  position: sticky; top: 0; background: var(--paper); }
th, td { padding: .45rem .7rem; text-align: start; vertical-align: top; white-space: pre-line; }
tbody tr + tr > * { border-top: 1px solid var(--line); }
.figure { text-align: end; font-variant-numeric: tabular-nums; }
.note { color: var(--soft); font-size: .88rem; margin: .4rem 0; max-width: 60rem; }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1.2rem;
  margin: 0; }
dt { color: var(--soft); } dd { margin: 0; white-space: pre-line; max-width: 60rem; }
footer { margin-top: 3rem; border-top: 1.5px solid var(--rule); padding-top: .5rem; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } thead {
  display: table-header-group; } thead th { position: static; } tr { break-inside: avoid; } }
"""


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write a page: each table under its title, its notes below, last what it states."""
    with written(path) as beside:
        beside.write_text(page(tables, face, language), encoding="utf-8")
    return (path,)


def page(tables: Sequence[Table], face: Face, language: Tongue) -> str:
    """Return tables as a whole page."""
    title = escape(clean(f"{face.project}{said('colon', language)}{tables[0].title}"))
    lead = dict(face.lines(language))[said("face_which", language)]
    parts = [
        f'<!DOCTYPE html>\n<html lang="{LANGUAGE_TAGS[language]}">\n<head>\n<meta charset="utf-8">',
        POLICY,
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        meta(face),
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>",
        f'<h1>{escape(clean(face.project))}</h1>\n<p class="lead">{escape(lead)}</p>',
        *(section(one) for one in on_page(tables, language)),
        f"</main>\n{about(face, language)}\n</body>\n</html>\n",
    ]
    return "\n".join(parts)


def section(table: Table, *, level: int = 2) -> str:
    """Return a table (already `on_page`) as a section of a page."""
    notes = "".join(f'<p class="note">{escape(clean(one))}</p>\n' for one in table.notes)
    body = "".join(_cards(table, level + 1) if table.cards else _rows(table))
    heading = escape(clean(table.title))
    return f"<section>\n<h{level}>{heading}</h{level}>\n{body}{notes}</section>"


def _rows(table: Table) -> Iterator[str]:
    if not table.rows:
        if not table.notes:
            yield '<p class="note">–</p>\n'
        return
    figures = [' class="figure"' if numeric(column) else "" for column in table.columns]
    # What scrolls can be reached with the keyboard, so it has a name.
    label = escape(clean(table.title))
    yield f'<div class="scroll" tabindex="0" role="region" aria-label="{label}">\n'
    yield "<table>\n<thead><tr>"
    for column, figure, width in zip(table.columns, figures, widths(table), strict=True):
        room = f' style="min-width: {min(width, 36) / 2 + 1:.1f}em"'
        yield f'<th scope="col"{figure}{room}>{escape(clean(column.heading))}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        cells = zip(row, table.columns, figures, strict=True)
        inside = (f"<td{figure}>{escape(shown(one, col.kind))}</td>" for one, col, figure in cells)
        yield f"<tr>{''.join(inside)}</tr>\n"
    yield "</tbody>\n</table>\n</div>\n"


def _cards(table: Table, level: int) -> Iterator[str]:
    for row in table.rows:
        (_, title), *lines = card_lines(table, row)
        yield f"<h{level}>{escape(title)}</h{level}>\n"
        yield _list(lines)


def _list(lines: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f"<dt>{escape(clean(label))}</dt><dd>{escape(clean(text))}</dd>\n" for label, text in lines
    )
    return f"<dl>\n{inside}</dl>\n"


def about(face: Face, language: Tongue) -> str:
    """Return what the export states of itself as the foot of a page."""
    heading = escape(said("about", language))
    return f"<footer>\n<h2>{heading}</h2>\n{_list(face.lines(language))}</footer>"
