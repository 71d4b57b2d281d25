"""Word: tables with a real style, headings that repeat, and fonts for both scripts."""

from collections.abc import Sequence
from pathlib import Path

from qualpipe.export.face import Face
from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Table
from qualpipe.export.writers.layout import needs_landscape, on_page
from qualpipe.export.writers.shown import clean
from qualpipe.export.writers.word.document import new_document, save
from qualpipe.export.writers.word.tables import add_face, add_table

__all__ = ["add_face", "add_table", "new_document", "save", "write"]


def write(tables: Sequence[Table], face: Face, path: Path, language: Tongue) -> tuple[Path, ...]:
    """Write a document: each table under its title, its notes below, last what it states."""
    pages = on_page(tables, language)
    document = new_document(face, language, landscape=needs_landscape(pages))
    document.add_heading(clean(face.project), level=0)
    lead = dict(face.lines(language))
    document.add_paragraph(lead[said("face_which", language)], style="Subtitle")
    for one in pages:
        add_table(document, one, language)
    add_face(document, face, language)
    save(document, face, path)
    return (path,)
