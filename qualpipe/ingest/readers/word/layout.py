"""Where the turns are in a Word document: in a table, behind bold names, or behind labels."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile

from qualpipe.ingest.attributes import title_page
from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.ingest.readers.table import rows as table_rows
from qualpipe.ingest.readers.table.columns import by_headings, by_looks
from qualpipe.ingest.readers.table.grid import Row, Sheet
from qualpipe.ingest.readers.word.body import Paragraph, Table
from qualpipe.ingest.speakers.labels import key
from qualpipe.ingest.turns import laid_out
from qualpipe.model import Problem

_MOST = 0.5  # of the words of a document whose turns are in a table
_LONG_NOTES = 500  # characters outside the turns that are worth a word to the user
_LONGEST_NAME = 40
_SENTENCE = re.compile(r"[。！？!?,，;；\n]|\.\s")
_COLONS = ":："
_GAP = re.compile(r"\n|\t+|\u3000{2,}| {3,}")

Blocks = Sequence[Paragraph | Table]


def interviews(blocks: Blocks, *, file: RawFile) -> tuple[Draft, ...]:
    """Return the interview of a document and, from a bilingual table, its translation.

    What stands above the turns gives the title and the attributes (`年齡：29`).
    """
    drafts = _in_table(blocks, file) or (_in_paragraphs(blocks, file),)
    return tuple(replace(draft, format="docx") for draft in drafts)


def _in_table(blocks: Blocks, file: RawFile) -> tuple[Draft, ...]:
    """Return the interviews of a document whose words are mostly in the rows of a table.

    An interview may be cut in several tables, one after the other; they are read as one.
    """
    cells = [_texts(row) for block in blocks if isinstance(block, Table) for row in block.rows]
    rows = [Row(number=n, cells=row) for n, row in enumerate(cells, 1) if len(row) > 1]
    within = sum(len(cell) for row in rows for cell in row.cells)
    outside = sum(len(block.text) for block in blocks if isinstance(block, Paragraph))
    if within < _MOST * (within + outside):
        return ()
    columns = by_headings(rows) or by_looks(rows)
    if columns is None:
        return ()
    sheet = Sheet(place=file.name, rows=tuple(rows), mark=":row ", speakers=file.speakers)
    drafts = table_rows.interviews(columns, sheet)
    above = takewhile(lambda block: isinstance(block, Paragraph), blocks)
    title, attributes = _title_page([one for one in above if isinstance(one, Paragraph)])
    message = f"{outside} characters outside the table of turns are left out"
    remedy = "If they are speech, put them into the table"
    left_out = [Problem(where=file.name, message=message, remedy=remedy)] * (outside > _LONG_NOTES)
    return tuple(
        replace(
            draft,
            title=title,
            attributes=attributes,
            problems=(*draft.problems, *(left_out if n == 0 else ())),
        )
        for n, draft in enumerate(drafts)
    )


def _texts(row: Sequence[Sequence[Paragraph]]) -> tuple[str, ...]:
    return tuple("\n".join(one.text for one in cell if one.text.strip()) for cell in row)


def _in_paragraphs(blocks: Blocks, file: RawFile) -> Draft:
    paragraphs = [paragraph for paragraph in _spread(blocks) if paragraph.text.strip()]
    leads = _leads(paragraphs, known=frozenset(map(key, file.speakers)))
    texts = [_with_label(paragraph, leads) for paragraph in paragraphs]
    text = "\n\n".join(texts)
    draft, first = laid_out(
        text, file=file, format="docx", words=lambda words: re.sub(r"\n+", "\n", words)
    )
    ends = accumulate(len(one) + 2 for one in texts)
    above = [one for one, end in zip(paragraphs, ends, strict=True) if end <= first]
    title, attributes = _title_page(above)
    problems = (*draft.problems, *_tables(blocks, file.name))
    return replace(draft, title=title, attributes=attributes, problems=problems)


def _title_page(paragraphs: Sequence[Paragraph]) -> tuple[str, dict[str, str]]:
    """Return the title and the fields of the paragraphs above the turns."""
    # Several fields on a line are set apart by tabs or wide gaps.
    lines = [line for one in paragraphs for line in _GAP.split(one.text.strip()) if line]
    title, fields = title_page("\n".join(lines))
    headings = (one.text.strip() for one in paragraphs if one.is_heading and one.text.strip())
    return next(headings, title), fields


def _spread(blocks: Blocks) -> Iterator[Paragraph]:
    """Return paragraphs in order; a table of one column is but a frame around them."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif _is_frame(block):
            yield from (paragraph for row in block.rows for cell in row for paragraph in cell)


def _is_frame(table: Table) -> bool:
    return all(len(row) == 1 for row in table.rows)


def _tables(blocks: Blocks, name: str) -> Iterator[Problem]:
    for block in blocks:
        if isinstance(block, Table) and not _is_frame(block):
            where = f"{name}:paragraph {block.number}"
            message = f"a table of {len(block.rows)} rows is no speech; left out"
            yield Problem(where=where, message=message)


def _lead(paragraph: Paragraph) -> str:
    """Return the bold name that a paragraph begins with, '' if it begins with none.

    What a heading style sets apart counts as bold: some give it to the speakers' names.
    """
    length = len(paragraph.text) if paragraph.is_heading else paragraph.bold
    lead = paragraph.text[:length].strip().rstrip(_COLONS).strip()
    return "" if len(lead) > _LONGEST_NAME or _SENTENCE.search(lead) else lead


def _leads(paragraphs: Sequence[Paragraph], *, known: Collection[str]) -> frozenset[str]:
    """Return the bold names that come again, if there are two of them: those who speak.

    Once is a heading or an emphasis, and one name alone is a word that somebody stresses; those
    that the user has named (`known`, by their keys) are names all the same.
    """
    counts = Counter(filter(None, map(_lead, paragraphs)))
    names = frozenset(name for name, count in counts.items() if count > 1 or key(name) in known)
    return names if len(names) > 1 else frozenset()


def _with_label(paragraph: Paragraph, leads: frozenset[str]) -> str:
    """Return a paragraph's text with its bold name as a label that free text would have."""
    text = paragraph.text.strip()
    lead = _lead(paragraph)
    words = text.removeprefix(lead).lstrip()
    # With a colon even one that stands once: it is set as those are that come again.
    if lead in leads or (lead and leads and words.startswith(tuple(_COLONS))):
        return f"**{lead}**: {words.lstrip(_COLONS).lstrip()}"
    return f"# {' '.join(text.split())}" if paragraph.is_heading else text
