import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import make
import pytest

from qualpipe import Project, QualpipeError, Verdict
from qualpipe.project.summary import Summary

Write = Callable[[str, str], Path]
HOME = "訪：點呀？\n受：個中心好似屋企咁，入去坐低飲杯茶都得。\n訪：仲有呢？\n受：食咗飯。\n"
VISITS = "I: How was it?\nP: My worker kept ringing me, then she came to my home.\nI: Ok\nP: Yes.\n"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def put(name: str, text: str) -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    put("P01.txt", HOME)
    put("P02.txt", VISITS)
    return put


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Project.open(tmp_path) as opened:
        yield opened


def coded(project: Project, *paths: Path) -> Summary:
    files = project.ingest(paths or [project.folder / "in"])
    return project.code(files=files)


def test_a_file_that_went_and_came_back_has_its_suggestions_again(
    project: Project, write: Write
) -> None:
    before = coded(project)
    write("P01.txt", HOME + "訪：就係咁。\n")
    project.ingest([project.folder / "in"])
    write("P01.txt", HOME)
    after = coded(project)
    assert after.rows == before.rows
    assert after.fresh


def test_files_outside_the_project_are_not_gone_when_the_project_is_read(
    tmp_path: Path, write: Write
) -> None:
    inside = tmp_path / "study"
    inside.mkdir()
    (inside / "P03.txt").write_text(HOME.replace("茶", "水"), "utf-8")
    del write
    with Project.open(inside) as project:
        project.ingest([tmp_path / "in"])
        counts = project.ingest([inside])
        assert counts.gone == 0
        assert len(project.transcripts()) == 3


def test_a_decision_outlives_another_unit_and_another_reading(
    project: Project, tmp_path: Path, write: Write
) -> None:
    coded(project)
    decided = make.decision("P01:2:0-19", code="home_like_environment")
    project.decide([decided])
    write("P00.txt", VISITS.replace("ringing", "calling"))
    with Project.open(tmp_path, flags={"unit": "sentence"}) as again:
        coded(again)
        (kept,) = again.decisions()
        assert replace(kept, words="") == decided
        assert [one.segment for one in again.codings()] == ["P01:2:0-19"]
        assert "P01" in [one.id for one in again.transcripts()]


def test_what_a_person_decides_changes_the_next_run(project: Project, write: Write) -> None:
    del write
    first = coded(project)
    addresses = [one.address for one in project.segments()]
    project.decide(
        [
            make.decision(one, code="home_like_environment", verdict=Verdict.REJECT)
            for one in addresses
        ]
    )
    second = coded(project)
    assert second.run != first.run
    assert second.fresh
    assert not coded(project).fresh


def test_no_suggestion_becomes_a_coding_by_itself(project: Project, write: Write) -> None:
    del write
    assert coded(project).segments
    assert project.suggestions()
    assert project.codings() == ()
    assert project.frame("codings").empty


@pytest.mark.parametrize(
    "name",
    ["codes", "codings", "decisions", "problems", "segments", "suggestions", "transcripts"],
)
def test_a_frame_has_its_columns_also_when_it_is_empty(project: Project, name: str) -> None:
    assert len(project.frame(name).columns) >= 3


def test_an_unknown_frame_lists_the_known_ones(project: Project) -> None:
    with pytest.raises(QualpipeError, match="unknown frame 'segment'; known: codes, codings"):
        project.frame("segment")


def test_a_translation_stands_beside_its_original(project: Project, write: Write) -> None:
    write("P04.zh.txt", HOME.replace("飲杯茶", "飲杯水"))
    write("P04.en.txt", "I: How are you?\nP: The centre is like home.\nI: And?\nP: I have eaten.\n")
    summary = coded(project)
    translation = project.transcript("P04.en")
    assert translation.translation_of == "P04"
    assert [turn.translates for turn in translation.turns] == [1, 2, 3, 4]
    assert summary.aside == 2
    assert not [one for one in project.suggestions() if one.segment.startswith("P04.en")]


def test_participants_get_the_attributes_of_the_table(project: Project, write: Write) -> None:
    write("participants.csv", "participant,gender\nP01,女\nP02,男\n")
    coded(project)
    assert project.transcript("P01").attributes["gender"] == "女"
    write("participants.csv", "participant,gender\nP01,男\nP02,男\n")
    coded(project)
    assert project.transcript("P01").attributes["gender"] == "男"


def test_two_files_of_one_name_keep_their_ids_when_a_third_comes(
    project: Project, write: Write
) -> None:
    coded(project)
    kept = project.transcript("P01").text
    write("a/P01.txt", VISITS.replace("home", "flat"))
    coded(project)
    assert project.transcript("P01").text == kept
    assert len(project.transcripts()) == 3


def test_a_run_knows_what_it_was_made_of(project: Project, write: Write) -> None:
    del write
    coded(project)
    run = project.last_run()
    assert run is not None
    assert set(run.inputs) >= {"codebook", "decisions", "segments"}
    assert run.versions["qualpipe"]
    assert json.loads(json.dumps(dict(run.settings)))["unit"] == "passage"


def test_a_database_elsewhere_needs_its_driver(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match=r"pip install 'qualpipe\[postgres\]'"):
        Project.open(tmp_path, flags={"database": "postgresql://nowhere/study"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"segment": "P09:2:0-3"}, "P09:2:0-3: there is no such place"),
        ({"segment": "P01:2:0-999"}, "there is no such place"),
        ({"at": "yesterday"}, "no moment with a time zone"),
        ({"at": "2026-01-05T09:00:00"}, "no moment with a time zone"),
        ({"reviewer": " "}, "names its code and its reviewer"),
        ({"words": "別的"}, "other words stand there now"),
    ],
)
def test_a_decision_that_cannot_be_right_is_refused_and_none_is_kept(
    project: Project, write: Write, change: dict[str, str], said: str
) -> None:
    del write
    coded(project)
    right = make.decision("P01:2:0-19", code="home_like_environment")
    with pytest.raises(QualpipeError, match=said):
        project.decide([right, replace(right, **change)])  # type: ignore[arg-type]
    assert project.decisions() == ()


def test_a_decision_on_words_that_were_edited_is_set_aside_and_told(
    project: Project, write: Write
) -> None:
    coded(project)
    project.decide([make.decision("P01:2:0-19", code="home_like_environment")])
    assert len(project.codings()) == 1
    write("P01.txt", HOME.replace("屋企", "醫院"))
    coded(project)
    assert project.codings() == ()
    assert [one.segment for one in project.adrift()] == ["P01:2:0-19"]
    write("P01.txt", HOME)
    coded(project)
    assert len(project.codings()) == 1


def test_a_renamed_file_is_read_under_its_new_name(project: Project, write: Write) -> None:
    path = write("P01.txt", HOME)
    coded(project)
    path.rename(path.with_name("P01_final.txt"))
    summary = coded(project)
    assert summary.failures == ()
    assert [one.id for one in project.transcripts()] == ["P01_final", "P02"]


def test_a_copy_that_comes_later_is_told_from_what_was_read(project: Project, write: Write) -> None:
    coded(project)
    write("again/P09.txt", HOME)
    (failure,) = coded(project, project.folder / "in" / "again").failures
    assert "same content as P01.txt" in failure.message


def test_a_copy_with_a_shorter_name_does_not_take_the_place_of_what_was_read(
    project: Project, write: Write
) -> None:
    write("P01.txt", HOME).rename(project.folder / "in" / "P01_final.txt")
    coded(project)
    segment = project.segments("P01_final")[0].address
    project.decide([make.decision(segment, code="home_like_environment")])
    write("P01.txt", HOME)
    (failure,) = coded(project).failures
    assert failure.where == "in/P01.txt"
    assert "same content as P01_final.txt" in failure.message
    assert len(project.codings()) == 1
    assert project.adrift() == ()


def test_ids_stay_when_a_file_of_the_same_name_goes(project: Project, write: Write) -> None:
    other = write("z/P01.txt", VISITS.replace("home", "flat"))
    coded(project)
    kept = {one.id: one.text for one in project.transcripts()}
    (project.folder / "in" / "P01.txt").unlink()
    coded(project)
    assert {one.id: one.text for one in project.transcripts()}.items() <= kept.items()
    other.write_text(VISITS.replace("home", "room"), "utf-8")
    write("P01.txt", HOME)
    coded(project)
    assert "P01-txt" in [one.id for one in project.transcripts()]


def test_a_stop_between_reading_and_linking_is_made_good(
    project: Project, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    coded(project)
    write("P01.txt", HOME + "訪：就係咁。\n")
    with monkeypatch.context() as broken:
        broken.setattr("qualpipe.project.steps.sources.link", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            project.ingest([project.folder / "in"])
    write("P01.txt", HOME)
    coded(project)
    assert [one.id for one in project.transcripts()] == ["P01", "P02"]


def _interrupted(*_arguments: object, **_options: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("verdict", "kept"), [(Verdict.ACCEPT, True), (Verdict.REJECT, False)])
def test_what_everyone_refused_is_not_suggested_again(
    project: Project, write: Write, verdict: Verdict, *, kept: bool
) -> None:
    del write
    coded(project)
    one = project.suggestions()[0]
    project.decide([make.decision(one.segment, code=one.code, verdict=verdict)])
    coded(project)
    again = {(found.segment, found.code) for found in project.suggestions()}
    assert kept or (one.segment, one.code) not in again


@pytest.mark.parametrize("unit", ["sentence", "turn"])
def test_decisions_still_teach_when_the_unit_changes(
    project: Project, tmp_path: Path, write: Write, unit: str
) -> None:
    del write
    coded(project)
    addresses = [one.address for one in project.segments()]
    refused = [
        make.decision(one, code="social_support", verdict=Verdict.REJECT) for one in addresses
    ]
    project.decide(refused)
    with Project.open(tmp_path, flags={"unit": unit}) as again:
        summary = coded(again)
    assert "decisions yet" not in summary.basis["social_support"]
    assert summary.adrift == 0
