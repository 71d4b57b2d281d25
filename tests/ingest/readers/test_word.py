import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx2python import docx2python
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import word
from qualpipe.model import UnreadableFile

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def r(text: str, *, bold: bool = False, properties: str = "") -> str:
    """Make a run; a line end in the text is a line break of Word, a tab a tab."""
    inner = text.replace("&", "&amp;").replace("<", "&lt;")
    inner = inner.replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    properties += "<w:b/>" if bold else ""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'


def p(*runs: str, style: str = "") -> str:
    """Make a paragraph of runs; a run without tags is plain words."""
    inner = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p>'


def tbl(*rows: Sequence[str]) -> str:
    """Make a table; each line of a cell is a paragraph."""
    return "<w:tbl>{}</w:tbl>".format(
        "".join(
            "<w:tr>{}</w:tr>".format(
                "".join(f"<w:tc>{''.join(map(p, cell.split('|')))}</w:tc>" for cell in row)
            )
            for row in rows
        )
    )


def docx(*blocks: str) -> bytes:
    """Make a document whose body holds these pieces of XML."""
    document = Document()
    body = document.element.body
    for block in parse_xml(f"<w:body {SPACES}>{''.join(blocks)}</w:body>"):
        body.insert(len(body) - 1, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def drafts(*blocks: str) -> tuple[Draft, ...]:
    return word.read(raw("P01.docx", docx(*blocks)))


def read(*blocks: str) -> Draft:
    (draft,) = drafts(*blocks)
    return draft


TWO = [("訪員", "你好嗎？"), ("P01", "Good, 好呀。")]


@pytest.mark.parametrize(
    "blocks",
    [
        [p("訪員：你好嗎？"), p("P01：Good, 好呀。")],
        [p(r("訪員：", bold=True), "你好嗎？"), p(r("P01", bold=True), "：Good, 好呀。")],
        [p("訪員"), p("你好嗎？"), p("P01"), p("Good, 好呀。"), p(), p("訪員"), p("完？")],
        [tbl(["訪員", "你好嗎？"], ["P01", "Good, 好呀。"], ["訪員", "係呀。"])],
        [tbl(["說話人", "內容"], ["訪員：", "你好嗎？"], ["P01", "Good, 好呀。"])],
        [tbl(["0:01", "訪員", "你好嗎？"], ["0:02", "P01", "Good, 好呀。"], ["", "P01", "冇喇。"])],
        [tbl(["Speaker", "Text"], ["訪員", "你好嗎？"]), tbl(["P01", "Good, 好呀。"])],
        [tbl(["訪員：你好嗎？|P01：Good, 好呀。"])],
    ],
    ids=["labels", "bold", "alone", "table", "headings", "times", "cut table", "frame"],
)
def test_the_layouts_of_typists_are_read(blocks: list[str]) -> None:
    assert said(read(*blocks))[:2] == TWO


def test_bold_names_need_no_colon() -> None:
    draft = read(
        p(r("Mary ", bold=True), "Well, I see: yes."),
        p("More of it."),
        p(r("阿康", bold=True)),
        p("好", r("重要", bold=True), "㗎。"),
        p(r("Mary", bold=True), "\tSo?"),
        p(r("阿康", bold=True)),
        p("係。"),
        p(r("Never", bold=True), " again."),
    )
    assert said(draft) == [
        ("Mary", "Well, I see: yes.\nMore of it."),
        ("阿康", "好重要㗎。"),
        ("Mary", "So?"),
        ("阿康", "係。\nNever again."),
    ]


def test_teams_writes_name_time_and_words_with_a_soft_break() -> None:
    draft = read(
        p("Project meeting", style="Title"),
        p("May 5, 2024, 10:00AM"),
        p(r("Chan, May", bold=True), r("   0:03\n你好嗎？")),
        p(r("John Smith", bold=True), r("   0:07\nGood & well.\nYou?")),
        p(r("Chan, May", bold=True), r("   1:00:12\n好呀。")),
        p(r("John Smith", bold=True), r("   1:00:20\nOK.")),
    )
    assert [words for _, words in said(draft)] == [
        "你好嗎？",
        "Good & well.\nYou?",
        "好呀。",
        "OK.",
    ]
    assert [piece.started for piece in draft.pieces] == [3.0, 7.0, 3612.0, 3620.0]
    assert draft.title == "Project meeting"


def test_word_transcribes_time_and_speaker_above_the_words() -> None:
    draft = read(
        p("Audio file", style="Heading1"),
        p("interview.mp3"),
        p("Transcript", style="Heading1"),
        p("00:00:12 Speaker 1"),
        p("你好嗎？"),
        p("00:00:15 Speaker 2"),
        p("好呀。"),
    )
    assert said(draft) == [("Speaker 1", "你好嗎？"), ("Speaker 2", "好呀。")]
    assert [piece.started for piece in draft.pieces] == [12.0, 15.0]


def test_headings_are_no_speech_and_what_stands_above_is_known_of_the_interview() -> None:
    draft = read(
        p("訪談 P01", style="Heading1"),
        p("性別：女\t\t年齡：43"),
        p("訪員：你好嗎？"),
        p("第二部分：家庭", style="Heading2"),
        p("P01：好呀。"),
    )
    assert said(draft) == [("訪員", "你好嗎？"), ("P01", "好呀。")]
    assert (draft.title, draft.attributes) == ("訪談 P01", {"性別": "女", "年齡": "43"})


CHANGED = [
    p(
        "I: ",
        f"<w:ins>{r('How ')}</w:ins>",
        f"<w:del>{r('Why ').replace('w:t', 'w:delText')}</w:del>",
        "are you?",
    ),
    "<w:sdt><w:sdtPr/><w:sdtContent>" + p("P1: 我好好。") + "</w:sdtContent></w:sdt>",
    p("I: ", f"<w:sdt><w:sdtContent>{r('Since ')}</w:sdtContent></w:sdt>", "when?"),
    p("P1: ", f"<w:hyperlink>{r('Last ')}</w:hyperlink>", "year."),
]


def test_insertions_and_content_controls_are_text_and_deletions_are_not() -> None:
    assert said(read(*CHANGED)) == [
        ("I", "How are you?"),
        ("P1", "我好好。"),
        ("I", "Since when?"),
        ("P1", "Last year."),
    ]


def test_an_independent_reader_finds_the_same_words() -> None:
    with docx2python(io.BytesIO(docx(*CHANGED))) as other:
        assert other.text.split() == read(*CHANGED).text.split()


def test_what_does_not_show_on_the_page_is_no_text() -> None:
    field = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r>'
    hidden = r("secret", properties="<w:vanish/>")
    moved = f"<w:moveFrom>{r('gone')}</w:moveFrom><w:moveTo>{r('here')}</w:moveTo>"
    ruby = f"<w:r><w:ruby><w:rt>{r('jyut')}</w:rt><w:rubyBase>{r('粵')}</w:rubyBase></w:ruby></w:r>"
    draft = read(p("I: ", field, hidden, moved, ruby), p("P: ok-", "<w:r><w:noBreakHyphen/></w:r>"))
    assert said(draft) == [("I", "here粵"), ("P", "ok--")]


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{p('P1: 我喺框入面。')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx>"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    draft = read(p("I: Where?", drawn), p("I: I see."))
    assert said(draft) == [("I", "Where?"), ("P1", "我喺框入面。"), ("I", "I see.")]


def test_notes_and_comments_are_left_out_and_counted() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    comment = '<w:r><w:commentReference w:id="1"/></w:r>'
    draft = read(p("I: Hi", mark, mark), p("P: 好", comment))
    assert [problem.message for problem in draft.problems] == [
        "2 footnotes are left out: they are no speech",
        "1 comments are left out: they are no speech",
    ]


def test_a_table_of_contents_is_no_speech() -> None:
    contents = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
        f"</w:docPartObj></w:sdtPr><w:sdtContent>{p('I: 1')}</w:sdtContent></w:sdt>"
    )
    assert said(read(contents, p("I: Hi"), p("P: 好"))) == [("I", "Hi"), ("P", "好")]


def test_a_bilingual_table_gives_the_translation_beside() -> None:
    original, english = drafts(
        p("Interview", style="Title"),
        tbl(
            ["講者", "原文", "English translation"],
            ["訪員", "你好嗎？", "How are you?"],
            ["P01", "好呀。|好舒服。", "Fine.|At ease."],
        ),
    )
    assert said(original)[1] == ("P01", "好呀。\n好舒服。")
    assert said(english)[1] == ("P01", "Fine.\nAt ease.")
    assert (english.part, english.translates) == ("en", "")
    assert [piece.row for piece in english.pieces] == [piece.row for piece in original.pieces]


def test_a_small_table_among_paragraphs_is_left_out_and_named() -> None:
    speech = "我今日想講下我點樣嚟到呢間中心，同埋之後發生咗啲乜嘢事。" * 3
    draft = read(tbl(["年齡", "43"], ["性別", "女"]), p(f"訪：{speech}"), p(f"受：{speech}"))
    assert said(draft) == [("訪", speech), ("受", speech)]
    assert [problem.where for problem in draft.problems] == ["P01.docx:paragraph 1"]


def test_a_document_without_speakers_is_read_and_says_so() -> None:
    draft = read(p("我今日好攰。"), p("I went home.\nThen I slept."))
    assert said(draft) == [("", "我今日好攰。"), ("", "I went home.\nThen I slept.")]
    assert "no speakers found" in draft.problems[0].message


def test_all_of_unicode_survives() -> None:
    assert said(read(p("訪：𠮷野家 👍🏽"), p("受：\u2028é")))[0] == ("訪", "𠮷野家 👍🏽")


WHOLE = docx(p("I: Hi"), p("P: 你好"))


def patched(old: bytes = b"", new: bytes = b"", *, but: str = "") -> bytes:
    """Return the whole document with other bytes in its parts, or without one of them."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as whole, zipfile.ZipFile(content, "w") as copy:
        for name in whole.namelist():
            if name != but:
                copy.writestr(name, whole.read(name).replace(old, new) if old else whole.read(name))
    return content.getvalue()


def without(part: str) -> bytes:
    return patched(but=part)


@pytest.mark.parametrize(
    "content",
    [
        without("_rels/.rels"),
        without("[Content_Types].xml"),
        without("word/_rels/document.xml.rels"),
        patched(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        ),
    ],
    ids=["no relations", "no types", "no styles", "strict"],
)
def test_a_document_that_misses_what_is_not_needed_is_read(content: bytes) -> None:
    (draft,) = word.read(raw("P01.docx", content))
    assert said(draft) == [("I", "Hi"), ("P", "你好")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (WHOLE[: len(WHOLE) // 2], "damaged or was not saved to its end"),
        (without("word/document.xml"), "no Word document as Word saves it"),
        (without("word/styles.xml"), "word/styles.xml is missing"),
        (patched(b"<w:body>", b"<w:bod>"), "P01.docx:word/document.xml: no well-formed XML"),
        (patched(b"w:body", b"w:bodi"), "word/document.xml has no body"),
        (WHOLE.replace(b"PK\x01\x02", b"PK\x01\x03"), "damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(512), "save it as .docx"),
        (b"hello", "damaged"),
        (docx(), "holds no words"),
        (docx(tbl(["a", "1"], ["b", "2"])), "no columns of speakers and words.*Head its columns"),
        (docx(p("  "), p()), "holds no words"),
    ],
)
def test_what_is_no_whole_document_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        word.read(raw("P01.docx", content))


@pytest.mark.parametrize("label", ["he who is", "佢老細話"])
def test_a_label_that_the_user_names_is_believed(label: str) -> None:
    lines = ["I: Where?", f"{label}: There.", "I: Why?", f"{label}: 冇錯。"]
    file = raw("P01.docx", docx(*map(p, lines)))
    assert label not in {speaker for speaker, _ in said(word.read(file)[0])}
    (draft,) = word.read(replace(file, speakers=(label,)))
    assert said(draft) == [("I", "Where?"), (label, "There."), ("I", "Why?"), (label, "冇錯。")]


@pytest.mark.parametrize("label", ["he who is", "佢老細話"])
def test_a_label_that_the_user_names_is_believed_in_the_cells_of_a_table(label: str) -> None:
    lines = ["I: Where?", f"{label}: There.", "I: Why?", f"{label}: 冇錯。"]
    file = raw("P01.docx", docx(tbl(("Time", "Text"), *(("0:01", line) for line in lines))))
    assert label not in {speaker for speaker, _ in said(word.read(file)[0])}
    (draft,) = word.read(replace(file, speakers=(label,)))
    assert said(draft) == [("I", "Where?"), (label, "There."), ("I", "Why?"), (label, "冇錯。")]


def test_a_bold_name_without_a_colon_is_a_speaker_if_the_user_names_it() -> None:
    turns = [("Ada", "Where?"), ("Mary", "There."), ("Ada", "Why?")]
    file = raw("P01.docx", docx(*(p(r(f"{who} ", bold=True), r(words)) for who, words in turns)))
    (draft,) = word.read(replace(file, speakers=("Mary",)))
    assert said(draft) == turns


@pytest.mark.parametrize("label", ["Mother", "阿媽"])
def test_a_label_in_bold_among_bold_ones_is_believed_on_one_turn_and_told(label: str) -> None:
    turns = [("I" if n % 2 else "P", f"Words, 有啲嘢 {n}.") for n in range(20)]
    blocks = [p(r(f"{who}:", bold=True), r(f" {words}")) + p(words) for who, words in turns]
    once = p(r(f"{label}:", bold=True), r(" He was late."))
    (draft,) = word.read(raw("P01.docx", docx(*blocks, once, *blocks)))
    assert (label, "He was late.") in [(who, words.split("\n")[0]) for who, words in said(draft)]
    assert [problem.where for problem in draft.problems if label in problem.message] == ["P01.docx"]
    (draft,) = word.read(raw("P01.docx", docx(*blocks, p(f"{label}: He was late."), *blocks)))
    assert {who for who, _ in said(draft)} == {"I", "P"}
