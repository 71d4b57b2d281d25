"""Quotes: verbatim, typical, spread over participants, with what could give somebody away."""

from dataclasses import replace

import pytest
import studies
from hypothesis import given
from hypothesis import strategies as st
from make import transcript

from qualpipe.export.options import Options
from qualpipe.export.passages import Material, Passage
from qualpipe.export.study import Study
from qualpipe.export.table import Table
from qualpipe.export.tables import build
from qualpipe.export.tables.quotes import ranked, spread
from qualpipe.model import QualpipeError


def quotes(study: Study | None = None, **options: object) -> Table:
    return build("quotes", study or studies.study(), Options(**options))[0]  # type: ignore[arg-type]


def column(table: Table, name: str) -> list[object]:
    at = [one.name for one in table.columns].index(name)
    return [row[at] for row in table.rows]


def said(*words: str, cases: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    """Return passages of one code with these words."""
    names = cases or ("P01",) * len(words)
    whole = [transcript(one, id=f"T{n}", attributes={"participant": names[n]})
             for n, one in enumerate(words)]  # fmt: skip
    marks = [(f"T{n}", 1, one, "home") for n, one in enumerate(words)]
    study = studies.study(marks, transcripts=whole, suggested=(), refused=())
    return Material(study=study, options=Options()).passages


def test_quotes_are_in_the_text_word_for_word() -> None:
    texts = {one.id: one.text for one in studies.interviews()}
    table = quotes()
    for words, name in zip(column(table, "quote"), column(table, "transcript"), strict=True):
        assert str(words) in texts[str(name)]


def test_the_most_typical_comes_first_in_each_script() -> None:
    english = ("they made me tea and toast", "they made tea", "bus fare", "tea they made for me")
    chinese = ("佢哋沖咗杯茶畀我飲", "佢哋沖茶畀我飲", "巴士飛好貴呀而家", "沖咗杯茶畀我飲呀")
    for words in (english, chinese):
        assert words[2] == ranked(said(*words))[-1].text
    first = {one.text for one in ranked(said(*english, *chinese))[:4]}
    assert first & set(english)
    assert first & set(chinese)


def test_quotes_are_spread_over_participants_and_never_twice_the_same_words() -> None:
    passages = said("一", "二", "三", "三", "四", cases=("P01", "P01", "P01", "P02", "P03"))
    assert [one.text for one in spread(passages, 3)] == ["一", "三", "四"]
    assert [one.text for one in spread(passages, 9)] == ["一", "三", "四", "二"]


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_any_words_can_be_ranked_and_none_is_lost(words: list[str]) -> None:
    passages = said(*(one.encode("utf-8", "replace").decode() for one in words))
    found = ranked(passages)
    assert sorted(one.address for one in found) == sorted(one.address for one in passages)


def test_a_code_without_quotes_is_named() -> None:
    assert any("Never given" in note for note in quotes().notes)


def test_a_quote_stands_beside_its_translation_marked_human() -> None:
    table = quotes()
    found = dict(zip(column(table, "quote"), column(table, "translation"), strict=True))
    assert found[studies.SOFA] == "I sit on the sofa, as if I had come home."
    made_by = dict(zip(column(table, "quote"), column(table, "translated_by"), strict=True))
    assert made_by[studies.SOFA] == "human"
    assert made_by["張梳化度"] == "human; the whole turn"
    assert made_by[studies.HOME] == ""


@pytest.mark.parametrize(
    ("value", "maker"),
    [("Google Translate", "machine"), ("machine (DeepL)", "machine"), ("機器翻譯", "machine"),
     ("M. Chan", "human"), ("陳大文", "human")],
)  # fmt: skip
def test_a_translation_by_machine_says_so(value: str, maker: str) -> None:
    original, english, *others = studies.interviews()
    marked = replace(english, attributes={"Translated by": value})
    table = quotes(studies.study(transcripts=(original, marked, *others)))
    found = dict(zip(column(table, "quote"), column(table, "translated_by"), strict=True))
    assert found[studies.SOFA] == maker


def test_what_was_coded_in_a_translation_stands_beside_the_original_words() -> None:
    table = quotes(studies.study([("P01.en", 2, "I sit on the sofa", "home")]))
    assert column(table, "quote") == [studies.SOFA]
    assert column(table, "translation") == ["I sit on the sofa"]


def test_a_rare_combination_of_attributes_is_a_warning_that_names_the_rule() -> None:
    table = quotes(by=("gender", "district"))
    warned = dict(zip(column(table, "participant"), column(table, "caution"), strict=True))
    assert warned["P01"] == "only 1 of 3 alike in gender, district"
    assert any("fewer than 3 participants" in note for note in table.notes)
    assert "caution" not in [one.name for one in quotes(by=("gender",), small=1).columns]


def test_picks_are_the_writers_and_may_leave_words_out() -> None:
    where = studies.place(studies.interviews(), "P01", 2, studies.SOFA)
    assert where == "P01:2:0-16"
    table = quotes(picks=("P01:2:0-16 home", "P01:2:1-7,9-15 home"))
    assert column(table, "quote") == [studies.SOFA, "… 坐喺張梳化度 … 似返到屋企咁 …"]
    assert column(table, "address") == ["P01:2:0-16", "P01:2:1-7,9-15"]
    assert any("ellipsis" in note for note in table.notes)


def test_a_pick_that_names_no_code_stands_under_each_of_its_codes() -> None:
    table = quotes(picks=("P01:2:3-5",))
    assert column(table, "code_path") == ["Home-like place", "Home-like place › Safety"]


@pytest.mark.parametrize(
    ("pick", "says"),
    [
        ("P01:2", "is no pick"),
        ("P01:2:5-3", "holds no words"),
        ("P01:2:4-8,2-3", "follow one another"),
        ("P01:2:0-16 contact", "coded there: P01:2:0-16 home"),
        ("P02:1:0-3", "nothing is coded in that turn"),
        ("P99:1:0-3", "nothing is coded in that turn"),
    ],
)
def test_a_pick_that_fits_nothing_says_what_would(pick: str, says: str) -> None:
    with pytest.raises(QualpipeError, match=says):
        quotes(picks=(pick,))
