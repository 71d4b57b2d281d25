"""English keywords are found in the forms in which people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.coding.inflect import forms, word_forms


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("visit", "visits visited visiting"),
        ("judge", "judges judged judging"),
        ("try", "tries tried trying"),
        ("play", "plays played playing"),
        ("plan", "plans planned planning"),
        ("travel", "travels traveled travelled traveling travelling"),
        ("quit", "quits quit quitting"),
        ("miss", "misses missed missing"),
        ("reach", "reaches reached reaching"),
        ("agree", "agrees agreed agreeing"),
        ("lie", "lies lied lay lying"),
        ("go", "goes went gone going"),
        ("feel", "feels felt feeling"),
        ("understand", "understands understood understanding"),
        ("have", "has had having"),
        ("be", "am is are was were been being"),
        ("child", "children"),
        ("wife", "wives"),
        ("church", "churches"),
        ("family", "families"),
        ("sofa", "sofas"),
        ("meeting", "meetings"),
    ],
)
def test_a_word_has_the_forms_that_people_say(word: str, said: str) -> None:
    assert set(said.split()) <= set(word_forms(word))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("plan", "planed"),
        ("hop", "hoped"),
        ("scar", "scared"),
        ("belonging", "belongings"),
        ("good", "goods"),
        ("found", "founded"),
        ("saw", "sawing"),
        ("isolated", "isolateding"),
        ("ex", "exing"),
        ("values", "valueses"),
    ],
)
def test_a_word_has_no_form_that_is_another_word(word: str, other: str) -> None:
    assert other not in word_forms(word)


@pytest.mark.parametrize(
    ("term", "said"),
    [
        ("feel at home", "felt at home"),
        ("support group", "support groups"),
        ("come and go as I like", "came and went as i like"),
        ("what I am good at", "what i'm good at"),
        ("what I am good at", "what i was good at"),
        ("know what it is like", "knew what it's like"),
        ("know what it is like", "known what it was like"),
        ("nobody understand", "nobody understood"),
        ("really listen", "really listened"),
        ("give up on me", "gave up on me"),
        ("don't judge", "didn't judge"),
        ("do not judge", "don't judge"),
        ("in my shoes", "in my shoes"),
        ("keep calling", "kept calling"),
    ],
)
def test_a_phrase_is_inflected_where_its_verb_or_its_noun_is(term: str, said: str) -> None:
    assert said in forms(term)


@pytest.mark.parametrize("term", ["the", "like", "nobody", "my own", "AA制", "24/7", "咖啡"])
def test_what_takes_no_ending_is_left_alone(term: str) -> None:
    assert forms(term) == (term.lower(),)


@pytest.mark.parametrize("term", ["PTSD", "GP"])
def test_an_abbreviation_takes_the_plural_only(term: str) -> None:
    assert forms(term) == (term.lower(), f"{term.lower()}s")


@given(st.text())
def test_a_term_is_the_first_of_its_forms_and_each_is_there_once(term: str) -> None:
    made = forms(term)
    assert made[0] == " ".join(term.lower().split())
    assert len(set(made)) == len(made)
