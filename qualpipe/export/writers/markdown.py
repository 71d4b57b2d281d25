"""Markdown: tables that stay readable as text."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.export.writers.embedded import comment
from qualpipe.export.writers.layout import card_lines, numeric, on_page
from qualpipe.export.writers.shown import clean, shown
from qualpipe.export.writing import written

# What would be markup: people say `<`, underscores stand in names of codes.
_ESCAPED = str.maketrans({one: f"\\{one}" for one in "\\`*_[]<>|~#"})


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write each table under its title, its notes below, last what the export states."""
    with written(path) as beside:
        beside.write_text("\n".join(_lines(tables, face, language)), encoding="utf-8")
    return (path,)


def _lines(tables: Sequence[Table], face: Face, language: Tongue) -> Iterator[str]:
    yield f"# {_inline(face.project)}"
    for one in on_page(tables, language):
        yield f"\n## {_inline(one.title)}\n"
        yield from _cards(one) if one.cards else _rows(one)
        yield from (f"\n{_inline(note)}" for note in one.notes)
    yield f"\n## {said('about', language)}\n"
    yield from (f"- **{label}**{said('colon', language)}{_inline(text)}"
                for label, text in face.lines(language))  # fmt: skip
    yield f"\n{comment(face, start='<!--', end='-->')}\n"


def _rows(table: Table) -> Iterator[str]:
    if not table.rows:
        return
    yield _row([column.heading for column in table.columns])
    yield _row(["---:" if numeric(column) else "---" for column in table.columns], raw=True)
    for row in table.rows:
        yield _row([shown(one, col.kind) for one, col in zip(row, table.columns, strict=True)])


def _row(cells: Sequence[str], *, raw: bool = False) -> str:
    return f"| {' | '.join(cells if raw else map(_inline, cells))} |"


def _cards(table: Table) -> Iterator[str]:
    for row in table.rows:
        (_, title), *lines = card_lines(table, row)
        yield f"### {_inline(title)}\n"
        yield from (f"- **{_inline(label)}** {_inline(text)}" for label, text in lines)
        yield ""


def _inline(text: str) -> str:
    return clean(text).translate(_ESCAPED).replace("\n", "<br>")
