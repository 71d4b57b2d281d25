"""Promises of reading one file: ids, roles, spans and bad input of every kind."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualpipe.ingest import read
from qualpipe.model import QualpipeError, Role, Transcript, UnreadableFile

DATA = Path(__file__).parents[1] / "data" / "plain"
SAMPLES = Path(__file__).parents[2] / "corpora_samples"


def written(folder: Path, content: str | bytes, name: str = "P01.txt") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def roles(transcript: Transcript) -> dict[str, Role]:
    return {turn.speaker: turn.role for turn in transcript.turns}


@pytest.mark.parametrize(
    ("name", "turns", "speakers"),
    [
        ("P01.zh.txt", 90, {"訪": "interviewer", "受": "participant"}),
        ("P01.en.txt", 90, {"I": "interviewer", "P": "participant"}),
        ("P06.txt", 130, {"Interviewer": "interviewer", "P06": "participant"}),
    ],
)
def test_the_sample_interviews_are_read_with_their_roles(
    name: str, turns: int, speakers: dict[str, str]
) -> None:
    (one,) = read(SAMPLES / name)
    assert len(one.turns) == turns
    assert roles(one) == speakers
    assert one.problems == ()


@pytest.mark.parametrize("path", sorted(DATA.iterdir()), ids=lambda path: path.name)
def test_spans_hold_words_in_order_and_numbers_count_from_one(path: Path) -> None:
    (one,) = read(path)
    assert [turn.number for turn in one.turns] == list(range(1, len(one.turns) + 1))
    assert all(one.words_of(turn).strip() for turn in one.turns)
    ends = [0, *(turn.span.end for turn in one.turns)]
    assert all(turn.span.start >= end for turn, end in zip(one.turns, ends, strict=False))


def test_the_source_says_how_the_file_was_read() -> None:
    (one,) = read(DATA / "cantonese_big5hkscs.txt")
    assert (one.source.name, one.source.format) == ("cantonese_big5hkscs.txt", "plain")
    assert (one.source.encoding, one.source.confidence) == ("big5hkscs", 0.99)
    assert len(one.source.sha256) == 64


@pytest.mark.parametrize(
    ("name", "identity"),
    [("P01.txt", "P01"), ("訪談 一.txt", "訪談_一"), ("a.b.md", "a.b"), ("P01：x.txt", "P01-x")],
)
def test_the_id_is_the_files_name_made_safe(tmp_path: Path, name: str, identity: str) -> None:
    (one,) = read(written(tmp_path, "I: Hi?\nP: Hi.", name))
    assert one.id == identity


@pytest.mark.parametrize("named", ["Mary", "mary", "ＭＡＲＹ"])
def test_the_user_may_say_who_asks(tmp_path: Path, named: str) -> None:
    path = written(tmp_path, "Mary: 我去咗。\nAda: 好。\nMary: 係。\nAda: 好。\n")
    (one,) = read(path, interviewers=(named,))
    assert roles(one) == {"Mary": Role.INTERVIEWER, "Ada": Role.PARTICIPANT}
    assert one.problems == ()
    (one,) = read(path, participants=(named,), interviewers=("Ada",))
    assert roles(one) == {"Mary": Role.PARTICIPANT, "Ada": Role.INTERVIEWER}


def test_roles_that_are_not_sure_are_a_problem(tmp_path: Path) -> None:
    (one,) = read(written(tmp_path, "A: 好。\nB: 好。\nA: 係。\nB: 係。\n"))
    assert "roles are not sure" in str(one.problems[0])


def test_no_speaker_at_all_makes_paragraphs_of_a_participant(tmp_path: Path) -> None:
    (one,) = read(written(tmp_path, "我去咗中心。\n\nThen I went home.\n"))
    assert [(turn.speaker, turn.role) for turn in one.turns] == [("", Role.PARTICIPANT)] * 2
    assert "no speakers found" in one.problems[0].message


@pytest.mark.parametrize(
    ("content", "name", "form"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nMary: Hi\n", "P01.txt", "webvtt"),
        ("1\n00:00:01,000 --> 00:00:02,000\n訪：你好\n", "P01.md", "srt"),
        ('{"segments": [{"start": 0, "end": 1, "text": "你好"}]}', "P01.txt", "whisper"),
    ],
)
def test_captions_and_json_under_a_texts_name_are_read_as_what_they_are(
    tmp_path: Path, content: str, name: str, form: str
) -> None:
    (one,) = read(written(tmp_path, content, name))
    assert len(one.turns) == 1
    assert "read as what it is" in one.problems[0].message
    assert one.source.name == name
    if form != "srt":
        assert one.source.format == form


def test_two_columns_of_one_table_are_linked_by_row(tmp_path: Path) -> None:
    table = "speaker,text,translation\n訪,點嚟㗎？,How did you come?\n受,行路。,\n訪,哦。,Oh.\n"
    original, translation = read(written(tmp_path, table, "P01.csv"))
    assert (original.id, translation.id) == ("P01", "P01.en")
    assert translation.translation_of == "P01"
    assert [turn.translates for turn in translation.turns] == [1, 3]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        (b"%PDF-1.7", "looks like a PDF"),
        (b"PK\x03\x04....word/document.xml", "looks like a Word document"),
        (b"\x7fELF\x02\x01\x01\0", "looks like a program"),
        (bytes(range(256)) * 20, "no text"),
        (b"I: Hi\0there", "no text"),
    ],
)
def test_what_is_no_transcript_is_refused_with_a_remedy(
    tmp_path: Path, content: bytes, message: str
) -> None:
    with pytest.raises(UnreadableFile, match=rf"P01\.txt: .*{message}") as refused:
        read(written(tmp_path, content))
    assert refused.value.remedy


def test_a_wrong_encoding_named_by_the_user_says_byte_and_line() -> None:
    with pytest.raises(UnreadableFile, match=r"cantonese_big5hkscs\.txt:1: byte \d+"):
        read(DATA / "cantonese_big5hkscs.txt", encoding="utf-8")
    with pytest.raises(QualpipeError, match="unknown encoding 'klingon'"):
        read(DATA / "otter.txt", encoding="klingon")


def test_a_hundred_megabytes_are_refused_unless_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "P01.txt"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    with pytest.raises(UnreadableFile, match="100 MB, more than 50 MB"):
        read(path)


@pytest.mark.parametrize("speakers", [200])
def test_two_hundred_speakers_have_a_role_each(tmp_path: Path, speakers: int) -> None:
    text = "".join(f"主持：{n}號？\n參加者{n}：係我。\n" for n in range(speakers))
    (one,) = read(written(tmp_path, text))
    found = roles(one)
    assert found.pop("主持") is Role.INTERVIEWER
    assert set(found.values()) == {Role.PARTICIPANT}
    assert len(found) == speakers


@given(words=st.lists(st.text("我去 a😀𠮷，.\t", min_size=1), min_size=1, max_size=5))
def test_the_words_of_a_turn_are_the_files_words(
    tmp_path_factory: pytest.TempPathFactory, words: list[str]
) -> None:
    said = [one.strip() for one in words if one.strip()]
    text = "I: Hi?\r\n" + "".join(f"P: {one}\r\n" for one in said) + "I: OK."
    (one,) = read(written(tmp_path_factory.mktemp("words"), text))
    assert [one.words_of(turn) for turn in one.turns] == ["Hi?", *said, "OK."]


BROKEN = {
    "speaker.json": '{"segments": [{"speaker": "\\ud83d A", "text": "你好😀 yes"}]}',
    "words.json": '{"segments": [{"speaker": "A", "text": "\\ud83d 你好😀 yes"}]}',
    "parts.jsonl": "".join(
        f'{{"interview": "\\u{half}", "speaker": "\\u{half}", "text": "你好😀 yes"}}\n'
        for half in ("d83d", "d83e")
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_half_characters_stand_as_such_wherever_they_are_and_offsets_stay(
    tmp_path: Path, name: str
) -> None:
    transcripts = read(written(tmp_path, BROKEN[name], name))
    assert len(transcripts) == (2 if name == "parts.jsonl" else 1)
    for one in transcripts:
        repr(one).encode()  # a half character cannot be written
        for text in (one.id, one.title, one.text, *(turn.speaker for turn in one.turns)):
            text.encode()
        (turn,) = one.turns
        assert one.words_of(turn).endswith("你好😀 yes")
        assert one.text[: turn.span.start] == f"{turn.speaker}: "
        assert "1 broken half characters" in str(one.problems)
