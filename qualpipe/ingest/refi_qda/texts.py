"""The words of a source: from its plain text, from the XML, or from its Word file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualpipe.ingest.draft import RawFile
from qualpipe.ingest.encoding import decode
from qualpipe.ingest.refi_qda.found import FoundText
from qualpipe.ingest.refi_qda.package import Package
from qualpipe.ingest.safety import check_zip
from qualpipe.model import UnreadableFile
from qualpipe.text.refi_qda.losses import Losses
from qualpipe.text.refi_qda.positions import Raw

if TYPE_CHECKING:
    from qualpipe.ingest.readers.word.body import Paragraph, Table

_MARK = b"\xef\xbb\xbf"


def words_of(one: FoundText, package: Package, losses: Losses) -> Raw | None:
    """Return the text of a source as its file has it; None, and a loss, where there is none."""
    if one.content is not None:
        return Raw.of(one.content.removeprefix("\ufeff"), marked=one.content.startswith("\ufeff"))
    for path in filter(None, (one.plain, one.rich)):
        try:
            content = _content(one, path, package, losses)
            if content is not None:
                is_word = path == one.rich or content.startswith(b"PK\x03\x04")
                return (_of_word if is_word else _of_plain)(one, content, losses)
        except UnreadableFile as fault:
            what = f"sources that cannot be read ({fault.message})"
            losses.add(what, one.name, became="left out")
    return None


def _content(one: FoundText, path: str, package: Package, losses: Losses) -> bytes | None:
    content, odd = package.content_at(path)
    if content is None:
        losses.add(f"files of sources: {odd}", f"{one.name}: {path}", became="not read")
    elif odd:
        losses.add(odd, path, became="found all the same")
    return content


def _of_plain(one: FoundText, content: bytes, losses: Losses) -> Raw:
    marked = content.startswith(_MARK)
    if marked:
        became = "taken off; positions counted with it are put right"
        losses.add("byte-order marks", one.name, became=became)
    try:
        raw = Raw.of(content.removeprefix(_MARK).decode("utf-8"), marked=marked)
    except UnicodeDecodeError:
        found = decode(content, name=one.name)
        losses.add("texts that are not in UTF-8", one.name, became=f"read as {found.encoding}")
        return Raw.of(found.text)
    return raw


def _of_word(one: FoundText, content: bytes, losses: Losses) -> Raw:
    """Return the paragraphs of a Word file, a line each, as a page of it reads."""
    from qualpipe.ingest.readers.word.body import blocks  # noqa: PLC0415 - seldom needed
    from qualpipe.ingest.readers.word.package import opened  # noqa: PLC0415 - seldom needed

    file = RawFile(name=f"{one.name}.docx", content=content)
    check_zip(file)
    body, styles = opened(file)
    lines = [line for block in blocks(body, styles=styles) for line in _lines(block)]
    became = "its paragraphs are the text, a line each; look whether the selections fit"
    losses.add("sources with a Word file and no plain text", one.name, became=became)
    return Raw.of("\n".join(lines))


def _lines(block: "Paragraph | Table") -> Iterator[str]:
    from qualpipe.ingest.readers.word.body import Paragraph  # noqa: PLC0415 - as above

    if isinstance(block, Paragraph):
        yield block.text
    else:
        for row in block.rows:
            for cell in row:
                for paragraph in cell:
                    yield paragraph.text
