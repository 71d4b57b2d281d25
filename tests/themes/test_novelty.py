from dataclasses import replace

import numpy as np
import pytest
from make import code, codebook
from talk import SUBJECTS, embed, subject_of, talk

from qualpipe.model import Language, Segment
from qualpipe.themes import gather
from qualpipe.themes.novelty import Rows, language_mix, novelty

SAID = talk(160)
ENGLISH = np.array([one.language is Language.EN for one in SAID])


def grouped(said: list[Segment]) -> list[Rows]:
    of = np.array([subject_of(one) for one in said])
    return [np.flatnonzero(of == subject) for subject in SUBJECTS if (of == subject).any()]


def test_what_codes_explain_already_is_less_novel() -> None:
    coded = [one for one in SAID if subject_of(one) == "medicine"][:30]
    searched = [one for one in SAID if one not in coded]
    found = novelty(grouped(searched), gather(searched, embed=embed, beside=coded))
    assert min(range(4), key=lambda place: found[place].value) == list(SUBJECTS).index("medicine")
    assert all(0 <= one.value <= 1 for one in found)


@pytest.mark.parametrize("language", [0, 1], ids=["en", "yue"])
def test_the_nearest_code_is_named_whatever_its_language(language: int) -> None:
    codes = [
        code(id=name, definition=" ".join(words[language])) for name, words in SUBJECTS.items()
    ]
    material = gather(SAID, embed=embed, codebook=codebook(*codes))
    found = novelty(grouped(SAID), material)
    assert [one.nearest for one in found] == list(SUBJECTS)
    assert all(one.likeness > 0.5 for one in found)


def test_without_a_codebook_no_code_is_near() -> None:
    found = novelty(grouped(SAID), gather(SAID, embed=embed))
    assert {(one.nearest, one.likeness) for one in found} == {("", 0.0)}


def test_themes_that_cross_languages_are_told_from_those_that_do_not() -> None:
    material = gather(SAID, embed=embed)
    parted = [np.flatnonzero(ENGLISH), np.flatnonzero(~ENGLISH)]
    assert language_mix(grouped(SAID), material) == pytest.approx(1.0)
    assert language_mix(parted, material) == pytest.approx(0.0)


def test_one_language_has_no_mix() -> None:
    said = talk(60, languages=[Language.EN])
    assert language_mix(grouped(said), gather(said, embed=embed)) is None


def test_no_group_is_no_fault() -> None:
    assert novelty([], gather([], embed=embed)) == ()
    assert language_mix([], gather([], embed=embed)) is None


MIXED = [
    replace(one, language=Language.MIXED) if one.language is Language.EN else one for one in SAID
]


def test_mixed_talk_is_no_english_that_themes_could_cross_to() -> None:
    assert language_mix(grouped(MIXED), gather(MIXED, embed=embed)) is None


def test_mixed_talk_hides_no_theme_of_one_language() -> None:
    parted = [np.arange(len(SAID))[which] for which in (ENGLISH, ~ENGLISH)]
    beside = [*SAID, *MIXED]
    mixed = np.array([one.language is Language.MIXED for one in MIXED])
    rows = [np.concatenate([one, len(SAID) + np.flatnonzero(mixed)]) for one in parted]
    assert language_mix(rows, gather(beside, embed=embed)) == pytest.approx(0.0)
