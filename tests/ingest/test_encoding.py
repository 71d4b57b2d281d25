"""Promises of reading characters: the right encoding, a sober confidence, nothing lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest.encoding import decode
from qualpipe.model import QualpipeError, UnreadableFile

CANTONESE = (
    "我覺得嗰度好舒服，入到去冇人催你。",
    "佢哋成日打電話俾我，我唔聽佢就上嚟㩒鐘。",
    "個姑娘話唔使急㗎，慢慢嚟，聽日再傾都得。",
    "返工返到好夜，食完藥又瞓唔著，諗嚟諗去。",
    "阿媽成日話我懶，其實我係冇力起身咋。",
    "搭小巴要成個鐘，但係我都照去，嗰度有嘢食。",
)
TRADITIONAL = (
    "我認為那個地方讓人感到很放鬆，沒有人會催促。",
    "他們常常打電話給我，我不接，他們就來敲門。",
    "工作以後我很晚才回家，吃了藥也睡不著。",
    "母親總是說我懶惰，其實我只是沒有力氣起床。",
)
SIMPLIFIED = (
    "我觉得那个地方很舒服，进去以后没有人催你。",
    "他们经常给我打电话，我不接，他们就上门来。",
    "下班以后我很晚才回家，吃了药也睡不着。",
    "妈妈总是说我懒，其实我只是没有力气起床。",
)
ENGLISH = ("I: How was it?", "P: OK, book咗位先去。", "then we went home. ")
# Encodings, and the texts that they can hold.
CHINESE = [
    ("big5hkscs", CANTONESE + TRADITIONAL),
    ("gb18030", CANTONESE + TRADITIONAL + SIMPLIFIED),
    ("gbk", TRADITIONAL + SIMPLIFIED),
    ("utf-16-le", CANTONESE + TRADITIONAL + SIMPLIFIED),
    ("utf-16-be", CANTONESE + TRADITIONAL + SIMPLIFIED),
    ("utf-8", CANTONESE + TRADITIONAL + SIMPLIFIED),
]
IDS = [encoding for encoding, _ in CHINESE]


def as_read(encoding: str) -> str:
    return {"gbk": "gb18030"}.get(encoding, encoding)


@pytest.mark.parametrize(("encoding", "sentences"), CHINESE, ids=IDS)
def test_eight_characters_are_enough(encoding: str, sentences: tuple[str, ...]) -> None:
    for sentence in sentences:
        for start in range(len(sentence) - 7):
            text = sentence[start : start + 8]
            decoded = decode(text.encode(encoding), name="P01.txt")
            assert (decoded.text, decoded.encoding) == (text, as_read(encoding))


@pytest.mark.parametrize(("encoding", "sentences"), CHINESE, ids=IDS)
def test_a_long_text_is_read_surely_and_without_problems(
    encoding: str, sentences: tuple[str, ...]
) -> None:
    text = "\n".join((sentences + ENGLISH[:1]) * 60)
    decoded = decode(text.encode(encoding), name="P01.txt")
    assert (decoded.text, decoded.encoding) == (text, as_read(encoding))
    assert decoded.confidence >= 0.99
    assert decoded.problems == ()


@pytest.mark.parametrize(("encoding", "sentences"), CHINESE, ids=IDS)
@given(data=st.data())
def test_what_was_encoded_comes_back(
    encoding: str, sentences: tuple[str, ...], data: st.DataObject
) -> None:
    parts = st.lists(st.sampled_from(sentences + ENGLISH), min_size=1, max_size=6)
    text = data.draw(st.sampled_from(sentences)) + "\n".join(data.draw(parts))
    try:
        content = text.encode(encoding)
    except UnicodeEncodeError:  # 咗 of the mixed line is in no GBK
        content = text.encode(as_read(encoding))
    assert decode(content, name="P01.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("text", ["我哋去飲茶。", "We had tea.", "𠮷田 😀"])
def test_a_byte_order_mark_settles_it_and_is_no_part_of_the_text(encoding: str, text: str) -> None:
    decoded = decode(("\ufeff" + text).encode(encoding), name="P01.txt")
    assert (decoded.text, decoded.encoding, decoded.confidence) == (text, encoding, 1.0)


@pytest.mark.parametrize(
    "text", ["We had tea.\nAnd cake.", "café", "ÿÿ", "Żółć", "λόγος", "naïve – “yes”", "a\xa0b"]
)
def test_utf8_without_chinese_is_utf8(text: str) -> None:
    decoded = decode(text.encode(), name="P01.txt")
    assert (decoded.text, decoded.encoding, decoded.confidence) == (text, "utf-8", 1.0)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\ufeff"), min_size=1))
def test_a_named_encoding_is_never_questioned(text: str) -> None:
    assert decode(text.encode(), name="P01.txt", encoding="utf-8").text == text


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "gb18030", "utf-16-le"])
def test_line_ends_become_lf_whatever_they_were(ends: str, encoding: str) -> None:
    lines = ["訪：你好嗎？", "受：幾好，我哋去咗飲茶。", "I: And then?"]
    assert decode(ends.join(lines).encode(encoding), name="P01.txt").text == "\n".join(lines)


@pytest.mark.parametrize("sentences", [CANTONESE, SIMPLIFIED, ("It’s nice — isn’t it?",)])
def test_one_broken_byte_costs_one_place_and_its_line_is_named(sentences: tuple[str, ...]) -> None:
    lines = list(sentences) * 3
    content = "\n".join(lines).encode()
    broken = content.replace(lines[2].encode(), lines[2].encode() + b"\xff", 1)
    line = 1 + content[: content.index(lines[2].encode())].count(b"\n")
    decoded = decode(broken, name="P01.txt")
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "", 1) == "\n".join(lines)
    assert [problem.where for problem in decoded.problems] == [f"P01.txt:{line}"]


def test_many_broken_lines_are_counted_not_all_listed() -> None:
    content = "\n".join(CANTONESE * 20).encode().replace("，".encode(), "，".encode() + b"\xff")
    decoded = decode(content, name="P01.txt")
    assert len(decoded.problems) == 11
    assert "lines in all" in decoded.problems[-1].message


def test_a_broken_pair_in_big5_leaves_the_rest_readable() -> None:
    content = (
        "\n".join(CANTONESE).encode("big5hkscs") + b"\xff\n" + CANTONESE[0].encode("big5hkscs")
    )
    decoded = decode(content, name="P01.txt")
    assert decoded.encoding == "big5hkscs"
    assert decoded.text.count("\ufffd") == 1
    assert decoded.problems[0].where == "P01.txt:6"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("こんにちは、今日は調査にご協力いただきありがとうございます。", "cp932"),
        ("안녕하세요, 오늘 인터뷰에 참여해 주셔서 감사합니다.", "cp949"),
        ("Здравствуйте, расскажите о себе, пожалуйста.", "cp1251"),
    ],
)
def test_what_is_not_chinese_is_read_and_reported(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), name="P01.txt")
    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert encoding in decoded.problems[0].message


@pytest.mark.parametrize(
    "text",
    ["I: It’s “nice” – isn’t it…", "P: We met at the café.", "Ich möchte grün, bitte schön."],
)
def test_a_western_encoding_is_never_taken_in_silence(text: str) -> None:
    decoded = decode(text.encode("cp1252"), name="P01.txt")
    assert (decoded.text, decoded.encoding) == (text, "cp1252")
    assert decoded.confidence < 0.9
    assert "cp1252" in decoded.problems[0].message


def test_a_short_text_of_rare_characters_is_read_with_a_warning() -> None:
    decoded = decode("饕餮魑魅魍魎".encode("big5hkscs"), name="P01.txt")
    assert decoded.confidence < 0.9
    assert "--encoding" in decoded.problems[0].remedy


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"P01\.txt: .*no text"):
        decode(bytes(range(256)) * 8, name="P01.txt")


@pytest.mark.parametrize(
    ("told", "encoding"),
    [("big5", "big5hkscs"), ("cp950", "big5hkscs"), ("GBK", "gb18030"), ("gb2312", "gb18030")],
)
def test_who_names_a_narrower_encoding_gets_the_wider(told: str, encoding: str) -> None:
    decoded = decode("佢哋去咗㗎".encode(encoding), name="P01.txt", encoding=told)
    assert (decoded.text, decoded.encoding) == ("佢哋去咗㗎", encoding)


@pytest.mark.parametrize("order", ["le", "be"])
def test_utf16_named_without_an_order_finds_it(order: str) -> None:
    content = CANTONESE[0].encode(f"utf-16-{order}")
    assert decode(content, name="P01.txt", encoding="utf-16").text == CANTONESE[0]


def test_a_named_encoding_that_does_not_fit_says_byte_and_line() -> None:
    content = "I: Where?\r\nP: 飲茶".encode("big5hkscs")
    with pytest.raises(UnreadableFile, match=r"P01\.txt:2: byte 14 \(0xb6\) is no utf-8"):
        decode(content, name="P01.txt", encoding="utf-8")


@pytest.mark.parametrize("told", ["big6", "rot13", "undefined"])
def test_an_unknown_encoding_lists_known_ones(told: str) -> None:
    with pytest.raises(QualpipeError, match=rf"unknown encoding '{told}'.*big5hkscs"):
        decode(b"I: Hi", name="P01.txt", encoding=told)
