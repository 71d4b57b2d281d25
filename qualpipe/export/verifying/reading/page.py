"""HTML: tables by their heading, sentences by their claim."""

from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.verifying.found import Found, FoundTable
from qualpipe.model import QualpipeError

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read(path: Path) -> Found:
    """Read a page that qualpipe wrote, as somebody may have edited it since."""
    from lxml import etree, html  # noqa: PLC0415 - slow to import

    try:
        parser = html.HTMLParser(encoding="utf-8", no_network=True)
        root = html.document_fromstring(path.read_bytes(), parser=parser)
    except (OSError, etree.LxmlError) as fault:
        raise QualpipeError(f"{path}: it cannot be read as a page ({fault})") from fault
    marked = {
        str(one.get("data-claim")): _text(one) for one in root.iter() if one.get("data-claim")
    }
    return Found(
        tables=tuple(_table(one) for one in root.iter("table")),
        marked=marked,
        words=_text(root),
        cards=_cards(root),
    )


def _table(table: "HtmlElement") -> FoundTable:
    name = table.get("data-table") or _heading_before(table)
    rows = [[_text(cell) for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    heads = tuple(rows[0]) if rows else ()
    return FoundTable(name=name, heads=heads, rows=tuple(map(tuple, rows[1:])))


def _heading_before(element: "HtmlElement") -> str:
    found = element.xpath("preceding::*[self::h1 or self::h2][1]")
    return _text(found[0]) if found else ""


def _cards(root: "HtmlElement") -> dict[str, dict[str, str]]:
    cards: dict[str, dict[str, str]] = {}
    for one in root.iter("dl"):
        heading = one.xpath("preceding-sibling::*[1][self::h3 or self::h4]")
        if heading:
            labels = [_text(label) for label in one.iter("dt")]
            texts = [_text(text) for text in one.iter("dd")]
            cards[_text(heading[0])] = dict(zip(labels, texts, strict=False))
    return cards


def _text(element: "HtmlElement") -> str:
    return str(element.text_content())
