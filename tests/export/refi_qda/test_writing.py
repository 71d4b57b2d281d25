"""What is written for other programs keeps to the standard and comes back as it was."""

import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exchanged import (
    AT,
    CODEBOOK_SCHEMA,
    PROJECT_SCHEMA,
    bare,
    codebooks,
    codings,
    studies,
    study,
)
from hypothesis import given, settings
from lxml import etree
from make import code, codebook, decision, transcript
from pyrefiqda import RefiCodebook, RefiProject  # type: ignore[import-untyped]

from qualpipe.export.refi_qda import write_codebook, write_project
from qualpipe.export.study import Study
from qualpipe.ingest.refi_qda import Incoming, read_codebook, read_project
from qualpipe.model import Codebook, Memo, QualpipeError, Suggestion, Verdict
from qualpipe.text.refi_qda import SUGGESTIONS
from qualpipe.text.refi_qda.profiles import PROFILES

TALK = transcript(
    ("訪", "點呀？"),
    ("P", "I like 𠮷姑娘 😀.\r\nShe 好好人。"),
    ("Q", "Me too, 我都係。"),
    id="P01",
)
CODED = study(
    codebook(code("home"), code("warm")),
    (TALK,),
    (
        decision("P01:2:7-12"),
        decision("P01:2:7-12", reviewer="陳"),
        decision("P01:2:0-20", code="warm", reviewer="陳"),
    ),
    memos=(Memo(about="P01:2:7-12", text="who?", reviewer="陳", at=AT, number=1),),
)


def written(one: Study, path: Path, program: str = "standard") -> Path:
    write_project(one, path, profile=PROFILES[program])
    return path


def xml_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read("project.qde")


def assert_same(came: Incoming, one: Study) -> None:
    assert came.codebook == one.codebook
    assert came.transcripts == one.transcripts
    assert codings(came.decisions) == one.codings
    assert {d.note for d in came.decisions} == {d.note for d in one.decisions}
    assert {d.at for d in came.decisions} <= {AT}
    assert bare(came.memos) == bare(one.memos)
    assert came.reviewers == one.reviewers


@given(studies())
@settings(max_examples=60)
def test_a_study_comes_back_character_for_character_and_keeps_to_the_standard(one: Study) -> None:
    with TemporaryDirectory() as folder:
        for program in PROFILES:
            path = written(one, Path(folder, f"{program}.qdpx"), program)
            PROJECT_SCHEMA.assertValid(etree.fromstring(xml_of(path)))
            came = read_project(path, now=AT)
            assert_same(came, one)


@given(codebooks())
def test_a_codebook_comes_back_as_it_was_and_keeps_to_the_standard(book: Codebook) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder, "codes.qdc")
        write_codebook(book, path)
        CODEBOOK_SCHEMA.assertValid(etree.fromstring(path.read_bytes()))
        assert read_codebook(path)[0] == book


def test_the_same_study_makes_the_same_bytes(tmp_path: Path) -> None:
    first, second = (written(CODED, tmp_path / name) for name in ("a.qdpx", "b.qdpx"))
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("program", PROFILES)
def test_each_program_gets_positions_and_line_ends_as_it_counts(
    tmp_path: Path, program: str
) -> None:
    path = written(CODED, tmp_path / "s.qdpx", program)
    selections = etree.fromstring(xml_of(path)).iter("{*}PlainTextSelection")
    found = next(one for one in selections if one.get("name") == "𠮷姑娘 😀")
    start, end = int(found.get("startPosition", "")), int(found.get("endPosition", ""))
    profile = PROFILES[program]
    assert start == TALK.text.index("𠮷")
    assert end == start + 5 + 2 * (profile.wide - 1)
    with zipfile.ZipFile(path) as archive:
        (text,) = (archive.read(one) for one in archive.namelist() if one.startswith("sources/"))
    assert text == TALK.text.replace("\n", profile.line_end).encode()


@pytest.mark.parametrize("program", ["standard", "qualcoder"])
def test_an_independent_reader_finds_every_coding_on_its_words(
    tmp_path: Path, program: str
) -> None:
    path = written(CODED, tmp_path / "s.qdpx", program)
    project = RefiProject.load(path, extract_dir=str(tmp_path / "out"))
    (source,) = project.sources.text_source
    text = RefiProject.resolve_source_path(source.plain_text_path, tmp_path / "out").read_bytes()
    words = {
        coding.code_ref.target_guid: text.decode()[one.start_position : one.end_position]
        for one in source.plain_text_selection
        for coding in one.coding
    }
    names = {one.guid: one.name for one in project.code_book.codes.code}
    assert {names[guid]: said for guid, said in words.items()} == {
        "home": "𠮷姑娘 😀",
        "warm": "I like 𠮷姑娘 😀.\r\nShe 好",
    }


def test_what_an_independent_writer_makes_of_it_reads_the_same(tmp_path: Path) -> None:
    path = written(CODED, tmp_path / "s.qdpx")
    out = tmp_path / "out"
    project = RefiProject.load(path, extract_dir=str(out))
    again = tmp_path / "again.qdpx"
    RefiProject.save(project, again, source_media_dir=out / "sources")
    assert_same(read_project(again, now=AT), CODED)


def test_a_codebook_passes_an_independent_reader_and_writer(tmp_path: Path) -> None:
    path = tmp_path / "codes.qdc"
    write_codebook(CODED.codebook, path)
    RefiCodebook.save(RefiCodebook.load(path), tmp_path / "again.qdc")
    assert read_codebook(tmp_path / "again.qdc")[0] == CODED.codebook


def test_suggestions_stay_out_unless_asked_for_and_are_nobodys_decisions(tmp_path: Path) -> None:
    one = Study(
        name="s",
        at=AT,
        codebook=CODED.codebook,
        transcripts=(TALK,),
        suggestions=(
            Suggestion(
                segment="P01:2:0-6", code="home", score=0.8, basis="words", evidence=(), run="r"
            ),
        ),
    )
    path = tmp_path / "s.qdpx"
    (left_out, *_) = write_project(one, path)
    assert left_out.what == "suggestions"
    assert SUGGESTIONS.encode() not in xml_of(path)
    write_project(one, path, suggestions=True)
    assert SUGGESTIONS.encode() in xml_of(path)
    PROJECT_SCHEMA.assertValid(etree.fromstring(xml_of(path)))
    came = read_project(path, now=AT)
    assert (came.decisions, came.reviewers) == ((), ())
    assert [loss.what for loss in came.losses] == ["the machine's suggestions"]


def test_what_the_standard_has_no_place_for_is_counted(tmp_path: Path) -> None:
    refused = decision("P01:3:0-6", verdict=Verdict.REJECT)
    one = study(CODED.codebook, (TALK,), (decision("P01:2:0-6"),))
    one = Study(**{f: getattr(one, f) for f in one.__slots__} | {"last_words": (refused,)})
    told = {loss.what: loss.count for loss in write_project(one, tmp_path / "s.qdpx")}
    assert told["decisions: reject"] == 1
    assert told["turns, speakers, roles"] == 3


def test_a_code_that_left_the_codebook_keeps_its_codings(tmp_path: Path) -> None:
    one = study(codebook(code("warm")), (TALK,), (decision("P01:2:0-6", code="former"),))
    came = read_project(written(one, tmp_path / "s.qdpx"), now=AT)
    assert came.codebook == one.codebook
    assert [d.code for d in came.decisions] == ["former"]


def test_speakers_of_a_group_are_cases_of_their_own(tmp_path: Path) -> None:
    root = etree.fromstring(xml_of(written(CODED, tmp_path / "s.qdpx")))
    assert [one.get("name") for one in root.iter("{*}Case")] == ["P01/P", "P01/Q"]
    assert len(list(root.iter("{*}SelectionRef"))) == 2


@pytest.mark.parametrize("target", ["folder", "missing/s.qdpx"])
def test_where_nothing_can_be_written_nothing_is_left_behind(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(QualpipeError):
        written(CODED, tmp_path / target)
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]


def test_a_codebook_without_codes_is_no_qdc(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match="no codes"):
        write_codebook(Codebook(id="empty", codes=()), tmp_path / "c.qdc")
