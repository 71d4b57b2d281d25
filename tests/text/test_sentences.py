"""Sentences end where a reader would end them, and nothing of the text is lost."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import Language, Span
from qualpipe.text.script import han_count, latin_words
from qualpipe.text.sentences import parted, sentences

PIECES = [
    *"。！？；…，、「」『』（）\"'.?!;: \n\u3000",
    *["...", "……", "。。。", "Dr.", "e.g.", "a.m.", "3.5", "I", "The ", "and then ", "but "],
    *[
        "我哋",
        "跟住",
        "之後",
        "㗎",
        "囉",
        "喇叭",
        "但係佢唔知",
        "Chan",
        "www.a.hk",
        "𠮷",
        "か",
        "\u200b",
    ],
]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


def cut(text: str, language: Language = Language.UNKNOWN) -> list[str]:
    return [span.of(text) for span in sentences(text, language=language)]


@given(TEXTS, st.sampled_from(Language))
def test_the_sentences_of_any_text_joined_are_the_text(text: str, language: Language) -> None:
    spans = sentences(text, language=language)
    assert "".join(span.of(text) for span in spans) == text
    assert all(one.end == other.start for one, other in pairwise(spans))


@given(TEXTS)
def test_no_sentence_is_blank_unless_the_text_is(text: str) -> None:
    assert not text.strip() or all(sentence.strip() for sentence in cut(text))


@pytest.mark.parametrize(
    "expected",
    [
        # Chinese
        ["我好攰。", "想瞓覺！", "你呢？", "都係；", "係咁囉"],
        ["你好嗎？！！", "好呀～"],
        ["佢話：「我好攰。」", "跟住走咗。"],
        ["「你去邊呀？」", "佢問。"],
        ["（笑。）", "佢走咗。"],
        ['佢話"我好攰。"', "跟住走咗。"],
        ["我去咗.", "跟住返屋企."],
        ["点解呢?", "我不知道."],
        ["我……我唔知。", "佢話……點講呢……好難。"],
        ["我覺得真係好辛苦，日日都係咁……", "之後就好返啲。"],
        ["我唔知。。。可能係啦。"],
        ["佢話「好攰！」，跟住就走。"],
        ["佢問「好嗎？」。", "之後「唔好……」。", "係（笑）。"],
        ["第一行\n", "第二行"],
        ["我哋…\n", "去咗"],
        # English
        ["He left. ", "She stayed! ", "Why? ", "Nobody knows."],
        ["He saw Dr. Smith at 9 a.m. on Monday. ", "Then he left."],
        ["It was 9 a.m. ", "I woke up."],
        ["We met Mr. and Mrs. Lee, e.g. at church. ", "OK."],
        ["It costs 3.5 dollars. ", "See No. 5 here."],
        ["Is it far? ", "No. ", "I walk."],
        ['I said "Really?" he asked. ', '"Yes." ', "OK."],
        ['She said "I am tired." ', "Then she left."],
        ["J. K. Chan came. ", "Vitamin C. ", "It helps."],
        ["In the U.S. army. ", "In the U.S. ", "He lives there."],
        ["So tired... and then I left. ", "It was a very long day... ", "I slept."],
        ["Find new people.", "Seriously, the context matters."],
        ["Look at www.example.hk/a?b=c or me@example.com. ", "OK."],
        ["i went out. ", "then i slept."],
        ["1. Go home. ", "2. Sleep."],
        ["He went\ninto the shop. ", "Then\n", "Mary came."],
        ["  Hello there. \n\n", "Next one."],
        # both in one text
        ["Mr. Chan係我個醫生。", "Mr.陳好好人。"],
        ["OK?", "跟住呢？", "I left.", "跟住佢喊。"],
        ["佢6 p.m.先返。", "I waited."],
        ["iPhone 3.5吋嗰部。", "係呀。"],
    ],
)
def test_sentences_end_where_a_reader_ends_them(expected: list[str]) -> None:
    assert cut("".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["我今日返咗工好攰 ", "跟住去食飯 之後返屋企瞓覺"],
        ["我以前住喺深水埗嗰邊 ", "後來搬咗去天水圍 ", "識咗好多人"],
        ["我今天早上很早就起床 ", "然後坐車去了醫院"],
        ["我 今日 去 咗 公園 玩 咗 好 耐"],  # a text cut into words
        ["我今日去咗 Starbucks 飲咖啡 之後返屋企。"],  # spaces beside English, and a stop
    ],
)
def test_pauses_written_as_spaces_part_chinese_without_punctuation(expected: list[str]) -> None:
    assert cut("".join(expected)) == expected


UNPUNCTUATED = {
    Language.YUE: "我細個嗰陣住喺公屋屋企有六個人阿爸成日返夜更阿媽喺工廠做嘢我哋幾兄弟姊妹"
    "自己煮飯食跟住我讀完中五就出嚟做嘢做過酒樓做過地盤但係每份工都做唔長因為我成日聽到有人喺度話我"
    "所以我唔敢同人講嘢㗎之後阿媽見我唔對路就帶我去睇醫生",
    Language.ZH: "我小的時候住在農村家裡有六口人爸爸在外面打工媽媽種地我們幾個孩子自己做飯吃"
    "上學要走一個小時然後我讀完初中就去了城裡打工做過餐館也做過工地但是每份工作都做不長"
    "因為我總是聽見有人在說我所以我不敢跟別人說話後來媽媽發現我不對勁就帶我去看醫生",
    Language.EN: "when i was small we lived in a flat with six people and my dad worked at night "
    "in the factory and my mum took care of all of us and we cooked for ourselves most of the time "
    "but then i left school and started to work in a restaurant and on building sites because we "
    "needed the money so i never really had the time to think about what was wrong with me",
}


@pytest.mark.parametrize("language", UNPUNCTUATED)
@pytest.mark.parametrize("said", ["the language", "nothing"])
def test_long_speech_without_any_punctuation_is_parted_at_turns_of_thought(
    language: Language, said: str
) -> None:
    text = UNPUNCTUATED[language]
    found = cut(text, Language.UNKNOWN if said == "nothing" else language)
    assert "".join(found) == text
    assert len(found) >= 3
    assert all(10 <= han_count(one) <= 60 or 8 <= latin_words(one) <= 50 for one in found)


@pytest.mark.parametrize(
    "text", ["我哋" * 25 + "跟住就走咗去", "so tired " * 20 + "but then i slept well"]
)
def test_speech_that_can_be_read_at_one_go_is_left_whole(text: str) -> None:
    assert cut(text) == [text]


@pytest.mark.parametrize(
    "mark", ["。", ". ", "... ", '"a." ', "e.g. ", "……", "\n", "？」", "a", "好", " "]
)
def test_endless_text_is_cut_in_one_walk(mark: str) -> None:
    text = mark * (50_000 // len(mark))
    assert "".join(cut(text)) == text


@pytest.mark.parametrize("text", ['"。', '!"x', '." ', '"\n', '佢話："好。"'])
def test_quotation_marks_are_counted_once_however_many_there_are(text: str) -> None:
    took = []
    for size in (20_000, 80_000):
        began = time.process_time()
        assert "".join(cut(text * size)) == text * size
        took.append(time.process_time() - began)
    assert took[1] < 10 * took[0]  # counted anew at each mark they take sixteen times as long


def test_a_span_is_parted_only_inside_itself() -> None:
    assert list(parted(Span(2, 9), [0, 2, 5, 5, 9, 12])) == [Span(2, 5), Span(5, 9)]
