"""What transcribers write before a turn: labels that mean a role, and words that are no label."""

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache


class Kind(StrEnum):
    """What a label says of its speaker; `person` only that there is one (A, Speaker 1, 男)."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    PROFESSIONAL = "professional"
    OTHER = "other"
    PERSON = "person"
    NONE = ""


# Met by keys: half-width, lower case, no spaces, no (女，45歲); a number or letter may follow.
_WORDS = {
    Kind.INTERVIEWER: """
        i int intv iv ivr ir inv interviewer researcher moderator mod facilitator fac host q
        question investigator researchassistant ra 訪 訪員 訪者 訪問員 訪問者 訪問人 訪談員
        訪談者 訪談人 採訪員 採訪者 訪谈者 访 访员 访者 访问员 访问者 访问人 访谈员 访谈者
        访谈人 采访员 采访者 問 問者 問方 提問 提問者 發問者 问 问者 提问 提问者 发问者 研究員
        研究者 研究人員 研究助理 研究员 研究人员 主持 主持人 記者 记者 調查員 调查员 訪问者
        訪问员 采訪者""",
    Kind.PARTICIPANT: """
        p pp pt ppt pax par participant interviewee ie respondent resp informant subject
        patient client answer serviceuser peer caregiver carer 受 受者 受訪 受訪者 受訪人
        受訪人士 受訪員 被訪 被訪者 被訪人 被訪問者 被訪談者 被採訪者 受试者 受試者 受访 受访者
        受访人 受访人士 被访 被访者 被访人 被访问者 被访谈者 被采访者 參加者 參與者 参加者
        参与者 答 答者 答方 回答 回答者 回應者 案主 病人 病友 患者 會員 会员 學員 学员 組員
        组员 個案 个案 求助者 服務使用者 服务使用者 家屬 家属 照顧者 照顾者 朋輩 朋辈""",
    Kind.PROFESSIONAL: """
        doctor dr gp nurse therapist counsellor counselor clinician psychologist psychiatrist
        worker socialworker sw caseworker staff 醫生 医生 護士 护士 社工 輔導員 辅导员 治療師
        治疗师 心理學家 心理学家 職員 职员""",
    Kind.OTHER: """
        interpreter translator observer notetaker transcriber all everyone everybody multiple
        system 傳譯 傳譯員 传译员 翻譯 翻譯員 翻译 翻译员 口譯 口譯員 口译员 觀察員 观察员
        記錄員 紀錄員 记录员 眾 眾人 众人 全體 全体 大家 合 多人""",
    Kind.PERSON: """
        speaker spk spkr person voice unknownspeaker unknown unidentified 甲 乙 丙 丁 戊 己 庚
        辛 男 女 講者 讲者 說話人 说话人 說話者 说话者 發言人 发言人""",
}
_KIND_BY_WORD = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_NUMBERED = re.compile(
    r"(?P<word>.*?[^\W\d])[-.#]?(?P<number>\d{1,4}[a-z]?|[a-z]|[甲乙丙丁戊己庚辛一二三四五六七八九十]{1,2})"
)
_INITIAL = re.compile(r"[a-z]\d{0,3}")
_SHORT_WORD = 5

# Words before a colon that head a field of the title page or a remark, and no turn.
_FIELD = re.compile(
    r".*(?:日期|[時时][間间長长]|地[點点]|[編编][號号]|[語语]言|[對对]象|[長长]度|名[稱称]|[題题]目|[標标][題题]|"
    r"主[題题]|[備备附][註注]|[註注]|[檔档]案|文件|性[別别]|年[齡龄]|姓名|[職职][業业]|背景|[轉转謄誊][錄录寫写]|"
    r"整理|逐字稿|版本|代[號号]|身[份分]|[組组][別别]|[機机][構构]|[項项]目|[計计][劃划]|[簡简]介|摘要|[說说]明|"
    r"出席者?|[參参]加人[數数]|[電电][話话]|[網网]址|[來来]源)|"
    r"(?:.*[\s_-])?(?:date|time|location|place|venue|duration|length|language|title|topic|id|no|number|"
    r"file|filename|recording|transcript|transcription|transcribed by|transcriber|notes?|remarks?|"
    r"gender|sex|age|names?|attendees|invited|participants|present|summary|agenda|background|project|study|version|"
    r"key|legend|interview|source|url|http|https|mailto|email|tel|occupation|site|setting|pseudonym|"
    r"consent|conventions|codes?|keywords|tags|abstract|page|part|section|chapter|figure|table)"
)
_NOT_SAID = re.compile(  # what stands in brackets and is no speaker
    r"(?:long|short)?(?:laugh\w*|chuckl\w*|cr(?:y|ies|ying)|sobs?|sigh\w*|paus\w*|silence|cough\w*|"
    r"(?:inaudible|unclear|unintelligible|crosstalk).*|overlap\w*|nods?|nodding|smil\w*|"
    r"music|applause|phone\w*|noise|redacted|sic|cont\w*|end\w*|start\w*|break)|"
    r".*[笑哭喊嘆叹默頓顿靜静噪聽听咳]\w{0,3}|完|停|略|不清.*|.*[開开結结]始?束?"
)
# What ends so, or speaks of me and you, is a clause before its quotation or its list.
_CLAUSE = re.compile(
    r"(?:.*\b)?(?:said|says?|saying|asked|asks?|told|tells?|thought|thinks?|like|goes|went|is|was|are|"
    r"were|be|that|this|these|those|following|and|but|because|so|then|me|him|her|them|us|it|to|of|for|"
    r"why|what|how|first|second|third|lastly|finally|example|eg|ie|ps|nb|ok|okay|yes|no|yeah|well|"
    # What a list or a point is headed with; not those that are names too, as April and Joy.
    r"(?:dis)?advantages?|benefits?|pros|cons|reasons?|conclusions?|problems?|solutions?|results?|"
    r"outcomes?|options?|points?|facts?|truth|goals?|honestly|basically|actually|personally|"
    r"generally|usually|normally|sometimes|frankly|obviously|seriously|(?:first|second|third)ly|"
    r"however|therefore|otherwise|anyway|meanwhile|today|tomorrow|yesterday|tonight|now|later|"
    r"mornings?|afternoons?|evenings?|nights?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"january|february|july|september|october|november|december)",
    re.IGNORECASE,
)
_CLAUSE_HAN = re.compile(
    r".*[我你您佢他她它咁噉啲嘅咗係啦囉呀嗰呢哋們们這这那哪].*|.+[話话說说講讲諗想問问道是為为有到對对覺觉叫寫写出]|"
    r".*(?:例如|譬如|比如|包括|即係|就是|[總总]之|[結结]果|原因|首先|其次|最後|最后|另外|第[一二三四五]|以下|如下|但係|但是|"
    r"所以|因[為为]|[問问][題题]|[優优缺][點点]|好[處处]|[壞坏][處处]|目的|目[標标]|重[點点]|建[議议])"
)
SURNAMES = (
    "陳陈黃黄李張张梁王林吳吴劉刘何鄭郑楊杨馮冯葉叶蔡周許许鍾钟曾謝谢鄧邓郭朱胡蘇苏余蕭萧潘杜羅罗麥麦徐高馬马"
    "呂吕彭孫孙趙赵伍盧卢范廖姚江沈譚谭石唐方莫溫温歐欧關关袁韓韩邱丁曹程葛宋董任夏丘簡简鄺邝甄翁龍龙文區区岑"
)
_TITLES = (
    "先生|小姐|女士|太太|姑娘|[醫医]生|[護护]士|老[師师]|社工|主任|[院校]長|同[學学]|教授|博士|"
    "[婆公伯叔姨姐妹哥弟媽爸]{2}"
)
_PERSON_HAN = re.compile(
    rf"[阿小亞亚老]\w{{1,6}}|[{SURNAMES}]\w{{1,3}}|\w{{1,8}}(?:{_TITLES})|\w{{1,6}}[生太姨哥姐叔嬸婶伯媽妈爸妹弟姑仔女婆]"
)
_PARTICLES = {"de", "da", "van", "von", "of", "la", "bin", "al", "the"}
_INVISIBLE = re.compile(r"[\s\ufeff\u200b-\u200f\u2028-\u202e\u2060-\u2069*＊_]+")
_NOTE = re.compile(r"\s*[(（][^()（）]*[)）]\s*$")  # also the half-width ones of NFKC
_LONGEST, _LONGEST_HAN, _MOST_WORDS = 40, 10, 5


@lru_cache(maxsize=4096)
def key(label: str) -> str:
    """Return what two spellings of one label share: width, case and spaces do not count.

    >>> key("Ｐ 01"), key("受訪者 A")
    ('p01', '受訪者a')
    """
    folded = _INVISIBLE.sub("", unicodedata.normalize("NFKC", label)).casefold()
    return folded.strip(".#-:") or folded


def without_note(label: str) -> str:
    """Return a label without what stands in brackets after it.

    >>> without_note("P01（男）")
    'P01'
    """
    return _NOTE.sub("", label) or label


def is_stage_direction(text: str) -> bool:
    """Say whether bracketed words tell what happened, not who speaks: (笑), [pause].

    >>> is_stage_direction("笑"), is_stage_direction("laughs softly"), is_stage_direction("訪員")
    (True, True, False)
    """
    return _NOT_SAID.fullmatch(key(text)) is not None


@lru_cache(maxsize=4096)
def kind_of(label: str) -> Kind:
    """Return what a label is known to mean, `Kind.NONE` if it is none that people agree on.

    >>> [kind_of(label).value for label in ("訪員", "P01（男）", "Speaker 1", "May")]
    ['interviewer', 'participant', 'person', '']
    """
    name = key(without_note(label))
    known = _KIND_BY_WORD.get(name)
    if known:
        return known
    numbered = _NUMBERED.fullmatch(name)
    if numbered:
        word, number = numbered["word"], numbered["number"]
        # P1 and 受訪者A, but not "into" or "park".
        if number[0].isdigit() or not word.isascii() or len(word) > _SHORT_WORD:
            known = _KIND_BY_WORD.get(word)
    return known or (Kind.PERSON if _INITIAL.fullmatch(name) else Kind.NONE)


@lru_cache(maxsize=4096)
def is_field(label: str) -> bool:
    """Say whether a word before a colon heads a field: `時間：2019年`, `Date: 3 May`."""
    return kind_of(label) is Kind.NONE and _FIELD.fullmatch(_plain(label)) is not None


def _plain(label: str) -> str:
    return without_note(unicodedata.normalize("NFKC", label)).strip().casefold()


@lru_cache(maxsize=4096)
def may_name_a_speaker(label: str) -> bool:
    """Say whether a text can be a label at all: short, no field, no clause before a quotation.

    >>> [may_name_a_speaker(label) for label in ("Mary Chan", "He said", "我諗", "時間", "https")]
    [True, False, False, False, False]
    """
    if kind_of(label) is not Kind.NONE:
        return True
    bare = without_note(label).strip()
    if len(bare) > _LONGEST or len(bare.split()) > _MOST_WORDS or is_field(label):
        return False
    if not any(character.isalpha() for character in bare) or is_stage_direction(bare):
        return False
    han = sum(map(is_han, bare))
    clause = _CLAUSE_HAN if han else _CLAUSE
    return han <= _LONGEST_HAN and clause.fullmatch(bare) is None


@lru_cache(maxsize=4096)
def looks_like_a_person(label: str) -> bool:
    """Say whether a label has the form of a name: `Mary Chan`, `阿May`, `陳大文`, `Moon姑娘`.

    >>> [looks_like_a_person(label) for label in ("Dr. Wong", "阿May", "陳太", "my mother", "原因")]
    [True, True, True, False, False]
    """
    bare = without_note(label).strip()
    if not may_name_a_speaker(bare):
        return False
    if any(map(is_han, bare)):
        return _PERSON_HAN.fullmatch(bare.replace(" ", "")) is not None
    words = [word for word in parts_of(bare) if word not in _PARTICLES]
    return bool(words) and all(word[0].isupper() or not word[0].isalpha() for word in words)


def parts_of(label: str) -> list[str]:
    """Part a label in Latin letters into its words.

    >>> parts_of("Dr. O'Brien-Lee")
    ['Dr', 'O', 'Brien', 'Lee']
    """
    return [word for word in re.split(r"[\s'’.-]+", label) if word]


def is_han(character: str) -> bool:
    """Say whether a character is one of the Chinese script."""
    return "\u3400" <= character <= "\u9fff" or character >= "\U00020000"
