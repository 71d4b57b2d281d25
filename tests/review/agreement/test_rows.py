import json

import make
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds import REVIEWERS, said, segment, sheet

from qualpipe.model import Language, QualpipeError, Role, Segment
from qualpipe.review.agreement import (
    Agreement,
    Measure,
    Plan,
    Ratings,
    Reason,
    Scope,
    Split,
    Unit,
    agreement,
    ratings,
    reliability,
)

PLAN = Plan(resamples=20)
PLACES = [
    segment(
        at,
        case=f"P{at % 4}",
        language=Language.EN if at % 3 else Language.YUE,
        role=Role.PARTICIPANT if at % 5 else Role.INTERVIEWER,
    )
    for at in range(1, 25)
]
CODES = ("home", "work")


def pattern(reviewer: str, at: int, code: str) -> int:
    """Return a fixed answer that reviewers share more often than not."""
    shared = (at * (3 if code == "home" else 5)) % 7 < 2
    return int(shared ^ ((at + REVIEWERS.index(reviewer)) % 6 == 0))


def a_round(*reviewers: str, unit: Unit = Unit.SEGMENT, places: list[Segment] = PLACES) -> Ratings:
    decisions = [
        made
        for reviewer in reviewers
        for at, place in enumerate(PLACES)
        for code in CODES
        for made in said(place, pattern(reviewer, at, code), reviewer=reviewer, code=code)
    ]
    assigned = {(reviewer, one.address) for reviewer in reviewers for one in places}
    return ratings(decisions, places, assigned=assigned, codes=CODES, unit=unit)


def rows_of(*reviewers: str, code: str, places: list[Segment] = PLACES) -> list[tuple[int, ...]]:
    return [
        tuple(pattern(reviewer, at, code) for reviewer in reviewers)
        for at, place in enumerate(PLACES)
        if place in places
    ]


@pytest.mark.parametrize("reviewers", [REVIEWERS[:2], REVIEWERS])
@pytest.mark.parametrize("code", CODES)
def test_the_figures_of_a_code_are_those_of_its_table(
    reviewers: tuple[str, ...], code: str
) -> None:
    figures = agreement(a_round(*reviewers), plan=PLAN).row(code).figures
    table = rows_of(*reviewers, code=code)
    assert {Measure.PERCENT, Measure.ALPHA, Measure.AC1, Measure.BRENNAN_PREDIGER} < set(figures)
    for measure, figure in figures.items():
        expected = reliability(table, measure, categories=[0, 1])
        assert figure.value == pytest.approx(expected.value)
        assert figure.error == pytest.approx(expected.error)
        assert figure.n == len(PLACES)


def test_two_reviewers_get_cohen_and_more_get_conger() -> None:
    two, three = (
        set(agreement(a_round(*REVIEWERS[:count]), plan=PLAN).row("home").figures)
        for count in (2, 3)
    )
    assert {Measure.COHEN, Measure.SCOTT} == two - three
    assert {Measure.CONGER, Measure.FLEISS} == three - two


def test_pooled_each_code_on_each_segment_is_a_unit() -> None:
    row = agreement(a_round(*REVIEWERS), plan=PLAN).row()
    table = [one for code in CODES for one in rows_of(*REVIEWERS, code=code)]
    found = row.figures[Measure.ALPHA]
    assert found.value == pytest.approx(reliability(table, Measure.ALPHA).value)
    assert found.n == len(table)
    assert row.units == len(PLACES)
    assert row.participants == 4
    assert row.given == pytest.approx(sum(map(sum, table)) / (3 * len(table)))


def test_both_scopes_are_always_there_and_named() -> None:
    table = agreement(a_round(*REVIEWERS), plan=PLAN)
    assert [row.scope for row in table.rows if not row.code] == [Scope.ALL, Scope.CODED]
    someone = [
        place
        for at, place in enumerate(PLACES)
        if any(pattern(one, at, code) for one in REVIEWERS for code in CODES)
    ]
    row = table.row("home", scope=Scope.CODED)
    assert row.units == len(someone) < len(PLACES)
    expected = reliability(rows_of(*REVIEWERS, code="home", places=someone), Measure.ALPHA)
    assert row.figures[Measure.ALPHA].value == pytest.approx(expected.value)


@pytest.mark.parametrize(
    ("split", "part"),
    [
        (Split.LANGUAGE, "en"),
        (Split.LANGUAGE, "yue"),
        (Split.ROLE, "interviewer"),
        (Split.ROLE, "participant"),
        (Split.TRANSCRIPT, "P2"),
    ],
)
def test_a_part_has_the_figures_of_a_study_of_that_part_alone(split: Split, part: str) -> None:
    places = [one for one in PLACES if getattr(one, split) == part]
    alone = agreement(a_round(*REVIEWERS, places=places), plan=PLAN)
    table = agreement(a_round(*REVIEWERS), by=[Split.CODE, split], plan=PLAN)
    for scope in Scope:
        for code in ("", *CODES):
            row = table.row(code, scope=scope, split=split, part=part)
            expected = alone.row(code, scope=scope)
            assert row.units == expected.units
            for measure, figure in row.figures.items():
                other = expected.figures[measure]
                assert figure.value == pytest.approx(other.value, abs=1e-6)
                assert figure.low == pytest.approx(other.low, abs=1e-6)
                assert figure.undefined == other.undefined


def test_parts_by_reviewer_are_pairs_over_what_both_looked_at() -> None:
    table = agreement(a_round(*REVIEWERS), by=[Split.REVIEWER], plan=PLAN)
    pairs = [row for row in table.rows if row.split == Split.REVIEWER and row.scope is Scope.ALL]
    assert [row.part for row in pairs] == ["ana + ben", "ana + 陳", "ben + 陳"]
    alone = agreement(a_round("ana", "陳"), plan=PLAN).row()
    assert pairs[1].figures[Measure.COHEN] == alone.figures[Measure.COHEN]


def test_a_row_names_the_reviewers_who_looked_at_its_part() -> None:
    english = [one for one in PLACES if one.language is Language.EN]
    assigned = {(name, one.address) for name in ("ana", "ben") for one in PLACES}
    assigned |= {("陳", one.address) for one in english}
    block = ratings([], PLACES, assigned=assigned, codes=CODES)
    table = agreement(block, by=[Split.LANGUAGE], plan=PLAN)
    assert table.row(split=Split.LANGUAGE, part="en").reviewers == ("ana", "ben", "陳")
    assert table.row(split=Split.LANGUAGE, part="yue").reviewers == ("ana", "ben")


def test_a_pair_that_never_met_is_undefined() -> None:
    here, there = PLACES[0], PLACES[1]
    block = ratings(
        [], PLACES, assigned={("ana", here.address), ("ben", there.address)}, codes=CODES
    )
    for row in agreement(block, by=list(Split), plan=PLAN).rows:
        for figure in row.figures.values():
            assert str(figure) == f"undefined: {Reason.NO_PAIR}"


@pytest.mark.parametrize("columns", [{}, {"ana": [1, 0, 1]}])
def test_one_reviewer_or_none_agrees_with_nobody(columns: dict[str, list[int | None]]) -> None:
    block = sheet(columns) if columns else ratings([], PLACES, assigned=set(), codes=CODES)
    for row in agreement(block, by=list(Split), plan=PLAN).rows:
        assert {figure.reason for figure in row.figures.values()} == {Reason.NO_PAIR}


def test_a_code_that_nobody_gave_has_no_kappa_and_no_alpha() -> None:
    row = agreement(sheet({"ana": [0, 0, 0], "ben": [0, 0, 0]}), plan=PLAN).row("home")
    for measure in (Measure.COHEN, Measure.SCOTT, Measure.ALPHA):
        assert str(row.figures[measure]) == "undefined: only one value was used"
    assert row.figures[Measure.PERCENT].value == 1
    assert row.given == 0


def test_where_nobody_coded_anything_the_coded_segments_have_no_figure() -> None:
    table = agreement(sheet({"ana": [0, 0], "ben": [0, 0]}), plan=PLAN)
    row = table.row("home", scope=Scope.CODED)
    assert row.units == 0
    assert row.given is None
    assert {figure.reason for figure in row.figures.values()} == {Reason.NO_PAIR}


def test_rare_codes_bring_the_paradox_and_both_figures_show_it() -> None:
    ana = [1] * 2 + [1] * 4 + [0] * 4 + [0] * 90
    ben = [1] * 2 + [0] * 4 + [1] * 4 + [0] * 90
    figures = agreement(sheet({"ana": ana, "ben": ben}), plan=PLAN).row("home").figures
    values = {name: round(figure.value or 0, 3) for name, figure in figures.items()}
    assert values[Measure.PERCENT] == 0.92
    assert values[Measure.COHEN] == 0.291
    assert values[Measure.AC1] == 0.91
    assert values[Measure.BRENNAN_PREDIGER] == 0.84


def test_characters_count_as_they_are_many() -> None:
    """Ana codes 6 of 20 characters, ben 4 of them: alpha over 20 units, not over 3 stretches."""
    place = segment(1, text="字" * 20)
    decisions = [
        make.decision("P01:1:0-6", reviewer="ana"),
        make.decision("P01:1:2-6", reviewer="ben"),
    ]
    assigned = {(name, place.address) for name in ("ana", "ben")}
    block = ratings(decisions, [place], assigned=assigned, codes=["home"], unit=Unit.CHARACTER)
    row = agreement(block, plan=PLAN).row("home")
    characters = [(1, 0)] * 2 + [(1, 1)] * 4 + [(0, 0)] * 14
    for measure, figure in row.figures.items():
        assert figure.value == pytest.approx(reliability(characters, measure).value)
        assert figure.n == 20
    assert row.units == 20


def test_by_character_documents_that_differ_do_not_agree() -> None:
    """Offsets start anew in each transcript: the same numbers elsewhere are other characters."""
    places = [segment(1, case="P01"), segment(1, case="P02")]
    decisions = [
        make.decision("P01:1:0-7", reviewer="ana"),
        make.decision("P02:1:0-7", reviewer="ben"),
    ]
    assigned = {(name, one.address) for name in ("ana", "ben") for one in places}
    block = ratings(decisions, places, assigned=assigned, codes=["home"], unit=Unit.CHARACTER)
    alpha = agreement(block, plan=PLAN).row("home").figures[Measure.ALPHA].value
    assert alpha is not None
    assert alpha < 0


def test_segments_of_equal_length_agree_alike_by_character() -> None:
    for measure in (Measure.PERCENT, Measure.FLEISS, Measure.CONGER, Measure.AC1):
        by_segment, by_character = (
            agreement(a_round(*REVIEWERS, unit=unit), plan=PLAN).row("home").figures[measure]
            for unit in Unit
        )
        assert by_character.value == pytest.approx(by_segment.value)
        assert by_character.low == pytest.approx(by_segment.low)
        assert by_character.n == 7 * by_segment.n


@settings(max_examples=10)
@given(st.permutations(PLACES))
def test_the_order_of_segments_and_of_reviewers_changes_nothing(shuffled: list[Segment]) -> None:
    plan = Plan(resamples=5)
    table = agreement(a_round("ana", "ben", "陳"), by=[Split.LANGUAGE], plan=plan)
    other = agreement(a_round("陳", "ben", "ana", places=shuffled), by=[Split.LANGUAGE], plan=plan)
    assert table.record() == other.record()


def test_a_row_that_was_not_asked_for_is_named() -> None:
    with pytest.raises(QualpipeError, match="no row"):
        agreement(a_round(*REVIEWERS), plan=PLAN).row("home", split=Split.LANGUAGE, part="en")


@pytest.fixture(scope="module")
def table() -> Agreement:
    return agreement(a_round(*REVIEWERS[:2]), plan=PLAN)


def test_the_table_goes_to_json(table: Agreement) -> None:
    record = json.loads(json.dumps(table.record()))
    assert record["seed"] == 0
    assert record["rows"][1]["code"] == "home"
    assert record["rows"][1]["figures"]["cohen"]["n"] == len(PLACES)


def test_a_row_goes_to_a_sheet_as_plain_cells(table: Agreement) -> None:
    cells = table.row("home").cells()
    assert cells["reviewers"] == "ana, ben"
    assert cells["cohen"] == table.row("home").figures[Measure.COHEN].value
    assert {"cohen_low", "cohen_high", "cohen_reason", "cohen_undefined"} < set(cells)
    assert all(one is None or isinstance(one, str | int | float) for one in cells.values())
