from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import raw, said

from qualpipe.ingest.draft import Draft
from qualpipe.ingest.readers import chat
from qualpipe.model import UnreadableFile

DATA = Path(__file__).parents[2] / "data" / "chat"


def drafts(name: str) -> tuple[Draft, ...]:
    return chat.read(raw(name, (DATA / name).read_bytes()))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("I want cookies .", "I want cookies."),
        ("<I want> [/] I want it .", "I want I want it."),
        ("I <wanted> [//] need &-um a &+f friend .", "I wanted need um a friend."),
        ("gonna [: going to] go [*] there [= the centre] [=! laughing] !", "gonna go there!"),
        ("&=sighs well (.) (1.5) you know +/.", "well you know…"),
        ("really +..?", "really?"),
        ('he said +"/.', "he said…"),
        ('+" go home .', "go home."),
        ("+< (be)cause no:: 0is it .", "because no it."),
        ("xxx and yyy then www .", "and then."),
        ("&{l=singing la la &}l=singing .", "la la."),
        ("yes &*INV:mhm I did .", "yes I did."),
        ("ice_cream and ice+cream .", "ice cream and ice cream."),
        ("no one@s:eng+zho helped@u .", "no one helped."),
        ("we met at 10:30 . \x151200_3400\x15", "we met at 10:30."),
        ("we met . •1200_3400•", "we met."),
        ("look \x15%pic:cat.jpg\x15 .", "look."),
        ("a • b .", "a • b."),
        ("a café .", "a café."),
        ("AT&T phoned .", "AT&T phoned."),
        ("我 去 咗 中心 .", "我去咗中心。"),
        ("係 咩 ?", "係咩？"),
        ("我 唔 知 +...", "我唔知…"),
        ("我去咗。 .", "我去咗。"),
        ("𠮷 屋 好 nice@s:eng㗎 !", "𠮷屋好nice㗎！"),
        ("你話: 走啦 .", "你話:走啦。"),
        ("xxx .", ""),
        ("0 .", ""),
        ("&=laughs .", ""),
    ],
)
def test_codes_go_and_what_was_said_stays(line: str, words: str) -> None:
    assert chat.readable(line) == words


def test_lines_of_one_speaker_make_a_turn_with_its_times() -> None:
    original, _ = drafts("codes.cha")
    assert said(original) == [
        ("INV", "你最近點呀？"),
        ("PAR", "我就我覺得uh好咗,個worker好nice㗎。and then…"),
        ("INV", "go ahead, Mary Chan!"),
    ]
    assert [(piece.started, piece.ended) for piece in original.pieces] == [
        (0.5, 2.0),
        (2.1, 7.05),
        (None, None),
    ]


def test_a_translation_tier_is_a_draft_linked_by_rows() -> None:
    original, english = drafts("codes.cha")
    assert (english.part, english.translates, original.part) == ("en", "", "")
    assert said(english) == [
        ("INV", "How have you been?"),
        ("PAR", "I feel uh better, the worker is nice."),
    ]
    assert [piece.row for piece in english.pieces] == [piece.row for piece in original.pieces[:2]]


def test_roles_and_attributes_come_from_the_headers() -> None:
    original, _ = drafts("codes.cha")
    assert original.roles == {"PAR": "participant", "INV": "interviewer", "OBS": "other"}
    assert original.attributes == {
        "age": "43",
        "sex": "female",
        "group": "control",
        "education": "secondary",
    }


def test_lines_without_a_word_are_counted_not_kept() -> None:
    original, _ = drafts("codes.cha")
    assert [problem.message[:7] for problem in original.problems] == ["2 lines"]


def test_a_line_wrapped_by_an_editor_keeps_its_words_and_is_reported() -> None:
    (draft,) = chat.read(raw("P01.cha", "@Begin\n*PAR:\tI was\nvery tired .\n@End\n"))
    assert said(draft) == [("PAR", "I was very tired.")]
    assert [problem.where for problem in draft.problems] == ["P01.cha:3"]


@pytest.mark.parametrize("content", ["@UTF8\n@Begin\n@End\n", "*PAR:\txxx .\n", "hello\n"])
def test_a_file_without_speech_is_refused(content: str) -> None:
    with pytest.raises(UnreadableFile, match="no speaker's tier holds a word"):
        chat.read(raw("P01.cha", content))


SPEECH = st.lists(
    st.tuples(
        st.sampled_from(["PAR", "INV"]),
        st.lists(st.sampled_from(["我", "happy", "中心", "Mary", "𠮷"]), min_size=1, max_size=6),
    ),
    min_size=1,
    max_size=8,
)


@given(SPEECH)
def test_what_is_written_as_chat_comes_back(speech: list[tuple[str, list[str]]]) -> None:
    lines = [
        f"*{speaker}:\t{' '.join(words)} . \x15{n}000_{n}900\x15"
        for n, (speaker, words) in enumerate(speech)
    ]
    (draft,) = chat.read(raw("P01.cha", "@UTF8\n@Begin\n" + "\n".join(lines) + "\n@End\n"))
    spoken = "".join(words for _, words in said(draft))
    assert [c for c in spoken if c.isalnum()] == [c for _, w in speech for c in "".join(w)]
    changes = [s for n, (s, _) in enumerate(speech) if not n or speech[n - 1][0] != s]
    assert [piece.speaker for piece in draft.pieces] == changes
    assert draft.pieces[-1].ended == len(speech) - 0.1
