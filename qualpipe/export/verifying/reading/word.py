"""Word: tables by their description or heading, sentences by their bookmark."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.report.parts import MARK
from qualpipe.export.verifying.found import Found, FoundTable
from qualpipe.model import QualpipeError

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST = 1 << 28  # bytes of text that a document may unpack to


def read(path: Path) -> Found:
    """Read a document that qualpipe wrote, as Word or LibreOffice may have saved it since."""
    body = _body(path)
    return Found(
        tables=tuple(_tables(body)),
        marked=_marked(body),
        words="\n".join(_text(one) for one in body.iter(f"{_NS}p")),
        cards=_cards(body),
    )


def _body(path: Path) -> "Element":
    from lxml import etree  # noqa: PLC0415 - slow to import

    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo("word/document.xml").file_size > _MOST:
                raise QualpipeError(f"{path}: this document is too large to be one of ours")
            content = archive.read("word/document.xml")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        found = etree.fromstring(content, parser).find(f"{_NS}body")
    except (OSError, KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as fault:
        raise QualpipeError(f"{path}: it cannot be read as a Word document ({fault})") from fault
    if found is None:
        raise QualpipeError(f"{path}: this Word document has no body")
    return found


def _text(element: "Element") -> str:
    """Return the words inside; what was struck out under tracked changes is not there."""
    return "".join(_pieces(element))


def _pieces(element: "Element") -> Iterator[str]:
    for one in element.iter(f"{_NS}t", f"{_NS}br", f"{_NS}tab", f"{_NS}cr"):
        yield _piece(one)


def _piece(one: "Element") -> str:
    if one.tag == f"{_NS}t":
        return one.text or ""
    holder = one.getparent()
    if holder is not None and holder.tag == f"{_NS}tabs":
        return ""  # a tab stop of the paragraph, no text
    return "\t" if one.tag == f"{_NS}tab" else "\n"


def _marked(body: "Element") -> dict[str, str]:
    """Return the words between the ends of each of our bookmarks; one may span paragraphs."""
    names: dict[str, str] = {}
    under: dict[str, list[str]] = {}
    open_: set[str] = set()
    for one in body.iter():
        number = one.get(f"{_NS}id") or ""
        if one.tag == f"{_NS}bookmarkStart":
            name = one.get(f"{_NS}name") or ""
            if name.startswith(MARK):
                names[number] = name
                under.setdefault(name, [])
                open_.add(number)
        elif one.tag == f"{_NS}bookmarkEnd":
            open_.discard(number)
        elif open_ and one.tag in {f"{_NS}t", f"{_NS}br", f"{_NS}tab", f"{_NS}cr"}:
            for each in open_:
                under[names[each]].append(_piece(one))
    return {name: "".join(pieces) for name, pieces in under.items()}


def _tables(body: "Element") -> Iterator[FoundTable]:
    heading = ""
    for one in body:
        if one.tag == f"{_NS}p" and _is_heading(one, 1):
            heading = _text(one)
        elif one.tag == f"{_NS}tbl":
            told = one.find(f"{_NS}tblPr/{_NS}tblDescription")
            named = (told.get(f"{_NS}val") or "") if told is not None else ""
            name = named.removeprefix(MARK) if named.startswith(MARK) else heading
            rows = [
                tuple(_cell(cell) for cell in row.iter(f"{_NS}tc")) for row in one.iter(f"{_NS}tr")
            ]
            yield FoundTable(name=name, heads=rows[0] if rows else (), rows=tuple(rows[1:]))


def _cell(cell: "Element") -> str:
    return "\n".join(_text(line) for line in cell.iter(f"{_NS}p"))


def _is_heading(line: "Element", *levels: int) -> bool:
    style = line.find(f"{_NS}pPr/{_NS}pStyle")
    return style is not None and style.get(f"{_NS}val") in {f"Heading{one}" for one in levels}


def _cards(body: "Element") -> dict[str, dict[str, str]]:
    """Return the lines of label and text under each second heading; the label is bold."""
    cards: dict[str, dict[str, str]] = {}
    title = ""
    for one in body:
        if one.tag != f"{_NS}p":
            continue
        if _is_heading(one, 1, 2, 3):
            title = _text(one) if _is_heading(one, 2) else ""
        elif title:
            bold = one.find(f"{_NS}r/{_NS}rPr/{_NS}b")
            if bold is not None:
                run = bold.getparent().getparent()  # type: ignore[union-attr]  # found under them
                label = _text(run) if run is not None else ""
                cards.setdefault(title, {})[label] = _text(one).removeprefix(label)
    return cards
