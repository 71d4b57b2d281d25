from dataclasses import replace
from itertools import compress

import numpy as np
import pytest
from make import decision
from rounds import said, segment, sheet

from qualpipe.model import Decision, Language, QualpipeError, Segment, Span, Verdict
from qualpipe.review.agreement import Cluster, Ratings, Unit, ratings

TEXTS = [
    (Language.YUE, "我覺得好舒服。𠮷嘅地方。"),
    (Language.EN, "It feels like a home to me."),
]


def column(found: Ratings, reviewer: str, code: str = "home") -> list[int]:
    """Return what a reviewer said of a code, stretch by stretch."""
    values = found.values[found.reviewers.index(reviewer), :, found.codes.index(code)]
    return [int(one) for one in values]


def one_round(*decisions: Decision, places: list[Segment], unit: Unit = Unit.SEGMENT) -> Ratings:
    """Arrange decisions of a round in which ana and ben looked at everything."""
    assigned = {(name, one.address) for name in ("ana", "ben") for one in places}
    return ratings(decisions, places, assigned=assigned, codes=["home", "work"], unit=unit)


@pytest.mark.parametrize(
    ("verdicts", "value"),
    [
        ([], 0),
        ([Verdict.ACCEPT], 1),
        ([Verdict.ADD], 1),
        ([Verdict.REJECT], 0),
        ([Verdict.CHANGE], 0),
        ([Verdict.UNSURE], -1),
        ([Verdict.ACCEPT, Verdict.REJECT], 0),
        ([Verdict.UNSURE, Verdict.ACCEPT], 1),
        ([Verdict.ACCEPT, Verdict.UNSURE], -1),
    ],
)
def test_the_last_word_counts_and_silence_on_what_was_seen_is_a_no(
    verdicts: list[Verdict], value: int
) -> None:
    place = segment()
    words = [decision(place.address, verdict=one) for one in verdicts]
    found = one_round(*words, places=[place])
    assert column(found, "ana") == [value]
    assert column(found, "ana", "work") == [0]
    assert column(found, "ben") == [0]


def test_what_a_reviewer_was_not_given_is_missing_whatever_was_said_of_it() -> None:
    here, there = segment(1), segment(2)
    found = ratings(
        [decision(there.address, reviewer="ben")],
        [here, there],
        assigned={("ana", here.address), ("ana", there.address), ("ben", here.address)},
        codes=["home"],
    )
    assert column(found, "ana") == [0, 0]
    assert column(found, "ben") == [0, -1]
    assert found.left_out == 1


def test_segments_nobody_looked_at_and_reviewers_without_segments_are_left_out() -> None:
    here, there = segment(1), segment(2)
    assigned = {("ana", here.address), ("ben", "P09:1:0-4")}
    found = ratings([], [here, there], assigned=assigned, codes=["home"])
    assert [one.address for one in found.stretches] == [here.address]
    assert found.reviewers == ("ana",)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_code_on_words_selected_by_hand_speaks_for_the_segment_they_lie_in(
    language: Language, text: str
) -> None:
    place = segment(3, text=text, language=language)
    found = one_round(decision("P01:3:2-5", verdict=Verdict.ADD), places=[place])
    assert column(found, "ana") == [1]


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.UNSURE])
def test_no_or_doubt_on_words_selected_by_hand_says_nothing_of_their_segment(
    verdict: Verdict,
) -> None:
    place = segment(3)
    words = [decision(place.address), decision("P01:3:2-5", verdict=verdict)]
    assert column(one_round(*words, places=[place]), "ana") == [1]


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_characters_are_cut_where_codings_begin_and_end(language: Language, text: str) -> None:
    place = segment(3, text=text, language=language)
    words = [
        decision("P01:3:2-5", verdict=Verdict.ADD),
        decision("P01:3:4-8", verdict=Verdict.ADD, reviewer="ben"),
    ]
    found = one_round(*words, places=[place], unit=Unit.CHARACTER)
    assert [str(one.within) for one in found.stretches] == [
        "0-2",
        "2-4",
        "4-5",
        "5-8",
        f"8-{len(text)}",
    ]
    assert "".join(one.text for one in found.stretches) == text
    assert [one.span.start - one.within.start for one in found.stretches] == [300] * 5
    assert found.weights.sum() == len(text)
    assert column(found, "ana") == [0, 1, 1, 0, 0]
    assert column(found, "ben") == [0, 0, 1, 1, 0]


def test_a_segment_inside_a_turn_is_cut_where_the_turn_says() -> None:
    whole = segment(1, text="我覺得好舒服。我返到屋企。")
    found = one_round(decision("P01:1:9-11"), places=[_part(whole, 7, 13)], unit=Unit.CHARACTER)
    assert [one.text for one in found.stretches] == ["我返", "到屋", "企。"]


def test_doubt_about_characters_is_missing_unless_another_stretch_gives_the_code() -> None:
    place = segment(3)
    words = [
        decision("P01:3:0-4", verdict=Verdict.UNSURE),
        decision("P01:3:2-7", verdict=Verdict.ADD),
    ]
    found = one_round(*words, places=[place], unit=Unit.CHARACTER)
    assert column(found, "ana") == [-1, 1, 1]


def test_a_stretch_across_two_segments_speaks_for_both() -> None:
    whole = segment(1, text="我覺得好舒服。我返到屋企。")
    halves = [_part(whole, 0, 7), _part(whole, 7, 13)]
    found = one_round(decision("P01:1:5-9", verdict=Verdict.ADD), places=halves)
    assert column(found, "ana") == [1, 1]


def test_the_same_turn_of_another_transcript_is_another_place() -> None:
    places = [segment(1, case="P01"), segment(1, case="P02")]
    words = [decision("P02:1:0-3", verdict=Verdict.ADD)]
    for unit in Unit:
        found = one_round(*words, places=places, unit=unit)
        given = compress(found.stretches, column(found, "ana"))
        assert {one.transcript for one in given} == {"P02"}


def test_faults_are_named_and_the_rest_goes_on() -> None:
    place = segment()
    words = [decision("page 3"), decision("P01:1:5-5"), decision(place.address, code="gone")]
    found = one_round(*words, decision(place.address), places=[place])
    told = [str(one) for one in found.problems]
    assert column(found, "ana") == [1]
    assert len(told) == 3
    assert "page 3" in told[1]
    assert told[2].startswith("code gone")


def test_without_codes_there_is_nothing_to_compare() -> None:
    with pytest.raises(QualpipeError, match="no codes"):
        ratings([], [], assigned=set(), codes=[])


def test_participants_are_drawn_with_all_of_their_transcripts() -> None:
    found = sheet({"ana": [1, 0, 0], "ben": [1, 1, 0]}, cases=["P02", "P01", "P02"])
    assert [one.case for one in found.stretches] == ["P01", "P02", "P02"]
    assert found.clusters(Cluster.PARTICIPANT).tolist() == [0, 1, 1]
    assert found.clusters(Cluster.SEGMENT).tolist() == [0, 1, 2]


def test_a_segment_without_a_case_is_drawn_with_its_transcript() -> None:
    places = [_caseless("A", 1), _caseless("A", 2), _caseless("B", 1)]
    found = one_round(places=places)
    assert found.clusters(Cluster.PARTICIPANT).tolist() == [0, 0, 1]


def test_pieces_of_a_segment_are_drawn_together() -> None:
    found = one_round(decision("P01:1:2-4"), places=[segment(1)], unit=Unit.CHARACTER)
    assert found.clusters(Cluster.SEGMENT).tolist() == [0, 0, 0]


def test_two_reviewers_are_compared_where_both_looked() -> None:
    here, there = segment(1), segment(2)
    assigned = {("ana", here.address), ("ana", there.address), ("陳", there.address)}
    found = ratings([], [here, there], assigned=assigned, codes=["home"]).between(0, 1)
    assert found.reviewers == ("ana", "陳")
    assert [one.turn for one in found.stretches] == [2]
    assert np.array_equal(found.values, np.zeros((2, 1, 1)))


def test_unsure_is_not_lost_among_other_codes() -> None:
    place = segment()
    words = [*said(place, None), *said(place, 1, code="work")]
    found = one_round(*words, places=[place])
    assert column(found, "ana") == [-1]
    assert column(found, "ana", "work") == [1]


def _part(whole: Segment, start: int, end: int) -> Segment:
    return replace(whole, within=Span(start, end), text=whole.text[start:end])


def _caseless(transcript: str, turn: int) -> Segment:
    return replace(segment(turn, case=transcript), case="")
