"""What is said not to be so is told from what is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import code, codebook

from qualpipe.coding.keywords import Matcher

KEYWORDS = ["friend", "visit", "listen", "judge", "lonely", "support", "pain", "help"]
KEYWORDS += ["朋友", "支持", "屋企人", "開心", "明白我", "聽我講嘢", "傾偈", "諗多咗", "陪我"]
KEYWORDS += ["feel at home", "believe me", "no one listens", "冇人明"]
MATCHER = Matcher(codebook(code(keywords=KEYWORDS)))


def verdicts(text: str) -> list[bool]:
    return [hit.negated for hit in MATCHER.hits(text)]


@pytest.mark.parametrize(
    "text",
    [
        "nobody listened to me",
        "Nobody in that whole ward ever listened",
        "I don't feel at home there",
        "I did not really feel at home",
        "I have no friends",
        "no real friends",
        "no friends and no support",
        "She never visited",
        "they don’t judge",
        "without friends",
        "I lived there without friends",
        "I couldn't sleep, without friends",
        "He couldn't stay so I went without support",
        "I could never sleep and without support it got worse",
        "what he would do is leave me without support",
        "that's how you would end up without support",
        "冇佢支持我",
        "冇佢哋支持，點解仲要我去",
        "而家冇佢哋嘅支持，我唔知點做好",
        "冇佢支持，之後就識咗阿May",
        "冇人支持，我就自己搞掂",
        "沒有他們的支持。我就搬走",
        "hardly any friends",
        "neither listened nor visited",
        "I was never lonely",
        "I don't think anyone ever really listened to me",
        "they failed to visit",
        "I didnt visit",
        "lack of support",
        "Not only that, I have no friends",
        "冇人支持我",
        "唔係好支持",
        "沒有朋友",
        "没有朋友",
        "沒有什麼朋友",
        "他們不太願意支持我",
        "從來冇人真係聽我講嘢",
        "無人支持",
        "毫無支持",
        "未見過朋友",
        "冇乜朋友",
        "冇朋友冇屋企人",
        "搵唔到朋友",
        "支持唔到我",
        "朋友冇晒",
        "朋友都冇。",
        "唔覺得佢哋支持我",
        "冇人同我傾偈",
        "佢唔會話我諗多咗",
        "係咪唔支持呀",
        "唔會judge我",
        "冇friend",
        "no 朋友",
        "冇 case manager 支持",
        "唔係冇人明",
    ],
)
def test_what_is_not_so_is_negated(text: str) -> None:
    assert set(verdicts(text)) == {True}


@pytest.mark.parametrize(
    "text",
    [
        "I had friends",
        "not only friends but also staff",
        "no problem, my friends came",
        "No, my friends came",
        "no my friends came",
        "I didn't cry when they visited me",
        "I can't work so my friends help",
        "It's not that they don't listen",
        "they didn't stop visiting",
        "I'll never forget how they visited",
        "couldn't believe they visited",
        "I'm not sure they listen",
        "I don't know what I'd do without my friends",
        "never without friends",
        "I couldn't have done it without their support",
        "I would never have got this far without my friends",
        "I don't know where I'd be without the support group",
        "what would I do without their support",
        "I can't do it without their support",
        "冇佢支持我就死",
        "冇咗佢哋支持，我都唔知點算",
        "沒有他們的支持，我撐不到今天",
        "I never felt so lonely",
        "no one listens",
        "佢好支持我",
        "冇人明",
        "唔係冇人支持",
        "不是沒有朋友",
        "佢不是不支持我",
        "不得不支持",
        "沒有一個人不支持我",
        "唔止朋友，仲有屋企人",
        "冇所謂，朋友話",
        "冇錯，佢支持我",
        "有冇朋友呀",
        "有沒有朋友",
        "你有冇人支持",
        "有朋友冇？",
        "明唔明白我講咩",
        "開心唔開心都好",
        "非常支持我",
        "不斷支持我",
        "無條件支持我",
        "不少朋友",
        "不同嘅朋友",
        "未來會支持",
        "別人支持我",
        "差唔多啲朋友",
        "我冇返工，朋友成日搵我",
        "我冇返工 朋友成日搵我",
        "唔出聲佢都支持我",
        "我唔知點算，好彩有朋友",
        "再唔係搵朋友",
    ],
)
def test_what_only_looks_negated_is_not(text: str) -> None:
    assert set(verdicts(text)) == {False}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I have no pain but my friends help", [True, False, False]),
        ("冇朋友，但係屋企人支持我", [True, False, False]),
        ("朋友唔支持我", [False, True]),
        ("My friends never visit", [False, True]),
    ],
)
def test_each_hit_is_judged_by_its_own_clause(text: str, found: list[bool]) -> None:
    assert verdicts(text) == found


@given(st.text(st.sampled_from("冇唔不沒有人朋友支持我佢係，。 notnevrd'"), max_size=30))
def test_any_text_is_judged(text: str) -> None:
    assert all(isinstance(one, bool) for one in verdicts(text))
