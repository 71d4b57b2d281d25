"""Company counts as far as it goes together with the segments' own scores."""

import numpy as np
import pytest
from make import segment

from qualpipe.coding.scoring.company import with_neighbours, with_question
from qualpipe.coding.scoring.space import standardised
from qualpipe.model import Segment


def talk(count: int, *, transcripts: int) -> list[Segment]:
    return [
        segment("。", transcript=f"P{row % transcripts}", turn=row // transcripts + 1)
        for row in range(count)
    ]


def test_a_question_counts_where_questions_tell_answers() -> None:
    random = np.random.default_rng(0)
    own = random.normal(size=(400, 2))
    asked = np.stack([own[:, 0] * 0.1, random.normal(size=400) * 0.1], axis=1)
    found = with_question(own, own, asked) - standardised(own, spread=1.0)
    assert np.abs(found[:, 1]).mean() < 0.1  # questions that have nothing to do with the answer
    quiet = own.copy()
    quiet[:50] = 0.0
    told = with_question(quiet, own, asked)[:50, 0]
    assert np.corrcoef(told, own[:50, 0])[0, 1] > 0.95


def test_without_questions_nothing_changes() -> None:
    own = np.random.default_rng(1).normal(size=(30, 3))
    assert with_question(own, own, np.zeros_like(own)) is own


@pytest.mark.parametrize(("lasting", "gained"), [(True, 0.3), (False, 0.0)])
def test_neighbours_count_where_subjects_last(lasting: bool, gained: float) -> None:  # noqa: FBT001 - a row of a table
    random = np.random.default_rng(2)
    subject = np.repeat(random.normal(size=100), 5) if lasting else random.normal(size=500)
    own = (subject + random.normal(size=500))[:, None]
    found = with_neighbours(own, talk(500, transcripts=1))
    plain = np.corrcoef(own[:, 0], subject)[0, 1]
    assert np.corrcoef(found[:, 0], subject)[0, 1] > plain + gained / 3 - 0.02


def test_speech_decides_who_is_a_neighbour_and_not_the_list() -> None:
    own = np.repeat(np.random.default_rng(3).normal(size=(40, 2)), 3, axis=0)
    said = talk(120, transcripts=2)
    order = np.random.default_rng(4).permutation(120)
    turned = with_neighbours(own[order], [said[row] for row in order])
    assert np.allclose(turned, with_neighbours(own, said)[order])


def test_a_segment_alone_in_its_transcript_has_no_company() -> None:
    own = np.random.default_rng(5).normal(size=(30, 2))
    alone = with_neighbours(own, talk(30, transcripts=30))
    assert np.allclose(alone, standardised(own, spread=1.0))
