"""What the standard has no place for survives in a note, unless somebody changed it."""

from exchanged import transcripts
from hypothesis import given
from make import transcript

from qualpipe.model import Transcript
from qualpipe.text.refi_qda import fits_xml
from qualpipe.text.refi_qda.asides import (
    TRANSCRIPT,
    aside,
    of_transcript,
    read_aside,
    transcript_of,
)


@given(transcripts(1))
def test_a_transcript_comes_back_of_its_words_and_its_note(one: Transcript) -> None:
    note = aside(TRANSCRIPT, of_transcript(one))
    assert fits_xml(note)
    read = read_aside(note)
    assert read is not None
    assert read[0] == TRANSCRIPT
    assert transcript_of(read[1], one.text) == one


def test_other_words_than_those_of_the_note_are_not_taken_for_them() -> None:
    one = transcript(("I", "點呀？"), ("P", "好。"))
    assert transcript_of(of_transcript(one), one.text + " ") is None


def test_a_note_that_somebody_edited_is_a_note_and_no_fault() -> None:
    note = aside(TRANSCRIPT, of_transcript(transcript("好。")))
    assert read_aside(note.replace("{", "", 1)) is None
    broken = of_transcript(transcript("好。")) | {
        "turns": [[0, 99, "P", "participant", None, None, None]]
    }
    assert transcript_of(broken, "P: 好。\n") is None
