from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import subtitles
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "subtitles"


def read(content: str | bytes, name: str = "P01.vtt") -> Draft:
    (draft,) = subtitles.read(raw(name, content))
    return draft


def from_data(name: str) -> Draft:
    return read((DATA / name).read_bytes(), name)


def vtt(*lines: str) -> str:
    """Make a WebVTT file of cues of a second each, one after the other."""
    cues = [f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{line}" for n, line in enumerate(lines)]
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def test_zoom_names_its_speakers_inline_and_goes_on_without_a_name() -> None:
    draft = from_data("zoom.vtt")
    assert said(draft) == [
        ("Christina Lee", "So, thanks for coming in. I told them: take your time."),
        ("陳大文（Peter）", "唔緊要，我今日唔使返工。10:30 Meeting: cancelled Ha."),
        ("Christina Lee", "Good."),
    ]
    assert [(piece.started, piece.ended) for piece in draft.pieces] == [
        (5.79, 13.514),
        (14.1, 26.0),
        (26.5, 27.0),
    ]
    assert draft.problems == ()


def test_teams_names_its_speakers_in_voice_tags() -> None:
    draft = from_data("teams.vtt")
    assert said(draft) == [
        ("訪員", "Fish & chips <3, AT&T © 好嗎？"),
        ("May Chan", "係呀，我覺得"),
        ("訪員", "OK --> next NOTED, and thank you."),
    ]
    assert [(piece.started, piece.ended) for piece in draft.pieces] == [
        (9.835, 13.995),
        (3609.835, 3613.995),
        (3609.835, 3615.0),
    ]


def test_whisper_leaves_out_hours_and_names_nobody() -> None:
    draft = from_data("whisper.vtt")
    assert said(draft) == [("", "我覺得好舒服唔使返工"), ("", "And you?")]
    assert [(piece.started, piece.ended) for piece in draft.pieces] == [(0, 5), (8, 9)]
    assert "no speakers found" in draft.problems[0].message


def test_early_whisper_and_typists_write_srt_their_own_way() -> None:
    draft = from_data("early_whisper.srt")
    assert said(draft) == [
        ("訪員", "你好嗎？"),
        ("P01", "好呀，你呢？"),
        ("訪員", "都好。"),
        ("P01", "我有 3個朋友 <3"),
        ("訪員", "多謝。"),
    ]
    assert [(piece.started, piece.ended) for piece in draft.pieces] == [
        (0.0, 2.5),
        (2.5, 4.0),
        (4.0, None),
        (6.0, 7.0),
        (7.5, 8.0),
    ]
    assert [problem.where for problem in draft.problems] == ["early_whisper.srt:10"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("rolling.vtt", "so this is how it went how it went"),
        ("youtube_dl.vtt", "yeah what this will happen is I'm telling"),
    ],
)
def test_a_rolling_display_says_each_line_once(name: str, words: str) -> None:
    assert said(from_data(name)) == [("", words)]


@pytest.mark.parametrize("word", ["yeah", "係"])
def test_a_word_said_twice_stays_twice(word: str) -> None:
    assert "".join(words for _, words in said(read(vtt(word, word, "ok")))).count(word) == 2


@pytest.mark.parametrize(
    ("name", "places", "words"),
    [
        ("invalid_timeframe.vtt", [6], "#1 #2 #3 #4 #5 #6 #7"),
        ("missing_timeframe.srt", [6], "#1 #2 #3 #4 #5"),
        ("invalid_timeframe.sbv", [7, 13], "#1 #2 #3 #4 #5"),
    ],
)
def test_what_is_damaged_is_reported_with_its_line_and_its_words_kept(
    name: str, places: list[int], words: str
) -> None:
    draft = from_data(name)
    assert draft.text.replace("Caption text ", "").split() == words.split()
    reported = [problem.where for problem in draft.problems[: len(places)]]
    assert reported == [f"{name}:{line}" for line in places]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("comments.vtt", "- Ta en kopp varmt te. - Det är inte varmt. - Har en kopp te. "),
        ("styles.vtt", "- Hello world."),
        ("cue_tags.vtt", "When the moon hits your eye Like a big-a pizza pie That's amore"),
    ],
)
def test_comments_styles_and_tags_are_no_speech(name: str, words: str) -> None:
    assert from_data(name).text.startswith(words)
    assert "translation" not in from_data(name).text


@pytest.mark.parametrize(
    "line",
    ["see --> there", "NOTEBOOK is mine", "I <3 you", "a < b & c > d", "AT&T", "𠮷野家\u0007"],
)
def test_what_looks_like_a_code_but_is_speech_stays(line: str) -> None:
    assert said(read(vtt(line))) == [("", line)]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("WEBVTT\n00:01.000 --> 00:02.000\nhello", "P01.vtt"),  # no blank line after the header
        ("00:01.000 --> 00:02.000\nhello", "P01.vtt"),  # no header
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nhello", "P01.srt"),  # another suffix
        ("1\n\n00:00:01 --> 00:00:02\nhello", "P01.srt"),  # blank line after the number
        ("1\n00:00:01,0 -> 00:00:02,0\nhello", "P01.srt"),  # a short arrow
        ("1\r\n00:00:01,0 → 00:00:02,0  X1:1 Y1:2\r\nhello\r\n", "P01.srt"),
        ("0:00:01.000,0:00:02.000\nhello", "P01.sbv"),
        ("WEBVTT\n\nNOTE one\n00:01.000 --> 00:02.000\nhello", "P01.vtt"),
    ],
)
def test_small_slips_of_form_are_overlooked(content: str, name: str) -> None:
    draft = read(content, name)
    assert said(draft) == [("", "hello")]
    assert (draft.pieces[0].started, draft.pieces[0].ended) == (1.0, 2.0)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no time frame"),
        ("WEBVTT\n", "no time frame"),
        ("hello\nthere", "no time frame .* rename it to .txt"),
        ("1\n00:00:01,000 --> 00:00:02,000\n", "the captions hold no word"),
        ("WEBVTT\n\nNOTE\nonly a remark\n\n00:01.000 --> 00:02.000\n<i> </i>\n", "hold no word"),
    ],
)
def test_a_file_without_captions_is_refused(content: str, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        read(content)


WORDS = st.text(alphabet="ab 我哋.。𠮷", min_size=1, max_size=12).filter(
    lambda words: any(map(str.isalnum, words))
)
SPEECH = st.lists(st.tuples(st.sampled_from(["訪員", "P01"]), WORDS), min_size=1, max_size=8)


@given(SPEECH)
def test_voices_words_and_times_come_back(speech: list[tuple[str, str]]) -> None:
    draft = read(vtt(*(f"<v {speaker}>{words}</v>" for speaker, words in speech)))
    changes = [n for n, (s, _) in enumerate(speech) if not n or speech[n - 1][0] != s]
    assert [piece.speaker for piece in draft.pieces] == [speech[n][0] for n in changes]
    assert [piece.started for piece in draft.pieces] == changes
    assert [piece.ended for piece in draft.pieces] == [*changes[1:], len(speech)]
    heard = "".join(words for _, words in said(draft)).replace(" ", "")
    assert heard == "".join(words for _, words in speech).replace(" ", "")


@given(st.lists(WORDS, min_size=2, max_size=8))
def test_labels_in_srt_words_and_times_come_back(speech: list[str]) -> None:
    cues = [
        f"{n + 1}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{'訪員' if n % 2 else 'P01'}：{words}\n"
        for n, words in enumerate(speech)
    ]
    draft = read("\n".join(cues), "P01.srt")
    assert [piece.speaker for piece in draft.pieces] == [
        "訪員" if n % 2 else "P01" for n in range(len(speech))
    ]
    assert [piece.started for piece in draft.pieces] == list(range(len(speech)))
    assert [words for _, words in said(draft)] == [words.strip() for words in speech]


@pytest.mark.parametrize("label", ["he who is", "佢老細話"])
def test_a_label_that_the_user_names_is_believed(label: str) -> None:
    lines = ["I: Where?", f"{label}: There.", "I: Why?", f"{label}: 冇錯。"]
    file = raw("P01.vtt", vtt(*lines))
    assert label not in {speaker for speaker, _ in said(subtitles.read(file)[0])}
    (draft,) = subtitles.read(replace(file, speakers=(label,)))
    assert said(draft) == [("I", "Where?"), (label, "There."), ("I", "Why?"), (label, "冇錯。")]


@pytest.mark.parametrize("label", ["Staff", "護士"])
def test_a_label_that_is_believed_on_one_turn_is_told(label: str) -> None:
    lines = ["I: Where?", "P: There."] * 3
    (told,) = read(vtt(*lines, f"{label}: Sorry!", *lines)).problems
    assert (told.where, label in told.message) == ("P01.vtt", True)
    assert (
        read(vtt("<v I>Hi", "<v P>Hi", "<v I>So", "<v P>Hm", "<v I>?", f"<v {label}>!")).problems
        == ()
    )
