"""A code's wording, written as a description, reads back exactly and stays readable."""

import pytest
from exchanged import codebooks
from hypothesis import given
from make import code, phrases

from qualpipe.model import Codebook, Language
from qualpipe.text.refi_qda.wording import HEADINGS, described, description, facts_under, headed


@given(codebooks())
def test_every_phrase_reads_back_in_its_field_language_and_order(book: Codebook) -> None:
    for one in book:
        said = described(description(one))
        assert said.plain == ""
        assert said.facts["id"] == one.id
        for field in HEADINGS.values():
            assert said.phrases.get(field, ()) == getattr(one, field)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "People feel at home.",
        "定義：好似屋企。\n\n- 唔趕人\n- 有飯食",
        "Definition: x\nInclude: y",
    ],
)
def test_what_other_programs_describe_is_taken_as_it_stands(text: str) -> None:
    assert described(text).plain == text
    assert described(text).phrases == {}


def test_what_somebody_writes_above_our_headings_is_kept_apart() -> None:
    one = code("home", definition="As a home.")
    said = described(f"Mei: look again\n\n{description(one)}")
    assert said.plain == "Mei: look again"
    assert said.phrases["definition"] == one.definition


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", "\r\n"),
        lambda text: f"{text}\n\n",
        lambda text: text.replace("\n  \n", "\n\n"),
    ],
    ids=["line ends", "blank lines at the end", "blanks at line ends"],
)
def test_what_programs_do_to_texts_does_no_harm(change: object) -> None:
    assert callable(change)
    one = code("home", definition="As a home.\n\nOr nearly.", examples=["屋企", "sofa"])
    said = described(change(description(one)))
    assert said.phrases["definition"] == one.definition
    assert said.phrases["examples"] == one.examples
    assert said.facts["id"].strip() == "home"


def test_a_line_added_under_a_heading_belongs_to_the_text_above_it() -> None:
    text = description(code("home", definition="One.")).replace("One.", "One.\nTwo.")
    assert described(text).phrases["definition"] == phrases("One.\nTwo.", language=Language.EN)


def test_facts_stand_under_a_heading_of_their_own() -> None:
    text = headed("qualpipe codebook", ["id: x", "source: a\nb: c"])
    assert facts_under("qualpipe codebook", text) == {"id": "x", "source": "a\nb: c"}
    assert facts_under("qualpipe codebook", "something else") == {}
