"""Training data for spaCy: every reviewed coding at its offsets, none lost in silence."""

import json
from pathlib import Path

import pytest
import studies
from make import transcript
from spacy.tokens import Doc, DocBin

from qualpipe.export.options import Options
from qualpipe.export.spacy_training import SPANS, Trained, blank, spacy_training
from qualpipe.export.study import Study
from qualpipe.model import QualpipeError


def docs(path: Path) -> list[Doc]:
    return list(DocBin(store_user_data=True).from_disk(path).get_docs(blank("xx").vocab))


def wrote(folder: Path, study: Study | None = None, **more: object) -> Trained:
    made = study or studies.study()
    return spacy_training(made, Options(), folder / "train.spacy", **more)  # type: ignore[arg-type]


def spans(path: Path) -> list[tuple[str, str]]:
    return [(one.text, one.label_) for doc in docs(path) for one in doc.spans[SPANS]]


@pytest.mark.parametrize("tokens", ["auto", "zh", "xx"])
def test_spans_are_the_words_that_people_coded(tmp_path: Path, tokens: str) -> None:
    made = wrote(tmp_path, tokens=tokens)
    found = {(mark[2], mark[3]) for mark in studies.MARKS}
    assert set(spans(tmp_path / "train.spacy")) == found
    assert (made.spans, made.problems) == (5, ())


def test_turns_are_word_for_word_and_know_where_they_are_from(tmp_path: Path) -> None:
    wrote(tmp_path)
    found = {
        (d.user_data["transcript"], d.user_data["turn"]): d for d in docs(tmp_path / "train.spacy")
    }
    assert found["P01", 2].text == studies.SOFA
    assert found["P02", 3].text == studies.TEA
    assert ("P03", 1) not in found  # nobody decided on it: it is no example of anything


def test_a_coding_inside_a_token_is_widened_and_told(tmp_path: Path) -> None:
    study = studies.study([("P02", 3, "ade me te", "home")])
    made = wrote(tmp_path, study)
    assert spans(tmp_path / "train.spacy") == [("made me tea", "home")]
    assert "falls inside a token" in str(made.problems[0])
    about = json.loads((tmp_path / "train.spacy.about.json").read_text("utf-8"))
    assert len(about["problems"]) == 1


@pytest.mark.parametrize(
    ("words", "tokens"),
    [
        ("我有個peer supporter，叫阿May。", "我|有|個|peer|supporter|，|叫|阿|May|。"),
        ("It's 屋企 home㗎", "It|'s|屋|企|home|㗎"),
        ("𠮷野家OK", "𠮷|野|家|OK"),
    ],
)  # fmt: skip
def test_the_tokenizer_for_both_cuts_han_by_character_and_latin_by_word(
    words: str, tokens: str
) -> None:
    doc = blank("xx").make_doc(words)
    assert doc.text == words
    assert "|".join(one.text for one in doc) == tokens


def test_the_tokenizer_goes_by_what_was_spoken(tmp_path: Path) -> None:
    english = transcript(studies.HOME, id="E1")
    chinese = transcript(studies.SOFA, id="C1")
    for whole, kind in ((english, "en"), (chinese, "zh")):
        words = whole.words_of(whole.turns[0])
        study = studies.study([(whole.id, 1, words, "home")], transcripts=[whole], suggested=(),
                              refused=())  # fmt: skip
        assert wrote(tmp_path, study).tokens == kind
    assert wrote(tmp_path).tokens == "xx"


def test_interviews_are_held_out_whole_with_their_translation(tmp_path: Path) -> None:
    marks = [*studies.MARKS, ("P01.en", 2, "sofa", "home")]
    made = wrote(tmp_path, studies.study(marks), held_out=0.4, seed=3)
    sides = [
        {doc.user_data["transcript"].split(".")[0] for doc in docs(path)} for path in made.files
    ]
    assert sides[0].isdisjoint(sides[1])
    assert made.files[1].name == "train-held-out.spacy"
    assert sum(len(docs(path)) for path in made.files) == made.documents


def test_the_same_study_gives_the_same_bytes(tmp_path: Path) -> None:
    wrote(tmp_path)
    first = (tmp_path / "train.spacy").read_bytes()
    wrote(tmp_path)
    assert (tmp_path / "train.spacy").read_bytes() == first


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match=r"\.spacy"):
        spacy_training(studies.study(), Options(), tmp_path / "train.bin")
