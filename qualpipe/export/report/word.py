"""The report in Word: real styles, captions, fonts and languages for both scripts, alt texts."""

import io
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING
from xml.sax.saxutils import quoteattr

from qualpipe.export.figures import picture
from qualpipe.export.options import Tongue
from qualpipe.export.report.manner import Manner, manner
from qualpipe.export.report.parts import (
    MARK,
    Heading,
    Paragraph,
    Pictured,
    Quoted,
    Report,
    Sentence,
    Tabled,
    mark_of,
)
from qualpipe.export.sentences import told
from qualpipe.export.table import Table
from qualpipe.export.writers.layout import numeric, shares
from qualpipe.export.writers.shown import clean, shown
from qualpipe.export.writers.word import new_document
from qualpipe.export.writers.word.tables import run

if TYPE_CHECKING:
    from docx.document import Document

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

_ROOM = 170.0  # mm between the margins
_TWIPS = 20 * 72 / 25.4  # of a millimetre
_SERIF = {Tongue.EN: "PMingLiU", Tongue.HK: "PMingLiU", Tongue.CN: "SimSun"}
_STYLES = {"lead": "Lead", "item": "List Bullet", "note": "Definition"}
_SHORT = 14  # rows of a table that is kept on one page


def document_of(report: Report) -> "Document":
    """Return the report as a Word document.

    Each sentence that `verify` can check lies in a bookmark named after its claim; tables and
    figures bear their names.
    """
    document = new_document(report.face, report.language)
    document.core_properties.title = clean(report.title)[:255]
    writer = _Writer(document, report)
    document.add_heading(clean(report.title), level=0)
    document.add_paragraph(clean(report.subtitle), style="Subtitle")
    for part in report.parts:
        _WRITTEN[type(part)](writer, part)
    return document


class _Writer:
    """A document under way."""

    def __init__(self, document: "Document", report: Report) -> None:
        self.document = document
        self.language = report.language
        self.manner = manner(report.template)
        self._marks = 0
        _set_styles(document, self.manner, report.language)

    def heading(self, one: Heading) -> None:
        self.document.add_heading(clean(one.text), level=one.level)

    def paragraph(self, one: Paragraph) -> None:
        style = _STYLES.get(one.kind, "Body Text")
        between = run(" ") if self.language is Tongue.EN else ""
        self._line(style, between.join(map(self._sentence, one.sentences)))

    def quoted(self, one: Quoted) -> None:
        self._line("Quote", self._marked(one.text, one.claim))
        if one.translation:
            by = told("report.translation", self.language, by=one.translated_by)
            words = run(f"{by} ") + self._marked(one.translation, f"{one.claim}/translation")
            self._line("Translation", words)
        caution = f" · {clean(one.caution)}" if one.caution else ""
        where = self._marked(one.locator, f"{one.claim}/where")
        self._line("Locator", run("(") + where + run(f"){caution}"))

    def tabled(self, one: Tabled) -> None:
        table = one.table
        self._caption(
            told("report.table", self.language, number=one.number), table.title, above=True
        )
        self._append(_table(table))
        self._notes(one.sentences())

    def _notes(self, notes: tuple[Sentence, ...]) -> None:
        label = run(told("report.note", self.language) + " ", "<w:i/>")
        for at, note in enumerate(notes):
            self._line("Note", ("" if at else label) + self._sentence(note))
        if not notes:
            self._line("Note", "")

    def pictured(self, one: Pictured) -> None:
        number = told("report.figure", self.language, number=one.number)
        apa = self.manner.name == "apa"
        if apa:
            self._caption(number, one.chart.title, above=True)
        self._picture(one)
        if not apa:
            self._caption(number, one.chart.title, above=False)
        self._notes(one.sentences())

    def _picture(self, one: Pictured) -> None:
        from docx.shared import Mm  # noqa: PLC0415 - slow to import

        drawn = picture(one.chart, form="png", language=self.language)
        shape = self.document.add_picture(io.BytesIO(drawn))
        if shape.width > Mm(_ROOM):
            shape.height = int(shape.height * Mm(_ROOM) / shape.width)
            shape.width = Mm(_ROOM)
        about = shape._inline.docPr  # noqa: SLF001 - python-docx sets no alt text
        about.set("name", f"{MARK}{one.chart.name}")
        about.set("descr", clean(one.alt))
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True

    def _caption(self, number: str, title: str, *, above: bool) -> None:
        if self.manner.name == "apa":
            self._line("Caption", run(number, "<w:b/>"))
            slanted = "<w:i/>" if self.language is Tongue.EN else ""
            self._line("Caption", run(clean(title), slanted))
            return
        style = "Caption" if above else "Caption Below"
        self._line(style, run(f"{number}  ", "<w:b/>") + run(clean(title)))

    def _sentence(self, one: Sentence) -> str:
        return self._marked(one.text, one.claim) if one.claim else _words(one.text)

    def _marked(self, text: str, claim: str) -> str:
        self._marks += 1
        name = quoteattr(mark_of(claim))
        return (
            f'<w:bookmarkStart w:id="{self._marks}" w:name={name}/>'
            f'{_words(text)}<w:bookmarkEnd w:id="{self._marks}"/>'
        )

    def _line(self, style: str, inside: str) -> None:
        name = self.document.styles[style].style_id
        self._append(f'<w:p {_W}><w:pPr><w:pStyle w:val="{name}"/></w:pPr>{inside}</w:p>')

    def _append(self, xml: str) -> None:
        from docx.oxml import parse_xml  # noqa: PLC0415 - slow to import

        self.document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _words(text: str) -> str:
    return "<w:r><w:br/></w:r>".join(run(line) for line in clean(text).split("\n"))


def _table(table: Table) -> str:
    """Return a table as XML; its description keeps its name for `verify`."""
    given = [int(_ROOM * _TWIPS * one) for one in shares(table)]
    right = [numeric(column) for column in table.columns]
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in given)
    together = len(table.rows) <= _SHORT
    heads = [column.heading for column in table.columns]
    rows = [_row(heads, given, right, head=True, together=True)]
    rows += [
        _row(
            [shown(cell, column.kind) for cell, column in zip(row, table.columns, strict=True)],
            given,
            right,
            together=together and at < len(table.rows),
        )
        for at, row in enumerate(table.rows, 1)
    ]
    return (
        f'<w:tbl {_W}><w:tblPr><w:tblStyle w:val="QualpipeTable"/>'
        f'<w:tblW w:w="{sum(given)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        'w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(clean(table.title))}/>"
        f"<w:tblDescription w:val={quoteattr(MARK + table.name)}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(
    texts: Iterable[str],
    given: Iterable[int],
    right: Iterable[bool],
    *,
    head: bool = False,
    together: bool = False,
) -> str:
    about = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    cells = ""
    keep = "<w:keepNext/>" if together else ""
    for text, share, side in zip(texts, given, right, strict=True):
        jc = '<w:jc w:val="right"/>' if side else ""
        place = f'<w:pPr><w:pStyle w:val="TableText"/>{keep}{jc}</w:pPr>'
        lines = "".join(f"<w:p>{place}{run(line)}</w:p>" for line in clean(text).split("\n"))
        cells += f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>{lines}</w:tc>'
    return f"<w:tr>{about}{cells}</w:tr>"


def _set_styles(document: "Document", way: Manner, language: Tongue) -> None:
    """Set the template's fonts on the styles there are, and add those of a report."""
    from docx.enum.style import WD_STYLE_TYPE  # noqa: PLC0415 - slow to import
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415 - slow to import

    styles = document.styles
    for name, (based, size, before, after, left) in _LAID.items():
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if based:
            style.base_style = styles[based]
        form = style.paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
        form.left_indent = Mm(left)
        form.line_spacing = way.leading if name in {"Body Text", "Quote"} else 1.15
        style.font.size = Pt(round(way.size * size, 1))
        style.font.italic = False
        style.font.bold = name.startswith("Heading") or name == "Title"
        style.font.color.rgb = RGBColor(0, 0, 0) if name in _BLACK else RGBColor(0x50, 0x50, 0x50)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{script}"), way.latin)
        fonts.set(qn("w:eastAsia"), _HAN[way.name][language])
    for name in ("Caption", "Quote", "Definition"):
        styles[name].paragraph_format.keep_with_next = True


_HAN = {
    "apa": _SERIF,
    "plain": {
        Tongue.EN: "Microsoft JhengHei",
        Tongue.HK: "Microsoft JhengHei",
        Tongue.CN: "Microsoft YaHei",
    },
}
# style: based on, size of the template's, space before and after (pt), left indent (mm)
_LAID: Mapping[str, tuple[str, float, float, float, float]] = {
    "Normal": ("", 1.0, 0, 4, 0),
    "Body Text": ("Normal", 1.0, 0, 8, 0),
    "Title": ("Normal", 1.6, 0, 2, 0),
    "Subtitle": ("Normal", 0.9, 0, 14, 0),
    "Heading 1": ("Normal", 1.25, 20, 6, 0),
    "Heading 2": ("Normal", 1.05, 14, 4, 0),
    "Caption": ("Normal", 0.9, 8, 3, 0),
    "Caption Below": ("Normal", 0.9, 2, 2, 0),
    "Quote": ("Normal", 0.95, 4, 0, 9),
    "Translation": ("Normal", 0.85, 0, 0, 9),
    "Locator": ("Normal", 0.8, 0, 8, 9),
    "Definition": ("Normal", 0.9, 0, 6, 0),
    "Lead": ("Normal", 1.0, 4, 12, 0),
    "Table Text": ("Normal", 0.82, 1, 1, 0),
    "Note": ("Normal", 0.8, 2, 10, 0),
    "List Bullet": ("Normal", 1.0, 0, 3, 6),
}
_BLACK = {
    "Normal",
    "Body Text",
    "Title",
    "Heading 1",
    "Heading 2",
    "Quote",
    "Lead",
    "List Bullet",
    "Caption",
    "Caption Below",
    "Table Text",
}
_WRITTEN: Mapping[type, Callable[..., None]] = {
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
    Quoted: _Writer.quoted,
    Tabled: _Writer.tabled,
    Pictured: _Writer.pictured,
}
