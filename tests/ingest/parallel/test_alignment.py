"""Promises of alignment: every turn is accounted for, and what was left out is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import transcript

from qualpipe.ingest.parallel.alignment import align
from qualpipe.model import Transcript

ORIGINAL = [
    ("I", "點嚟㗎？"),
    ("P", "搭小巴，塞咗成個字，個司機仲同人嘈交，好彩冇落雨，我冇帶遮。"),
    ("I", "最近點呀？"),
    ("P", "都係咁囉。"),
    ("I", "有冇人幫你？"),
    ("P", "阿媽囉，同埋個姑娘，佢逢星期三都會上嚟，企喺門口等，帶埋兩個蛋撻，唔開門佢都唔走。"),
    ("I", "嗯。"),
    ("P", "後尾我開咗。"),
]
RENDERED = [
    ("I", "How did you come?"),
    ("P", "By minibus, it was stuck and the driver had a row; lucky it did not rain on me."),
    ("I", "How have you been?"),
    ("P", "Same as ever."),
    ("I", "Does anyone help you?"),
    ("P", "My mum, and the worker, who stands at the door with two egg tarts and does not leave."),
    ("I", "Mm."),
    ("P", "In the end I opened."),
]


def numbers(original: Transcript, translation: Transcript) -> list[tuple[int, int]]:
    return [
        (mine.number if mine else 0, yours.number if yours else 0)
        for mine, yours in align(original, translation)
    ]


def test_turn_by_turn_stays_turn_by_turn() -> None:
    pairs = numbers(transcript(*ORIGINAL), transcript(*RENDERED))
    assert pairs == [(n, n) for n in range(1, 9)]


@pytest.mark.parametrize("gone", range(8))
def test_a_turn_left_out_of_the_translation_is_found(gone: int) -> None:
    rest = RENDERED[:gone] + RENDERED[gone + 1 :]
    pairs = numbers(transcript(*ORIGINAL), transcript(*rest))
    assert pairs == [(n, 0 if n == gone + 1 else n - (n > gone + 1)) for n in range(1, 9)]


@pytest.mark.parametrize("at", [1, 5])
def test_a_turn_split_in_two_is_rendered_by_both(at: int) -> None:
    speaker, words = RENDERED[at]
    half = len(words) // 2
    split = [*RENDERED[:at], (speaker, words[:half]), (speaker, words[half:]), *RENDERED[at + 1 :]]
    pairs = numbers(transcript(*ORIGINAL), transcript(*split))
    assert {(at + 1, at + 1), (at + 1, at + 2)} <= set(pairs)
    assert all(mine and yours for mine, yours in pairs)


def test_two_turns_joined_are_rendered_by_one() -> None:
    first, rest = ("P", ORIGINAL[5][1][:15]), ("P", ORIGINAL[5][1][15:])
    pairs = numbers(transcript(*ORIGINAL[:5], first, rest, *ORIGINAL[6:]), transcript(*RENDERED))
    assert {(6, 6), (7, 6), (8, 7), (9, 8)} <= set(pairs)


said = st.lists(
    st.tuples(st.sampled_from(["I", "P"]), st.text("字x ", min_size=1, max_size=30)), max_size=12
)


@settings(max_examples=50)
@given(said, said)
def test_every_turn_of_both_sides_is_there_in_order(
    ours: list[tuple[str, str]], theirs: list[tuple[str, str]]
) -> None:
    pairs = numbers(transcript(*ours), transcript(*theirs))
    mine = [a for a, _ in pairs if a]
    yours = [b for _, b in pairs if b]
    assert sorted(set(mine)) == list(range(1, len(ours) + 1))
    assert sorted(set(yours)) == list(range(1, len(theirs) + 1))
    assert mine == sorted(mine)
    assert yours == sorted(yours)
