"""What counts of a ledger: undos, adjudication, and what is sealed."""

from dataclasses import replace

import make
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.model import Decision, Verdict
from qualpipe.review import current, effective, last_words, memos_shown, settled, visible

LEDGER = st.lists(st.one_of(st.sampled_from(["accept", "reject"]), st.just("undo")), max_size=12)


def undo(of: int, number: int) -> Decision:
    return replace(make.decision(verdict=Verdict.UNDO), undoes=of, number=number)


@given(LEDGER)
def test_undoing_the_latest_again_and_again_goes_back_step_by_step(moves: list[str]) -> None:
    ledger: list[Decision] = []
    stack: list[Decision] = []  # what a person believes to stand after each move
    for number, move in enumerate(moves, 1):
        if move != "undo":
            one = replace(make.decision(verdict=Verdict(move)), number=number)
            ledger.append(one)
            stack.append(one)
        elif stack:
            ledger.append(undo(stack.pop().number, number))
    assert list(effective(ledger)) == stack
    assert last_words(ledger) == tuple(stack[-1:])


def test_an_undo_that_is_undone_lets_the_decision_stand_again() -> None:
    first = replace(make.decision(), number=1)
    assert effective([first, undo(1, 2)]) == ()
    assert effective([first, undo(1, 2), undo(2, 3)]) == (first,)


def test_undoing_a_change_of_mind_brings_the_first_word_back() -> None:
    yes = replace(make.decision(), number=1)
    no = replace(make.decision(verdict=Verdict.REJECT), number=2)
    assert current([yes, no]) == ()
    assert current([yes, no, undo(2, 3)])[0].reviewers == ("ana",)


@pytest.mark.parametrize(
    ("verdict", "stands"),
    [(Verdict.ACCEPT, True), (Verdict.REJECT, False), (Verdict.UNSURE, False)],
)
def test_who_adjudicates_settles_it_for_all(verdict: Verdict, *, stands: bool) -> None:
    ana, ben = make.decision(), make.decision(reviewer="陳姑娘", verdict=Verdict.REJECT)
    settled = replace(make.decision(reviewer="carol", verdict=verdict), adjudicates=True)
    assert bool(current([ana, settled, ben])) is stands


def test_who_was_overruled_does_not_teach_the_machine() -> None:
    overruled = [make.decision(reviewer=name) for name in ("ana", "陳姑娘")]
    final = replace(make.decision(reviewer="carol", verdict=Verdict.REJECT), adjudicates=True)
    elsewhere = make.decision("P01:4:0-7")
    assert settled([*overruled, final, elsewhere]) == (final, elsewhere)


def test_an_adjudicator_who_also_reviewed_keeps_both_words() -> None:
    own = make.decision(verdict=Verdict.REJECT)
    settled = replace(make.decision(), adjudicates=True)
    assert last_words([own, settled]) == (own, settled)


@pytest.mark.parametrize("viewer", ["ana", "陳姑娘", "carol", ""])
def test_an_open_blind_round_shows_a_viewer_nothing_but_their_own(viewer: str) -> None:
    sealed = [
        replace(make.decision(reviewer=name), round="double coding 1") for name in ("ana", "陳姑娘")
    ]
    free = make.decision(reviewer="ben")
    seen = visible([*sealed, free], [make.round()], viewer=viewer)
    assert {one.reviewer for one in seen} == {"ben", *({viewer} & {"ana", "陳姑娘"})}


def test_a_decision_without_a_name_is_nobodys_own() -> None:
    nameless = replace(make.decision(reviewer=""), round="double coding 1")
    assert visible([nameless], [make.round()]) == ()


def test_a_closed_round_and_an_open_eyed_one_hide_nothing() -> None:
    one = replace(make.decision(), round="double coding 1")
    assert visible([one], [make.round(closed="2026-02-01T09:00:00+08:00")]) == (one,)
    assert visible([one], [make.round(blind=False)]) == (one,)


def test_a_memo_is_replaced_taken_back_and_sealed() -> None:
    first = make.memo(number=1)
    second = make.memo("the hostel, not her flat", replaces=1, number=2)
    gone = make.memo("", replaces=2, number=3)
    assert memos_shown([first, second], []) == (second,)
    assert memos_shown([first, second, gone], []) == ()
    sealed = make.memo(round="double coding 1", number=4)
    assert memos_shown([sealed], [make.round()], viewer="ben") == ()
    assert memos_shown([sealed], [make.round()], viewer="ana") == (sealed,)
