"""Counting for figures: only what people decided, and never more than a page can show."""

import pytest
import studies

from qualpipe.export.figures import Dots
from qualpipe.export.figures.counting import (
    CROSSED,
    ROWS,
    agreement,
    by_attribute,
    charts,
    cooccurrence,
    frequency,
    saturation,
    telling,
)
from qualpipe.export.options import Options, Tongue
from qualpipe.export.passages import Material
from qualpipe.export.study import Study
from qualpipe.export.table import Cell


def material(study: Study | None = None, **options: object) -> Material:
    return Material(study=study or studies.study(), options=Options(**options))  # type: ignore[arg-type]


def test_frequency_counts_segments_by_code_and_participant() -> None:
    made = frequency(material())
    assert made is not None
    counts = {
        (row, column): value
        for row, values in zip(made.rows, made.values, strict=True)
        for column, value in zip(made.columns, values, strict=True)
    }
    assert counts["Home-like place", "P01"] == 1
    assert counts["Home-like place", "P02"] == 2  # two reviewers on one passage are one coding
    assert counts["Kept in touch", "P02"] == 0
    assert "Never given" not in made.rows


@pytest.mark.parametrize(
    ("language", "name"), [(Tongue.EN, "Home-like place"), (Tongue.HK, "如家的地方")]
)
def test_codes_bear_the_name_of_the_language(language: Tongue, name: str) -> None:
    made = frequency(material(language=language))
    assert made is not None
    assert name in made.rows


def test_codes_meet_where_their_words_overlap() -> None:
    made = cooccurrence(material())
    assert made is not None
    home, safety = made.rows.index("Home-like place"), made.rows.index("Safety")
    assert made.values[max(home, safety)][min(home, safety)] == 1
    assert made.values[home][home] == 3


def test_a_curve_of_new_codes_ends_at_all_codes() -> None:
    made = saturation(material())
    assert made is not None
    assert made.places == ("P01", "P02", "P03")  # the translation is no interview of its own
    assert made.heard[-1] == 3


def test_groups_too_small_to_be_groups_are_drawn_only_when_asked_for_and_warned_of() -> None:
    assert telling(material()) == ()
    made = by_attribute(material(by=("gender",)), "gender")
    assert isinstance(made, Dots)
    assert "fewer than 3 participants" in made.note


def test_nothing_reviewed_gives_no_figure() -> None:
    assert charts(material(studies.empty())) == ()


def test_three_hundred_codes_leave_the_commonest() -> None:
    marks = [("P01", 2, studies.SOFA, f"c{n}") for n in range(300)]
    study = studies.study(marks, refused=())
    grid, crossed = frequency(material(study)), cooccurrence(material(study))
    assert grid is not None
    assert crossed is not None
    assert (len(grid.rows), len(crossed.rows)) == (ROWS, CROSSED)
    assert "30 commonest of 300" in grid.note


def test_one_participant_without_attributes_has_a_figure() -> None:
    whole = studies.interviews()[2:3]
    study = studies.study([("P02", 2, studies.HOME, "home")], transcripts=whole, refused=(),
                          suggested=())  # fmt: skip
    made = frequency(material(study))
    assert made is not None
    assert made.columns == ("P02",)
    assert cooccurrence(material(study)) is None


@pytest.mark.parametrize(
    ("language", "why"),
    [(Tongue.EN, "only one value was used"), (Tongue.HK, "只用了一個值，無法計算")],
)
def test_a_coefficient_that_is_undefined_says_why(language: Tongue, why: str) -> None:
    whole: dict[str, Cell] = {"scope": "all", "split": "", "alpha": None, "alpha_n": 4}
    rows = (
        {**whole, "code": "", "alpha": 0.7, "alpha_low": 0.5, "alpha_high": 0.9},
        {**whole, "code": "home", "alpha_reason": "only one value was used"},
        {**whole, "code": "home", "scope": "coded", "alpha": 0.1},
    )
    made = agreement(material(studies.study(agreement=rows), language=language))
    assert made is not None
    assert [one.value for one in made.rows] == [0.7, None]
    assert made.rows[1].why == why
