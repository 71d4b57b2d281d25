"""Plain text and Markdown: turns by their labels, a title page above them."""

from collections.abc import Iterator

from qualpipe.ingest.attributes import title_page
from qualpipe.ingest.draft import Draft, Piece, RawFile
from qualpipe.ingest.encoding import decode, has_controls
from qualpipe.ingest.speakers import find_turns
from qualpipe.ingest.speakers.markup import front_matter, heading, lines_of
from qualpipe.model import Problem, UnreadableFile

_MANY = 0.02  # of the characters are control characters: this is no text
_MARKDOWN = (".md", ".markdown")


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read a text as it stands; what is above the first label makes the title and attributes."""
    decoded = decode(file.content, name=file.name, encoding=file.encoding)
    text = decoded.text
    faults = tuple(_controls(text, file.name))
    pieces, problems = find_turns(text, name=file.name, known=file.speakers)
    if not pieces:
        raise UnreadableFile(file.name, "the file holds no words", "Export or copy it again")
    lines = lines_of(text)
    front = front_matter(lines)
    start = _first_label(text, pieces[0])
    title, fields = title_page(text[:start])
    headings = (heading(line) for line in lines if line.start < start)
    title = front.pop("title", "") or next(filter(None, headings), "") or title
    draft = Draft(
        text=text,
        pieces=pieces,
        format="markdown" if file.suffix in _MARKDOWN else "plain",
        title=title,
        encoding=decoded.encoding,
        confidence=decoded.confidence,
        attributes={**fields, **front},
        problems=(*decoded.problems, *faults, *problems),
    )
    return (draft,)


def _first_label(text: str, first: Piece) -> int:
    """Return where the line with the first label begins (0: no labels, so no title page)."""
    label = text.rfind(first.speaker, 0, first.span.start) if first.speaker else 0
    return text.rfind("\n", 0, max(0, label)) + 1


def _controls(text: str, name: str) -> Iterator[Problem]:
    """Refuse what is no text; report single control characters, which stay."""
    if not has_controls(text):
        return
    lines = [n for n, line in enumerate(text.split("\n"), 1) if has_controls(line)]
    number = sum(has_controls(character) for line in text.split("\n") for character in line)
    if "\0" in text or number > _MANY * len(text):
        message = f"this is no text: line {lines[0]} holds bytes that no text has"
        raise UnreadableFile(name, message, "Export it as text from the program it comes from")
    yield Problem(
        where=f"{name}:{lines[0]}",
        message=f"{number} control character(s) in {len(lines)} line(s), kept as they are",
        remedy="they are invisible; take them out if words look broken there",
    )
