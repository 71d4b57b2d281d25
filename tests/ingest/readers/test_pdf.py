from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import pdf
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "pdf"
FONTS = (
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    (
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/MSung-Light/DW 1000/FontDescriptor 6 0 R"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(CNS1)/Supplement 0>>>>"
    ),
    (
        "<</Type/Font/Subtype/Type0/BaseFont/MSung-Light/Encoding/UniCNS-UTF16-H"
        "/DescendantFonts[4 0 R]>>"
    ),
    (
        "<</Type/FontDescriptor/FontName/MSung-Light/Flags 4/FontBBox[0 -200 1000 900]"
        "/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80>>"
    ),
)


def document(*pages: Sequence[str]) -> bytes:
    """Make a PDF of pages of lines, in a Latin and a Chinese font that no file brings along."""
    first = 3 + len(FONTS)
    kids = " ".join(f"{first + 2 * n} 0 R" for n in range(len(pages)))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>"]
    objects += FONTS
    for n, lines in enumerate(pages):
        shown = "\n".join(show(line, at=800 - 16 * m) for m, line in enumerate(lines))
        objects += [
            (
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 900 842]"
                f"/Resources<</Font<</L 3 0 R/H 5 0 R>>>>/Contents {first + 2 * n + 1} 0 R>>"
            ),
            f"<</Length {len(shown) + 6}>>stream\nBT\n{shown}\nET\nendstream",
        ]
    body, places = "%PDF-1.7\n", []
    for n, one in enumerate(objects, 1):
        places.append(f"{len(body):010} 00000 n \n")
        body += f"{n} 0 obj{one}\nendobj\n"
    table = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{''.join(places)}"
    trailer = f"trailer<</Size {len(places) + 1}/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    return (body + table + trailer).encode("ascii")


def show(line: str, *, at: int) -> str:
    if line.isascii():
        escaped = line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"/L 11 Tf 1 0 0 1 50 {at} Tm ({escaped}) Tj"
    return f"/H 11 Tf 1 0 0 1 50 {at} Tm <{line.encode('utf-16-be').hex()}> Tj"


def read(*pages: Sequence[str]) -> Draft:
    (draft,) = pdf.read(raw("P01.pdf", document(*pages)))
    return draft


def test_a_printed_interview_is_put_together_again() -> None:
    (draft,) = pdf.read(raw("interview.pdf", (DATA / "interview.pdf").read_bytes()))
    assert len(draft.pieces) == 24
    assert said(draft)[1] == (
        "P01",
        (
            "我個朋友阿May帶我嚟㗎。嗰日落緊雨，我哋兩個都濕晒身，門口嗰位姑娘冇問我係邊個，"
            "淨係遞咗條毛巾俾我，仲斟咗杯熱茶。我坐喺窗口嗰張梳化，坐咗成個下晝，冇人催我，亦都冇人叫我填表。"
        ),
    )
    assert said(draft)[5] == (
        "P01",
        (
            "They called me twice, and when I did not pick up the phone one of them came to the "
            "market and waited by the fish stall until I had finished. I was a bit cross, to be "
            "honest, but nobody had ever waited for me before, and she said nothing about it, she "
            "only carried one of the bags."
        ),
    )
    assert "confidential" not in draft.text
    assert [str(problem) for problem in draft.problems] == [
        (
            "interview.pdf: 2 lines that repeat at the edge of the pages are left out: "
            "headers, footers, page numbers"
        )
    ]


def test_a_turn_goes_on_over_the_page() -> None:
    draft = read(
        ["I: How are you doing?", "P1: I was out in the", "1"],
        ["street all day long.", "I: And then?", "P1: Nothing.", "2"],
    )
    assert said(draft)[1] == ("P1", "I was out in the street all day long.")


def test_a_short_turn_at_the_edge_of_two_pages_is_no_footer() -> None:
    page = ["I: How are you doing?", "P1: I was out.", "I: Yes."]
    assert [words for _, words in said(read(page, page))].count("Yes.") == 2


def test_pages_of_one_line_each_are_no_headers() -> None:
    draft = read(["Slide 1"], ["Slide 2"], ["Slide 3"])
    assert draft.text.split() == ["Slide", "1", "Slide", "2", "Slide", "3"]


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["P1: It was for exam-", "ple my turn (really)."], "It was for example my turn (really)."),
        (["P1: self-esteem and self-", "esteem."], "self-esteem and self-esteem."),
        (["P1: 我坐喺窗口嗰張梳", "化度。"], "我坐喺窗口嗰張梳化度。"),
    ],
)
def test_what_a_line_end_has_cut_is_made_whole(lines: list[str], words: str) -> None:
    assert said(read(["I: Hi", *lines, "I: So?"]))[1] == ("P1", words)


def test_radicals_become_the_characters_that_they_look_like_and_nothing_else_changes() -> None:
    draft = read(["訪：⽣⽇快樂？", "受：𠮷野家，ＡＢ①… 好⻑㗎。"])
    assert said(draft) == [("訪", "生日快樂？"), ("受", "𠮷野家，ＡＢ①… 好長㗎。")]


def test_what_stands_above_is_known_of_the_interview() -> None:
    draft = read(["Interview with May", "Gender: F", "I: How are you?", "P1: Fine."])
    assert (draft.title, draft.attributes) == ("Interview with May", {"Gender": "F"})


def test_a_scan_is_refused_with_its_pages() -> None:
    with pytest.raises(UnreadableFile, match=r"0 characters on 3 pages.*OCR"):
        read([], [], [])


def test_a_page_without_text_among_others_is_named() -> None:
    problems = read(["I: Hi", "P1: Yes."], [], ["I: Bye."]).problems
    assert [problem.where for problem in problems] == ["P01.pdf:page 2"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ((DATA / "locked.pdf").read_bytes(), "protected by a password"),
        (document(["I: Hi"])[:400], "damaged or was not saved to its end"),
        (b"%PDF-1.7\nhello", "damaged"),
    ],
)
def test_locked_and_damaged_files_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        pdf.read(raw("P01.pdf", content))


@pytest.mark.parametrize("label", ["he who is", "佢老細話"])
def test_a_label_that_the_user_names_is_believed(label: str) -> None:
    lines = ["I: Where?", f"{label}: There.", "I: Why?", f"{label}: 冇錯。"]
    file = raw("P01.pdf", document(lines))
    assert label not in {speaker for speaker, _ in said(pdf.read(file)[0])}
    (draft,) = pdf.read(replace(file, speakers=(label,)))
    assert said(draft) == [("I", "Where?"), (label, "There."), ("I", "Why?"), (label, "冇錯。")]
