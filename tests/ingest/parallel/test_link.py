"""Promises of linking: which file translates which, and what does not match."""

from dataclasses import replace
from itertools import permutations

import pytest
from make import source, transcript

from qualpipe.ingest.parallel import link
from qualpipe.model import Language, Transcript

CHINESE = (
    ("訪", "點嚟㗎？"),
    ("受", "搭小巴囉，塞咗好耐。"),
    ("訪", "跟住呢？"),
    ("受", "行上嚟。"),
)
ENGLISH = (
    ("I", "How did you come?"),
    ("P", "By minibus, stuck for long."),
    ("I", "And then?"),
    ("P", "I walked up."),
)


def interview(
    name: str, said: tuple[tuple[str, str], ...] = CHINESE, *, above: str = ""
) -> Transcript:
    made = transcript(*said, id=name.rpartition(".")[0], interviewers=("I", "訪"))
    turns = tuple(replace(turn, span=turn.span.shifted(len(above))) for turn in made.turns)
    return replace(made, source=source(name), text=above + made.text, turns=turns)


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (("P01.zh.txt", "P01.en.txt"), ("P01", "P01.en")),
        (("P01_zh.txt", "P01_en.docx"), ("P01", "P01.en")),
        (("P01-yue.vtt", "P01-eng.csv"), ("P01", "P01.eng")),
        (("P01.txt", "P01.en.txt"), ("P01", "P01.en")),
        (("訪談一_中文.docx", "訪談一_英譯.docx"), ("訪談一", "訪談一.英譯")),
    ],
)
def test_files_that_differ_in_their_language_are_linked(
    names: tuple[str, str], ids: tuple[str, str]
) -> None:
    files = (interview(names[0]), interview(names[1], ENGLISH))
    for first, second in permutations(files):
        found, problems = link([first, second])
        original, translation = sorted(found, key=lambda one: one.translation_of is not None)
        assert (original.id, translation.id) == ids
        assert (original.translation_of, translation.translation_of) == (None, ids[0])
        assert [turn.translates for turn in translation.turns] == [1, 2, 3, 4]
        assert problems == ()


def test_linking_twice_changes_nothing() -> None:
    once, _ = link([interview("P01.zh.txt"), interview("P01.en.txt", ENGLISH)])
    assert link(once) == (once, ())


@pytest.mark.parametrize(
    ("above", "other", "translation"),
    [("（中文譯本）\n\n", "", Language.EN), ("", "", Language.ZH), ("", "", Language.YUE)],
    ids=["the file says so", "setting", "setting of the other Chinese"],
)
def test_the_original_may_be_the_english_side(
    above: str, other: str, translation: Language
) -> None:
    files = [interview("P01.zh.txt", above=above), interview("P01.en.txt", ENGLISH, above=other)]
    chinese, english = link(files, translation=translation)[0]
    assert (english.id, english.translation_of) == ("P01", None)
    assert (chinese.id, chinese.translation_of) == ("P01.zh", "P01")


def test_an_original_keeps_its_id_when_its_translation_comes_later() -> None:
    alone, _ = link([interview("P01.zh.txt")])
    assert [one.id for one in alone] == ["P01"]
    assert [one.id for one in link([interview("P01.en.txt", ENGLISH)])[0]] == ["P01.en"]


@pytest.mark.parametrize(
    "names",
    [("clinic-hk.txt", "clinic-tw.txt"), ("P01.txt", "P02.txt"), ("Ada_Chi.txt", "Ada.txt")],
)
def test_other_names_are_left_alone(names: tuple[str, str]) -> None:
    files = tuple(interview(name) for name in names)
    assert link(files) == (files, ())


def test_three_languages_have_one_original() -> None:
    files = [interview("P01.en.txt", ENGLISH), interview("P01.zh.txt"), interview("P01.yue.txt")]
    found, _ = link(files)
    assert sorted((one.id, one.translation_of or "") for one in found) == [
        ("P01", ""),
        ("P01.en", "P01"),
        ("P01.zh", "P01"),
    ]


def test_respondents_of_two_surveys_are_linked_one_by_one() -> None:
    files = [
        replace(interview(f"survey.{language}.csv"), id=f"survey.{language}-R{n}")
        for language in ("zh", "en")
        for n in (1, 2)
    ]
    found, _ = link(files)
    assert [(one.id, one.translation_of) for one in found] == [
        ("survey-R1", None),
        ("survey-R2", None),
        ("survey.en-R1", "survey-R1"),
        ("survey.en-R2", "survey-R2"),
    ]


def test_a_translation_in_the_same_file_follows_the_new_id() -> None:
    original = interview("P01.zh.csv")
    inside = replace(original, id="P01.zh.en", translation_of="P01.zh")
    found, _ = link([original, inside])
    assert [(one.id, one.translation_of) for one in found] == [("P01", None), ("P01.zh.en", "P01")]


@pytest.mark.parametrize(
    ("english", "report"),
    [
        (ENGLISH[:2], "turns 3, 4 of P01.zh.txt, its original: not translated"),
        ((*ENGLISH, ("I", "Bye."), ("P", "Bye.")), "turns 5, 6 render nothing of P01.zh.txt"),
        (
            (*ENGLISH[:1], ("P", "By minibus,"), ("P", "stuck for long."), *ENGLISH[2:]),
            "turn 2 of P01.zh.txt, its original: rendered by two turns",
        ),
    ],
)
def test_what_does_not_match_is_reported_by_turn(
    english: tuple[tuple[str, str], ...], report: str
) -> None:
    _, problems = link([interview("P01.zh.txt"), interview("P01.en.txt", english)])
    counts = f"P01.en.txt: {len(english)} turns, but 4 of P01.zh.txt, its original"
    assert str(problems[0]).startswith(counts)
    assert report in str(problems[1])


def test_roles_that_cross_are_reported() -> None:
    roles = {"I": "P", "P": "I"}
    english = tuple((roles[speaker], words) for speaker, words in ENGLISH[:1]) + ENGLISH[1:]
    _, problems = link([interview("P01.zh.txt"), interview("P01.en.txt", english)])
    assert "turn 1 render a turn of another role" in str(problems[0])
