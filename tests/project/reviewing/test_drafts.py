from dataclasses import replace

import make
import pytest
from hypothesis import given
from hypothesis import strategies as some

from qualpipe import QualpipeError
from qualpipe.codebook import CodebookError, load
from qualpipe.model import Code, Codebook, Language, Phrase
from qualpipe.project.reviewing import revising


def test_a_codebook_read_back_unchanged_is_the_same() -> None:
    book = load("recovery")
    tree = revising.tree_of_codebook(book)
    assert revising.read_draft(tree["codes"], base=book) == book
    assert revising.read_draft([], base=book) == book


_TEXT = some.text(some.characters(exclude_categories=("C", "Z")), min_size=1, max_size=12)


@given(texts=some.lists(_TEXT, max_size=4, unique=True), language=some.sampled_from(Language))
def test_any_wording_in_any_language_is_read_back_as_it_is(
    texts: list[str], language: Language
) -> None:
    phrases = tuple(Phrase(language, text) for text in texts)
    code = replace(make.code(), keywords=phrases, examples=phrases, exclude=phrases)
    book = make.codebook(code)
    assert revising.read_draft(revising.tree_of_codebook(book)["codes"], base=book) == book


def test_only_the_codes_that_changed_are_sent() -> None:
    book = make.codebook(make.code("one"), make.code("two"))
    two = {**revising.tree_of_codebook(book)["codes"][1], "definition": {"yue": ["新定義"]}}
    read = revising.read_draft([two], base=book, version="2")
    assert read.codes[0] == book.codes[0]
    assert read.codes[1].definition == (Phrase(Language.YUE, "新定義"),)
    assert read.version == "2"


def test_all_mistakes_are_told_at_once() -> None:
    book = make.codebook(make.code("one"))
    wrong = {"id": "one", "parent": "nowhere", "colour": "red", "share": "much"}
    with pytest.raises(CodebookError) as refusal:
        revising.read_draft([wrong], base=book)
    told = str(refusal.value)
    assert "3 mistakes" in told
    assert all(word in told for word in ("nowhere", "red", "much"))


def test_a_new_code_needs_an_id_of_its_own() -> None:
    book = make.codebook(make.code("one"))
    assert [one.id for one in revising.added(book, make.code("two"))] == ["one", "two"]
    with pytest.raises(QualpipeError, match="already"):
        revising.added(book, make.code("one"))


def defined(book: Codebook, code: str, text: str) -> Codebook:
    codes = (replace(one, definition=make.phrases(text)) if one.id == code else one for one in book)
    return replace(book, codes=tuple(codes))


def coloured(book: Codebook, code: str, colour: str) -> Codebook:
    codes = (replace(one, colour=colour) if one.id == code else one for one in book)
    return replace(book, codes=tuple(codes))


BASE = make.codebook(make.code("one"), make.code("two"))


def test_changes_to_different_fields_are_put_together() -> None:
    mine, theirs = defined(BASE, "one", "mine"), coloured(BASE, "one", "#123456")
    joined, clashes = revising.rebased(mine, base=BASE, theirs=theirs)
    assert joined == defined(theirs, "one", "mine")
    assert clashes == ()


def test_where_both_changed_a_field_mine_is_taken_and_told() -> None:
    joined, clashes = revising.rebased(
        defined(BASE, "one", "mine"), base=BASE, theirs=defined(BASE, "one", "theirs")
    )
    assert joined == defined(BASE, "one", "mine")
    assert clashes == ("one: definition",)


def codes(*names: str) -> tuple[Code, ...]:
    return tuple(make.code(name) for name in names)


@pytest.mark.parametrize(
    ("mine", "theirs", "joined"),
    [
        (("one", "two", "three"), ("one", "two"), ["one", "two", "three"]),
        (("one", "two"), ("one", "two", "three"), ["one", "two", "three"]),
        (("one",), ("one", "two"), ["one"]),
        (("one", "two"), ("one",), ["one"]),
    ],
)
def test_codes_that_came_or_went_on_one_side_do_so_in_both(
    mine: tuple[str, ...], theirs: tuple[str, ...], joined: list[str]
) -> None:
    found, clashes = revising.rebased(
        replace(BASE, codes=codes(*mine)), base=BASE, theirs=replace(BASE, codes=codes(*theirs))
    )
    assert [one.id for one in found] == joined
    assert clashes == ()


def test_a_code_that_one_took_out_and_the_other_changed_stays() -> None:
    out = replace(BASE, codes=codes("one"))
    kept, told = revising.rebased(out, base=BASE, theirs=defined(BASE, "two", "theirs"))
    assert [one.id for one in kept] == ["one", "two"]
    assert told == ("two: taken out here, changed there",)
    other, _ = revising.rebased(defined(BASE, "two", "mine"), base=BASE, theirs=out)
    assert [one.id for one in other] == ["one", "two"]
