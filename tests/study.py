"""A small made-up study whose codes are known, and an encoder that costs nothing."""

import hashlib
import re
from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt
from make import codebook, phrases

from qualpipe.coding import Corpus, gather
from qualpipe.model import Code, Codebook, Language, Segment, Span
from qualpipe.text.meaning import meaning
from qualpipe.text.vectors import Vectors

DIMENSIONS = 48
# What people say of each code, and of nothing; the first words are in the codebook.
SAID = {
    "home": ("sofa kitchen warm cosy couch", "屋企 廚房 暖 瞓覺 梳化"),
    "friends": ("friend together company group mates", "朋友 一齊 陪 班友 傾偈"),
    "visits": ("knock visit door phoned again", "探 拍門 打嚟 再嚟 樓下"),
}
NOTHING = (
    "bus rain lunch ticket shoes queue noodles weather",
    "巴士 落雨 食飯 對鞋 排隊 天氣 個飯 電話單",
)
_OTHER_WORD = {
    word: other
    for english, chinese in (*SAID.values(), NOTHING)
    for word, other in zip(chinese.split(), english.split(), strict=True)
}


@cache
def _direction(word: str) -> npt.NDArray[np.float64]:
    seed = int.from_bytes(hashlib.sha256(word.encode()).digest()[:4], "big")
    return np.random.default_rng(seed).normal(size=DIMENSIONS)


def embed(texts: Sequence[str]) -> Vectors:
    """Add up a direction a word; words that mean the same in both languages share theirs."""
    same = {meaning(word): meaning(other) for word, other in _OTHER_WORD.items()}
    rows = np.zeros((len(texts), DIMENSIONS))
    for place, text in enumerate(texts):
        words = re.findall(r"\w+", meaning(text.lower()))
        rows[place] = sum((_direction(same.get(w, w)) for w in words), start=_direction("·") * 0.5)
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


def segments(
    count: int = 120, *, seed: int = 1, misleading: float = 0.0
) -> tuple[tuple[Segment, ...], list[str]]:
    """Make segments in both languages over six transcripts, and the code of each ('' for none).

    Of those without a code a share is misleading: they talk in a code's words of something else.
    """
    random = np.random.default_rng(seed)
    made, codes = [], []
    for number in range(count):
        code = str(random.choice([*SAID, "", "", ""]))
        chinese = bool(random.integers(2))
        words = list(random.choice(NOTHING[chinese].split(), 4))
        misled = misleading > 0 and not code and random.uniform() < misleading
        about = str(random.choice([*SAID])) if misled else code
        if about:
            words += list(random.choice(SAID[about][chinese].split()[1:], 3, replace=False))
        random.shuffle(words)
        text = " ".join(words)
        made.append(
            Segment(
                transcript=f"P{number % 6:02}",
                turn=number // 6 + 1,
                span=Span(10, 10 + len(text)),
                within=Span(0, len(text)),
                text=text,
                language=Language.YUE if chinese else Language.EN,
            )
        )
        codes.append(code)
    return tuple(made), codes


def book() -> Codebook:
    """Make the codebook of the study: one keyword and one example a language and code."""
    return codebook(*(_code(name, english, chinese) for name, (english, chinese) in SAID.items()))


def _code(name: str, english: str, chinese: str) -> Code:
    return Code(
        id=name,
        name=phrases(name),
        definition=phrases(" ".join(english.split()[:3])),
        keywords=phrases(english.split(maxsplit=1)[0])
        + phrases(chinese.split(maxsplit=1)[0], language=Language.YUE),
        examples=phrases(" ".join(english.split()[1:4]))
        + phrases(" ".join(chinese.split()[1:4]), language=Language.YUE),
    )


def corpus(count: int = 120, *, seed: int = 1, misleading: float = 0.0) -> tuple[Corpus, list[str]]:
    """Gather the segments of the study."""
    made, codes = segments(count, seed=seed, misleading=misleading)
    return gather(made, embed=embed), codes
