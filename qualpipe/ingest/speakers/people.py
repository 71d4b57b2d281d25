"""Labels that stand for somebody even where they are met once: kin, titles, names among names.

A capital letter does not make a name: `Overdose: I took them all` and 小產：嗰年 have the form of
one. So what is met once needs a word that people are called by, or the look of the other labels.
"""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from qualpipe.ingest.speakers.labels import (
    SURNAMES,
    is_han,
    key,
    kind_of,
    looks_like_a_person,
    without_note,
)

_KIN = """
    mother mom mum mam mummy mommy mama ma father dad daddy papa pa parent husband wife partner
    spouse son daughter child boy girl brother sister uncle auntie aunt aunty cousin nephew
    niece grandmother grandma granny grandfather grandpa grandson granddaughter boyfriend
    girlfriend fiance fiancee friend neighbour neighbor roommate classmate colleague boss
    teacher helper maid guardian relative visitor
"""
_TITLES = """
    mr mrs ms miss mx dr doctor nurse prof professor sir madam uncle auntie aunt aunty sister
    brother father rev pastor officer coach
"""
# Given names of English speakers and of Hong Kong; not those that are what people speak of, as Hope
# and Patience, or what they take, as Molly and Crystal.
_GIVEN = """
    ada adam agnes alan albert alex alexander alfred alice alicia alison amanda amy andrea
    andrew andy angela anita ann anna anne annie anthony april arthur audrey barbara beatrice
    becky ben benjamin benny bernard betty beverly bill billy bob bobby bonnie brenda brian
    bruce calvin carl carmen carol caroline carolyn carrie catherine cathy cecilia celia
    charles charlie charlotte cheryl chloe chris christina christine christopher cindy claire
    clara connie cynthia daisy daniel danny daphne david dawn deborah debbie denise dennis
    derek diana diane donald donna doris dorothy douglas eddie edith edmond edward edwin eileen
    elaine eleanor elena elizabeth ella ellen elsa emily emma eric erica ernest esther ethan
    eva evelyn fanny felix fiona florence frances francis frank fred gary gavin geoffrey george
    gerald gilbert gina gloria gordon grace graham greg gregory hannah harold harry hazel
    heather heidi helen henry herbert howard ian ida irene iris isaac isabel ivan ivy jack
    jackie jacky jacob jacqueline james jamie jane janet janice jason jay jean jeff jeffrey
    jennifer jenny jeremy jerry jessica jessie jill jim jimmy joan joanna joanne joe john
    johnny jonathan joseph joshua joyce juan judith judy julia julian julie june justin karen
    kate katherine kathy katie keith kelly kelvin ken kenneth kenny kevin kim kitty larry laura
    lauren lawrence leo leonard leslie lilian lillian lily linda lisa liz louis louise lucas
    lucy luke lydia maggie mandy marcus margaret maria marie mark martha martin mary matthew
    maurice may megan melissa michael michelle mike miranda miriam monica nancy natalie nathan
    nicholas nick nicole nina nora norman oliver olivia oscar pamela patricia patrick paul
    paula peggy penny peter phil philip phoebe phyllis priscilla queenie rachel ralph ray
    raymond rebecca rex rita rob robert roger ron ronald rosa rosemary roy ruby russell ruth
    ryan sally sam samantha samuel sandra sandy sara sarah sean sharon sheila shirley simon
    sonia sophia sophie stanley stella stephanie stephen steve steven stuart sue susan suzanne
    sylvia tammy ted teresa terry theresa thomas tim timothy tina toby tom tommy tony tracy
    vanessa vera vicky victor victoria vincent viola virginia vivian walter wendy wilfred
    william willy wilson winnie yolanda yvonne zack zoe
"""
# Those romanised that are met beside another name; alone some are words, as Law and Long.
_FAMILY = """
    au chan chang chen cheng cheung chin chiu cho choi chou chow choy chu chui chung fong fung
    ho hon hsu hu huang hui hung ip jiang jones kam ko kong ku kwan kwok kwong lai lam lau law
    lee leung li liang liao lin ling liu lo lok lu lui luk ma mak mok moy ng ngai ngan pang
    poon shek shum sit siu smith so sun szeto tai tam tan tang to tong tsang tse tsoi tsui tung
    wan wang wong wu xu yang yau ye yeung yim yip yiu yu yuen yung zhang zhao zheng zhou zhu
"""
_LAST, _ANYWHERE, _FIRST, _BESIDE = (
    frozenset(words.split()) for words in (_KIN, _GIVEN, _TITLES, _FAMILY)
)
_KIN_HAN = (
    "[爸媽妈爹娘公婆爺爷嫲奶哥弟姐姊妹叔伯姑姨嬸婶嫂甥]|父|母|父親|父亲|母親|母亲|丈夫|太太|妻子|先生|小姐|女士|"
    "兒子|儿子|女兒|女儿|老豆|老竇|大佬|細佬|外父|外母|岳父|岳母|舅父|舅母|家長|家长|男友|女友|男朋友|女朋友|朋友|"
    "鄰居|邻居|同學|同学|同事|姑娘|工人|老[師师]|老[細闆板]|院長|院长|主任|校長|校长|醫生|医生|護士|护士|社工|教授"
)
_PERSON_HAN = re.compile(
    rf"\w{{0,6}}(?:{_KIN_HAN})|[阿亞亚](?!片)(?:\w{{1,2}}|[A-Za-z]+)|[老小][{SURNAMES}]|[{SURNAMES}][生太]"
)
_NAME_HAN = re.compile(rf"[{SURNAMES}]\w{{2,3}}")  # 陳文 too, but so are 高興 and 關係
_CODE = re.compile(r"[A-Za-z]{1,4}[-_. ]?\d{1,4}[A-Za-z]?")
_ALIKE = 0.85  # of the letters are the same: a slip of the pen in a label that is met elsewhere
_INITIALS = 2


def stands_for_somebody(label: str, others: Iterable[str]) -> bool:
    """Say whether a label met once is somebody's, by its words or by the labels of the `others`.

    >>> [stands_for_somebody(one, ["I", "P"]) for one in ("Mother", "阿媽", "Paul", "Overdose")]
    [True, True, True, False]
    >>> stands_for_somebody("黃美玲", ["陳大文"]), stands_for_somebody("黃美玲", ["訪", "受"])
    (True, False)
    """
    return bool(kind_of(label)) or _is_called_so(label) or any(_alike(label, one) for one in others)


@lru_cache(maxsize=4096)
def _is_called_so(label: str) -> bool:
    bare = without_note(label).strip()
    if any(map(is_han, bare)):
        return _PERSON_HAN.fullmatch(bare.replace(" ", "")) is not None
    if not looks_like_a_person(bare):
        return False
    words = [word for word in re.split(r"[\s'’.]+", bare.casefold()) if word]
    several = len(words) > 1
    return (
        words[-1] in _LAST
        or not _ANYWHERE.isdisjoint(words)
        or (several and (words[0] in _FIRST or not _BESIDE.isdisjoint(words)))
    )


def _alike(label: str, other: str) -> bool:
    """Say whether two labels have one form, as names and ids have, or all but one spelling."""
    form = _form(without_note(label).strip())
    if form and form == _form(without_note(other).strip()):
        return True
    one, two = key(without_note(label)), key(without_note(other))
    return SequenceMatcher(None, one, two).ratio() >= _ALIKE


def _form(label: str) -> str:
    """Return what names and ids of one sort share; '' for a word that may be anything."""
    if any(map(is_han, label)):
        return "name" if _NAME_HAN.fullmatch(label) else ""
    if _CODE.fullmatch(label):
        return "id"
    if len(label) == _INITIALS and label.isupper():
        return "initials"
    several = " " in label and looks_like_a_person(label)
    return "full name" if several else ""
