"""The body of a Word document as paragraphs and tables, the way a reader of the page sees it.

Word keeps text in places that simpler walks miss or should miss: tracked insertions, content
controls, links and text boxes hold speech; deletions, field codes and hidden text do not.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted or moved away; the pronunciation above a character; properties.
_UNSEEN = {
    f"{_W}{tag}" for tag in ("del", "moveFrom", "rt", "pPr", "rPr", "sdtPr", "tblPr", "tcPr")
}
_WRITTEN = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADINGS = ("heading", "title", "subtitle", "toc ")
_OFF = {"0", "false", "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    r"""A paragraph: its number in the document, its text, and what begins it in bold.

    `text` has `\n` for a line break and `\t` for a tab; `bold` counts the characters of the text
    up to which everything is bold.
    """

    number: int
    text: str
    bold: int = 0
    is_heading: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the number of the first paragraph in it, and rows of cells of paragraphs."""

    number: int
    rows: tuple[tuple[tuple[Paragraph, ...], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Styles:
    """The styles of a document that mean something here, by the ids that paragraphs carry."""

    bold: Collection[str] = ()
    headings: Collection[str] = ()


def styles_of(root: "_Element") -> Styles:
    """Return which styles are bold and which are headings, in any language of Word.

    The id of a style differs between languages of Word ("berschrift1", "1"), the name of a
    built-in one does not ("heading 1").
    """
    styles = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    names = {id_: _value(style, "name").lower() for id_, style in styles.items()}
    return Styles(
        bold={id_ for id_ in styles if _inherits_bold(id_, styles)},
        headings={id_ for id_, name in names.items() if name.startswith(_HEADINGS)},
    )


def count_of(tag: str, body: "_Element") -> int:
    """Count the marks of that name (footnoteReference, commentReference) in a document."""
    return sum(1 for _ in body.iter(f"{_W}{tag}"))


def blocks(body: "_Element", *, styles: Styles) -> Iterator[Paragraph | Table]:
    """Return the paragraphs and tables of a document in order."""
    yield from _Walk(styles).blocks(body)


class _Walk:
    """A walk through a document that counts its paragraphs."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._number = 0

    def blocks(self, parent: "_Element") -> Iterator[Paragraph | Table]:
        for child in _seen(parent):
            if child.tag == f"{_W}p":
                yield self._paragraph(child)
                for box in _text_boxes(child):
                    yield from self.blocks(box)
            elif child.tag == f"{_W}tbl":
                yield self._table(child)
            elif not _is_contents(child):
                yield from self.blocks(child)

    def _paragraph(self, element: "_Element") -> Paragraph:
        self._number += 1
        style = _value(element, "pPr", "pStyle")
        runs = list(_runs(element, style, self._styles))
        return Paragraph(
            number=self._number,
            text="".join(words for words, _ in runs),
            bold=sum(len(words) for words, _ in takewhile(lambda run: run[1], runs)),
            is_heading=style in self._styles.headings,
        )

    def _table(self, element: "_Element") -> Table:
        first = self._number + 1
        rows = tuple(
            tuple(tuple(self._cell(cell)) for cell in _below(row, "tc"))
            for row in _below(element, "tr")
        )
        return Table(number=first, rows=rows)

    def _cell(self, element: "_Element") -> Iterator[Paragraph]:
        """Return the paragraphs of a cell, those of tables inside it too."""
        for block in self.blocks(element):
            if isinstance(block, Paragraph):
                yield block
            else:
                yield from (inner for row in block.rows for cell in row for inner in cell)


def _seen(parent: "_Element") -> Iterator["_Element"]:
    """Return the children that show on the page; of two ways to draw the same, the first."""
    for child in parent.iterchildren("*"):
        if child.tag == _FALLBACK or child.tag in _UNSEEN:
            continue
        yield child


def _below(parent: "_Element", tag: str) -> Iterator["_Element"]:
    """Return rows or cells, also those wrapped in content controls or insertions."""
    for child in _seen(parent):
        if child.tag == f"{_W}{tag}":
            if child.find(f"{_W}trPr/{_W}del") is None:  # a deleted row
                yield child
        elif child.tag not in {f"{_W}tbl", f"{_W}p"}:
            yield from _below(child, tag)


def _runs(parent: "_Element", style: str, styles: Styles) -> Iterator[tuple[str, bool]]:
    """Return the words of a paragraph of that style, and whether they are bold."""
    for child in _seen(parent):
        if child.tag != f"{_W}r":
            yield from _runs(child, style, styles)
        elif child.find(f"{_W}rPr/{_W}vanish") is None:  # else hidden text
            words = "".join(_written(child))
            own = _switch(child, f"{_W}rPr/{_W}b")
            inherited = bool({style, _value(child, "rPr", "rStyle")} & set(styles.bold))
            if words:
                yield words, inherited if own is None else own


def _written(run: "_Element") -> Iterator[str]:
    for child in _seen(run):
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}ruby":
            yield from (base.text or "" for base in child.iterfind(f"{_W}rubyBase//{_W}t"))
        else:
            yield _WRITTEN.get(str(child.tag), "")


def _text_boxes(paragraph: "_Element") -> Iterator["_Element"]:
    """Return the outermost text boxes that hang on a paragraph."""
    inner = {_FALLBACK, f"{_W}txbxContent"}
    for box in paragraph.iter(f"{_W}txbxContent"):
        above = takewhile(lambda one: one is not paragraph, box.iterancestors())
        if not any(one.tag in inner for one in above):
            yield box


def _is_contents(element: "_Element") -> bool:
    """Say whether it is the table of contents, which Word keeps as a content control."""
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _inherits_bold(style: str, styles: Mapping[str, "_Element"]) -> bool:
    """Say whether a style is bold by itself or by the style it is based on."""
    seen: set[str] = set()
    while style in styles and style not in seen:
        seen.add(style)
        own = _switch(styles[style], f"{_W}rPr/{_W}b")
        if own is not None:
            return own
        style = _value(styles[style], "basedOn")
    return False


def _switch(element: "_Element", path: str) -> bool | None:
    """Return what an on-off property says, None if it is not there."""
    found = element.find(path)
    return None if found is None else found.get(f"{_W}val", "1") not in _OFF


def _value(element: "_Element", *path: str) -> str:
    found = element.find("/".join(f"{_W}{tag}" for tag in path))
    return "" if found is None else found.get(f"{_W}val", "")
