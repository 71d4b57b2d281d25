"""Files as other programs write them: every coding is on its words, and all else is told."""

from collections.abc import Mapping

import pytest
from exchanged import AT, DATA

from qualpipe.ingest.refi_qda import Incoming, read_codebook, read_project
from qualpipe.model import Address

# Code, reviewer and words of every coding that the files hold, as a person reading them counts.
CODINGS: Mapping[str, set[tuple[str, str, str]]] = {
    "nvivo": {
        ("Being_called", "Lau Ho Yin", "I did not want to come"),
        ("Being_called", "Mei Chan", "𠮷姑娘 rang me twice"),
        ("Being_called", "Lau Ho Yin", "𠮷姑娘 rang me twice"),
        ("Feels_like_home_似屋企", "Mei Chan", "好似屋企咁，冇人趕我走 😀"),
        ("Feels_like_home_似屋企", "Mei Chan", "rang me twice."),
        ("Feels_like_home_似屋企", "Mei Chan", "之後呢？"),
        ("Feels_like_home_似屋企", "Mei Chan", "之後我覺得"),
        ("Being_called", "Mei Chan", "Interview with 阿樂"),
    },
    "atlas": {
        ("傾偈_talk", "黃小姐", "有人同我傾偈"),
        ("輕鬆_lighter", "黃小姐", "有人同我傾偈"),
        ("輕鬆_lighter", "黃小姐", "I feel lighter"),
        ("傾偈_talk", "黃小姐", "你幾時開始嚟呢度？"),
        ("傾偈_talk", "黃小姐", "舊年三月。𠮷姑娘帶我嚟。"),
        ("傾偈_talk", "黃小姐", "有咩唔同？"),
        ("傾偈_talk", "黃小姐", "有人同我傾偈，I feel lighter."),
        ("傾偈_talk", "黃小姐", "Yes, I brought my tea."),
    },
    "maxqda": {
        ("Cooking_煮飯", "wong", "The kitchen"),
        ("Help_幫助", "wong", "有位姑娘識聽"),
        ("Cooking_煮飯", "wong", "煮飯 🍜，好開心"),
        ("Help_幫助", "wong", "得煮飯 🍜，好開心。"),
    },
    "qualcoder": {
        ("Sleep_瞓覺", "default", "I sleep better now 😴"),
        ("Sleep_瞓覺", "default (2)", "I sleep better now 😴"),
        ("Body.Sleep_瞓覺", "default", "sleep better"),
        ("Sleep_瞓覺", "default", "瞓得好啲。𠮷姑娘話"),
        ("unknown_00000063", "default", "瞓得好啲。𠮷姑娘話"),
    },
}
TOLD: Mapping[str, set[str]] = {
    "nvivo": {
        "byte-order marks",
        "positions that count CRLF as two",
        "selections over labels or several turns",
        "sources without a word",
        "codings of pdf selections",
        "folders of codes",
        "names of users with commas or unseen characters",
        "sets",
        "graphs",
        "notes on the project or on nothing",
    },
    "atlas": {
        "codings with several codes",
        "codings of whole sources",
        "codings of audio selections",
        "a path that is not written internal://NAME",
        "colours written otherwise",
        "moments without a time zone",
        "descriptions of selections",
        "descriptions of sources",
        "links",
    },
    "maxqda": {
        "codes that do not say whether one codes with them",
        "colours that are none",
        "positions that count CRLF as two",
        "files of sources: the file is not in the package",
        "codings of sources without a text",
        "selections beyond the text",
    },
    "qualcoder": {
        "a path that is not written internal://NAME",
        "users of the same name",
        "codings with a code that the file lacks",
        "unknown element surprise in a source",
        "cases that are a part of a source",
    },
}


def read(program: str) -> Incoming:
    return read_project(DATA / f"{program}.qdpx", now=AT)


def words_at(incoming: Incoming, written: str) -> str:
    address = Address.parse(written)
    whole = next(one for one in incoming.transcripts if one.id == address.transcript)
    return address.within.of(whole.words_of(whole.turns[address.turn - 1]))


@pytest.mark.parametrize("program", CODINGS)
def test_every_coding_is_on_the_words_that_were_coded(program: str) -> None:
    came = read(program)
    found = {(one.code, one.reviewer, words_at(came, one.segment)) for one in came.decisions}
    assert found == CODINGS[program]


@pytest.mark.parametrize("program", TOLD)
def test_what_did_not_pass_as_it_was_is_told(program: str) -> None:
    assert TOLD[program] <= {loss.what for loss in read(program).losses}


@pytest.mark.parametrize("program", CODINGS)
def test_texts_have_plain_line_ends_and_no_mark(program: str) -> None:
    for one in read(program).transcripts:
        assert "\r" not in one.text
        assert "\ufeff" not in one.text


def test_cases_and_variables_are_attributes_wherever_they_stand() -> None:
    on_a_case = read("nvivo").transcripts[0].attributes
    assert on_a_case == {"participant": "Ah Lok", "Age": "34", "District 地區": "沙田"}
    on_sources = [dict(one.attributes) for one in read("maxqda").transcripts]
    assert on_sources == [{"Gender": "f", "Site": "Sha Tin"}, {"Gender": "m"}]


def test_notes_are_memos_and_remarks_by_those_who_wrote_them() -> None:
    came = read("nvivo")
    ((about, text, author),) = {(one.about, one.text, one.reviewer) for one in came.memos}
    assert about == "code:Feels_like_home_似屋企"
    assert (text, author) == ("Home is not a house.\n屋企唔係間屋。", "Mei Chan")
    assert {one.note for one in came.decisions} == {"", "Twice in one day 一日兩次"}
    assert came.loose == ("Plan\n\nAsk about the night shift.",)


def test_turns_are_found_as_in_a_plain_transcript() -> None:
    came = read("atlas")
    roles = [(turn.speaker, turn.role.value) for turn in came.transcripts[0].turns]
    assert roles == [("訪", "interviewer"), ("受", "participant")] * 2
    assert [turn.started for turn in came.transcripts[1].turns] == [None, 1.5]


def test_folders_stay_folders_and_colours_colours() -> None:
    book = read("qualcoder").codebook
    assert book is not None
    assert book.extra == {"folders": ["Body"]}
    assert [code.colour for code in book] == ["", "#ABCDEF", "", ""]
    colours = read("atlas").codebook
    assert [code.colour for code in colours or ()] == ["#336699", "#0AC81E"]


def test_a_codebook_with_a_guid_used_twice_keeps_every_code() -> None:
    book, losses = read_codebook(DATA / "taguette.qdc")
    assert [code.id for code in book] == ["support", "support.friends", "支援.家人", "排隊"]
    assert [loss.what for loss in losses] == ["codes with the same GUID"]
