"""Passages: verbatim by offsets, reviewed only unless asked, each with who said it."""

import pytest
import studies
from make import transcript

from qualpipe.export.options import Options
from qualpipe.export.passages import Material, unreviewed
from qualpipe.model import QualpipeError, UnknownName


def material(**options: object) -> Material:
    return Material(study=studies.study(), options=Options(**options))  # type: ignore[arg-type]


def test_passages_are_the_words_at_their_offsets() -> None:
    for one in material(suggestions=True).passages:
        whole = next(t for t in studies.interviews() if t.id == one.transcript)
        assert one.span.of(whole.text) == one.text


def test_only_what_people_gave_is_there_unless_suggestions_are_asked_for() -> None:
    assert {one.status for one in material().passages} == {"reviewed"}
    found = material(suggestions=True).passages
    assert [one.text for one in found if one.status == "suggested"] == [studies.PHONE]


def test_a_suggestion_that_shares_words_with_a_decision_on_its_code_was_reviewed() -> None:
    part = ("P03", 1, "打嚟", "contact")
    assert not unreviewed(studies.study((part,), suggested=(("P03", 1, studies.PHONE, "contact"),)))


def test_what_is_in_a_translation_is_said_by_the_participant_of_the_original() -> None:
    study = studies.study([("P01.en", 2, "I sit on the sofa", "home")])
    (one,) = Material(study=study, options=Options()).passages
    assert one.case == "P01"


def test_participants_are_counted_once_with_their_attributes() -> None:
    assert dict(material().participants) == {
        "P01": {"gender": "女", "district": "沙田"},
        "P02": {"gender": "男", "district": "沙田"},
        "P03": {"gender": "女"},
    }


def test_attributes_that_differ_between_interviews_of_one_participant_are_all_given() -> None:
    known = {"participant": "阿明"}
    twice = [
        transcript("好。", id=name, attributes={**known, "wave": wave})
        for name, wave in (("A1", "1"), ("A2", "2"))
    ]
    study = studies.study((), transcripts=twice, suggested=(), refused=())
    assert dict(Material(study=study, options=Options()).participants) == {"阿明": {"wave": "1; 2"}}


def test_speakers_of_a_group_are_told_apart() -> None:
    group = transcript(("阿明", "我哋"), ("阿芬", "係呀"), id="G1")
    study = studies.study(
        [("G1", 2, "係呀", "home")], transcripts=[group], suggested=(), refused=()
    )
    found = Material(study=study, options=Options())
    assert [one.case for one in found.passages] == ["G1/阿芬"]
    assert list(found.participants) == ["G1/阿明", "G1/阿芬"]


def test_a_code_brings_those_under_it_and_an_unknown_one_lists_the_known() -> None:
    assert material(codes=("home",)).codes == ("home", "safety")
    with pytest.raises(UnknownName, match="contact"):
        _ = material(codes=("hoem",)).codes


def test_codes_of_no_codebook_are_not_lost() -> None:
    study = studies.study([*studies.MARKS, ("P01", 3, "姑娘", "theme:staff")])
    found = Material(study=study, options=Options())
    assert found.codes[-1] == "theme:staff"
    assert found.strange == ("theme:staff",)
    assert found.path("theme:staff") == "theme:staff"


def test_the_language_of_part_of_a_segment_is_the_segments() -> None:
    spoken = {one.text: str(material().language(one)) for one in material().passages}
    assert spoken["張梳化度"] == "yue"
    assert spoken["made me tea"] == "en"


def test_a_place_that_is_not_there_is_an_error() -> None:
    with pytest.raises(QualpipeError, match="P01:2:0-999"):
        material().passage("P01:2:0-999", "home", ("ana",), None)
