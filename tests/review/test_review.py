import make
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import Coding, Verdict
from qualpipe.review import current


def test_the_last_word_of_a_reviewer_stands() -> None:
    first, then = make.decision(), make.decision(verdict=Verdict.REJECT)
    assert current([first, then]) == ()
    assert current([then, first]) == (
        Coding(segment=first.segment, code="home", reviewers=("ana",)),
    )


def test_one_reviewer_does_not_undo_another() -> None:
    ana, ben = make.decision(), make.decision(reviewer="ben", verdict=Verdict.REJECT)
    assert current([ana, ben])[0].reviewers == ("ana",)


def test_unsure_is_no_coding_and_add_is_one() -> None:
    assert current([make.decision(verdict=Verdict.UNSURE)]) == ()
    assert len(current([make.decision(verdict=Verdict.ADD)])) == 1


@given(st.permutations([make.decision(reviewer=name) for name in ("ana", "ben", "陳")]))
def test_the_order_between_reviewers_changes_nothing(shuffled: list[object]) -> None:
    assert current(shuffled)[0].reviewers == ("ana", "ben", "陳")  # type: ignore[arg-type]
