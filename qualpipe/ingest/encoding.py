"""Encodings: from the bytes of a file to its characters, and how sure that is.

A byte-order mark or strict UTF-8 settles it. Otherwise the encodings that Chinese transcripts come
in compete: each reading is scored by the characters it gives. A right reading of Chinese is full of
一是我的嘅咗; a wrong one is full of characters that nobody writes. What no Chinese reading explains
is left to charset-normalizer. A western single-byte encoding can read any bytes at all, so it is
taken only on good evidence, and always reported.
"""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp
from typing import NamedTuple

from qualpipe.model import Problem, QualpipeError, UnreadableFile

# In the order of how often they are met; utf-32 first, since its mark begins with that of utf-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Who says "Big5" in Hong Kong means HKSCS (嘅 咗 喺 are not in Big5); GBK is a part of GB 18030.
_WIDER = {"big5": "big5hkscs", "cp950": "big5hkscs", "gb2312": "gb18030", "gbk": "gb18030"}
_CONTEST = ("utf-8", "big5hkscs", "gb18030", "utf-16-le", "utf-16-be")
_SAMPLE = 1 << 16
# Weights are rough log odds: how much likelier a right reading shows such a character than a wrong.
_FUNCTION = (
    "一是人了不在有大中国國和为為这這上他个個地年来來我会會以到时時要出的生学學说説說道民"
    "家子也成行下们們于於后後就发發自之对對得主长長可过過天作分方用多你着著部能市等业業全"
    "里裏裡工公经經本都而高政法面门門动動日进進区區事代那去心小同北定开開产產前其係啲噉啊"
    "唔好呢嗰即嘅佢喇如但又喀誒睇喎樣冇嘢幾果知咗乜嚹陣咁喺咪買埋俾返哋邊點諗嚟冚㗎囉嘞啱"
    "攞畀瞓揾搵𡃉𠻺𠸏𠺢吓吖嗎吗她您它很没什么怎样给跟把被让吧呀哦嗯哪谁"
)
_COMMON = (
    "还還然起种種所现現理机機体體表力外与與文当當两兩实實重新三麼只山水关關明从從化平建制"
    "南内內西沒此员員名手最东東头頭者月间間无無安看见見各城十相已些正口通想度加第合院物性"
    "战戰由位常点意场場武使次二向治因立数數身情入原问問路并並利石老教万萬级級量任及应應资"
    "資务務元美特期世湖回系比气氣总總展电電科金先声聲提品设設或义義社统統处處四首共马馬形"
    "己儿兒司太目基领領队隊直计計别別女权權话話少流命至报報米給打变變书書清活几华華解议議"
    "更称稱程今决決张張导導术術府才保交放管结結师師便走达達族反再题題色五河接条條规規式白"
    "改风風光运運信受组組听聽布百指论論强強做取技黄黃神选選记記真却卻职職号號界件花类類何"
    "眼传傳带帶空干幹农農边据據集联聯古广廣完质質阳陽难難增历歷史专專官每住商步认認车車台"
    "臺林必死游遊举舉线線言皇土团團收考求德叫近备備研争爭非具李众眾连連调調感转轉笑革该該"
    "持始英士讓拉思根格造较較际際亲親单單朝红紅型价價校约約器字段周深候则則功属屬积積快图"
    "圖火千准準究往极極育装裝许許参參半令吃囖剪覺哩未儲蚊髮譬版講典錢票咩短賣食郵晒排細搞"
    "玩削禮拜貴咋梗假八份六齊試毫隻靚值哎舊銀仔紙包寄鍾冊算抵鐘幫撳旅識香港九觉錯错屋企阿"
    "媽妈爸姐妹哥弟病醫医護护朋友慢睡藥药怕驚惊痛苦累哭嬲攰坐站跑飯饭飲饮茶街巴店房床窗燈"
    "灯狗貓猫晚早夜昨週訪访談谈答录錄音語语识帮助支復复康緒绪壓压孤獨独陪喊嘈靜静舒服暖溫"
    "温鬆松離离婚孫孙班试讀读寫写畫画歌唱视視"
)
_MARKS_OF_WRITING = "，。？！：；「」『』（）、…—－《》〈〉【】“”‘’\u3000·．～％\xa0"
_BY_CATEGORY = {"Cn": -6.0, "Co": -5.0, "Cc": -6.0, "Cs": -6.0, "So": -2.0, "Sm": -2.0}
_ENOUGH = 0.25  # mean evidence a character below which a Chinese reading needs more to be believed
_NONSENSE = -1.0  # and below which it is none
_UNSURE = 0.9  # confidence below which the user is asked to look
_FOREIGN = (
    0.7  # confidence of a reading that is neither UTF-8 nor Chinese: the user is asked to look
)
_CHAOS, _COHERENCE = 0.1, 0.5  # charset-normalizer's measures of mess and of likeness to a language
_EAST_ASIAN = {"cp932", "shift_jis", "shift_jis_2004", "euc_jp", "euc_jis_2004", "cp949", "euc_kr"}
_SINGLE_BYTE = {"cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "cp1258", "koi8_r", "iso8859_2"}
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WESTERN = re.compile(
    r"[‘’“”–—…•£€©®°\xa0½¿¡«»™]|(?<=[A-Za-z])[à-öø-ÿœ]|[à-öø-ÿœ](?=[a-z])|\b[À-ÖØ-Ü](?=[a-z])|\bà\b"
)
_LINES_SHOWN = 10
_FEW = 10
_BINARY = 0.1  # share of control characters (and of unused ones of latin-1) that no text has
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The characters of a file (line ends LF, no byte-order mark) and how they were read."""

    text: str
    encoding: str
    confidence: float
    problems: tuple[Problem, ...] = ()


def decode(content: bytes, *, name: str = "", encoding: str = "") -> Decoded:
    r"""Read the characters of a file; `encoding`, if the user named one, is not put in question.

    Raises UnreadableFile where the named encoding does not fit (with the byte and the line) or
    where no encoding can be believed.

    >>> decode("我哋去飲茶".encode("big5hkscs"), name="P01.txt").text
    '我哋去飲茶'
    >>> decode("Hello, 你好\r\n".encode(), name="P01.txt").text
    'Hello, 你好\n'
    """
    if encoding:
        return _as_told(content, name=name, encoding=encoding)
    for mark, marked in _MARKS:
        if content.startswith(mark):
            return _read(content[len(mark) :], marked, 1.0, name=name)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _decide(content, name=name)
    if _accidental(text) and _ranked(content)[0].encoding != "utf-8":
        return _decide(content, name=name)
    return Decoded(text=_line_ends(text), encoding="utf-8", confidence=1.0)


def _accidental(text: str) -> bool:
    """Say whether bytes may be UTF-8 by chance only: UTF-16, or a few letters of GBK (`ͬ` is 同)."""
    few = _BEYOND_ASCII.findall(text[:_SAMPLE])
    return has_controls(text) or (1 < len(few) < _FEW and all(each < "\u0800" for each in few))


def has_controls(text: str) -> bool:
    """Say whether a text holds control characters other than tabs and line ends."""
    return _CONTROLS.search(text) is not None


def _as_told(content: bytes, *, name: str, encoding: str) -> Decoded:
    codec = _codec(encoding)
    for mark, marked in _MARKS:
        if content.startswith(mark) and marked.startswith(codec):
            content, codec = content[len(mark) :], marked
            break
    if codec == "utf-16":  # no mark says which way round
        codec = max(
            ("utf-16-le", "utf-16-be"), key=lambda each: _contestant(content, each).evidence
        )
    try:
        text = content.decode(codec)
    except UnicodeDecodeError as fault:
        line = _line_ends(content[: fault.start].decode(codec, errors="replace")).count("\n") + 1
        raise UnreadableFile(
            f"{name}:{line}",
            f"byte {fault.start} (0x{content[fault.start]:02x}) is no {codec}",
            "Name another encoding, or none: it will be looked for",
        ) from fault
    return Decoded(text=_line_ends(text), encoding=codec, confidence=1.0)


def _codec(encoding: str) -> str:
    """Return Python's name of an encoding, the wider one where people name its kernel."""
    try:
        found = codecs.lookup(encoding)
        "".encode(found.name)  # refuses rot13, zip and other codecs that are no encodings
    except (LookupError, UnicodeError) as fault:
        known = ", ".join((*_CONTEST, "shift_jis", "cp1252"))
        raise QualpipeError(f"unknown encoding {encoding!r}; some of the known: {known}") from fault
    name = found.name.removesuffix("-sig")
    return _WIDER.get(name, name)


def _decide(content: bytes, *, name: str) -> Decoded:
    best, second = _ranked(content)[:2]
    confidence = round(min(0.99, 1 - exp((second.evidence - best.evidence) / 8)), 2)
    if best.belief >= _ENOUGH:
        return _read(content, best.encoding, confidence, name=name)
    foreign = _western(content) or _foreign(content)
    if foreign:
        return _read(content, foreign, _FOREIGN, name=name)
    if best.belief > _NONSENSE:  # a list of names, say: rare characters, but characters
        return _read(content, best.encoding, round(confidence / 2, 2), name=name)
    binary = len(_CONTROLS.findall(content.decode("latin-1"))) > _BINARY * len(content)
    raise UnreadableFile(
        name,
        "this is no text" if binary else "its encoding cannot be told",
        "If it is a text, name its encoding with --encoding, or save it as UTF-8",
    )


class _Contestant(NamedTuple):
    """How much speaks for an encoding, in all and a character."""

    evidence: float
    belief: float
    encoding: str


def _ranked(content: bytes) -> list[_Contestant]:
    """Let the encodings of the contest compete, the best first."""
    contestants = [_contestant(content, each) for each in _CONTEST]
    return sorted(contestants, key=lambda each: each.evidence, reverse=True)


def _contestant(content: bytes, encoding: str) -> _Contestant:
    text = _sample(content, encoding).decode(encoding, errors="replace")
    counts = Counter(text)
    evidence = sum(_weight(each) * number for each, number in counts.items())
    if encoding == "utf-8":  # its sequences hardly come about by chance, é and ü even less
        valid = {each: n for each, n in counts.items() if each > "\x7f" and each != "\ufffd"}
        evidence += sum((5.0 if "À" <= each <= "ÿ" else 3.0) * n for each, n in valid.items())
    telling = sum(n for each, n in counts.items() if each > "\x7f" or each == "\0")
    return _Contestant(evidence, evidence / telling if telling else 1.0, encoding)


def _sample(content: bytes, encoding: str) -> bytes:
    """Return the part of a file that tells: for byte-wise encodings the lines beyond ASCII."""
    if encoding.startswith("utf-16"):
        return content[:_SAMPLE]
    if len(content) <= _SAMPLE:
        return content
    lines: list[bytes] = []
    size = 0
    for line in content.split(b"\n"):
        if not line.isascii():
            lines.append(line)
            size += len(line)
        if size > _SAMPLE:
            break
    return b"\n".join(lines)


@cache
def _known_weights() -> Mapping[str, float]:
    weights = dict.fromkeys(_COMMON, 2.0) | dict.fromkeys(_FUNCTION, 3.0)
    return weights | dict.fromkeys(_MARKS_OF_WRITING, 2.0)


def _weight(character: str) -> float:
    if " " <= character <= "~" or character in "\t\n\r\f\v":
        return 0.02
    known = _known_weights().get(character)
    if known is not None:
        return known
    if character == "\ufffd":
        return -8.0
    if "\u4e00" <= character <= "\u9fff":
        return -1.0
    category = unicodedata.category(character)
    letter = -2.0 if category.startswith("L") else -1.0
    return _BY_CATEGORY.get(category, letter)


def _western(content: bytes) -> str:
    """Return cp1252 where all beyond ASCII is Word's quotes and dashes or é inside a word."""
    text = _sample(content, "").decode("cp1252", errors="replace")
    strange = len(_BEYOND_ASCII.findall(_WESTERN.sub("", text)))
    return "cp1252" if strange * 10 < len(_BEYOND_ASCII.findall(text)) else ""


def _foreign(content: bytes) -> str:
    """Ask charset-normalizer about a file that is neither UTF-8 nor Chinese ('': not sure)."""
    from charset_normalizer import from_bytes  # noqa: PLC0415 - rarely needed, slow to import

    best = from_bytes(_sample(content, "")).best()
    if best is None or best.chaos > _CHAOS:
        return ""
    sure = best.encoding in _EAST_ASIAN or (
        best.encoding in _SINGLE_BYTE and best.coherence > _COHERENCE
    )
    return best.encoding if sure else ""


def _read(content: bytes, encoding: str, confidence: float, *, name: str) -> Decoded:
    """Decode with an encoding that was chosen; bytes that do not fit become U+FFFD, reported."""
    text = _line_ends(content.decode(encoding, errors="replace"))
    problems = tuple(_doubts(text, encoding, confidence, name=name))
    return Decoded(text=text, encoding=encoding, confidence=confidence, problems=problems)


def _doubts(text: str, encoding: str, confidence: float, *, name: str) -> Iterator[Problem]:
    if confidence < _UNSURE:
        yield Problem(
            where=name,
            message=f"read as {encoding}, which is likely but not sure ({confidence:.2f})",
            remedy="look whether the words are right; if not, name the encoding with --encoding",
        )
    broken = [n for n, line in enumerate(text.split("\n"), 1) if "\ufffd" in line]
    for number in broken[:_LINES_SHOWN]:
        yield Problem(
            where=f"{name}:{number}",
            message=f"bytes that are no {encoding} are shown as \ufffd",
            remedy="mend the line in the file; the rest of it was read",
        )
    if len(broken) > _LINES_SHOWN:
        yield Problem(where=name, message=f"{len(broken)} lines in all hold such bytes")


def _line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
