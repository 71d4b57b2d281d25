import numpy as np
import pytest
from make import segment
from talk import talk

from qualpipe.model import Language
from qualpipe.themes.wording.counts import amount, count, tells
from qualpipe.themes.wording.stop_words import stop_words


@pytest.mark.parametrize(
    "said",
    [
        "I mean you know okay right",
        "即係我覺得囉跟住佢話",
        "然后我觉得其实就是这样",
        "然後我覺得其實就是這樣",
    ],
)
def test_what_is_said_whatever_the_subject_is_not_counted(said: str) -> None:
    assert count([segment(said)]).shown == ()


@pytest.mark.parametrize(
    ("lemma", "told"),
    [("pill", True), ("药", True), ("七间", False), ("八九点", False), ("x", False), ("20", False)],
)
def test_numbers_and_letters_tell_nothing(lemma: str, told: bool) -> None:  # noqa: FBT001
    assert tells(lemma) is told


def test_words_are_shown_as_they_are_mostly_written() -> None:
    said = ["藥丸", "藥丸", "药丸", "Pills", "pills", "ICCMW"]
    counts = count([segment(one, turn=turn) for turn, one in enumerate(said)])
    assert counts.shown == ("藥丸", "pills", "ICCMW")
    assert counts.chinese.tolist() == [True, False, False]


def test_the_words_of_a_part_are_those_of_its_segments() -> None:
    said = talk(24)
    counts = count(said)
    rows = np.array([3, 4, 17])
    part = counts.of(rows)
    assert part.documents() == [counts.documents()[row] for row in rows]
    assert part.lemmas == counts.lemmas
    assert part.rows.max() == 2


def test_no_segment_has_no_word() -> None:
    assert count([]).documents() == []


def test_a_chinese_character_is_less_than_a_word() -> None:
    assert amount("等睇醫生") == pytest.approx(4 / 1.5)
    assert amount("wait for the doctor") == 4


def test_stop_words_hold_for_both_ways_of_writing() -> None:
    assert {"觉得", "即系", "因为", "mean", "know"} <= stop_words()
    assert not {"药", "屋企", "工作", "medicine", "家"} & stop_words()


def test_english_in_cantonese_is_counted_as_english() -> None:
    counts = count([segment("我個case manager好緊張啲medication", language=Language.YUE)])
    english = [w for w, han in zip(counts.shown, counts.chinese, strict=True) if not han]
    assert english == ["manager", "medication"]
