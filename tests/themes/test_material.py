from dataclasses import replace

import numpy as np
import pytest
from make import code, codebook, segment
from talk import SUBJECTS, embed, talk

from qualpipe.model import Language
from qualpipe.themes import gather
from qualpipe.themes.material import centred


def test_rows_have_unit_length() -> None:
    material = gather(talk(40)[:30], beside=talk(40)[30:], embed=embed)
    assert material.vectors.shape[0] == 30
    assert material.beside.shape[0] == 10
    assert np.allclose(np.linalg.norm(material.vectors, axis=1), 1, atol=1e-5)


def test_what_a_language_has_in_common_is_taken_away() -> None:
    said = talk(160)
    raw = embed([one.text for one in said]).copy()
    english = np.array([one.language is Language.EN for one in said])
    raw[english, -1] += 2.0  # English lies in a corner of its own
    rest = centred(raw, said)
    apart = [rows[english].mean(axis=0) - rows[~english].mean(axis=0) for rows in (raw, rest)]
    assert np.linalg.norm(apart[1]) < 0.2 * np.linalg.norm(apart[0])


ASKED = ("How was the boss?", "個業主點呀，租金呢？", "And the wedding?", "啲藥丸呢？有冇副作用？")


def nearness_to_work(guide: bool) -> float:  # noqa: FBT001 - two cases of one test
    """Say how near an answer is to the subject work whose question named the boss."""
    said = talk(64)
    answer = segment("係，做咗三年零幾個月。", transcript="P99", turn=2, case="P99")
    asked = {one.address: ASKED[row % 4] for row, one in enumerate(said) if guide or row % 4}
    whole = [*said, answer]
    material = gather(whole, embed=embed, questions={**asked, answer.address: ASKED[0]})
    of_work = [row for row, one in enumerate(said) if "老闆" in one.text or "boss" in one.text]
    work = material.texts[of_work].mean(axis=0)
    return float(material.vectors[-1] @ work - material.texts[-1] @ work)


def test_a_question_says_what_a_short_answer_is_about() -> None:
    assert nearness_to_work(guide=False) > 0.2


def test_a_question_that_many_were_asked_says_less() -> None:
    assert nearness_to_work(guide=True) < 0.5 * nearness_to_work(guide=False)


@pytest.mark.parametrize("language", [0, 1], ids=["en", "yue"])
def test_prototypes_lie_near_what_their_code_is_about(language: int) -> None:
    codes = [
        code(id=name, definition=" ".join(words[language]), examples=words[language][:2])
        for name, words in SUBJECTS.items()
    ]
    material = gather(talk(64), embed=embed, codebook=codebook(*codes))
    assert material.codes == tuple(SUBJECTS)
    likeness = material.prototypes @ embed([" ".join(w[1 - language]) for w in SUBJECTS.values()]).T
    assert likeness.argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_nothing_to_search_is_no_fault() -> None:
    assert len(gather([], embed=embed)) == 0


def test_mixed_talk_is_centred_by_itself_and_not_as_english() -> None:
    said = [
        replace(one, language=Language.MIXED) if one.language is Language.EN else one
        for one in talk(160)
    ]
    mixed = np.array([one.language is Language.MIXED for one in said])
    english = [replace(one, language=Language.EN) for one in talk(80, languages=[Language.EN])]
    whole = [*said, *(replace(one, transcript="Q", case=f"Q{one.case}") for one in english)]
    raw = embed([one.text for one in whole]).copy()
    raw[:160][mixed, -1] += 2.0  # mixed talk lies in a corner of its own
    rest = centred(raw, whole)
    apart = [rows[:160][mixed].mean(axis=0) - rows[160:].mean(axis=0) for rows in (raw, rest)]
    assert np.linalg.norm(apart[1]) < 0.2 * np.linalg.norm(apart[0])
