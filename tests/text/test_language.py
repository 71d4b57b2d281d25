"""The language of a stretch of speech is told as a researcher would tell it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import Language
from qualpipe.text.folding import folded, table_of
from qualpipe.text.language import is_cantonese, language_of, prior_of

MANDARIN = (
    "我覺得那段時間真的很難熬，每天都不想起床。",
    "她跟我說，不要急，慢慢來就好。",
    "後來我去看了醫生，他給我開了一些藥。",
    "我們家一共有四口人，爸爸媽媽還有我妹妹。",
    "那時候沒有人願意聽我說話。",
    "吃了藥以後，整個人變得很遲鈍。",
    "其實我也不知道該怎麼辦才好。",
    "你有沒有試過晚上一個人哭？",
    "社工每個星期都會來看我一次。",
    "現在回想起來，那是我人生的轉捩點。",
    "工作壓力太大，所以我辭職了。",
    "母親一直都不太能接受這件事。",
    "請問您住在哪裡？",
    "復元是一段很長的路。",
    "朋輩支援工作員以自己的經歷陪伴同路人。",
    "政府應該為精神病康復者提供更多支援。",
    "病情穩定之後，他開始找工作。",
    "參加小組之後，我認識了很多朋友。",
    "醫生建議我每天做運動，保持規律的生活。",
    "住院的日子過得特別慢。",
    "我觉得自己好像慢慢走出来了。",
    "以前我总是把门关上，谁也不见。",
    "他们都说我变了，变得爱笑了。",
    "这个药的副作用很大，我胖了二十斤。",
    "妈妈以为我只是懒，其实我是没有力气。",
    "那天下着雨，我一个人坐在医院门口。",
    "医生说要按时吃药，可是我不想吃。",
    "后来社区中心的人给我打了个电话。",
    "我现在在一家面包店上班，一周三天。",
    "你怎么看待自己的病？",
    "我不怕别人知道，怕的是他们不理解。",
    "跟他们在一起，我感到很放松。",
    "刚开始的时候，我什么都不想做。",
    "如果没有她的陪伴，我可能早就放弃了。",
    "好多人其实都有同样的经历。",
    "孩子上小学以后，我的压力更大了。",
    "谢谢你愿意听我讲这些。",
    "最难的是跟家里人解释。",
    "去年我搬了家，心情好多了。",
    "希望以后能帮助更多的人。",
)
CANTONESE = (
    "我覺得嗰段時間真係好難捱，日日都唔想起身。",
    "佢同我講，唔使急，慢慢嚟就得㗎喇。",
    "後尾我去睇醫生，佢開咗啲藥俾我。",
    "我屋企有四個人，阿爸阿媽同個細妹。",
    "嗰陣時冇人肯聽我講嘢。",
    "食咗藥之後成個人鈍晒。",
    "其實我都唔知點算好。",
    "你有冇試過夜晚一個人喊？",
    "社工逢禮拜都會嚟探我一次。",
    "而家諗返轉頭，嗰次真係轉捩點。",
    "做嘢壓力太大，所以我辭咗職。",
    "阿媽一直都接受唔到呢件事。",
    "你住喺邊度㗎？",
    "復元條路好長㗎。",
    "佢成日掛住打機，飯都唔食。",
    "返工返到好攰，返到屋企就瞓。",
    "我好驚人哋知道我有病。",
    "個姑娘好好人，次次都陪我傾偈。",
    "聽日要覆診，又要攞藥。",
    "係呀，我都係噉諗。",
    "唔係嘛，咁離譜？",
    "跟住就入咗院囉。",
    "點解會噉嘅？",
    "嗰陣我諗，死咗仲好。",
    "搵工見咗十幾份都冇下文。",
    "啲聲叫我唔好信佢哋。",
    "我哋一齊煮飯，一齊睇波。",
    "心情好左，自己既生活都有返規律。",
    "食左藥冇咁驚。",
    "我觉得好攰，唔想返工。",
    "你哋几时得闲饮茶呀？",
    "佢话冇人明佢。",
    "屋企人唔系好支持我。",
    "呢排瞓得好啲喇。",
    "我唔知点同佢讲。",
    "啲药食咗好眼瞓。",
    "而家好返好多啦。",
    "佢成日都喺屋企，唔出街。",
    "嗰个社工好叻㗎。",
)
# English words inside a Cantonese sentence leave it Cantonese.
CODE_SWITCHED = (
    "我個 case manager 話 OK。",
    "佢哋成日都 send message 俾我，問我 feel 成點。",
    "嗰日我去咗 support group，識咗 Peter 同 Mary。",
    "我好鍾意個 drop-in centre，可以飲 coffee。",
    "返工好 stress，個 boss 又 push 到好緊。",
    "我份 job 係 customer service。",
    "做 peer supporter 幾好呀。",
)
ENGLISH = (
    "I felt like nobody listened to me.",
    "It was hard, you know, just getting out of bed.",
    "The nurse told me to take the pills every day.",
    "We used to live in Sham Shui Po, near the market.",
    "Yeah.",
    "No, not really.",
    'She said "加油" to me and I cried.',
    "My social worker took me to a 茶餐廳 for lunch.",
    "I started working part-time last year.",
    "What does recovery mean to you?",
    "Um, okay, so, yeah, I guess.",
    "Medication made me gain weight.",
    "He's my peer supporter.",
    "I go to 深水埗 every Sunday to see my mum.",
    "Because of the stigma I never told anyone.",
    "Good morning! How are you today?",
    "I don't know what to say...",
    "Thank you so much for having me.",
    'They call it "recovery".',
    "Not at all.",
)
MIXED = (
    "我覺得好攰，唔想返工。But my boss said I had to come in anyway.",
    "I was really scared at that time. 我真係好驚，成晚都瞓唔着。",
    "醫生話我有抑鬱症，and I just couldn't believe what he was saying to me.",
    "She told me that everything will be fine, 但係我心入面知道唔會咁容易。",
    "他說我沒有病，but I know that I was not okay at all.",
    "我不知道怎么办。I really didn't know what to do.",
    "訪：How did you feel about it? 我：都係覺得好唔開心囉。",
    "I think 佢哋根本唔明白我嘅感受, they just want me to take the pills.",
)

TABLE = [
    *((text, Language.ZH) for text in MANDARIN),
    *((text, Language.YUE) for text in CANTONESE),
    *((text, Language.YUE) for text in CODE_SWITCHED),
    *((text, Language.EN) for text in ENGLISH),
    *((text, Language.MIXED) for text in MIXED),
]


@pytest.mark.parametrize(("text", "language"), TABLE)
def test_a_sentence_is_in_the_language_it_is_in(text: str, language: Language) -> None:
    assert language_of(text).language is language


@pytest.mark.parametrize("text", ["", " \n", "1997", "……？", "👍", "12:30 – 13:00"])
def test_what_has_no_words_is_in_no_language(text: str) -> None:
    guess = language_of(text, prior=Language.YUE)
    assert (guess.language, guess.confidence) == (Language.UNKNOWN, 0.0)


@pytest.mark.parametrize(
    ("text", "prior", "language"),
    [
        ("好。", Language.YUE, Language.YUE),
        ("好。", Language.ZH, Language.ZH),
        ("好。", Language.UNKNOWN, Language.ZH),
        ("做義工令我覺得自己有用。", Language.YUE, Language.YUE),
        ("個 social worker 叫我 try 下做 part-time。", Language.YUE, Language.YUE),
        ("OK.", Language.YUE, Language.YUE),
        ("OK.", Language.EN, Language.EN),
        ("OK.", Language.UNKNOWN, Language.EN),
        ("冇人。", Language.ZH, Language.YUE),
        ("沒有人。", Language.YUE, Language.ZH),
        ("I was at home all day.", Language.YUE, Language.EN),
    ],
)
def test_the_speakers_other_turns_decide_where_nothing_else_does(
    text: str, prior: Language, language: Language
) -> None:
    assert language_of(text, prior=prior).language is language


@pytest.mark.parametrize(
    ("texts", "language"),
    [
        (CANTONESE, Language.YUE),
        (MANDARIN, Language.ZH),
        (ENGLISH, Language.EN),
        ((*CANTONESE[:5], *ENGLISH[:5]), Language.YUE),
        (("好。", "唔知。", "OK", "冇呀"), Language.YUE),
        (("", "……"), Language.UNKNOWN),
        ((), Language.UNKNOWN),
    ],
)
def test_a_speakers_language_is_that_of_all_turns(
    texts: tuple[str, ...], language: Language
) -> None:
    assert prior_of(texts) is language


@pytest.mark.parametrize("text", CANTONESE)
def test_simplified_writing_does_not_hide_cantonese(text: str) -> None:
    assert is_cantonese(folded(text))


@pytest.mark.parametrize(
    ("text", "sign"), [("我哋唔識路。", "唔"), ("他們沒有說。", "們"), ("我哋唔識路。", "哋")]
)
def test_the_reason_names_the_signs(text: str, sign: str) -> None:
    assert folded(sign) in language_of(text).reason


@given(st.text(), st.sampled_from(Language))
def test_any_text_gets_a_guess_between_nothing_and_certainty(text: str, prior: Language) -> None:
    guess = language_of(text, prior=prior)
    assert 0 <= guess.confidence <= 1
    assert guess.reason


def test_no_sign_is_listed_twice_with_other_weights() -> None:
    seen: dict[str, str] = {}
    for weight, signs in table_of("signs.tsv"):
        for sign in signs.split():
            assert seen.setdefault(folded(sign), weight) == weight, sign
