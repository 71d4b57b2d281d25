import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence
from csv import writer as csv_writer
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped] # it comes without types
from hypothesis import given
from hypothesis import strategies as st
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import table
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "table"
Cell = str | float | datetime.date | datetime.time | None


def csv(content: str | bytes, name: str = "P01.csv") -> tuple[Draft, ...]:
    return table.read(raw(name, content))


def workbook(**sheets: Sequence[Sequence[Cell]]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    formats = {
        datetime.date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime.time: book.add_format({"num_format": "hh:mm:ss"}),
    }
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                if isinstance(cell, datetime.date | datetime.time):
                    sheet.write_datetime(r, c, cell, formats[type(cell)])
                elif cell is not None:
                    sheet.write(r, c, cell)
    book.close()
    return content.getvalue()


def xlsx(*rows: Sequence[Cell], name: str = "P01.xlsx") -> tuple[Draft, ...]:
    return table.read(raw(name, workbook(data=rows)))


TURNS = [("訪員", "你好嗎？"), ("P01", "好呀，\n你呢？"), ("訪員", "都好。")]


@pytest.mark.parametrize(
    "headings",
    [
        "speaker,text",
        "Speaker,Content",
        "說話人,內容",
        "说话人,内容",
        "講者,逐字稿",
        "發言者,文字",
        "Speaker 說話人,Transcript (原文)",
        "SPEAKER:,Original text",
    ],
)
def test_headings_in_either_language_tell_the_columns(headings: str) -> None:
    (draft,) = csv(f'{headings}\n訪員,你好嗎？\nP01,"好呀，\n你呢？"\n訪員,都好。\n')
    assert said(draft) == TURNS
    assert [piece.row for piece in draft.pieces] == [2, 3, 5]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "big5hkscs", "gb18030", "utf-16"])
def test_any_delimiter_and_encoding_of_excel_is_read(delimiter: str, encoding: str) -> None:
    rows = [
        ("說話人", "內容"),
        ("訪員", "你好嗎, 今日點呀, 返咗工未?"),
        ("受訪者", "我哋冇嘢, 多謝"),
    ]
    rows += [
        ("訪員", "咁你而家覺得呢度點樣, 係咪好似屋企?"),
        ("受訪者", "係呀, 我成日喺度食飯瞓覺"),
    ]
    content = "".join(f'{who}{delimiter}"{words}"\r\n' for who, words in rows)
    (draft,) = csv(content.encode(encoding))
    assert said(draft) == rows[1:]


def test_a_bilingual_table_gives_two_drafts_linked_by_rows() -> None:
    original, english = table.read(raw("bilingual.csv", (DATA / "bilingual.csv").read_bytes()))
    assert (original.part, original.translates) == ("", None)
    assert (english.part, english.translates) == ("en", "")
    assert said(original) == [("訪員", "你好嗎？"), ("P01", "好呀，唔該。"), ("訪員", "OK.")]
    assert said(english) == [("訪員", "How are you?"), ("P01", "Fine, thanks."), ("P01", "(nods)")]
    assert [piece.row for piece in original.pieces] == [2, 3, 5]
    assert [piece.row for piece in english.pieces] == [2, 3, 4]
    assert [(piece.started, piece.ended) for piece in original.pieces] == [
        (2.0, 4.5),
        (65.0, 70.0),
        (80.0, None),
    ]
    assert [problem.where for problem in english.problems] == ["bilingual.csv:4"]


def test_english_with_its_chinese_translation_is_told_by_the_writing() -> None:
    _, chinese = csv("speaker,English,Chinese translation\nI,How are you?,你好嗎？\nP,Fine,好呀\n")
    assert (chinese.part, said(chinese)[1]) == ("zh", ("P", "好呀"))


def test_a_blank_speaker_goes_on_and_merged_cells_name_all_their_rows() -> None:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 0, 1, "Interview P01")
    sheet.write_row(1, 0, ["Speaker", "Text"])
    sheet.merge_range(2, 0, 3, 0, "May")
    sheet.write_column(2, 1, ["我返咗工", "好攰"])
    sheet.write_row(4, 0, ["I", "Why?"])
    sheet.write_row(5, 1, ["Tell me."])
    book.close()
    (draft,) = table.read(raw("P01.xlsx", content.getvalue()))
    assert said(draft) == [("May", "我返咗工"), ("May", "好攰"), ("I", "Why?"), ("I", "Tell me.")]


def test_several_interviews_in_one_table_are_told_apart() -> None:
    drafts = csv(
        "interview,speaker,text,English translation\n"
        "P01,I,你好,Hello\nP01,P,係,Yes\nP02,I,再見,Bye\nP02,P,好,OK\n"
    )
    assert [(draft.part, draft.translates) for draft in drafts] == [
        ("P01", None),
        ("P01.en", "P01"),
        ("P02", None),
        ("P02.en", "P02"),
    ]


def test_a_column_that_numbers_the_turns_tells_no_interviews_apart() -> None:
    (draft,) = csv("id,speaker,text\n1,I,Hi\n2,May,你好\n3,I,Well?\n")
    assert [piece.speaker for piece in draft.pieces] == ["I", "May", "I"]


def test_words_without_speakers_are_read_and_reported() -> None:
    (draft,) = csv("text\nI went there.\n我返咗屋企。\n")
    assert said(draft) == [("", "I went there."), ("", "我返咗屋企。")]
    assert "no speakers found" in draft.problems[0].message


def test_numbered_turns_with_a_translation_are_no_respondents() -> None:
    original, english = csv(
        "id,原文,英譯\n1,訪：你今日點呀？,I: How are you today?\n2,受：我好好。,P: I am well.\n"
    )
    assert [piece.speaker for piece in original.pieces] == ["訪", "受"]
    assert [piece.row for piece in english.pieces] == [2, 3]


def test_names_under_participant_are_speakers_if_they_take_turns() -> None:
    (draft,) = csv("participant,text\nI,Hi\nMay,你好\nI,Well?\nMay,好呀\n")
    assert [piece.speaker for piece in draft.pieces] == ["I", "May", "I", "May"]


@pytest.mark.parametrize("times", [("0:01,", "0:05,", "0:09,", "0:12,"), ("", "", "", "")])
def test_without_headings_the_looks_of_the_columns_tell(times: Sequence[str]) -> None:
    rows = [
        "I,How did you come to the centre that day?",
        "P,我朋友帶我嚟㗎，好耐喇。",
        "I,And how was it for you at first?",
        "P,好舒服，唔使講嘢都得。",
    ]
    (draft,) = csv("\n".join(time + row for time, row in zip(times, rows, strict=True)))
    assert [f"{speaker},{words}" for speaker, words in said(draft)] == rows
    assert [piece.started for piece in draft.pieces] == ([1, 5, 9, 12] if times[0] else [None] * 4)


def test_labels_inside_the_words_serve_where_no_column_names_the_speaker() -> None:
    original, english = xlsx(
        ["原文", "English translation"],
        ["訪：你好嗎？", "I: How are you?"],
        ["受：好呀。", "P: Fine."],
        ["訪：之後呢？", "I: And then?"],
        ["受：冇喇。", "P: Nothing."],
    )
    assert said(original)[:2] == [("訪", "你好嗎？"), ("受", "好呀。")]
    assert said(english)[3] == ("P", "Nothing.")
    assert [piece.row for piece in english.pieces] == [piece.row for piece in original.pieces]


def test_cells_come_as_the_sheet_shows_them() -> None:
    (draft,) = xlsx(
        ["turn", "speaker", "text", "start"],
        [1.0, "I", "a\r\nb", datetime.time(0, 1, 5)],
        [2.0, "P", 2019, "75"],
        [3.0, "P", datetime.date(2024, 1, 5), "[0:01:20] - [0:01:22]"],
        [4.0, "P", 0.5, "soon"],
        [5.0, "P", "𠮷\u0001", None],
    )
    assert [words for _, words in said(draft)] == ["a\nb", "2019", "2024-01-05", "0.5", "𠮷\u0001"]
    assert [piece.started for piece in draft.pieces] == [65.0, 75.0, 80.0, None, None]


def test_the_first_sheet_with_an_interview_is_read_and_the_others_named() -> None:
    rows = [["speaker", "text"], ["I", "Hi"], ["P", "你好"]]
    content = workbook(about=[["made by", "May"]], talk=rows, empty=[], more=rows)
    (draft,) = table.read(raw("P01.xlsx", content))
    assert said(draft) == [("I", "Hi"), ("P", "你好")]
    assert [problem.where for problem in draft.problems] == ["P01.xlsx:about", "P01.xlsx:more"]


def test_each_respondent_of_a_survey_is_an_interview() -> None:
    drafts = table.read(raw("survey.csv", (DATA / "survey.csv").read_bytes()))
    assert [draft.part for draft in drafts] == ["101", "102", "104"]
    assert said(drafts[0]) == [
        ("Q", "你覺得呢度點樣？"),
        ("A", "好似屋企咁，\n可以坐低慢慢食飯，冇人趕我。"),
        ("Q", "Who supports you?"),
        ("A", "My sister, and the people in the cooking group."),
    ]
    assert drafts[0].roles == {"Q": "interviewer", "A": "participant"}
    assert drafts[0].attributes == {"age": "43", "gender": "F", "Do you smoke?": "No"}
    assert [len(draft.pieces) for draft in drafts] == [4, 2, 4]
    assert [str(problem) for problem in drafts[0].problems] == [
        "survey.csv: 3 of 8 answers are blank or say N/A; left out"
    ]


def test_a_survey_without_ids_names_its_rows() -> None:
    drafts = xlsx(
        ["Study on recovery", None, None],
        ["Site", "What helps you most in your recovery?", "有咩想同我哋講？"],
        ["KT", "Talking to people who have been there.", "我想多啲時間同人傾偈，唔使咁趕。"],
        ["KT", "Nobody ever asked me that before, really.", "N/A"],
    )
    assert [draft.part for draft in drafts] == ["row3", "row4"]
    assert drafts[0].attributes == {"Site": "KT"}
    assert drafts[1].pieces[-1].speaker == "A"


def test_the_extra_headings_of_qualtrics_are_no_respondents() -> None:
    drafts = csv(
        "ResponseId,Q1\nResponse ID,What was the most helpful thing for you?\n"
        '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}"\n'
        "R_1,That they never gave up on me.\nR_2,可以坐低慢慢食飯，冇人趕我走。\n"
    )
    assert [draft.part for draft in drafts] == ["R_1", "R_2"]
    assert said(drafts[0])[0] == ("Q", "What was the most helpful thing for you?")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no filled cell"),
        (" , \n,,\n", "no filled cell"),
        ("age,sex\n1,2\n3,4\n", r"\(columns: 2, rows: 3\)\. Expected are columns named speaker"),
        ("speaker,text\n,\n", "Expected are"),
        ('speaker,text\nI,"' + "x" * 140_000, "from line 2 on: .*without its partner"),
    ],
)
def test_a_table_without_an_interview_is_refused(content: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        csv(content)


CELLS = st.text(alphabet='ab ,;\t"\n我哋，', min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from(["訪員", "P01"]), CELLS), min_size=1, max_size=8))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_is_written_as_csv_comes_back(delimiter: str, speech: list[tuple[str, str]]) -> None:
    content = io.StringIO(newline="")
    writer = csv_writer(content, delimiter=delimiter)
    writer.writerows([("speaker", "text"), *speech])
    (draft,) = csv(content.getvalue())
    assert said(draft) == [(speaker, words.strip()) for speaker, words in speech]


def test_an_open_quotation_mark_is_reported_with_its_line() -> None:
    (draft,) = csv('speaker,text\nI,Hi\nP,"well\nI,And?\nP,No.\n')
    assert [problem.where for problem in draft.problems] == ["P01.csv:3"]
    assert "No." in draft.text


def zipped(parts: Mapping[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        return zipped({name: whole.read(name).replace(old, new) for name in whole.namelist()})


def test_a_declared_size_costs_nothing() -> None:
    rows = [["speaker", "text"], ["I", "Hi"], ["P", "你好"]]
    wide = patched(workbook(talk=rows), b'ref="A1:B3"', b'ref="A1:XFD1048576"')
    assert len(table.read(raw("P01.xlsx", wide))[0].pieces) == 2
    stray = patched(workbook(talk=rows), b'r="B3"', b'r="XFD1048576"')
    with pytest.raises(UnreadableFile, match=r"1,048,576 rows .* Delete the stray cell"):
        table.read(raw("P01.xlsx", stray))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("P01.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "save it as .xlsx"),
        ("P01.ods", zipped({"content.xml": b"<a/>"}), "no workbook as Excel saves it.*as .xlsx"),
    ],
)
def test_other_workbooks_are_refused_with_the_way_out(
    name: str, content: bytes, message: str
) -> None:
    with pytest.raises(UnreadableFile, match=message):
        table.read(raw(name, content))


@pytest.mark.parametrize("keep", [0.3, 0.9])
def test_half_a_workbook_is_refused(keep: float) -> None:
    whole = workbook(talk=[["speaker", "text"], ["I", "Hi"]])
    with pytest.raises(UnreadableFile, match="damaged"):
        table.read(raw("P01.xlsx", whole[: int(len(whole) * keep)]))


def test_words_with_a_comma_and_no_quotes_are_joined_and_told() -> None:
    text = "speaker,text\nI,How are you?\nP,Fine, thanks\n受,幾好, 多謝, 真係\n"
    (draft,) = table.read(raw("P01.csv", text))
    assert said(draft) == [("I", "How are you?"), ("P", "Fine, thanks"), ("受", "幾好, 多謝, 真係")]
    assert [one.where for one in draft.problems] == ["P01.csv:3", "P01.csv:4"]


@pytest.mark.parametrize("label", ["he who is", "佢老細話"])
def test_a_label_that_the_user_names_is_believed(label: str) -> None:
    lines = ["I: Where?", f"{label}: There.", "I: Why?", f"{label}: 冇錯。"]
    file = raw("P01.csv", "\n".join(["text", *lines]))
    assert label not in {speaker for speaker, _ in said(table.read(file)[0])}
    (draft,) = table.read(replace(file, speakers=(label,)))
    assert said(draft) == [("I", "Where?"), (label, "There."), ("I", "Why?"), (label, "冇錯。")]


@pytest.mark.parametrize("label", ["he who is", "佢老細話"])
def test_a_label_that_the_user_names_is_believed_in_a_workbook(label: str) -> None:
    lines = ["I: Where?", f"{label}: There.", "I: Why?", f"{label}: 冇錯。"]
    file = raw("P01.xlsx", workbook(talk=[["text"], *([line] for line in lines)]))
    assert label not in {speaker for speaker, _ in said(table.read(file)[0])}
    (draft,) = table.read(replace(file, speakers=(label,)))
    assert said(draft) == [("I", "Where?"), (label, "There."), ("I", "Why?"), (label, "冇錯。")]


@pytest.mark.parametrize("label", ["Staff", "護士"])
def test_a_label_in_the_words_that_is_believed_on_one_turn_is_told(label: str) -> None:
    lines = ["I: Where?", "P: There."] * 3
    (draft,) = csv("\n".join(["text", *lines, f"{label}: Sorry!", *lines]))
    assert [(one.where, label in one.message) for one in draft.problems] == [("P01.csv", True)]
