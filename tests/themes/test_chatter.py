from pathlib import Path

import pytest
from make import segment
from marked import marked

from qualpipe.model import Language
from qualpipe.text.script import han_count
from qualpipe.themes.chatter import Reason, chatter

MIDDLE, START, END = 0.5, 0.0, 0.97


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Mm-hmm. Yeah, yeah.", Reason.BACKCHANNEL),
        ("嗯，係囉係囉。", Reason.BACKCHANNEL),
        ("（點頭）對啊，對。", Reason.BACKCHANNEL),
        ("Thank you very much, bye!", Reason.GREETING),
        ("Bye, take care.", Reason.GREETING),
        ("唔該晒，拜拜。", Reason.GREETING),
        ("谢谢你，再见。", Reason.GREETING),
        ("I don't really know.", Reason.NO_ANSWER),
        ("唔知喎，冇諗過。", Reason.NO_ANSWER),
        ("没什么特别，想不起来。", Reason.NO_ANSWER),
        ("I have never really thought about it.", Reason.NO_ANSWER),
        ("Turned it up.", Reason.SHORT),
        ("公屋。", Reason.SHORT),
        ("咪係囉，嗰個。", Reason.SHORT),
    ],
)
def test_what_says_nothing_is_named_for_what_it_is(text: str, reason: Reason) -> None:
    assert chatter(segment(text), place=MIDDLE) is reason


@pytest.mark.parametrize(
    ("question", "text", "reason"),
    [
        ("Have you read the consent form?", "Yes, the lady at the desk read it.", Reason.CONSENT),
        ("我開咗錄音機先，得㗎可？", "得，你開啦，張櫈低咗少少。", Reason.CONSENT),
        ("How was it?", "Is the red light on, are you recording me?", Reason.CONSENT),
        ("Did you come far?", "Two buses, one was late again.", Reason.SMALL_TALK),
        ("今日點嚟㗎？", "小巴囉，塞咗喺迴旋處成個字。", Reason.SMALL_TALK),
        ("外面热吧？", "热死了，狗都不出门。", Reason.SMALL_TALK),
    ],
)
def test_talk_of_people_who_sit_down_is_left_out(question: str, text: str, reason: Reason) -> None:
    assert chatter(segment(text), place=START, question=question) is reason


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What happened on the minibus?", "The driver shouted and I froze on the minibus stairs."),
        ("你幾時唔敢出街？", "落雨嗰日我喺小巴度驚到喊，之後就唔敢出街。"),
    ],
)
def test_the_same_words_in_the_middle_may_be_a_finding(question: str, text: str) -> None:
    assert chatter(segment(text), place=MIDDLE, question=question) is None


ENGLISH = """I was born here, my father came with the army, and when the rain came through the roof
we slept in the corridor, five of us, and nobody complained because that was simply how it was for
everyone on our floor until the flat in the new estate was given to us at last."""
CHINESE = """我喺度出世，老豆係跟軍隊嚟，落大雨嗰陣屋頂漏水，我哋五個瞓走廊，冇人出聲，
因為成層樓都係咁，捱到新屋邨派樓嗰年先至有自己間房。"""


@pytest.mark.parametrize("text", [ENGLISH, CHINESE])
def test_a_long_first_answer_that_names_the_rain_stays(text: str) -> None:
    assert chatter(segment(text), place=START, question="Tell me about yourself.") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The pills make me shake.", Language.EN),
        ("食完藥手震。", Language.YUE),
        ("I don't know whether the injection or the landlord came first.", Language.EN),
    ],
)
def test_what_says_something_stays(text: str, language: Language) -> None:
    assert chatter(segment(text, language=language), place=MIDDLE) is None


@pytest.mark.parametrize(
    "text",
    [
        "I never thought about suicide.",
        "I can't remember my childhood.",
        "I don't know my father.",
        "I cried.",
        "我未諗過自殺。",
        "我冇想過死。",
        "冇諗過會離婚。",
        "我從來沒想過離婚。",
        "佢鬧我。",
    ],
)
@pytest.mark.parametrize("place", [START, MIDDLE, END, None])
def test_a_finding_is_no_chatter_though_it_is_short_or_a_denial(
    text: str, place: float | None
) -> None:
    assert chatter(segment(text), place=place) is None


@pytest.mark.parametrize(
    "text",
    [
        "I have a criminal record and nobody will give me a job.",
        "He forced me to withdraw all my savings and then he left.",
        "I feel comfortable only at my sister's place, nowhere else.",
        "My landlord is throwing me out next month.",
        "我有案底，冇人肯請我。",
        "佢逼我攞晒啲積蓄出嚟，跟住就走咗。",
        "淨係喺家姐屋企我先覺得舒服。",
        "我最驚係業主趕我走，冇屋住。",
        "落雨嗰陣屋頂漏水，全家瞓走廊。",
    ],
)
@pytest.mark.parametrize("place", [START, END])
@pytest.mark.parametrize(
    "question", ["", "Thank you. The recorder is on. How did it begin?", "多謝你。"]
)
def test_a_finding_at_the_beginning_or_the_end_is_no_chatter(
    text: str, place: float, question: str
) -> None:
    assert chatter(segment(text), place=place, question=question) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("The recorder is on now.", "My husband hit me last night, I could not sleep."),
        ("部錄音機開咗。", "我老公琴晚打我，我成晚瞓唔到。"),
        ("How did you get here?", "The landlord threw me out, so a friend's sofa, then here."),
        ("今日點嚟㗎？", "業主趕咗我走，我喺朋友度瞓咗三晚。"),
    ],
)
def test_an_answer_that_speaks_of_something_else_is_no_chatter(question: str, text: str) -> None:
    assert chatter(segment(text), place=START, question=question) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("今日點嚟㗎？", "我搭咗上天台想跳落去。"),
        ("今天怎么来的？", "我坐牢出来，走过来的。"),
        ("部機錄緊，聽唔聽到？", "聽到有人叫我去死。"),
        ("部錄音機開咗。", "我想死。"),
        ("食咗飯未？", "我食藥死過。"),
        (
            "Is it too hot in here?",
            "I was late with my pills and it was hot, so they locked me in.",
        ),
        ("It's recording. Can you hear me? Go ahead.", "I heard a voice telling me to jump."),
        ("Did you come alone?", "I walked out on my husband."),
        ("The recorder is on now.", "I cried."),
        ("今日點嚟㗎？", "坐小巴。我次次都怕嗌有落，驚人哋聽出我口音，個司機鬧我。"),
    ],
)
def test_an_answer_that_tells_of_something_beside_the_question_is_no_chatter(
    question: str, text: str
) -> None:
    assert chatter(segment(text), place=START, question=question) is None


@pytest.mark.parametrize("text", ["Thanks, do you have change?", "唔該，你有冇散紙？"])
def test_thanks_at_the_end_are_a_farewell(text: str) -> None:
    assert chatter(segment(text), place=END) is Reason.SMALL_TALK
    assert chatter(segment(text), place=MIDDLE) is None


SAID = [
    pytest.param(line, *heading.split(), marks=limit)
    for line, heading, limit in marked(Path(__file__).with_name("chatter.txt"))
]


@pytest.mark.parametrize(("text", "place", "kind"), SAID)
def test_findings_in_the_commonest_words_are_told_from_chatter(
    text: str, place: str, kind: str
) -> None:
    language = Language.YUE if han_count(text) else Language.EN
    one = segment(text, language=language)
    found = chatter(one, place={"middle": MIDDLE, "end": END}[place])
    assert (found is None) == (kind == "finding")
