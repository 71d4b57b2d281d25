"""Labels that stand for somebody even where they are met once: kin, roles, names among names.

A capital letter does not make a name: `Overdose: I took them all` and 小產：嗰年 have the form of
one. So what is met once needs a word that people are called by, or the look of the other labels.
What might be a matter of health or an ordinary noun is nobody; a name or a role is somebody.
"""

import re
from collections.abc import Collection, Iterable
from difflib import SequenceMatcher
from functools import lru_cache

from qualpipe.ingest.speakers.labels import (
    SURNAMES,
    Kind,
    is_han,
    key,
    kind_of,
    may_name_a_speaker,
    parts_of,
    without_note,
)
from qualpipe.ingest.speakers.matters import (
    ABBREVIATIONS,
    ENDINGS,
    MATTER_HAN,
    NOT_CALLED,
    ORDINARY,
    PLACES,
)
from qualpipe.ingest.speakers.names import (
    FAMILY,
    GIVEN,
    GIVEN_HAN,
    GIVEN_OR_WORD,
    NOT_ALONE,
    SURNAMES_OR_WORDS,
    SYLLABLES,
    SYLLABLES_OR_WORD,
)

# What the last word of a label may be: kin and company, titles that stand alone, roles.
_THE_CALLED = """
    mother mom mum mam mummy mommy mama ma father dad daddy papa pa parent parents husband wife
    partner spouse son daughter child boy girl brother sister uncle auntie aunt aunty cousin nephew
    niece grandmother grandma granny grandfather grandpa grandson granddaughter boyfriend
    girlfriend fiance fiancee friend neighbour neighbor roommate classmate colleague boss
    teacher helper maid guardian relative visitor sir madam miss mister doctor nurse matron
    prof professor reverend pastor priest nun monk imam rabbi vicar bishop deacon minister preacher
    missionary officer police policeman policewoman constable sergeant inspector detective captain
    soldier fireman firefighter paramedic warden guard judge magistrate lawyer solicitor barrister
    prosecutor coach trainer trainee instructor tutor mentor lecturer headmaster headmistress
    headteacher principal student manager supervisor director employer employee coordinator
    volunteer intern consultant adviser advisor specialist surgeon physician pharmacist dentist
    physiotherapist dietitian midwife psychologist psychiatrist therapist counsellor counselor
    receptionist secretary clerk cashier waiter waitress driver landlord landlady tenant
    shopkeeper customer journalist reporter narrator chairman chairwoman chairperson operator
    dispatcher sponsor leader worker
    """
_CALLED = frozenset(_THE_CALLED.split())
_THE_TITLES = """
    mr mrs ms miss mx dr doctor nurse prof professor sir madam uncle auntie aunt aunty sister
    brother father rev reverend pastor officer coach constable sergeant inspector judge
    """
_TITLES = frozenset(_THE_TITLES.split())
_KIN = "爸媽妈爹娘公婆爺爷嫲奶哥弟姐姊妹叔伯姑姨嬸婶嫂甥舅"
_WITH_OWNER = (  # what may stand behind whose it is or which: 個案媽媽, 社區義工, 黃牧師
    rf"([{_KIN}])\1|父親|父亲|母親|母亲|丈夫|太太|妻子|先生|小姐|女士|兒子|儿子|女兒|女儿|老豆|老竇|大佬|細佬|細路|"
    "外父|外母|外公|外婆|祖父|祖母|岳父|岳母|舅父|舅母|伯父|伯母|姑媽|姑丈|姨媽|姨丈|繼父|继父|繼母|继母|養父|養母|"
    "家長|家长|男友|女友|男朋友|女朋友|朋友|前夫|前妻|未婚夫|未婚妻|家姐|家婆|家公|家嫂|新抱|媳婦|媳妇|女婿|孫仔|孫女|"
    "老[公婆爸媽妈師师細闆板友]|老闆娘|鄰居|邻居|街坊|室友|舍友|同學|同学|同事|姑娘|工人|院長|院长|主任|校長|校长|"
    "醫生|医生|醫師|医师|牙醫|牙医|護士|护士|護理員|护理员|救護員|救护员|護工|看護|社工|教授|警察|警員|警员|警官|警長|警长|"
    "督察|消防員|消防员|法官|律師|律师|檢察官|检察官|感化官|懲教員|牧師|牧师|神父|修女|傳道人|传道人|法師|法师|師父|師傅|师傅|"
    "義工|义工|志工|教練|教练|教師|教师|導師|导师|助教|學生|学生|經理|经理|上司|下屬|僱主|雇主|店長|店长|店員|店员|客人|顧客|"
    "秘書|秘书|文員|接待員|業主|业主|房東|房东|租客|管理員|管理员|保安員|保安员|看更|外傭|家傭|印傭|菲傭|傭人|司機|司机|"
    "廚師|厨师|舍監|舍监|院友|議員|议员|主席|會長|会长|隊長|队长|組長|组长|班長|班长|領隊|领队|藥劑師|药剂师|營養師|"
    "营养师|治療師|治疗师|輔導員|辅导员|心理學家|師奶|屋企人|舅仔|傳教士|传教士|助理"
)
# Verbs that make speech of it: 睇醫生, 冇朋友.
_DONE = "睇搵見见做去返報报叫冇無无唔沒没不找看當当想要有怕信跟和幫帮請请打問问識识交湊凑之"
_PERSON_HAN = re.compile(
    rf"[^\W{_DONE}]{{0,6}}(?:{_WITH_OWNER})|[爸媽妈爹娘父母夫妻哥姐弟妹婆嫲]|案[父母夫妻兄姊姐弟妹子女]|"
    rf"(?:[阿亞亚老{SURNAMES}{GIVEN_HAN}大二三四五六七細细小表堂契乾]|[A-Z][a-z]{{1,9}})[{_KIN}]|"
    rf"[{SURNAMES}][生太父母妻夫sS]|[{SURNAMES}](?:[sS]ir|官|博士)|[老小][{SURNAMES}]|"
    rf"阿(?:[^\W\d_]{{1,2}}|[A-Za-z]+)|[亞亚](?:[{GIVEN_HAN}]|[A-Za-z]+)"
)
# 陳文 too, but so are 高興 and 關係; of four characters the first two are surnames.
_NAME_HAN = re.compile(
    rf"[{SURNAMES}][\u3400-\u9fff]{{2}}|"
    rf"(?:歐陽|欧阳|司徒|司馬|司马|上官|諸葛|[{SURNAMES}]{{2}})[\u3400-\u9fff]{{2}}"
)
_CODE = re.compile(r"([A-Za-z]{1,4})[-_. ]?(\d{1,4})[A-Za-z]?")
_NUMBERED_LETTER = re.compile(r"[A-Za-z][-_. ]?\d+")
_ONE_OF_SEVERAL = re.compile(r"\s+(?:\d{1,3}|[A-Z])$")  # Nurse 2, Officer B
_ALIKE = 0.85  # of the letters are the same: a slip of the pen in a label that is met elsewhere
_INITIALS = 2
_SHORTEST = 3  # letters of a syllable that is a name alone
_MOST_SYLLABLES = 4
_MOST = 0.5  # of the other labels have the form that a name or initials met once share with them


def stands_for_somebody(label: str, others: Iterable[str]) -> bool:
    """Say whether a label met once is somebody's, by its words or by the labels of the `others`.

    >>> [stands_for_somebody(one, ["I", "P"]) for one in ("Pastor", "阿媽", "Wai Man", "Overdose")]
    [True, True, True, False]
    >>> stands_for_somebody("黃美玲", ["陳大文"]), stands_for_somebody("黃美玲", ["訪", "受"])
    (True, False)
    """
    others = list(others)
    return _means_a_speaker(label, others) or is_called_so(label) or _is_alike(label, others)


@lru_cache(maxsize=4096)
def is_called_so(label: str) -> bool:
    """Say whether people are called so: kin, a title or role, a name that is known to be one."""
    bare = without_note(label).strip()
    if not may_name_a_speaker(bare) or _is_abbreviation(bare):
        return False
    if any(map(is_han, bare)):
        bare = bare.replace(" ", "")
        return not NOT_CALLED.fullmatch(bare) and _PERSON_HAN.fullmatch(bare) is not None
    words = _words(_ONE_OF_SEVERAL.sub("", bare))
    if not words or not bare[0].isupper():
        return False
    if words[-1] in _CALLED:
        return True  # Probation officer too
    if not all(word[0].isupper() for word in re.split(r"[\s.]+", bare) if word):
        return False
    return _has_a_name(words) and " ".join(words) not in PLACES


def _means_a_speaker(label: str, others: Collection[str]) -> bool:
    """Say whether a label is known to mean a speaker; B12 does among B11 alone."""
    kind = kind_of(label)
    bare = without_note(label).strip()
    numbered = kind is Kind.PERSON and _NUMBERED_LETTER.fullmatch(bare)
    return bool(kind) and (not numbered or _is_alike(label, others))


def _has_a_name(words: list[str]) -> bool:
    """Say whether words written with capitals are a name, by a part that is known to be one."""
    if len(words) == 1:
        (word,) = words
        return word in GIVEN or (_is_syllable(word) and len(word) >= _SHORTEST)
    given, ordinary = GIVEN.intersection(words), {word for word in words if _is_ordinary(word)}
    if given - GIVEN_OR_WORD and not ordinary - SURNAMES_OR_WORDS:
        return True
    if ordinary - _TITLES:
        return False
    family = (FAMILY - SYLLABLES_OR_WORD).intersection(words)
    chinese = len(words) <= _MOST_SYLLABLES and (FAMILY | SYLLABLES).issuperset(words)
    return bool(
        words[0] in _TITLES
        or len(given) > 1
        or (given and FAMILY.intersection(words))
        or family
        or (chinese and not SYLLABLES_OR_WORD.issuperset(words))
    )


def _is_syllable(word: str) -> bool:
    return word in (FAMILY | SYLLABLES) - SYLLABLES_OR_WORD - NOT_ALONE


def _is_ordinary(word: str) -> bool:
    return word in ORDINARY or word.removesuffix("s") in ORDINARY or word.endswith(ENDINGS)


def _is_abbreviation(label: str) -> bool:
    """Say whether a label is TB or B12; Ms and Ma are none, for lack of a second capital."""
    folded = key(label)
    return folded in ABBREVIATIONS and label == label.upper()


def _words(label: str) -> list[str]:
    return [word for word in parts_of(label.casefold()) if word != "s"]


def _is_alike(label: str, others: Collection[str]) -> bool:
    """Say whether a label has the form of the others, as names and ids have, or a slip in one."""
    bare = without_note(label).strip()
    if _is_numbered_alike(bare, others):
        return True
    if _is_abbreviation(bare):
        return False
    forms = [_form(without_note(other).strip()) for other in others]
    form = _form(bare)
    if form and forms.count(form) >= max(1, _MOST * len(forms)):
        return True
    one = key(bare)
    ratios = (SequenceMatcher(None, one, key(without_note(each))).ratio() for each in others)
    return not _CODE.fullmatch(bare) and any(ratio >= _ALIKE for ratio in ratios)


def _is_numbered_alike(label: str, others: Iterable[str]) -> bool:
    """Say whether another label has the letters of an id: B12 is a vitamin, but not beside B11."""
    code = _CODE.fullmatch(label)
    codes = [_CODE.fullmatch(without_note(other).strip()) for other in others]
    return any(code and one and one[1].casefold() == code[1].casefold() for one in codes)


@lru_cache(maxsize=4096)
def _form(label: str) -> str:
    """Return what names and ids of one sort share; '' for a word that may be anything."""
    if any(map(is_han, label)):
        named = _NAME_HAN.fullmatch(label) and not MATTER_HAN.fullmatch(label)
        return "name" if named else ""
    if code := _CODE.fullmatch(label):
        return f"id of {len(code[1])} letters"
    if len(label) == _INITIALS and label.isupper():
        return "initials"
    words = _words(label)
    capitals = all(word[0].isupper() for word in label.split())
    if len(words) > 1 and capitals and not any(map(str.isdigit, label)):
        ordinary = any(map(_is_abbreviation, label.split())) or (
            not _has_a_name(words) and any(map(_is_ordinary, words))
        )
        return "" if ordinary or " ".join(words) in PLACES else "full name"
    return ""
