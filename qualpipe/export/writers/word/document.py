"""Word documents: page, styles, fonts and languages, and saving the same bytes each time."""

import io
import zipfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from qualpipe.export.face import Face
from qualpipe.export.options import Tongue
from qualpipe.export.writers.embedded import properties
from qualpipe.export.writers.shown import clean, moment
from qualpipe.export.writing import written

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.styles.style import BaseStyle

LATIN = "Calibri"
HAN = {
    Tongue.EN: "Microsoft JhengHei",
    Tongue.HK: "Microsoft JhengHei",
    Tongue.CN: "Microsoft YaHei",
}
_HAN_LANGUAGE = {Tongue.EN: "zh-HK", Tongue.HK: "zh-HK", Tongue.CN: "zh-CN"}
TABLE_STYLE = "Qualpipe Table"

_SIZES = {
    "Normal": 10.5, "Title": 20, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12.5,
    "Heading 3": 11, "Caption": 9, "Header": 8.5, "Footer": 8.5,
}  # fmt: skip
_DARK, _GREY = "1F3A4D", "5B6770"
_COLOURS = {"Title": _DARK, "Heading 1": _DARK, "Heading 2": _DARK, "Heading 3": _DARK,
            "Subtitle": _GREY, "Caption": _GREY, "Header": _GREY, "Footer": _GREY}  # fmt: skip
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_STYLE = f"""<w:style {_W} w:type="table" w:customStyle="1" w:styleId="QualpipeTable">
<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>
<w:qFormat/>
<w:pPr><w:spacing w:before="20" w:after="20" w:line="252" w:lineRule="auto"/></w:pPr>
<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>
<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="10" w:space="0" w:color="404040"/>
<w:bottom w:val="single" w:sz="10" w:space="0" w:color="404040"/>
<w:insideH w:val="single" w:sz="4" w:space="0" w:color="D5DADF"/></w:tblBorders>
<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>
<w:bottom w:w="40" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="6" w:space="0" w:color="404040"/></w:tcBorders>
<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>"""
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_LINK = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"


def new_document(face: Face, language: Tongue, *, landscape: bool = False) -> "Document":
    """Return an empty A4 document whose styles know Latin and Chinese fonts and languages."""
    from docx import Document  # noqa: PLC0415 - slow to import
    from docx.oxml import parse_xml  # noqa: PLC0415 - slow to import

    document = Document()
    _set_page(document.sections[0], landscape=landscape)
    for name, size in _SIZES.items():
        _set_font(document.styles[name], size, _COLOURS.get(name, "000000"), language)
    _set_language(document, language)
    # Chinese text set in italics is a slanted grid: the subtitle stands upright.
    document.styles["Subtitle"].font.italic = False
    document.styles["Caption"].font.bold = False
    _space(document)
    document.styles.element.append(parse_xml(_STYLE))
    _number_pages(document)
    made = moment(face.at) or datetime(2000, 1, 1)  # noqa: DTZ001 - the format knows no zones
    known = document.core_properties
    known.title, known.author, known.comments = clean(face.project)[:255], face.software, ""
    known.created = known.modified = made
    known.last_modified_by, known.language, known.revision = face.software, str(language), 1
    return document


def _set_page(section: "Section", *, landscape: bool) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - slow to import
    from docx.shared import Mm  # noqa: PLC0415 - slow to import

    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)


def _set_font(style: "BaseStyle", size: float, colour: str, language: Tongue) -> None:
    """Set a style's font for both scripts: without one Word picks a Japanese face for Han."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - slow to import

    font = style.font  # type: ignore[attr-defined]  # paragraph styles have one
    font.name, font.size = LATIN, Pt(size)
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:eastAsia"), HAN[language])
    fonts.set(qn("w:hAnsi"), LATIN)


def _set_language(document: "Document", language: Tongue) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - slow to import
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import

    default = document.styles.element.find(
        f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"
    )
    said = default.find(qn("w:lang"))
    if said is None:
        said = OxmlElement("w:lang")
        default.append(said)
    said.set(qn("w:val"), "en-GB")
    said.set(qn("w:eastAsia"), _HAN_LANGUAGE[language])
    fonts = default.find(qn("w:rFonts"))
    if fonts is not None:
        fonts.attrib.clear()
        for name in ("ascii", "hAnsi", "cs"):
            fonts.set(qn(f"w:{name}"), LATIN)
        fonts.set(qn("w:eastAsia"), HAN[language])


def _space(document: "Document") -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import
    from docx.shared import Pt  # noqa: PLC0415 - slow to import

    for name, before, after in (
        ("Normal", 0, 6), ("Title", 0, 4), ("Subtitle", 0, 12), ("Heading 1", 18, 6),
        ("Heading 2", 12, 4), ("Heading 3", 8, 2), ("Caption", 4, 2),
    ):  # fmt: skip
        form = document.styles[name].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
    lines = document.styles["Title"].element.pPr.find(qn("w:pBdr"))
    if lines is not None:
        document.styles["Title"].element.pPr.remove(lines)


def _number_pages(document: "Document") -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415 - slow to import
    from docx.oxml import parse_xml  # noqa: PLC0415 - slow to import

    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line._p.append(  # noqa: SLF001 - python-docx has no fields
        parse_xml(f'<w:fldSimple {_W} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    )


def save(document: "Document", face: Face, path: Path) -> None:
    """Write a document with its face in it; the same document gives the same bytes."""
    _add_properties(document, properties(face))
    held = io.BytesIO()
    document.save(held)
    when = (moment(face.at) or datetime(2000, 1, 1)).timetuple()[:6]  # noqa: DTZ001 - see above
    with written(path) as beside, zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in zipfile.ZipFile(held).infolist():
            entry = zipfile.ZipInfo(one.filename, date_time=when)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, zipfile.ZipFile(held).read(one.filename))


def _add_properties(document: "Document", values: Mapping[str, str]) -> None:
    from docx.opc.packuri import PackURI  # noqa: PLC0415 - slow to import
    from docx.opc.part import Part  # noqa: PLC0415 - slow to import

    entries = "".join(
        f'<property fmtid="{_FORMAT_ID}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(values.items(), 2)  # 0 and 1 are the format's own
    )
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    xml = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        f"{entries}</Properties>"
    )
    package = document.part.package
    part = Part(PackURI("/docProps/custom.xml"), _CUSTOM_TYPE, xml.encode(), package)
    package.relate_to(part, _CUSTOM_LINK)
