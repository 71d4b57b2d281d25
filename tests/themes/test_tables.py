from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

import pytest
from make import segment, theme

from qualpipe.model import QualpipeError
from qualpipe.themes import by_attribute, saturation

SAID = [
    segment("我份工冇咗", transcript="P1", turn=2, case="P1"),
    segment("my boss", transcript="P1", turn=4, case="P1"),
    segment("啲藥好苦", transcript="P2", turn=2, case="P2"),
    segment("the pills", transcript="P3", turn=2, case="P3"),
]
A = [one.address for one in SAID]
WORK, PILLS = theme("1", segments=A[:2]), theme("2", segments=A[2:])


def test_each_theme_is_counted_for_each_value() -> None:
    rows = by_attribute([WORK, PILLS], SAID, {"P1": "woman", "P2": "man", "P3": "man"})
    assert [(r.theme, r.value, r.segments, r.participants, r.share) for r in rows] == [
        ("1", "man", 0, 0, 0.0),
        ("1", "woman", 2, 1, 1.0),
        ("2", "man", 2, 2, 1.0),
        ("2", "woman", 0, 0, 0.0),
    ]


def test_who_has_no_value_comes_last() -> None:
    rows = by_attribute([PILLS], SAID, {"P3": "man"})
    assert [(one.value, one.segments) for one in rows] == [("man", 1), ("", 1)]


class Counted(tuple[str, ...]):
    """Addresses that know how often somebody went through them."""

    __slots__ = ()
    passes: ClassVar[list[None]] = []

    def __iter__(self) -> Iterator[str]:
        self.passes.append(None)
        return super().__iter__()


def test_many_interviews_cost_one_pass_a_theme() -> None:
    said = [segment(f"第{n}句", transcript=f"P{n % 40:02}", turn=n, case="") for n in range(400)]
    values = {one.transcript: one.transcript for one in said}
    held = Counted(one.address for one in said)
    Counted.passes.clear()
    rows = by_attribute([replace(theme("1"), segments=held)], said, values)
    assert len(Counted.passes) == 1
    assert [(one.segments, one.participants, one.share) for one in rows] == [(10, 1, 1.0)] * 40


def test_new_themes_are_counted_interview_by_interview() -> None:
    found = saturation([WORK, PILLS], SAID)
    assert [(one.transcript, one.new, one.heard) for one in found.steps] == [
        ("P1", ("1",), 1),
        ("P2", ("2",), 2),
        ("P3", (), 2),
    ]


def test_another_order_gives_another_curve() -> None:
    found = saturation([WORK, PILLS], SAID, order=["P3", "P0", "P2", "P1"])
    assert [(one.transcript, one.heard) for one in found.steps] == [
        ("P3", 1),
        ("P0", 1),
        ("P2", 1),
        ("P1", 2),
    ]


def test_the_warning_says_what_the_curve_cannot_show() -> None:
    assert "cannot show" in saturation([WORK], SAID).warning
    assert "With 3 interviews the curve says next to nothing" in saturation([WORK], SAID).warning


def test_an_order_that_forgets_an_interview_is_refused() -> None:
    with pytest.raises(QualpipeError, match="the order names no P2, P3"):
        saturation([WORK], SAID, order=["P1"])


def test_an_interview_named_twice_is_refused() -> None:
    with pytest.raises(QualpipeError, match="names P1 twice; name every interview once"):
        saturation([WORK], SAID, order=["P1", "P1", "P2", "P3"])
