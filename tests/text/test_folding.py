"""Every way of writing a word folds to one, and every fold leads back."""

import re
from itertools import pairwise

import pytest
from fold_table import SHIPPED, made, written
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import Span
from qualpipe.text.folding import any_of, fold, folded, respelt, simplified, table_of

# Text of any kind, text full of what folds in unusual ways, and both together.
TRICKY = "…㍿ﬁßİǰｶﾞﾊﾟéé①½Ａ　：左既著裏衞麪𠮶㗎⼈⻑\u200b\ufeff\u00ad\ufe0f葛\U000e0100가각👍🏽"
TEXTS = st.one_of(st.text(), st.text(alphabet=TRICKY), st.text(alphabet=TRICKY + "食好邊然又, ab"))
MISSPELT = str.maketrans("咗嘅着", "左既著")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("說", "説"),
        ("裏面", "里面"),
        ("裡面", "里面"),
        ("麪包", "麵包"),
        ("衞生", "衛生"),
        ("着急", "著急"),
        ("嗰個", "𠮶個"),
        ("搵工", "揾工"),
        ("俾人", "畀人"),
        ("做㗎", "做𡃉"),
        ("復元", "复元"),
        ("⼼理", "心理"),
        ("⻑者", "長者"),
        ("\uf90a", "金"),
        ("ＩＣＣＭＷ", "iccmw"),
        ("Straße", "STRASSE"),
        ("cafe\u0301", "CAFÉ"),
        ("ｶﾞｽ", "ガス"),
        ("peer\u00ad supporter", "Peer Supporter"),
        ("情\u200b緒", "情緒"),
        ("食左藥", "食咗藥"),
        ("自己既情緒", "自己嘅情緒"),
        ("好左好多", "好咗好多"),
        ("換左手機", "換咗手機"),
        ("做左手術", "做咗手術"),
        ("friend既屋企", "friend嘅屋企"),
    ],
)
def test_two_spellings_of_one_word_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    "text",
    [
        "左邊",
        "左右",
        "佢左手",
        "向左轉",
        "坐左邊",
        "既然",
        "既有",
        "他既要工作又要讀書",
        "既人",
        "名著",
        "著作",
        "顯著",
    ],
)
def test_what_only_looks_misspelt_is_left(text: str) -> None:
    assert folded(text) == simplified(text)


@pytest.mark.parametrize(
    ("one", "other"), [("嚟", "黎"), ("喺", "係"), ("咁", "噉"), ("后悔", "後海")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@given(TEXTS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(TEXTS)
def test_a_text_that_is_its_own_fold_maps_to_itself(text: str) -> None:
    form = fold(folded(text))
    for at in range(len(form.text)):
        assert form.original(Span(at, at + 1)).holds(Span(at, at + 1))


@given(TEXTS, st.data())
def test_every_folded_span_leads_back_to_text_that_folds_to_it(
    text: str, data: st.DataObject
) -> None:
    form = fold(text)
    if not form.text:
        assert not text
        return
    start = data.draw(st.integers(0, len(form.text) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(form.text))))
    origin = form.original(span)
    assert origin.end <= len(text)
    # A misspelling is seen as one only beside what stood beside it, so these count as equal here.
    alone = folded(origin.of(text)).translate(MISSPELT)
    assert span.of(form.text).translate(MISSPELT) in alone


@given(TEXTS)
def test_the_whole_leads_back_to_the_whole_and_neighbours_in_order(text: str) -> None:
    form = fold(text)
    if text:
        assert form.original(Span(0, len(form.text))) == Span(0, len(text))
    origins = [form.original(Span(at, at + 1)) for at in range(len(form.text))]
    for one, other in pairwise(origins):
        assert one == other or one.end == other.start


@pytest.mark.parametrize(
    ("text", "term", "shown"),
    [
        ("佢話……我食左藥", "食咗", "食左"),
        ("㍿ Recovery", "recovery", "Recovery"),
        ("𠮷嘅 ＯＫ 呀", "ok", "ＯＫ"),
        ("the ﬁrst one", "first", "ﬁrst"),
        ("my cafe\u0301 group", "café", "cafe\u0301"),
        ("re\u00adcovery", "recovery", "re\u00adcovery"),
    ],
)
def test_what_is_found_in_the_fold_is_shown_as_it_was_written(
    text: str, term: str, shown: str
) -> None:
    form = fold(text)
    at = form.text.index(folded(term))
    assert form.original(Span(at, at + len(folded(term)))).of(text) == shown


def test_simplifying_keeps_the_length_of_any_character() -> None:
    assert all(len(simplified(chr(code))) == 1 for code in range(0x2E80, 0x323B0))


def test_the_shipped_table_is_what_opencc_makes() -> None:
    assert SHIPPED.read_text("utf-8") == written(made()), "run: python tests/fold_table.py"


def test_our_own_variants_are_one_character_each_and_not_in_the_other_table() -> None:
    own, made_table = dict(table_of("variants.tsv")), dict(table_of("simplified.tsv"))
    assert not own.keys() & made_table.keys()
    assert all(len(one) == len(other) == 1 for one, other in own.items())


@given(st.text(alphabet="食左右邊既然又著名坐咗嘅"))
def test_respelling_keeps_the_length(text: str) -> None:
    assert len(respelt(text)) == len(text)


@given(st.lists(st.text(alphabet="ab.咗做*", min_size=1), min_size=1), st.text(alphabet="ab.咗做*"))
def test_a_pattern_of_words_finds_the_longest_first(words: list[str], text: str) -> None:
    plain = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    assert re.findall(any_of(words), text) == re.findall(plain, text)
