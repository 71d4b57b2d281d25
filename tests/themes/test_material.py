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
    said = talk(80)
    raw = embed([one.text for one in said]).copy()
    english = np.array([one.language is Language.EN for one in said])
    raw[english, -1] += 2.0  # English lies in a corner of its own
    rest = centred(raw, said)
    between = rest[english].mean(axis=0) @ rest[~english].mean(axis=0)
    assert np.linalg.norm(rest[english].mean(axis=0) - rest[~english].mean(axis=0)) < 0.3
    assert abs(between) < 0.1


def test_a_question_says_what_a_short_answer_is_about() -> None:
    said = talk(60)
    answer = segment("係，做咗三年零幾個月。", transcript="P99", turn=2, case="P99")
    asked = {answer.address: "個老闆同同事點呀，人工呢？"}
    plain = gather([*said, answer], embed=embed)
    helped = gather([*said, answer], embed=embed, questions=asked)
    of_work = [row for row, one in enumerate(said) if "老闆" in one.text or "boss" in one.text]
    work = plain.vectors[of_work].mean(axis=0)
    assert helped.vectors[-1] @ work > plain.vectors[-1] @ work + 0.1
    assert np.array_equal(helped.texts, plain.texts)


def test_a_question_of_the_guide_weighs_less_than_one_asked_once() -> None:
    said = talk(64)
    last = said[-1]
    once = gather(said, embed=embed, questions={last.address: "And the landlord, the rent?"})
    guide = {one.address: "And the landlord, the rent?" for one in said}
    often = gather(said, embed=embed, questions=guide)
    alone = gather(said, embed=embed).vectors[-1]
    assert often.vectors[-1] @ alone > once.vectors[-1] @ alone


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
