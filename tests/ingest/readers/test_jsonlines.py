import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import jsonlines
from qualpipe.model import UnreadableFile

WORDS = st.text(st.characters(categories=("L", "N", "P"))).map(str.strip).filter(bool)


def read(*rows: object, broken: str = "") -> tuple[Draft, ...]:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    return jsonlines.read(raw("corpus.jsonl", "\n".join([*lines, broken])))


def test_a_line_is_a_turn_with_its_speaker_and_times() -> None:
    (draft,) = read(
        {"text": "你好呀", "speaker": "A", "start": 0.5, "end": 2},
        {"utterance": "Hi there.", "role": "B"},
    )
    assert said(draft) == [("A", "你好呀"), ("B", "Hi there.")]
    assert [(one.started, one.ended) for one in draft.pieces] == [(0.5, 2.0), (None, None)]


def test_each_interview_of_a_file_is_a_draft_of_its_own() -> None:
    drafts = read(
        {"doc": "FC-1", "text": "喂"},
        {"doc": "FC-2", "text": "Hello"},
        {"doc": "FC-1", "text": "係"},
    )
    assert [(one.part, said(one)) for one in drafts] == [
        ("FC-1", [("", "喂"), ("", "係")]),
        ("FC-2", [("", "Hello")]),
    ]


@pytest.mark.parametrize("broken", ['{"text": "half', "[1, 2]", '{"speaker": "A"}', "null"])
def test_a_line_that_is_no_turn_is_named_and_the_others_are_read(broken: str) -> None:
    (draft,) = read({"text": "屋企"}, broken=broken)
    assert said(draft) == [("", "屋企")]
    assert draft.problems[0].where == "corpus.jsonl:2"


def test_a_file_without_a_turn_says_what_is_expected() -> None:
    with pytest.raises(UnreadableFile, match=r"no line of it is an object with words.*Expected"):
        read({"id": 3})


@given(st.lists(st.tuples(WORDS, WORDS), min_size=1))
def test_what_was_written_is_read(turns: list[tuple[str, str]]) -> None:
    (draft,) = read(*({"speaker": who, "text": words} for who, words in turns))
    assert said(draft) == turns
