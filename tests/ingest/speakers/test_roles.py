"""Promises of roles: labels first, then behaviour, never over the user's word."""

import pytest

from qualpipe.ingest.speakers.roles import doubts, guess
from qualpipe.model import Role

ASKS, ANSWERS, NEITHER = Role.INTERVIEWER, Role.PARTICIPANT, Role.OTHER


def roles(
    *said: tuple[str, str], interviewers: tuple[str, ...] = (), participants: tuple[str, ...] = ()
) -> dict[str, Role]:
    found = guess(said, interviewers=interviewers, participants=participants)
    return {speaker: one.role for speaker, one in found.items()}


@pytest.mark.parametrize(
    ("asks", "answers"),
    [
        ("I", "P"),
        ("INT", "P01"),
        ("Interviewer", "Mary"),
        ("Researcher", "Participant 3"),
        ("Moderator", "A"),
        ("Q", "A"),
        ("I", "R"),
        ("R", "P1"),
        ("訪", "受"),
        ("訪員", "受訪者A"),
        ("訪問員", "P01（男）"),
        ("访谈者", "被访者"),
        ("研究員", "阿May"),
        ("主持", "參與者二"),
        ("問", "答"),
        ("doctor", "patient"),
        ("社工", "案主"),
        ("Interviewer", "Doctor"),
        ("Ｉ", "Ｐ０１"),
        ("INV", "PAR"),
    ],
)
def test_labels_tell_who_asks_and_who_answers(asks: str, answers: str) -> None:
    assert roles((asks, "點呀"), (answers, "幾好")) == {asks: ASKS, answers: ANSWERS}


@pytest.mark.parametrize("label", ["Interpreter", "翻譯", "觀察員", "Everyone", "眾人"])
def test_who_is_in_the_room_for_another_reason_is_neither(label: str) -> None:
    assert roles(("I", "Hi"), (label, "Hi"), ("P", "Hi"))[label] is NEITHER


QUESTIONS = {
    "en": ("How did you come?", "And what happened then?", "Why was that?", "mm"),
    "yue": ("你點嚟㗎", "跟住呢？", "點解會咁嘅", "嗯"),
    "zh": ("你是怎么来的", "然后呢？", "为什么会这样", "嗯"),
}
REPLIES = {
    "en": "I took the bus and then I walked along the river because it was early.",
    "yue": "我搭巴士，跟住沿住條河行，因為仲早，我唔想咁快到。",
    "zh": "我坐公交车，然后沿着河走，因为还早，我不想太快到。",
}


@pytest.mark.parametrize("language", QUESTIONS)
def test_where_labels_say_nothing_the_one_who_asks_is_the_interviewer(language: str) -> None:
    said = []
    for question in QUESTIONS[language]:
        said += [("SPEAKER_01", question), ("SPEAKER_00", REPLIES[language])]
    found = guess(said)
    assert {one.role for one in found.values()} == {ASKS, ANSWERS}
    assert found["SPEAKER_01"].role is ASKS
    assert "asks in" in found["SPEAKER_01"].reason
    assert doubts(found, name="P01.txt") == ()


def test_the_only_speaker_beside_participants_is_the_interviewer() -> None:
    said = (("Mary", "Shall we begin?"), ("P1", "Yes."), ("P2", "Yes."))
    assert roles(*said) == {"Mary": ASKS, "P1": ANSWERS, "P2": ANSWERS}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ([("A", "去邊？"), ("B", "你話去邊？"), ("A", "好。"), ("B", "好。")] * 3, "A, B all ask"),
        ([("A", "我今日好攰。"), ("B", "我都係。")] * 4, "no interviewer was found"),
    ],
)
def test_where_nobody_clearly_asks_all_are_participants_and_the_user_is_told(
    said: list[tuple[str, str]], why: str
) -> None:
    found = guess(said)
    assert {one.role for one in found.values()} == {ANSWERS}
    (problem,) = doubts(found, name="P01.txt")
    assert why in problem.message
    assert "--interviewer" in problem.remedy


def test_one_speaker_alone_is_a_participant_without_doubt() -> None:
    for label in ("", "Mary", "P01"):
        found = guess([(label, "我今日好攰。")])
        assert found[label].role is ANSWERS
        assert doubts(found, name="P01.txt") == ()


@pytest.mark.parametrize("named", ["Mary", "ＭＡＲＹ", "mary "])
def test_the_users_word_wins_over_everything(named: str) -> None:
    said = (("Mary", "I came by bus."), ("P1", "How?"), ("Ada", "And you?"))
    found = guess(said, interviewers=(named,), stated={"Mary": "participant"})
    assert found["Mary"].role is ASKS
    assert found["Mary"].reason == "named by the user"
    assert found["Ada"].role is ANSWERS
    assert roles(*said, participants=("Mary",), interviewers=("P1",)) == {
        "Mary": ANSWERS,
        "P1": ASKS,
        "Ada": ANSWERS,
    }


@pytest.mark.parametrize("stated", ["interviewer", "Investigator", "Interviewer"])
def test_what_the_file_states_wins_over_the_label(stated: str) -> None:
    found = guess((("PAR", "Hi?"), ("MOT", "Hi.")), stated={"PAR": stated})
    assert found["PAR"].role is ASKS
    assert found["PAR"].reason == "stated in the file"


def test_each_speaker_has_a_role_in_order_of_appearance() -> None:
    said = [(f"Speaker {number}", "Well.") for number in range(200)]
    assert list(guess(said)) == [speaker for speaker, _ in said]
