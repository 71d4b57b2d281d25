"""Talk made up by rule: themes that are known, in two languages, with vectors that know them.

Real vectors take seconds to make; these are made of the subjects a text names, the same for both
languages, and of a little chance of the text's own.
"""

import hashlib
from collections.abc import Sequence

import numpy as np
from make import segment

from qualpipe.model import Language, Segment
from qualpipe.text.vectors import Vectors

SUBJECTS = {
    "medicine": (
        ("pills", "dose", "injection", "tablets", "prescription", "pharmacy"),
        ("藥丸", "打針", "副作用", "劑量", "藥房", "覆診"),
    ),
    "housing": (
        ("rent", "landlord", "flat", "bedroom", "estate", "lease"),
        ("公屋", "業主", "劏房", "租金", "睡房", "屋邨"),
    ),
    "work": (
        ("boss", "salary", "shift", "factory", "colleague", "overtime"),
        ("老闆", "人工", "夜更", "工廠", "同事", "加班"),
    ),
    "family": (
        ("mother", "wedding", "grandson", "brother", "aunt", "marriage"),
        ("阿媽", "結婚", "孫仔", "細佬", "姑媽", "婚禮"),
    ),
}
_SAID = {
    Language.EN: (
        "The {0} and the {1} frightened the {2}",
        "After {0} came {1}, with {2} again",
        "Without the {0}, {1} or {2}, winter was colder",
        "Honestly {0} hurts, {1} helps, {2} neither",
    ),
    Language.YUE: (
        "{0}同{1}嚇親晒，{2}都係",
        "有咗{0}就到{1}，跟住{2}",
        "冇{0}冇{1}冇{2}，冬天更加凍",
        "講真{0}傷心，{1}有用，{2}就冇用",
    ),
}
WIDTH = 48


def embed(texts: Sequence[str]) -> Vectors:
    """Return a row of unit length for each text, near those that name the same subjects."""
    rows = np.zeros((len(texts), WIDTH), np.float32)
    for row, text in enumerate(texts):
        for place, words in enumerate(SUBJECTS.values()):
            rows[row, place] = sum(text.lower().count(word) for both in words for word in both)
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
        rows[row, len(SUBJECTS) :] += 0.12 * np.random.default_rng(seed).normal(
            size=WIDTH - len(SUBJECTS)
        )
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def talk(
    count: int,
    *,
    people: int = 8,
    languages: Sequence[Language] = (Language.EN, Language.YUE),
    subjects: Sequence[str] = tuple(SUBJECTS),
) -> list[Segment]:
    """Return so many segments, each about one subject, told by people in turn."""
    chance = np.random.default_rng(7)
    said = []
    for number in range(count):
        person = number % people
        language = languages[person % len(languages)]
        both = SUBJECTS[subjects[number // people % len(subjects)]]
        named = chance.permutation(both[0] if language is Language.EN else both[1])[:3]
        text = _SAID[language][int(chance.integers(4))].format(*named)
        case = f"P{person:02}"
        said.append(
            segment(text, transcript=case, turn=2 * number + 2, language=language, case=case)
        )
    return said


def subject_of(said: Segment) -> str:
    """Return which subject a made-up segment is about."""
    text = said.text.lower()
    counts = {
        subject: sum(text.count(word) for both in words for word in both)
        for subject, words in SUBJECTS.items()
    }
    return max(counts, key=lambda subject: counts[subject])
