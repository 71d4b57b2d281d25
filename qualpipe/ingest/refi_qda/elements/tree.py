"""XML of other programs: read piece by piece, names compared without namespace and case."""

from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Protocol

from qualpipe.model import UnreadableFile

if TYPE_CHECKING:
    from lxml.etree import _Element

_REMEDY = "Export it again from the program that made it"
_INNER = 2


class Readable(Protocol):
    """Something to read bytes from."""

    def read(self, size: int = ..., /) -> bytes:
        """Read on."""
        ...


def parts(
    stream: Readable | IO[bytes], *, name: str, root: str, lenient: bool = False
) -> Iterator[tuple[str, "_Element"]]:
    """Yield the root, then each thing inside a list of things, with the name of the list.

    The root comes with the name ''; so does what lies directly under it and is no list. Each is
    let go of when the next one is asked for. `lenient` reads on behind broken XML. Raises
    UnreadableFile for a document type, another root and XML that cannot be read.
    """
    from lxml import etree  # noqa: PLC0415 - few files are XML

    walk = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        recover=lenient,
        huge_tree=False,
    )
    try:
        yield from _inner(walk, name=name, root=root)
    except etree.XMLSyntaxError as fault:
        # Not what the parser says: it quotes words of the study.
        message = f"no well-formed XML at line {fault.lineno or 1}"
        raise UnreadableFile(name, message, _REMEDY) from fault


def _inner(
    walk: Iterable[tuple[str, "_Element"]], *, name: str, root: str
) -> Iterator[tuple[str, "_Element"]]:
    depth, outer = 0, ""
    for event, element in walk:
        if event == "start":
            depth += 1
            if depth == 1:
                _check_root(element, name=name, root=root)
                yield "", element
            elif depth == _INNER:
                outer = local(element)
            continue
        depth -= 1
        if depth == _INNER:
            yield outer, element
            _let_go(element)
        elif depth == 1:
            if not len(element):
                yield "", element
            _let_go(element)


def _check_root(element: "_Element", *, name: str, root: str) -> None:
    document = element.getroottree().docinfo
    if document.internalDTD is not None or document.doctype:
        message = "the XML declares a document type, which may pull in other files"
        raise UnreadableFile(name, message, f"{_REMEDY}; they write none")
    if local(element) != root.casefold():
        message = f"its XML begins with {element.tag}, not with {root}"
        raise UnreadableFile(name, message, f"{_REMEDY} as REFI-QDA")


def _let_go(element: "_Element") -> None:
    element.clear()
    while (before := element.getprevious()) is not None:
        parent = before.getparent()
        if parent is None:
            return
        parent.remove(before)


def local(element: "_Element") -> str:
    """Return the name of an element, without namespace, in lower case."""
    tag = element.tag
    return tag.rpartition("}")[2].casefold() if isinstance(tag, str) else ""


def given(element: "_Element", *names: str) -> str:
    """Return the first of these attributes that is there and not empty ('' if none is)."""
    for name in names:
        value = element.get(name)
        if value:
            return str(value)
    wanted = {name.casefold() for name in names}
    for key, written in element.items():
        if str(key).rpartition("}")[2].casefold() in wanted and written:
            return str(written)
    return ""


def text_of(element: "_Element") -> str:
    """Return the text inside an element, whatever marks it up."""
    return "".join(map(str, element.itertext()))
