import numpy as np
import pytest
from make import segment
from talk import SUBJECTS, embed, subject_of, talk

from qualpipe.model import Language
from qualpipe.themes import Material, gather
from qualpipe.themes.wording.counts import Counts, count
from qualpipe.themes.wording.terms import find_terms
from qualpipe.themes.wording.weights import weigh


def shown(material: Material) -> dict[str, tuple[list[str], list[str]]]:
    of = np.array([list(SUBJECTS).index(subject_of(one)) for one in material.segments])
    counts: Counts = count(material.segments)
    rows = [np.flatnonzero(of == place) for place in range(len(SUBJECTS))]
    terms = find_terms(rows, weigh(counts, of, len(SUBJECTS)), counts, material)
    return {
        subject: (
            [counts.shown[place] for place in one.english],
            [counts.shown[place] for place in one.chinese],
        )
        for subject, one in zip(SUBJECTS, terms, strict=True)
    }


def test_terms_name_the_subject_in_both_languages(material: Material) -> None:
    found = shown(material)
    for subject, (english, chinese) in SUBJECTS.items():
        assert set(found[subject][0][:5]) <= set(english)
        assert set(found[subject][1][:5]) <= set(chinese)


@pytest.mark.parametrize(
    ("word", "language"), [("Winnie", Language.EN), ("豆豆", Language.YUE)], ids=["en", "yue"]
)
def test_one_persons_pet_word_comes_behind_what_all_say(word: str, language: Language) -> None:
    pets = [
        segment(f"{word} pills 藥丸 {word}", transcript="P00", turn=900 + n, language=language)
        for n in range(6)
    ]
    english, chinese = shown(gather([*talk(160), *pets], embed=embed))["medicine"]
    assert word not in (english[:1] + chinese[:1])


def test_a_language_that_is_not_spoken_has_no_terms() -> None:
    found = shown(gather(talk(80, languages=[Language.EN]), embed=embed))
    assert all(english and not chinese for english, chinese in found.values())
