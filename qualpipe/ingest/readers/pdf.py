"""PDF files with a text layer: pages put together again as the turns they were typed from."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from qualpipe.ingest.attributes import title_page
from qualpipe.ingest.draft import Draft, RawFile
from qualpipe.ingest.speakers.heads import Style, head_of
from qualpipe.ingest.turns import is_wide, joined, laid_out
from qualpipe.model import Problem, UnreadableFile

_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line; the line end is gone
_CUT = re.compile(rf"(\w+){_HYPHEN}(\w+)")
_EDGE = 2  # lines at the top and at the bottom of a page that may be its header or footer
_MOST = 0.6  # of the pages show a header; the title page and the last may differ
_FEW_PAGES = 3
_FULL = 0.8  # of the widest line: what is shorter ends a paragraph
_DIGITS = re.compile(r"\d+")
# Fonts of Word store some characters as their radical. Compatibility forms have a plain one in
# Unicode's tables; these radicals have none, though they look the same.
_RADICALS = str.maketrans(
    "⺌⺠⻁⻄⻅⻆⻉⻋⻑⻓⻔⻘⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰",
    "小民虎西见角贝车長长门青页风飞食马骨鬼鱼鸟麦黄齐齿龙",
)
_LOOKALIKE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")


def read(file: RawFile) -> tuple[Draft, ...]:
    """Read the text layer of a PDF.

    Lines that repeat at the edge of the pages are dropped and counted, wrapped lines joined, words
    hyphenated at a line end made whole; the text is assembled from that. Radicals and
    compatibility forms become the characters they look like, and nothing else is normalised.
    """
    pages = _pages(file)
    characters = sum(map(len, pages))
    if not characters:
        message = f"0 characters on {len(pages)} pages: these are pictures of text, as from a scan"
        raise UnreadableFile(file.name, message, "Run text recognition (OCR) on it first")
    problems = [
        Problem(where=f"{file.name}:page {number}", message="no text on this page; is it a scan?")
        for number, page in enumerate(pages, 1)
        if not page
    ]
    lines = [page.split("\n") for page in pages if page]
    edges = _edges(lines)
    kept = _kept(lines, edges)
    if edges and kept:
        # How many, and not what they say: a turn that comes again might be taken for one.
        message = (
            f"{len(edges)} lines that repeat at the edge of the pages are left out: "
            "headers, footers, page numbers"
        )
        problems.append(Problem(where=file.name, message=message))
    # Pages of one short line each are all edge: then they are what there is to read.
    text = "\n".join(_paragraphs(kept or _kept(lines, {})))
    draft, first = laid_out(
        text, file=file, format="pdf", words=lambda words: joined(words.split("\n"))
    )
    title, fields = title_page(text[: text.rfind("\n", 0, first) + 1])
    problems += draft.problems
    return (replace(draft, title=title, attributes=fields, problems=tuple(problems)),)


def _pages(file: RawFile) -> list[str]:
    """Return the text of each page, lines by LF, without blank lines and outer white space."""
    # Needed for PDF files only; it comes without types.
    import pypdfium2  # type: ignore[import-untyped] # noqa: PLC0415

    try:
        with closing(pypdfium2.PdfDocument(file.content)) as document:
            texts = [page.get_textpage().get_text_bounded() for page in document]
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            remedy = "Open it with its password and print it to a PDF without one"
            raise UnreadableFile(file.name, "the PDF is protected by a password", remedy) from error
        message = f"the PDF is damaged or was not saved to its end ({error})"
        raise UnreadableFile(file.name, message, "Export or copy it again") from error
    plain = [_unhyphenated(text) for text in texts]
    return ["\n".join(filter(None, map(str.strip, _own(t).splitlines()))) for t in plain]


def _own(text: str) -> str:
    """Return Han characters in their own form where the font has stored a lookalike.

    >>> _own("⽣⽇快樂，金⻑先生（Ａ）")
    '生日快樂，金長先生（Ａ）'
    """
    plain = _LOOKALIKE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return plain.translate(_RADICALS)


def _unhyphenated(text: str) -> str:
    r"""Make words whole that a line end has cut; a hyphen stays that the text has elsewhere.

    >>> _unhyphenated("my self\x02esteem and exam\x02ples; self-esteem")
    'my self-esteem and examples; self-esteem'
    """

    def whole(found: re.Match[str]) -> str:
        hyphened = f"{found[1]}-{found[2]}"
        return hyphened if hyphened.casefold() in known else f"{found[1]}{found[2]}"

    known = text.casefold()
    return _CUT.sub(whole, text).replace(_HYPHEN, "-")


def _edges(pages: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the lines that stand at the edge of most pages, by their form without digits."""
    forms = {
        (number, form): page[n]
        for number, page in enumerate(pages)
        for n in _edge_numbers(page)
        if (form := _form(page[n]))
    }
    counts = Counter(form for _, form in forms)
    edges: dict[str, str] = {}
    for (_, form), line in forms.items():
        # On two pages a short turn (`I: Yes.`) may well be the last line twice.
        sure = len(pages) >= _FEW_PAGES or not _begins_turn(line)
        if sure and counts[form] >= max(2, _MOST * len(pages)):
            edges.setdefault(form, line)
    return edges


def _edge_numbers(page: Sequence[str]) -> set[int]:
    count = len(page)
    return {*range(min(_EDGE, count)), *range(max(count - _EDGE, 0), count)}


def _form(line: str) -> str:
    return _DIGITS.sub("#", line)


def _kept(pages: Sequence[Sequence[str]], edges: Mapping[str, str]) -> list[str]:
    """Return the lines of all pages without those at their edges."""
    return [
        line
        for page in pages
        for n, line in enumerate(page)
        if not (_form(line) in edges and n in _edge_numbers(page))
    ]


def _paragraphs(lines: Sequence[str]) -> list[str]:
    """Join the lines that a page has wrapped: those that fill its width."""
    widths = sorted(map(_width, lines))
    full = _FULL * widths[-1 - len(widths) // 10]  # a few lines may reach into the margin
    paragraphs: list[str] = []
    before = 0.0
    for line in lines:
        if before >= full and not _begins_turn(line):
            paragraphs[-1] = joined([paragraphs[-1], line])
        else:
            paragraphs.append(line)
        before = _width(line)
    return paragraphs


def _width(line: str) -> int:
    return sum(2 if is_wide(character) else 1 for character in line)


def _begins_turn(line: str) -> bool:
    head = head_of(line)
    return head is not None and head.style is not Style.ALONE
