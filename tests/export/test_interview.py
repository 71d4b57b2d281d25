"""An interview in Word: every word as said, every comment on exactly its words."""

from pathlib import Path

import pytest
import studies
from docx import Document
from docx.oxml.ns import qn
from make import transcript

from qualpipe.export.interview import interview
from qualpipe.export.options import Options, Tongue
from qualpipe.export.study import Study
from qualpipe.export.writers.embedded import face_in
from qualpipe.model import QualpipeError


def wrote(folder: Path, name: str = "P01", study: Study | None = None, **options: object) -> Path:
    path = folder / "out.docx"
    interview(name, study or studies.study(), Options(**options), path)  # type: ignore[arg-type]
    return path


def commented(path: Path) -> list[tuple[str, str, str]]:
    """Return (words, author, text) of each comment, its words read between its two marks."""
    document = Document(str(path))
    found = []
    for one in document.comments:
        inside, words = False, ""
        for element in document.element.body.iter():
            if element.get(qn("w:id")) == str(one.comment_id):
                if element.tag == qn("w:commentRangeStart"):
                    inside = True
                elif element.tag == qn("w:commentRangeEnd"):
                    inside = False
            elif inside and element.tag == qn("w:t"):
                words += element.text or ""
        found.append((words, one.author, one.text))
    return found


def test_each_comment_is_on_exactly_the_words_that_carry_the_code(tmp_path: Path) -> None:
    found = commented(wrote(tmp_path))
    assert [(words, author) for words, author, _ in found] == [
        (studies.SOFA, "ana"), ("張梳化度", "ana"), (studies.PHONE, "ana"),
    ]  # fmt: skip
    assert found[1][2].startswith("Home-like place › Safety")
    assert "張梳化度" in found[1][2]  # it overlaps another: it says which words it is on


def test_passages_that_cross_are_each_whole(tmp_path: Path) -> None:
    words = "一二三四五六七八"
    whole = transcript(words, id="P07")
    marks = [("P07", 1, "一二三四", "home"), ("P07", 1, "三四五六", "contact"),
             ("P07", 1, "四", "safety"), ("P07", 1, words, "unused")]  # fmt: skip
    study = studies.study(marks, transcripts=[whole], suggested=(), refused=())
    found = commented(wrote(tmp_path, "P07", study))
    assert sorted(one[0] for one in found) == sorted(mark[2] for mark in marks)
    assert words in [line.text for line in Document(str(tmp_path / "out.docx")).paragraphs]


def test_the_words_are_all_there_under_pseudonym_turn_and_time(tmp_path: Path) -> None:
    lines = [one.text for one in Document(str(wrote(tmp_path, "P02"))).paragraphs]
    at = lines.index(studies.HOME)
    assert lines[at - 1] == "2  ·  P02  ·  0:02:00"
    assert lines[lines.index("How is it?") - 1] == "1  ·  interviewer  ·  0:01:00"


def test_suggestions_come_only_when_asked_for_and_say_what_they_are(tmp_path: Path) -> None:
    assert commented(wrote(tmp_path, "P03")) == []
    ((words, author, text),) = commented(wrote(tmp_path, "P03", suggestions=True))
    assert (words, author) == (studies.PHONE, "qualpipe")
    assert "suggested, not reviewed" in text


@pytest.mark.parametrize(
    ("language", "head"), [(Tongue.EN, "reviewed"), (Tongue.HK, "已審閱"), (Tongue.CN, "已审阅")]
)
def test_headings_follow_the_language(tmp_path: Path, language: Tongue, head: str) -> None:
    text = "\n".join(p.text for p in Document(str(wrote(tmp_path, language=language))).paragraphs)
    assert f"{head} 3" in text


def test_the_same_study_gives_the_same_bytes_and_its_face(tmp_path: Path) -> None:
    first = wrote(tmp_path).read_bytes()
    assert wrote(tmp_path).read_bytes() == first
    assert face_in(tmp_path / "out.docx").detail == {"transcript": "P01", "comments": 3}


def test_characters_that_word_refuses_do_not_stop_it(tmp_path: Path) -> None:
    whole = transcript("bell \x07, line\nbreak, 𠮷野, <b>&amp;", id="P08")
    study = studies.study([("P08", 1, "\x07, line\nbreak", "home")], transcripts=[whole],
                          suggested=(), refused=())  # fmt: skip
    path = wrote(tmp_path, "P08", study)
    assert len(commented(path)) == 1
    assert "bell �, line\nbreak, 𠮷野, <b>&amp;" in [p.text for p in Document(str(path)).paragraphs]


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match=r"\.docx"):
        interview("P01", studies.study(), Options(), tmp_path / "P01.pdf")
