from pathlib import Path

import pytest
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import elan
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "elan"
SAMPLE = (DATA / "translated.eaf").read_text("utf-8")


def drafts(content: str = SAMPLE) -> tuple[Draft, ...]:
    return elan.read(raw("P01.eaf", content))


def test_tiers_become_turns_in_the_order_of_time() -> None:
    original, _ = drafts()
    assert said(original) == [
        ("訪員", "你好嗎？"),
        ("May", "我而家 好咗𠮷記 & 你"),
        ("訪員", "OK."),
    ]
    assert [(piece.started, piece.ended) for piece in original.pieces] == [
        (0.0, 2.0),
        (2.0, 6.0),
        (6.5, 8.0),
    ]


def test_a_slot_without_a_value_lies_evenly_between_its_neighbours() -> None:
    last_word = SAMPLE.replace("我而家 好咗", "")
    original, _ = drafts(last_word)
    assert original.pieces[1].started == 4.0


def test_translations_are_linked_by_reference_or_by_time() -> None:
    original, english = drafts()
    assert (original.part, original.translates) == ("", None)
    assert (english.part, english.translates) == ("en", "")
    assert said(english) == [
        ("訪員", "How are you?"),
        ("May", "I am better now Kat's and you"),
    ]
    assert [piece.row for piece in english.pieces] == [piece.row for piece in original.pieces[:2]]


def test_tiers_that_are_no_speech_are_left_out_and_named() -> None:
    original, _ = drafts()
    assert [problem.where for problem in original.problems] == [
        "P01.eaf:tier May@words",
        "P01.eaf:tier notes",
    ]


def test_a_tier_named_for_a_language_is_speech_if_it_stands_alone() -> None:
    alone = SAMPLE.replace('TIER_ID="訪員"', 'TIER_ID="English"')
    assert said(drafts(alone)[0])[0] == ("English", "你好嗎？")


def test_references_in_a_circle_do_no_harm() -> None:
    circle = SAMPLE.replace('ANNOTATION_REF="a2"', 'ANNOTATION_REF="a5"')
    assert said(drafts(circle)[1])[1] == ("May", "Kat's and you")


def test_unknown_units_of_time_are_reported_and_the_times_left_out() -> None:
    original, *_ = drafts(SAMPLE.replace('"milliseconds"', '"PAL-frame"'))
    assert all(piece.started is None for piece in original.pieces)
    assert "PAL-frame" in original.problems[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html/>", "no ELAN file: it begins with <html>"),
        ('<?xml version="1.0"?><!DOCTYPE x><ANNOTATION_DOCUMENT/>', "document type"),
        (SAMPLE[:900], "no well-formed XML at line"),
        ("<ANNOTATION_DOCUMENT/>", "no tier of a speaker holds a word.*tiers: none"),
    ],
)
def test_what_is_no_elan_file_is_refused(content: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        drafts(content)
