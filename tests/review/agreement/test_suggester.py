import json
from dataclasses import replace

import pytest
from make import decision
from rounds import segment

from qualpipe.model import Language, Suggestion, Verdict
from qualpipe.review.agreement import (
    Measure,
    Plan,
    Reason,
    Split,
    SuggesterTable,
    reliability,
    suggester_agreement,
)

PLACES = [
    segment(at, case=f"P{at % 5}", language=Language.YUE if at % 2 else Language.EN)
    for at in range(1, 21)
]
GIVEN = [1, 1, 1, 1, 1, 0, 0, 0, 0, 0] * 2
SUGGESTED = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0] * 2


def suggestion(segment: str, *, code: str = "home", score: float = 0.7) -> Suggestion:
    return Suggestion(
        segment=segment, code=code, score=score, basis="keywords", evidence=(), run="r1"
    )


def compared(
    *, given: list[int] = GIVEN, suggested: list[int] = SUGGESTED, **more: object
) -> SuggesterTable:
    settled = [
        decision(one.address, reviewer="lead")
        for one, is_so in zip(PLACES, given, strict=True)
        if is_so
    ]
    proposed = [
        suggestion(one.address) for one, is_so in zip(PLACES, suggested, strict=True) if is_so
    ]
    arguments: dict[str, object] = {
        "looked_at": {one.address for one in PLACES},
        "codes": ["home"],
        "plan": Plan(resamples=100),
    }
    return suggester_agreement(proposed, settled, PLACES, **{**arguments, **more})  # type: ignore[arg-type]


def test_precision_recall_f1_and_kappa_are_those_worked_out_by_hand() -> None:
    row = compared().rows[-1]
    assert (row.code, row.segments, row.suggested, row.given, row.both) == ("home", 20, 8, 10, 6)
    values = {name: figure.value for name, figure in row.figures.items()}
    assert values[Measure.PRECISION] == pytest.approx(6 / 8)
    assert values[Measure.RECALL] == pytest.approx(6 / 10)
    assert values[Measure.F1] == pytest.approx(12 / 18)
    rows = list(zip(GIVEN, SUGGESTED, strict=True))
    assert values[Measure.COHEN] == pytest.approx(reliability(rows, Measure.COHEN).value)
    for figure in row.figures.values():
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= (figure.value or 0) <= figure.high


@pytest.mark.parametrize(
    ("given", "suggested", "reasons"),
    [
        ([1] * 5 + [0] * 15, [0] * 20, {Measure.PRECISION: Reason.NOTHING_SUGGESTED}),
        ([0] * 20, [1] * 5 + [0] * 15, {Measure.RECALL: Reason.NOTHING_GIVEN}),
        (
            [0] * 20,
            [0] * 20,
            {
                Measure.PRECISION: Reason.NOTHING_SUGGESTED,
                Measure.RECALL: Reason.NOTHING_GIVEN,
                Measure.F1: Reason.NEITHER,
                Measure.COHEN: Reason.ONE_VALUE,
            },
        ),
    ],
)
def test_what_divides_by_nothing_is_undefined_with_its_reason(
    given: list[int], suggested: list[int], reasons: dict[Measure, Reason]
) -> None:
    figures = compared(given=given, suggested=suggested).rows[-1].figures
    undefined = {name: one.reason for name, one in figures.items() if one.value is None}
    assert undefined == reasons


def test_nothing_right_is_nought_and_not_undefined() -> None:
    figures = compared(given=[1] * 10 + [0] * 10, suggested=[0] * 10 + [1] * 10).rows[-1].figures
    assert figures[Measure.PRECISION].value == figures[Measure.F1].value == 0


def test_nothing_settled_is_said() -> None:
    figures = compared(looked_at=set()).rows[0].figures
    assert {one.reason for one in figures.values()} == {Reason.NOTHING_SETTLED}


def test_one_participant_has_no_interval() -> None:
    row = compared(looked_at={one.address for one in PLACES if one.case == "P1"}).rows[-1]
    assert row.participants == 1
    assert row.figures[Measure.RECALL].reason == Reason.ONE_CLUSTER


def test_segments_that_nobody_settled_are_not_counted() -> None:
    row = compared(looked_at={one.address for one in PLACES[:10]}).rows[-1]
    assert (row.segments, row.suggested, row.given) == (10, 4, 5)


def test_an_unsure_person_is_not_held_against_the_machine() -> None:
    settled = [decision(PLACES[0].address, verdict=Verdict.UNSURE)]
    table = suggester_agreement(
        [suggestion(one.address) for one in PLACES[:2]],
        settled,
        PLACES[:2],
        looked_at={one.address for one in PLACES[:2]},
        codes=["home"],
        plan=Plan(resamples=0),
    )
    assert table.rows[-1].figures[Measure.PRECISION].n == 1


def test_a_suggestion_counts_from_the_codes_cut_on() -> None:
    assert compared(cuts={"home": 0.7}).rows[-1].suggested == 8
    assert compared(cuts={"home": 0.71}).rows[-1].suggested == 0


def test_each_language_has_its_own_rows() -> None:
    table = compared(by=[Split.LANGUAGE])
    assert [(row.split, row.part, row.segments) for row in table.rows] == [
        ("", "", 20),
        ("language", "en", 10),
        ("language", "yue", 10),
    ]


def test_two_adjudicators_are_one_voice_and_the_last_word_stands() -> None:
    place = PLACES[0].address
    settled = [
        decision(place, reviewer="ana"),
        decision(place, reviewer="ben", verdict=Verdict.REJECT),
    ]
    row = suggester_agreement(
        [suggestion(place)], settled, PLACES, looked_at={place}, codes=["home"]
    ).rows[-1]
    assert (row.suggested, row.given) == (1, 0)


def test_the_share_decided_in_sight_of_a_suggestion_is_told() -> None:
    settled = [decision(PLACES[0].address), replace(decision(PLACES[1].address), seen="run-1")]
    table = suggester_agreement(
        [], settled, PLACES, looked_at={one.address for one in PLACES}, codes=["home"]
    )
    assert table.in_sight == 0.5
    assert compared(given=[0] * 20).in_sight is None


def test_the_table_goes_to_json() -> None:
    record = json.loads(json.dumps(compared().record()))
    assert record["rows"][1]["code"] == "home"
    assert record["rows"][1]["figures"]["precision"]["value"] == 0.75
