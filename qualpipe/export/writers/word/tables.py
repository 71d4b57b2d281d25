"""Tables in a Word document, and the page of what an export states of itself."""

from collections.abc import Sequence
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from qualpipe.export.face import Face
from qualpipe.export.headings import said
from qualpipe.export.options import Tongue
from qualpipe.export.table import Cell, Table
from qualpipe.export.writers.layout import card_lines, numeric, shares
from qualpipe.export.writers.shown import clean, shown
from qualpipe.text.script import han_count

if TYPE_CHECKING:
    from docx.document import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS = 20 * 72 / 25.4  # of a millimetre


def add_table(document: "Document", table: Table, language: Tongue, *, level: int = 1) -> None:
    """Add a table (already `on_page`) under a heading, with its notes below."""
    document.add_heading(clean(table.title), level=level)
    if table.cards:
        _add_cards(document, table, language, level + 1)
    elif table.rows:
        _add_rows(document, table)
    for note in table.notes:
        document.add_paragraph(clean(note), style="Caption")
    if not table.rows and not table.notes:
        document.add_paragraph("–", style="Caption")


def _room(document: "Document") -> int:
    """Return the width between the margins in twips (twentieths of a point)."""
    page = document.sections[-1]
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    return int(room / 36_000 * _TWIPS)  # a millimetre is 36,000 of Word's units


def _add_rows(document: "Document", table: Table) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415 - slow to import

    room = _room(document)
    given = [int(room * one) for one in shares(table)]
    right = [numeric(column) for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in given)
    heads = [column.heading for column in table.columns]
    body = parse_xml(
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="QualpipeTable"/>'
        f'<w:tblW w:w="{sum(given)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>'
    )
    body.append(parse_xml(_row(heads, given, right, head=True)))
    for cells in table.rows:
        body.append(parse_xml(_row(_texts(table, cells), given, right)))
    document.element.body.insert_element_before(body, "w:sectPr")
    document.add_paragraph(style="Caption")


def _texts(table: Table, cells: Sequence[Cell]) -> list[str]:
    pairs = zip(table.columns, cells, strict=True)
    return [shown(cell, column.kind) for column, cell in pairs]


def _row(
    texts: Sequence[str], given: Sequence[int], right: Sequence[bool], *, head: bool = False
) -> str:
    about = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    if not head and sum(map(len, texts)) < 600:  # noqa: PLR2004 - a longer row may cross a page
        about = "<w:trPr><w:cantSplit/></w:trPr>"
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>'
        f"{_paragraphs(text, right=side)}</w:tc>"
        for text, share, side in zip(texts, given, right, strict=True)
    )
    return f"<w:tr {_W}>{about}{cells}</w:tr>"


def _paragraphs(text: str, *, right: bool) -> str:
    side = '<w:pPr><w:jc w:val="right"/></w:pPr>' if right else ""
    return "".join(f"<w:p>{side}{run(line)}</w:p>" for line in clean(text).split("\n"))


def run(text: str, properties: str = "") -> str:
    """Return a run of text as XML; with Han in it, punctuation of both scripts is set as Han's."""
    if not text:
        return ""
    hint = '<w:rFonts w:hint="eastAsia"/>' if han_count(text) else ""
    about = f"<w:rPr>{hint}{properties}</w:rPr>" if hint or properties else ""
    pieces = escape(text).split("\t")
    tabbed = "<w:tab/>".join(f'<w:t xml:space="preserve">{one}</w:t>' for one in pieces)
    return f"<w:r>{about}{tabbed}</w:r>"


def _add_cards(document: "Document", table: Table, language: Tongue, level: int) -> None:
    """Set each row as a heading and lines of label and text."""
    colon = said("colon", language)
    for row in table.rows:
        (_, title), *lines = card_lines(table, row)
        document.add_heading(title, level=level)
        for label, text in lines:
            line = document.add_paragraph()
            line.add_run(f"{clean(label)}{colon}").bold = True
            for n, piece in enumerate(text.split("\n")):
                added = line.add_run()
                if n:
                    added.add_break()
                added.add_text(piece)


def add_face(document: "Document", face: Face, language: Tongue) -> None:
    """Add what the export states of itself, as a small table at the end."""
    from docx.oxml import parse_xml  # noqa: PLC0415 - slow to import

    document.add_heading(said("about", language), level=1)
    room = _room(document)
    given = (room // 4, room - room // 4)
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in given)
    body = parse_xml(
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="QualpipeTable"/>'
        f'<w:tblW w:w="{sum(given)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid></w:tbl>"
    )
    for line in face.lines(language):
        body.append(parse_xml(_row(line, given, (False, False))))
    document.element.body.insert_element_before(body, "w:sectPr")
