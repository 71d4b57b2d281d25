"""Word documents (.docx): paragraphs or a table of turns, as a reader of the page sees them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.ingest.readers.word.body import Table, blocks, count_of
from qualpipe.ingest.readers.word.layout import interviews
from qualpipe.ingest.readers.word.package import opened
from qualpipe.ingest.safety import check_zip
from qualpipe.model import Problem, UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

# What Word keeps beside the page, by the element that marks the place.
_BESIDE = {
    "footnoteReference": "footnotes",
    "endnoteReference": "endnotes",
    "commentReference": "comments",
}


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read a Word document; a bilingual table gives its translation as a second draft.

    Tracked changes count as accepted. Footnotes, endnotes and comments are no speech: they are
    left out, counted and reported.
    """
    check_zip(file)
    body, styles = opened(file)
    found = list(blocks(body, styles=styles))
    first, *others = interviews(found, file=file)
    if not first.pieces:
        raise _wordless(file, has_table=any(isinstance(block, Table) for block in found))
    return replace(first, problems=(*first.problems, *_beside(body, file.name))), *others


def _wordless(file: RawFile, *, has_table: bool) -> UnreadableFile:
    if has_table:
        message = "its table has no columns of speakers and words that were recognised"
        return UnreadableFile(
            file.name, message, "Head its columns speaker and text (說話人, 內容)"
        )
    remedy = "If it shows pictures of text, run text recognition (OCR) on them first"
    return UnreadableFile(file.name, "the document holds no words", remedy)


def _beside(body: "_Element", name: str) -> Iterator[Problem]:
    for mark, what in _BESIDE.items():
        count = count_of(mark, body)
        if count:
            yield Problem(where=name, message=f"{count} {what} are left out: they are no speech")
