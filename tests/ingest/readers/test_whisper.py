import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import raw, said

from qualpipe import ingest
from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import whisper
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "whisper"


def read(data: object) -> Draft:
    (draft,) = whisper.read(raw("P01.json", json.dumps(data, ensure_ascii=False)))
    return draft


def from_data(name: str) -> Draft:
    (draft,) = whisper.read(raw(name, (DATA / name).read_bytes()))
    return draft


def test_segments_of_one_speaker_make_a_turn_with_its_times() -> None:
    draft = from_data("whisperx.json")
    assert said(draft) == [
        ("SPEAKER_00", "Can you tell me how you came here? Take your time."),
        ("SPEAKER_01", "我朋友帶我嚟 個worker好nice 冇催我"),
        ("SPEAKER_00", "And then?"),
    ]
    assert [(piece.started, piece.ended) for piece in draft.pieces] == [
        (0.5, 6.2),
        (6.9, 12.48),
        (13.0, 13.6),
    ]


def test_without_speakers_a_long_silence_begins_a_turn() -> None:
    assert said(from_data("whisper.json")) == [
        ("", "So how was it? Good."),
        ("", "我覺得好啲 唔使再驚"),
    ]
    assert "no speakers found" in from_data("whisper.json").problems[0].message


def test_whisper_cpp_counts_milliseconds() -> None:
    segment = {"offsets": {"from": 1500, "to": 3000}, "text": " 你好"}
    (piece,) = read({"transcription": [segment]}).pieces
    assert (piece.started, piece.ended) == (1.5, 3.0)


def test_text_alone_is_one_turn_without_times() -> None:
    draft = read({"text": " 我哋去飲茶，𠮷野家。\u0001"})
    assert said(draft) == [("", "我哋去飲茶，𠮷野家。\u0001")]
    assert draft.pieces[0].started is None


def test_a_bare_list_of_segments_is_read() -> None:
    assert said(read([{"text": "a", "start": 0, "end": 1}, {"text": "b"}])) == [("", "a b")]


@pytest.mark.parametrize("time", [None, "0:01", -3, 1e300, 10**400, float("nan"), float("inf")])
def test_a_time_that_is_none_is_left_out(time: object) -> None:
    (piece,) = read([{"text": "words", "start": time, "end": time}]).pieces
    assert (piece.started, piece.ended) == (None, None)


@pytest.mark.parametrize(("times", "reported"), [(3, 0), (4, 1), (9, 1)])
def test_a_segment_many_times_over_is_reported_and_kept(times: int, reported: int) -> None:
    segments = [{"text": "多謝觀看。", "speaker": "A"} for _ in range(times)]
    draft = read([{"text": "Hi", "speaker": "B"}, *segments])
    assert draft.text.count("多謝觀看") == times
    assert [problem.where for problem in draft.problems] == ["P01.json:segment 2"] * reported


def test_a_segment_without_text_is_reported_and_left_out() -> None:
    draft = read([{"text": "a", "speaker": "A"}, {"start": 1}, 7, {"text": "b", "speaker": "A"}])
    assert said(draft) == [("A", "a b")]
    assert [str(problem) for problem in draft.problems] == [
        "P01.json:segment 2: a segment without text is left out",
        "P01.json:segment 3: a segment without text is left out",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"segments": [{"text": "我\n', r"broken or was not saved to its end: .*line 1 column"),
        ('{"segments": [\n{"text": "a"},\n', "line 3 column 1"),
        ('{"name": "qualpipe"}', 'no transcript that qualpipe knows. .*{"segments": '),
        ("[1, 2]", "no transcript that qualpipe knows"),
        ('"words"', "no transcript that qualpipe knows"),
        ("[" * 100_000, "nested too deep"),
        ('{"segments": []}', "no segment holds a word"),
        ('{"text": "  "}', "no segment holds a word"),
        ("[" + "9" * 5000 + "]", "broken"),
    ],
)
def test_other_and_broken_json_is_refused_with_what_is_expected(content: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        whisper.read(raw("P01.json", content))


WORDS = st.text(alphabet="abc 我哋去。", min_size=1, max_size=12).filter(str.strip)


@given(st.lists(st.tuples(st.sampled_from("AB"), WORDS), min_size=1, max_size=8))
def test_words_and_speakers_come_back(utterances: list[tuple[str, str]]) -> None:
    draft = read([{"speaker": speaker, "text": words} for speaker, words in utterances])
    spoken = "".join(words for _, words in said(draft)).replace(" ", "")
    assert spoken == "".join(words for _, words in utterances).replace(" ", "")
    assert draft.pieces[0].speaker == utterances[0][0]


def test_half_an_emoji_becomes_a_mark_in_its_place_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "P01.json"
    path.write_text('{"segments": [{"text": "好開心\\ud83d呀", "speaker": "P"}]}', "utf-8")
    (whole,) = ingest.read(path)
    assert whole.words_of(whole.turns[0]) == "好開心\ufffd呀"
    assert "half character" in whole.problems[0].message
