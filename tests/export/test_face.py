"""Every export says what it was made of."""

import pytest
import studies

from qualpipe.export.face import Face, face_of
from qualpipe.export.options import Cells, Options, Shape, Tongue
from qualpipe.model import QualpipeError


def test_the_face_counts_what_is_shown_and_what_is_left_out() -> None:
    study = studies.study(sealed=4, adrift=(studies.study().decisions[0],))
    face = face_of("themes", study, Options())
    assert (face.reviewed, face.decisions, face.transcripts) == (5, 7, 4)
    assert (face.unreviewed, face.adrift, face.sealed) == (1, 1, 4)
    assert face.codebook_hash == study.codebook.hash
    assert face.head == study.head
    assert face.at == studies.AT


def test_a_face_comes_back_from_its_json() -> None:
    options = Options(language=Tongue.HK, by=("性別",), cells=Cells.QUOTES, shape=Shape.COLUMNS)
    face = face_of("matrix", studies.study(), options, detail={"transcript": "P01"})
    assert face.as_json().isascii()
    assert Face.of(face.as_json()) == face
    assert Options.of(Face.of(face.as_json()).options) == options


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"schema": "other"}', "null"])
def test_what_is_no_face_is_refused(text: str) -> None:
    with pytest.raises(QualpipeError):
        Face.of(text)


def test_options_of_another_version_are_refused() -> None:
    with pytest.raises(QualpipeError, match="another version"):
        Options.of({"colour": "red"})


@pytest.mark.parametrize(
    ("language", "empty", "left_out"),
    [
        (Tongue.EN, "Nothing has been reviewed yet", "2 suggestions nobody decided on"),
        (Tongue.HK, "尚未有任何審閱決定", "2 項未經審閱的系統建議"),
        (Tongue.CN, "尚未有任何审阅决定", "2 项未经审阅的系统建议"),
    ],
)
def test_a_face_says_in_each_language_that_nothing_is_reviewed(
    language: Tongue, empty: str, left_out: str
) -> None:
    text = str(face_of("themes", studies.empty(), Options()).lines(language))
    assert empty in text
    assert left_out in text
