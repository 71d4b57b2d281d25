"""An interview in Word: the words as they were said, the codes as comments beside them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from qualpipe.export.face import Face, face_of
from qualpipe.export.headings import said
from qualpipe.export.options import Options
from qualpipe.export.passages import Material, Passage
from qualpipe.export.study import Study
from qualpipe.export.tables.places import clock
from qualpipe.export.writers.shown import clean
from qualpipe.export.writers.word import add_face, new_document, save
from qualpipe.model import QualpipeError, Role, Span, Transcript, Turn
from qualpipe.text.script import han_count

if TYPE_CHECKING:
    from docx.document import Document
    from docx.shared import RGBColor
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

# Behind words that carry one code, and behind those that carry several.
_ONE, _SEVERAL = "FFF4D6", "FFE0A3"
_GREY = "5B6770"
_SHOWN = 12  # characters of either end by which overlapping passages are told apart


def interview(name: str, study: Study, options: Options, path: Path) -> Face:
    """Write one interview with each coding as a comment anchored to exactly its words.

    The comments are signed by those who gave the code. Where passages overlap, each comment says
    with which words its own begins and ends, and the words are shaded darker.
    """
    if path.suffix.lower() != ".docx":
        raise QualpipeError(f"{path}: an interview is written as Word; end the name in .docx")
    material = Material(study=study, options=options)
    transcript = material.transcripts[name]
    passages = [one for one in material.passages if one.transcript == name]
    face = face_of("interview", study, options, detail={
        "transcript": name, "comments": len(passages),
    })  # fmt: skip
    document = new_document(face, options.language)
    _head(document, material, transcript, passages)
    by_turn: dict[int, list[Passage]] = {}
    for one in passages:
        by_turn.setdefault(one.turn.number, []).append(one)
    for turn in transcript.turns:
        _add_turn(document, material, transcript, turn, by_turn.get(turn.number, []))
    _date_comments(document, study.at)
    add_face(document, face, options.language)
    save(document, face, path)
    return face


def _head(
    document: "Document", material: Material, transcript: Transcript, passages: Sequence[Passage]
) -> None:
    """Add the title, what the codings are, and how often each code was given."""
    language = material.options.language
    different = transcript.title not in {"", transcript.id}
    title = f"{transcript.id} · {transcript.title}" if different else transcript.id
    document.add_heading(clean(title), level=0)
    kinds = dict.fromkeys(material.statuses, 0)
    for one in passages:
        kinds[one.status] += 1
    counts = [f"{said(status, language)} {count}" for status, count in kinds.items()]
    document.add_paragraph(said("comma", language).join(counts), style="Subtitle")
    given: dict[str, int] = {}
    for one in passages:
        given[one.code] = given.get(one.code, 0) + 1
    for code in (one for one in material.codes if one in given):
        line = document.add_paragraph(style="List Bullet")
        line.add_run(clean(material.path(code)))
        line.add_run(f"  {given[code]}").font.color.rgb = _colour(_GREY)
    if not passages:
        document.add_paragraph(said("note_nothing", language), style="Caption")


def _add_turn(
    document: "Document",
    material: Material,
    transcript: Transcript,
    turn: Turn,
    passages: Sequence[Passage],
) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - slow to import

    label = document.add_paragraph()
    label.paragraph_format.keep_with_next = True
    label.paragraph_format.space_before, label.paragraph_format.space_after = Pt(8), Pt(1)
    run = label.add_run(clean("  ·  ".join(_label(material, transcript, turn))))
    run.font.size, run.font.color.rgb, run.bold = Pt(8.5), _colour(_GREY), True
    words = document.add_paragraph()
    runs = _add_words(words, transcript.words_of(turn), turn, passages)
    for one in sorted(passages, key=lambda one: (one.within.start, -one.within.end)):
        inside = [run for span, run in runs if one.within.holds(span)]
        several = any(one.within.overlaps(other.within) for other in passages if other is not one)
        _comment(document, material, one, inside, several=several)


def _label(material: Material, transcript: Transcript, turn: Turn) -> Iterator[str]:
    yield str(turn.number)
    if turn.role is Role.PARTICIPANT:
        yield material.case_at(transcript.id, turn)
    else:
        yield said(f"role_{turn.role}", material.options.language)
    if turn.started is not None:
        yield clock(turn.started)


def _add_words(
    paragraph: "Paragraph", words: str, turn: Turn, passages: Sequence[Passage]
) -> list[tuple[Span, "Run"]]:
    """Add the words in as many runs as there are places where a coding begins or ends."""
    cuts = {0, len(words)}
    for one in passages:
        cuts |= {one.within.start, one.within.end}
    found = []
    for start, end in pairwise(sorted(cuts)):
        span = Span(start, end)
        run = paragraph.add_run(clean(span.of(words)))
        codes = sum(one.within.holds(span) for one in passages)
        _dress(run, codes, quiet=turn.role is not Role.PARTICIPANT)
        found.append((span, run))
    return found


def _dress(run: "Run", codes: int, *, quiet: bool) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - slow to import
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import

    if quiet:
        run.font.color.rgb = _colour(_GREY)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 - python-docx has no way to shade
    if han_count(run.text):
        fonts = properties.get_or_add_rFonts()
        fonts.set(qn("w:hint"), "eastAsia")
    if codes:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:color"), "auto")
        shade.set(qn("w:fill"), _ONE if codes == 1 else _SEVERAL)
        properties.append(shade)


def _comment(
    document: "Document",
    material: Material,
    passage: Passage,
    runs: Sequence["Run"],
    *,
    several: bool,
) -> None:
    language = material.options.language
    people = said("list_comma", language).join(passage.reviewers)
    author = people or "qualpipe"
    text = material.path(passage.code)
    if not people:
        score = "" if passage.score is None else f" ({passage.score:.2f})"
        text += f"\n{said('suggested', language)}{score}"
    if several:
        text += f"\n“{_ends(passage.text)}”"
    initials = "".join(name[:1] for name in author.split()[:3])
    document.add_comment(runs, text=clean(text), author=clean(author), initials=clean(initials))


def _ends(text: str) -> str:
    """Return how a passage begins and ends."""
    plain = " ".join(text.split())
    if len(plain) <= 3 * _SHOWN:
        return plain
    return f"{plain[:_SHOWN].rstrip()} … {plain[-_SHOWN:].lstrip()}"


def _date_comments(document: "Document", at: str) -> None:
    """Date the comments with the export, so that the same study gives the same file."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - slow to import

    for one in document.comments:
        one._comment_elm.set(qn("w:date"), at[:19] + "Z")  # noqa: SLF001 - it has no setter


def _colour(text: str) -> "RGBColor":
    from docx.shared import RGBColor as Colour  # noqa: PLC0415 - slow to import

    return Colour.from_string(text)
