"""Promises of labels that are rare: people who come in once speak, words of speech do not."""

import pytest

from qualpipe.ingest.speakers import find_turns
from qualpipe.model import Problem

IN_SPEECH = [
    "Doctor Wong: take your pills and go home",
    "God: give me strength",
    "Mary: that is what she said to me",
    "阿媽：你做乜唔食藥？佢成日咁講",
    "老公：食飯未",
    "老細：返工啦",
]
HEADED = ["Reason: money", "Conclusion: no", "Honestly: no", "Monday: rest", "Advantage: near"]
LABELS = [("I", "P"), ("訪", "受訪者A"), ("Q", "A")]
LOOKS = {
    "bold": "**{}:** {}",
    "brackets": "【{}】{}",
    "tab": "{}\t{}",
    "stamps": "[00:01:02] {}: {}",
}


def interview(
    labels: tuple[str, str] = ("I", "P"), *, look: str = "{}: {}", turns: int = 80
) -> list[str]:
    """Write down two people who take turns."""
    return [look.format(labels[n % 2], "some words, 有啲嘢") for n in range(turns)]


def among(line: str, lines: list[str], *, at: int = 40, between: str = "\n") -> str:
    return between.join([*lines[:at], line, *lines[at:]])


def speakers(text: str, *known: str) -> set[str]:
    return {piece.speaker for piece in find_turns(text, known=known)[0]}


def problems(text: str, *known: str) -> list[Problem]:
    return list(find_turns(text, name="P01.txt", known=known)[1])


@pytest.mark.parametrize("line", IN_SPEECH + HEADED)
@pytest.mark.parametrize("labels", LABELS, ids="-".join)
@pytest.mark.parametrize("turns", [6, 80])
def test_a_name_before_a_colon_in_speech_is_no_speaker_where_two_take_turns(
    line: str, labels: tuple[str, str], turns: int
) -> None:
    text = among(line, interview(labels, turns=turns), at=turns // 2 // 2 * 2)
    assert speakers(text) == set(labels)
    assert line in "".join(piece.span.of(text) for piece in find_turns(text)[0])


@pytest.mark.parametrize("line", IN_SPEECH)
def test_what_is_taken_for_speech_is_told_by_its_place_and_not_by_its_words(line: str) -> None:
    (told,) = problems(among(line, interview()))
    assert (told.where, told.message) == (
        "P01.txt:41",
        "what might be a speaker's label is taken for words of turn 40",
    )
    assert "--participant" in told.remedy


@pytest.mark.parametrize("line", HEADED)
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_heads_a_point_is_nobody_however_often_it_comes(line: str, between: str) -> None:
    lines = ["Q: Why?", "A: Well.", line, "Q: And?", "A: Hm.", line, "Q: So?", "A: Yes.", line]
    assert speakers(between.join(lines)) == {"Q", "A"}


@pytest.mark.parametrize("label", ["Mother", "阿媽"])
@pytest.mark.parametrize(
    ("at", "between"), [(41, "\n\n"), (40, "\n\n")], ids=["after a question", "after an answer"]
)
def test_who_comes_in_once_as_a_paragraph_among_labelled_ones_speaks_and_is_told(
    label: str, at: int, between: str
) -> None:
    text = among(f"{label}: He was late, 佢遲到", interview(), at=at, between=between)
    assert speakers(text) == {"I", "P", label}
    (told,) = problems(text)
    assert (told.where, told.message) == (
        f"P01.txt:{2 * at + 1}",
        f"{label!r} is taken for a speaker, who has turn {at + 1} alone",
    )
    assert "--interviewer" in told.remedy


@pytest.mark.parametrize("label", ["Mother", "阿媽"])
def test_a_lone_blank_line_sets_somebody_apart(label: str) -> None:
    assert label in speakers(among(f"\n{label}: He was late, 佢遲到", interview()))


@pytest.mark.parametrize("line", IN_SPEECH)
def test_a_paragraph_inside_a_turn_is_no_sign_where_turns_have_several(line: str) -> None:
    lines = [f"{one}\n\nand more of it\n" for one in interview(turns=20)]
    assert speakers(among(f"\n{line}\n", lines, at=10)) == {"I", "P"}


@pytest.mark.parametrize("label", ["Mother", "阿媽"])
@pytest.mark.parametrize("look", LOOKS)
def test_a_label_set_as_the_others_are_is_believed(label: str, look: str) -> None:
    lines = interview(("訪員", "P1"), look=LOOKS[look])
    assert label in speakers(among(LOOKS[look].format(label, "He was late."), lines))


@pytest.mark.parametrize("line", IN_SPEECH)
@pytest.mark.parametrize("look", LOOKS)
def test_a_label_set_otherwise_is_not(line: str, look: str) -> None:
    lines = interview(("訪員", "P1"), look=LOOKS[look])
    assert speakers(among(line, lines)) == {"訪員", "P1"}


@pytest.mark.parametrize("label", ["Mother", "阿媽"])
def test_who_has_a_turn_between_two_of_one_person_speaks(label: str) -> None:
    lines = ["I: And?", f"{label}: He was late.", *interview()]
    assert label in speakers("\n".join(lines))


@pytest.mark.parametrize("label", ["Staff", "I2", "護士", "Interpreter"])
def test_labels_that_all_know_are_believed_on_one_turn_and_told(label: str) -> None:
    text = among(f"{label}: Hello", interview())
    assert label in speakers(text)
    assert [label in one.message for one in problems(text)] == [True]


@pytest.mark.parametrize("label", ["Mary", "阿媽", "老細"])
def test_a_label_that_the_user_has_named_is_believed_and_nothing_is_told(label: str) -> None:
    text = among(f"{label}: Hello", interview())
    assert speakers(text, label) == {"I", "P", label}
    assert problems(text, label) == []


def test_among_names_a_name_that_speaks_once_is_believed_and_told() -> None:
    text = among("Paul: Hello", interview(("Ada Lam", "阿樂")))
    assert "Paul" in speakers(text)
    assert "'Paul'" in problems(text)[0].message


NAMES = [("Ada Lam", "阿樂"), ("Mary", "Ben"), ("陳大文", "李小明"), ("KC01", "KC02")]
BY_COMPANY = {"Ada Lam": "Xolani Mbeki", "Mary": "Paul", "陳大文": "王美玲", "KC01": "KC07"}


@pytest.mark.parametrize("pair", NAMES, ids="-".join)
def test_a_name_among_such_names_is_believed_on_one_turn(pair: tuple[str, str]) -> None:
    label = BY_COMPANY[pair[0]]
    assert label in speakers(among(f"{label}: Hello", interview(pair)))


@pytest.mark.parametrize(
    "label", ["Mother", "Auntie May", "Dr. Wong", "Paul", "阿媽", "陳太", "老公", "黃姑娘", "小陳"]
)
@pytest.mark.parametrize("pair", [("I", "P"), ("訪", "受"), *NAMES], ids="-".join)
def test_kin_titles_and_given_names_are_people_in_any_company(
    label: str, pair: tuple[str, str]
) -> None:
    text = among(f"{label}: He was late, 佢遲到", interview(pair), between="\n\n")
    assert label in speakers(text)
    assert any(repr(label) in one.message for one in problems(text))


@pytest.mark.parametrize("label", ["Overdose", "Panic", "小產", "黃體酮", "Siobhan"])
@pytest.mark.parametrize("pair", [("I", "P"), ("訪", "受"), ("Mary", "Ben")], ids="-".join)
def test_what_is_met_once_and_is_like_no_other_label_is_speech_and_told_by_its_place(
    label: str, pair: tuple[str, str]
) -> None:
    text = among(f"{label}: that was 嗰次", interview(pair), between="\n\n")
    assert speakers(text) == set(pair)
    (told,) = problems(text)
    assert (told.where, told.message) == (
        "P01.txt:81",
        "a word before a colon is met once, and is taken for words of turn 40",
    )
    assert "--participant" in told.remedy
    assert label in speakers(text, label), "unless the user names it"


def test_a_slip_of_the_pen_in_a_label_is_no_word_of_speech() -> None:
    text = among("Interviwer: And?", interview(("Interviewer", "P01")), between="\n\n")
    assert "Interviwer" in speakers(text)


@pytest.mark.parametrize("label", ["Siobhan", "小芳仔"])
@pytest.mark.parametrize("look", ["bold", "brackets", "tab"])
def test_a_label_set_as_the_others_are_is_one_and_what_is_told_of_it_leaves_it_out(
    label: str, look: str
) -> None:
    lines = interview(("訪員", "P1"), look=LOOKS[look])
    text = among(LOOKS[look].format(label, "He was late."), lines)
    assert label in speakers(text)
    (told,) = problems(text)
    assert told.message == "a label that is met once is taken for a speaker, who has turn 41 alone"


def test_before_the_first_turn_it_is_part_of_none() -> None:
    (told,) = problems(
        "\n\n".join(["Overdose: it was in winter, and I took them all.", *interview()])
    )
    assert (told.where, told.message) == (
        "P01.txt:1",
        "a word before a colon is met once, and is taken for what stands above the first turn",
    )


def test_where_all_speak_seldom_nothing_is_told_of_it() -> None:
    assert problems("I: Hi?\nP: Hi.\nI: So?\n") == []


def test_of_many_who_speak_once_the_first_are_named_and_all_are_counted() -> None:
    names = [f"{chr(65 + n)}lice Lee" for n in range(20)]
    text = "".join(f"{name}: Hello.\nModerator: Thanks.\n" for name in names)
    told = problems(text)
    assert len(told) == 9
    assert told[-1].message == "20 speakers in all have one turn each"
