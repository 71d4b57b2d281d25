import numpy as np
import pytest
from make import segment
from talk import embed

from qualpipe.model import Language, Segment
from qualpipe.themes import gather
from qualpipe.themes.wording.counts import count
from qualpipe.themes.wording.labels import find_labels
from qualpipe.themes.wording.terms import find_terms
from qualpipe.themes.wording.weights import weigh


def said(*texts: str, language: Language) -> list[Segment]:
    return [
        segment(text, transcript=f"P{n}", turn=2, language=language, case=f"P{n}")
        for n, text in enumerate(texts)
    ]


def label(*groups: list[Segment]) -> str:
    """Name the first of several groups."""
    material = gather([one for group in groups for one in group], embed=embed)
    labels = np.repeat(np.arange(len(groups)), [len(group) for group in groups])
    counts = count(material.segments)
    rows = [np.flatnonzero(labels == place) for place in range(len(groups))]
    terms = find_terms(rows, weigh(counts, labels, len(groups)), counts, material)
    return find_labels(rows, terms, counts, material)[0]


FLAT_EN = said(
    "We waited for the estate flat seven years.",
    "Then the estate flat was given to my landlord.",
    "No rent is like an estate flat.",
    language=Language.EN,
)
FLAT_YUE = said(
    "排公屋租金排咗七年", "公屋租金平好多", "個業主話公屋租金係咁", language=Language.YUE
)
OTHERS = (
    said("grandson wedding", "a grandson wedding, aunt", "阿媽婚禮", language=Language.EN),
    said("boss salary", "the boss salary", "老闆人工", "老闆人工夜更", language=Language.EN),
    said("pharmacy pills", "her pharmacy pills", "藥房藥丸", language=Language.EN),
)


@pytest.mark.parametrize(
    ("group", "expected"), [(FLAT_EN, "estate flat"), (FLAT_YUE, "公屋租金")], ids=["en", "yue"]
)
def test_a_phrase_that_several_said_names_the_theme(group: list[Segment], expected: str) -> None:
    assert label(group, *OTHERS) == expected


def test_both_languages_are_named() -> None:
    assert label([*FLAT_EN, *FLAT_YUE], *OTHERS) == "estate flat / 公屋租金"


def test_without_a_phrase_two_terms_name_it() -> None:
    scattered = said("the rent, really", "a landlord!", "公屋。", "業主。", language=Language.YUE)
    english, chinese = label(scattered, *OTHERS).split(" / ")
    assert set(english.split(", ")) == {"rent", "landlord"}
    assert set(chinese.split("、")) == {"公屋", "業主"}


def test_a_theme_without_a_telling_word_is_named_by_a_quote() -> None:
    wordless = said("I mean, you know", "you know, I mean", language=Language.EN)
    assert label(wordless, *OTHERS) == "I mean, you know"


RENT_EN = said(
    "He pays the rent.", "She pays the rent.", "Who pays the rent?", language=Language.EN
)
RENT_YUE = said("我哋排公屋囉", "日日排公屋", "排公屋啦", language=Language.YUE)


@pytest.mark.parametrize(
    ("group", "expected"), [(RENT_EN, "pays the rent"), (RENT_YUE, "排公屋")], ids=["en", "yue"]
)
def test_a_label_may_begin_with_what_is_done(group: list[Segment], expected: str) -> None:
    assert label(group, *OTHERS) == expected


@pytest.mark.parametrize(
    ("texts", "fragment"),
    [
        (("Get the staff meal", "my landlord got a staff meal", "rent, a staff meal"), "staff"),
        (("排公屋排七年", "排公屋排到老", "業主話排公屋排啦"), "公屋排七"),
    ],
)
def test_a_label_does_not_break_off_in_the_middle(texts: tuple[str, ...], fragment: str) -> None:
    language = Language.EN if texts[0].isascii() else Language.YUE
    assert not label(said(*texts, language=language), *OTHERS).endswith(fragment)
