from dataclasses import replace

import pytest
from make import code, codebook, phrases, segment
from make import theme as a_theme

from qualpipe.model import Language, QualpipeError
from qualpipe.themes import Findings, Material, adopt, rename, residue

BOOK = codebook(code("home"))


def test_a_theme_becomes_a_code_with_all_that_is_known_of_it(
    material: Material, findings: Findings
) -> None:
    (theme, *_) = rename(findings.themes, "1", "losing the flat / 冇屋住")
    book, _ = adopt(BOOK, theme, material.segments, id="housing_loss", version="2", parent="home")
    assert (book.version, [one.id for one in book]) == ("2", ["home", "housing_loss"])
    made = book.codes[-1]
    assert [(one.language, one.text) for one in made.name] == [
        (Language.EN, "losing the flat"),
        (Language.YUE, "冇屋住"),
    ]
    assert made.parent == "home"
    assert made.keywords == theme.terms
    of = {one.address: one.text for one in material.segments}
    assert [one.text for one in made.examples][:3] == [of[address] for address in theme.quotes]
    english, chinese = made.definition
    assert english.text.startswith("DRAFT, made from theme 1 of run test")
    assert theme.terms_in(Language.EN)[0] in english.text
    assert "草稿" in chinese.text
    assert theme.terms_in(Language.YUE)[0] in chinese.text


def test_its_segments_become_suggestions_that_later_searches_leave_out(
    material: Material, findings: Findings
) -> None:
    theme = findings.themes[0]
    _, suggestions = adopt(BOOK, theme, material.segments, id="new", version="2")
    assert tuple(one.segment for one in suggestions) == theme.segments
    assert {(one.code, one.run) for one in suggestions} == {("new", "test")}
    score = {one.segment: one.score for one in suggestions}
    best = [score.get(one.address, 0.0) for one in material.segments]
    kept = {one.address for one in residue(material.segments, best=best).kept}
    assert not kept & set(theme.segments)


@pytest.mark.parametrize("name", ["屋企", "waiting-2.1", "Home"])
def test_a_code_may_be_called_as_in_a_codebook(
    material: Material, findings: Findings, name: str
) -> None:
    book, _ = adopt(BOOK, findings.themes[0], material.segments, id=name, version="2")
    assert book.codes[-1].id == name


@pytest.mark.parametrize(
    ("wish", "message"),
    [
        ({"id": "home"}, "a code 'home' already"),
        ({"id": "Big Home"}, "is no code id"),
        ({"id": "屋企/home"}, "is no code id"),
        ({"id": "new", "parent": "nowhere"}, "no code 'nowhere' to put it under; known: home"),
    ],
)
def test_an_adoption_that_cannot_be_says_why(
    material: Material, findings: Findings, wish: dict[str, str], message: str
) -> None:
    with pytest.raises(QualpipeError, match=message):
        adopt(BOOK, findings.themes[0], material.segments, version="2", **wish)


def test_a_theme_whose_segments_are_gone_says_that_it_is_stale(
    material: Material, findings: Findings
) -> None:
    with pytest.raises(QualpipeError, match="look for themes anew"):
        adopt(BOOK, findings.themes[0], material.segments[:3], id="new", version="2")


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("waiting for them / 等睇醫生", [("en", "waiting for them"), ("yue", "等睇醫生")]),
        ("等睇醫生 / waiting", [("yue", "等睇醫生"), ("en", "waiting")]),
        ("the doctor’s office", [("en", "the doctor’s office")]),
        ("café waits – naïve", [("en", "café waits – naïve")]),
        ("work / money", [("en", "work / money")]),
        ("返工 / 錢", [("yue", "返工 / 錢")]),
        ("work / money / 返工 / 錢", [("en", "work / money"), ("yue", "返工 / 錢")]),
        ("work / 返工 / money", [("yue", "work / 返工 / money")]),
        ("等IPS計劃", [("yue", "等IPS計劃")]),
    ],
)  # fmt: skip
def test_a_label_becomes_one_name_in_each_of_its_languages(
    label: str, names: list[tuple[str, str]]
) -> None:
    said = segment()
    terms = phrases("等", language=Language.YUE)
    one = replace(a_theme(label=label, segments=(said.address,)), terms=terms)
    book, _ = adopt(BOOK, one, [said], id="new", version="2")
    assert [(name.language.value, name.text) for name in book.codes[-1].name] == names
