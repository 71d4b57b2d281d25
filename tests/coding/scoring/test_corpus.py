"""A corpus is gathered with a question for each segment, or refused."""

from collections.abc import Sequence

import numpy as np
import pytest
from make import segment
from study import embed

from qualpipe.coding import gather
from qualpipe.model import QualpipeError
from qualpipe.text.vectors import Vectors


def test_contexts_must_be_one_a_segment() -> None:
    with pytest.raises(QualpipeError, match="2 contexts for 1 segments"):
        gather([segment()], embed=embed, contexts=["a", "b"])


def test_only_questions_that_were_asked_are_embedded() -> None:
    asked: list[str] = []

    def counting(texts: Sequence[str]) -> Vectors:
        asked.extend(texts)
        return embed(texts)

    whole = gather([segment("一"), segment("二", turn=3)], embed=counting, contexts=["", "點呀？"])
    assert asked == ["一", "二", "點呀？"]
    assert not whole.context_vectors[0].any()
    assert whole.context_vectors[1].any()


def test_sizes_are_comparable_between_languages() -> None:
    english = "They sit with me when I am low and we drink tea"
    chinese = "我情緒低落嘅時候佢哋會陪我坐低飲茶"
    sizes = gather([segment(english), segment(chinese, turn=3)], embed=embed).sizes
    assert 0.5 < sizes[0] / sizes[1] < 2
    assert gather([], embed=embed).sizes.shape == (0,)
    assert np.isfinite(gather([segment("…")], embed=embed).sizes).all()
