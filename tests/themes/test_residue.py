import pytest
from make import segment

from qualpipe.model import QualpipeError
from qualpipe.themes import Reason, residue

SAID = [
    segment("Fine, thanks. And you?", turn=2),
    segment("食完藥成個人慢咗半拍，瞓到一兩點。", turn=4),
    segment("The landlord put the rent up by six hundred.", turn=6),
    segment("阿頭話後生女邊個唔攰，飲杯咖啡啦。", turn=8),
    segment("嗯。", turn=10),
]


def test_everything_is_kept_or_left_out_for_one_reason() -> None:
    found = residue(SAID, best=[0, 0.7, 0.2, 0.1, 0], explained={SAID[3].address})
    assert [one.text for one in found.kept] == [SAID[2].text]
    assert [(one.segment.turn, one.reason) for one in found.left_out] == [
        (2, Reason.SHORT),
        (4, Reason.SUGGESTED),
        (8, Reason.DECIDED),
        (10, Reason.BACKCHANNEL),
    ]
    assert len(found.left_out) + len(found.kept) == len(SAID)


def test_what_codes_explain_can_be_set_beside_the_themes() -> None:
    found = residue(SAID, best=[0, 0.7, 0.2, 0.1, 0], explained={SAID[3].address})
    assert [one.turn for one in found.explained] == [4, 8]


def test_a_code_explains_from_likelier_than_not_on() -> None:
    best = [0, 0.5, 0.49, 0, 0]
    assert [one.turn for one in residue(SAID, best=best).kept] == [6, 8]
    assert [one.turn for one in residue(SAID, best=best, level=0.4).kept] == [8]


def test_without_codes_all_that_says_something_is_searched() -> None:
    assert [one.turn for one in residue(SAID).kept] == [4, 6, 8]


def test_the_question_tells_small_talk() -> None:
    first = segment("兩程巴士，仲要等咗半個鐘先到。", turn=2)
    rest = [segment("The landlord put the rent up again.", turn=turn) for turn in range(4, 24, 2)]
    assert residue([first, *rest]).left_out == ()
    asked = residue([first, *rest], questions={first.address: "今日點嚟㗎？"})
    assert [(one.segment, one.reason) for one in asked.left_out] == [(first, Reason.SMALL_TALK)]


def test_probabilities_must_fit_the_segments() -> None:
    with pytest.raises(QualpipeError, match="2 probabilities for 5 segments"):
        residue(SAID, best=[0.1, 0.2])


def test_no_segment_is_no_fault() -> None:
    assert residue([]).kept == ()


@pytest.mark.parametrize("text", ["It's hot in here, the air con is off.", "出面好熱，冷氣太細。"])
def test_an_answer_a_row_has_neither_beginning_nor_end(text: str) -> None:
    survey = [segment(text, transcript=f"row {n}", turn=1) for n in range(12)]
    assert len(residue(survey).kept) == 12
    interview = [segment(text, turn=turn) for turn in range(1, 25)]
    assert [one.segment.turn for one in residue(interview).left_out] == [1, 2, 3, 23, 24]
