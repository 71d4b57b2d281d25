"""Words are found in Chinese, in English, and where the two touch."""

import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qualpipe.model import Language, QualpipeError, UnknownName
from qualpipe.text.folding import folded, table_of
from qualpipe.text.words import ENGINES, _cantonese_words, _cutter, _spacy, words

EXCERPT = Path(__file__).parents[1] / "data" / "hkcancor_excerpt.jsonl"
Spans = set[tuple[int, int]]


@cache
def excerpt() -> list[tuple[str, list[str]]]:
    lines = map(json.loads, EXCERPT.read_text("utf-8").splitlines())
    return [(line["text"], line["words"]) for line in lines]


def spans_of(parts: list[str]) -> Spans:
    found, start = set(), 0
    for part in parts:
        if any(map(str.isalnum, part)):
            found.add((start, start + len(part)))
        start += len(part)
    return found


def f1(found: list[Spans], gold: list[Spans]) -> float:
    right = sum(len(one & other) for one, other in zip(found, gold, strict=True))
    return 2 * right / (sum(map(len, found)) + sum(map(len, gold)))


def shown(text: str, **asked: str) -> list[str]:
    return [word.text for word in words(text, **asked)]  # type: ignore[arg-type] # names alone


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("佢哋成日都喺屋企瞓覺。", ["佢哋", "成日", "都", "喺", "屋企", "瞓覺"]),
        (
            "我聽日要去覆診，攞埋藥先返工。",
            ["我", "聽日", "要", "去", "覆診", "攞", "埋", "藥", "先", "返工"],
        ),
        ("社工話唔使擔心", ["社工", "話", "唔使", "擔心"]),
        ("他們沒有精神分裂症。", ["他們", "沒有", "精神分裂症"]),
        ("我们去医院看医生", ["我们", "去", "医院", "看", "医生"]),
        ("食左藥好左啲", ["食", "左", "藥", "好", "左", "啲"]),
        ("個case manager好nice㗎", ["個", "case", "manager", "好", "nice", "㗎"]),
        ("我feel唔到happy囉。", ["我", "feel", "唔", "到", "happy", "囉"]),
        ("返到第3次，OK，好。", ["返", "到", "第", "3", "次", "OK", "好"]),
        ("They weren't listening.", ["They", "were", "n't", "listening"]),
        ("Dr. Chan said so, didn’t he?", ["Dr.", "Chan", "said", "so", "did", "n’t", "he"]),
        ("3.5蚊 e-mail", ["3.5", "蚊", "e", "mail"]),
        ("", []),
        ("……！？ \n", []),
    ],
)
def test_the_words_of_a_text_are_found(text: str, expected: list[str]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Feelings were felt", ["feeling", "be", "feel"]),
        ("I don't", ["i", "do", "not"]),
        ("復元路", ["复元", "路"]),
        ("說話", ["说话"]),
        ("俾人話", ["畀", "人", "话"]),
        ("佢食左藥", ["佢", "食", "咗", "药"]),
        ("ＧＲＯＵＰＳ", ["group"]),
    ],
)
def test_the_base_form_is_the_same_however_a_word_is_written(text: str, lemmas: list[str]) -> None:
    assert [word.lemma for word in words(text)] == lemmas


@given(st.text(), st.sampled_from(Language))
def test_words_lie_in_the_text_in_order_and_apart(text: str, language: Language) -> None:
    found = words(text, language=language)
    assert all(word.span.of(text) == word.text and word.lemma for word in found)
    for one, other in pairwise(found):
        assert one.span.end <= other.span.start


@given(st.text(alphabet="我哋唔係𠮶㗎㍿葛\u200b\ufe00左返工ab1 ，"))
def test_no_letter_is_left_out(text: str) -> None:
    covered = {at for word in words(text) for at in range(word.span.start, word.span.end)}
    assert all(at in covered for at, one in enumerate(text) if one.isalnum())


def test_real_cantonese_is_cut_as_its_annotators_cut_it() -> None:
    gold = [spans_of(parts) for _, parts in excerpt()]
    ours = [
        {(word.span.start, word.span.end) for word in words(text, language=Language.YUE)}
        for text, _ in excerpt()
    ]
    plain = _cutter("jieba", cantonese=False)
    theirs = [spans_of(list(plain(text))) for text, _ in excerpt()]
    assert f1(ours, gold) >= 0.88
    assert f1(ours, gold) >= f1(theirs, gold) + 0.15


@pytest.mark.parametrize("language", [Language.YUE, Language.ZH])
def test_the_quick_engine_finds_the_same_words_on_real_lines(language: Language) -> None:
    for text, _ in excerpt():
        slow = words(text, language=language, engine="jieba")
        assert words(text, language=language, engine="rjieba") == slow


@given(st.text(alphabet="一个人我哋唔系知道返工食咗药嘅成日都好多啲同埋医院去嚟"))
@pytest.mark.parametrize("dictionary", ["Cantonese", "Mandarin"])
def test_the_quick_engine_finds_the_same_words_in_any_run(dictionary: str, run: str) -> None:
    # 多多 + 多 and 多 + 多多 are equally good, and rounding decides which an engine takes.
    assume(not re.search(r"(.+)\1\1", run))
    cantonese = dictionary == "Cantonese"
    slow, quick = (_cutter(engine, cantonese=cantonese) for engine in ("jieba", "rjieba"))
    assert list(slow(run)) == list(quick(run))


LINES = (
    "Hello? Hi. Um, should we start? Yeah, okay.",
    "I've just had some diarrhoea for the last three days, um, and it's been affecting me.",
    "Dr. Smith's patients (aged 20-30) can't, won't, shouldn't've...",
    "e-mail me@example.com or see http://example.com/a?b=1, it's £3.50/hr!",
    "He said: \"don't\" -- and 'left' at 9a.m. on the 3rd.",
)


@pytest.mark.parametrize("line", LINES)
def test_words_met_one_by_one_are_those_spacy_finds_in_the_line(line: str) -> None:
    tokens = [token.text for token in _spacy("").make_doc(line)]
    assert shown(line) == [token for token in tokens if any(map(str.isalnum, token))]


def test_a_trained_pipeline_gives_its_own_lemmas(tmp_path: Path) -> None:
    import spacy  # noqa: PLC0415 - slow to import, and no other test needs it by name

    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "better"}]], {"LEMMA": "Good"})  # type: ignore[attr-defined]
    pipeline.to_disk(tmp_path / "trained")
    found = words("我feel better", pipeline=str(tmp_path / "trained"))
    assert [word.lemma for word in found] == ["我", "feel", "good"]


def test_a_pipeline_that_is_not_installed_is_named_with_its_remedy() -> None:
    with pytest.raises(QualpipeError, match="spacy download en_no_such"):
        words("hello", pipeline="en_no_such")


def test_an_unknown_engine_lists_those_there_are() -> None:
    with pytest.raises(UnknownName, match="known: jieba, rjieba"):
        words("你好", engine="jeiba")


def test_jieba_writes_nothing_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert list(ENGINES["jieba"]({})("我们去医院")) == ["我们", "去", "医院"]
    assert (capfd.readouterr(), list(tmp_path.iterdir())) == (("", ""), [])


def test_the_cantonese_dictionary_is_large_clean_and_without_repeats() -> None:
    listed = [folded(word) for _, line in table_of("cantonese_words.tsv") for word in line.split()]
    assert len(listed) == len(_cantonese_words()) >= 1500
    assert all("\u4e00" <= one <= "\u9fd5" for word in listed for one in word)
