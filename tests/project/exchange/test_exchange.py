"""A project goes out to a file and comes into another project as it was, once and only once."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from exchanged import AT, DATA, bare

from qualpipe.model import Codebook, Decision, Duty, Memo, Phrase, Reviewer, Verdict
from qualpipe.project import Project
from qualpipe.project.exchange import Exchange, load_codebook, save_codebook

SAMPLES = Path(__file__).parent.parent.parent.parent / "corpora_samples"
NAMES = ("ana", "陳醫生")


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Make a project of the samples, coded by two people, and the file of it."""
    folder = tmp_path_factory.mktemp("first")
    with Project.open(folder) as project:
        project.ingest([SAMPLES])
        codes = [code.id for code in project.codebook()]
        project.decide(
            [
                Decision(
                    segment=one.address,
                    code=codes[number % len(codes)],
                    verdict=Verdict.REJECT if number % 5 == 4 else Verdict.ADD,
                    reviewer=NAMES[number % 2],
                    at=AT,
                    note="點解 🤔" if number % 7 == 0 else "",
                )
                for number, one in enumerate(project.segments())
            ]
        )
        team = project.store.team
        team.people.add(Reviewer(name="ana", duty=Duty.ADJUDICATOR, added=AT))
        said = project.segments()[3]
        team.memos.append(
            Memo(about=f"code:{codes[0]}", text="two\n  lines", reviewer="ana", at=AT)
        )
        team.memos.append(Memo(about="transcript:P02", text="訪問好短", reviewer="bo", at=AT))
        team.memos.append(
            Memo(about=said.address, text="hm", reviewer="bo", at=AT, words=said.text)
        )
        Exchange(project).export_project(folder / "study.qdpx", at=AT)
    yield folder
    shutil.rmtree(folder)


def test_everything_is_the_same_in_a_fresh_project(study: Path, tmp_path: Path) -> None:
    with Project.open(study) as first, Project.open(tmp_path) as second:
        arrived = Exchange(second).import_project(study / "study.qdpx", at=AT)
        assert arrived.losses == ()
        assert second.codebook() == first.codebook()
        assert second.transcripts() == first.transcripts()
        assert second.segments() == first.segments()  # cases among them
        assert second.codings() == first.codings()
        notes = [{(d.segment, d.code, d.note) for d in p.last_words()} for p in (first, second)]
        refused = {
            (d.segment, d.code, d.note) for d in first.last_words() if d.verdict is Verdict.REJECT
        }
        assert notes[1] == notes[0] - refused
        assert second.store.team.people.all() == first.store.team.people.all()
        assert bare(second.store.team.memos.all()) == bare(first.store.team.memos.all())
        assert not second.adrift()


def test_taking_it_in_again_adds_nothing(study: Path, tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        first = Exchange(project).import_project(study / "study.qdpx", at=AT)
        counts, runs = project.counts(), len(project.store.runs.all())
        again = Exchange(project).import_project(study / "study.qdpx", at=AT)
        assert project.counts() == counts
        assert len(project.store.runs.all()) == runs
    assert (again.transcripts, again.codings, again.memos, again.codes) == (0, 0, 0, 0)
    assert again.codings_known == first.codings > 0


def test_back_in_its_own_project_everything_is_there_already(study: Path) -> None:
    with Project.open(study) as project:
        came = Exchange(project).import_project(study / "study.qdpx", at=AT)
    assert (came.transcripts, came.codings, came.memos, came.codes) == (0, 0, 0, 0)


def test_a_yes_that_was_taken_back_since_is_not_said_again(tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        Exchange(project).import_project(DATA / "atlas.qdpx", at=AT)
        first = project.last_words()[0]
        project.decide([replace(first, verdict=Verdict.REJECT, at=AT)])
        Exchange(project).import_project(DATA / "atlas.qdpx", at=AT)
        assert project.last_words()[-1].verdict is Verdict.REJECT


@pytest.mark.parametrize("program", ["nvivo", "atlas", "maxqda", "qualcoder"])
def test_what_other_programs_exported_can_be_coded_and_goes_out_again(
    program: str, tmp_path: Path
) -> None:
    with Project.open(tmp_path) as project:
        came = Exchange(project).import_project(DATA / f"{program}.qdpx", at=AT)
        assert came.codings > 0
        assert project.segments()
        sent = Exchange(project).export_project(tmp_path / "out.qdpx", at=AT)
        assert sent.codings == came.codings
        codings, transcripts, book = project.codings(), project.transcripts(), project.codebook()
    (tmp_path / "again").mkdir()
    with Project.open(tmp_path / "again") as second:
        Exchange(second).import_project(tmp_path / "out.qdpx", at=AT)
        assert (second.codings(), second.transcripts()) == (codings, transcripts)
        assert second.codebook() == book


def test_a_later_run_over_another_folder_drops_nothing(tmp_path: Path) -> None:
    shutil.copy(DATA / "atlas.qdpx", tmp_path / "study.qdpx")
    talks = tmp_path / "talks"
    talks.mkdir()
    (talks / "P09.txt").write_text("I: 點呀？\nP: 好攰呀，瞓唔到。\n", encoding="utf-8")
    with Project.open(tmp_path) as project:
        Exchange(project).import_project(tmp_path / "study.qdpx", at=AT)
        imported = {one.id for one in project.transcripts()}
        project.ingest([talks])
        (tmp_path / "study.qdpx").unlink()
        project.ingest([tmp_path])
        assert {one.id for one in project.transcripts()} == imported | {"P09"}
        assert not project.adrift()
        assert not project.failures()


def test_a_folder_with_a_file_to_import_says_how(tmp_path: Path) -> None:
    shutil.copy(DATA / "atlas.qdpx", tmp_path / "study.qdpx")
    with Project.open(tmp_path) as project:
        project.ingest([tmp_path])
        (failure,) = project.failures()
        assert "qualpipe import qdpx study.qdpx" in failure.message
        Exchange(project).import_project(tmp_path / "study.qdpx", at=AT)
        assert not project.failures()
        assert len(project.transcripts()) == 2


def test_another_text_of_the_same_name_stands_beside_the_first(tmp_path: Path) -> None:
    (tmp_path / "sleep.txt").write_text("I: 點呀？\nP: 好攰呀。\n", encoding="utf-8")
    with Project.open(tmp_path) as project:
        project.ingest([tmp_path / "sleep.txt"])
        came = Exchange(project).import_project(DATA / "qualcoder.qdpx", at=AT)
        assert [one.id for one in project.transcripts()] == ["sleep", "sleep-2"]
        assert {d.segment.split(":")[0] for d in project.decisions()} == {"sleep-2"}
    assert any("other words" in loss.what for loss in came.losses)


def test_codes_join_those_that_are_there_by_id_or_name(tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        before = project.codebook()
        known = replace(before.codes[0], id="other_id", definition=())
        new = replace(
            before.codes[0], id="new", name=(Phrase(before.codes[0].name[0].language, "New"),)
        )
        project.change_codebook(replace(before, version="2"), before=before.hash)
        save_codebook(Codebook(id="x", codes=(known, new)), tmp_path / "x.qdc")
        added, losses = Exchange(project).import_codebook(tmp_path / "x.qdc")
        codes = [code.id for code in project.codebook()]
    assert added == 1
    assert codes == [*(code.id for code in before), "new"]
    assert any(loss.became == "the project's wording stays" for loss in losses)


def test_codes_may_go_into_a_file_of_their_own(tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        before = project.codebook()
        Exchange(project).import_project(
            DATA / "atlas.qdpx", codebook_to=tmp_path / "theirs.yaml", at=AT
        )
        assert project.codebook() == before
    assert [code.id for code in load_codebook(tmp_path / "theirs.yaml")[0]] == [
        "傾偈_talk",
        "輕鬆_lighter",
    ]


@pytest.mark.parametrize("suffix", [".yaml", ".json", ".xlsx", ".csv", ".qdc"])
def test_every_kind_of_codebook_file_holds_the_codes(suffix: str, tmp_path: Path) -> None:
    book, _ = load_codebook("recovery")
    save_codebook(book, tmp_path / f"codes{suffix}")
    assert load_codebook(tmp_path / f"codes{suffix}")[0].codes == book.codes


def test_notes_on_nothing_stay_with_the_record_of_the_import(tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        Exchange(project).import_project(DATA / "nvivo.qdpx", at=AT)
        run = project.last_run("import")
        assert run is not None
        assert "night shift" in run.notes["loose notes"]
