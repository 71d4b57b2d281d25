"""Promises of a folder: all is found, what cannot be read is skipped and said, the rest goes on."""

import os
import shutil
from pathlib import Path

import pytest

from qualpipe import ingest
from qualpipe.ingest import Choices, copies, discover, fingerprint, read_folder
from qualpipe.model import Language, QualpipeError

TEXT = "I: Where? {0}\nP: There, {0}.\n"


def fill(folder: Path, *names: str) -> list[Path]:
    """Write an interview of its own under each name."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(path.as_posix()), encoding="utf-8")
    return paths


def test_files_are_found_to_the_depths_in_the_order_people_count(tmp_path: Path) -> None:
    names = ["P10.txt", "P2.txt", "b/P1.txt", "a/deep/P1.txt", "訪談².md"]
    fill(tmp_path, *names)
    found = [path.relative_to(tmp_path).as_posix() for path in discover([tmp_path])]
    assert found == ["a/deep/P1.txt", "b/P1.txt", "P2.txt", "P10.txt", "訪談².md"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.txt",
        ".git/P01.txt",
        "__MACOSX/P01.txt",
        "~$P01.docx",
        ".~lock.P01.docx#",
        "P01.txt~",
        "P01.docx.tmp",
        "participants.csv",
        "README.md",
        "qualpipe.toml",
        "qualpipe.db-wal",
        "codebook.yaml",
        "Thumbs.db",
        "gold.csv",
    ],
)
def test_hidden_temporary_and_the_projects_own_files_are_passed_over(
    tmp_path: Path, name: str
) -> None:
    fill(tmp_path, "P01.txt", name)
    assert discover([tmp_path]) == [tmp_path / "P01.txt"]


def test_a_file_that_is_named_itself_is_read_whatever_its_name(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, "README.md")
    assert discover([path]) == [path]


def test_a_file_named_twice_is_found_once(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, "a/P01.txt")
    assert discover([path, tmp_path, tmp_path / "a"]) == [path]


@pytest.mark.parametrize("names", [[], ["README.md"]])
def test_an_empty_folder_says_so(tmp_path: Path, names: list[str]) -> None:
    fill(tmp_path, *names)
    with pytest.raises(QualpipeError, match="no transcripts in this folder"):
        discover([tmp_path])


def test_a_path_that_does_not_exist_says_so(tmp_path: Path) -> None:
    with pytest.raises(QualpipeError, match=r"nowhere: there is no such file or folder"):
        discover([tmp_path / "nowhere"])


def test_a_folder_that_may_not_be_opened_is_skipped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path, "P01.txt", "closed/P02.txt")
    closed = tmp_path / "closed"
    scandir = os.scandir

    def guarded(path: str) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(closed))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    reading = read_folder([tmp_path])
    assert [one.id for one in reading.transcripts] == ["P01"]
    assert [(one.path, one.reason) for one in reading.skipped] == [
        (closed, "this is a folder that may not be opened")
    ]


def test_what_cannot_be_read_is_said_and_the_others_go_on(tmp_path: Path) -> None:
    fill(tmp_path, "P01.txt", "P05.txt", "P06.xyz")
    (tmp_path / "P02.txt").write_bytes(b"")
    (tmp_path / "P03.docx").write_bytes(b"PK\x03\x04 half written")
    (tmp_path / "P04.txt").write_bytes(b"%PDF-1.7")
    with (tmp_path / "P07.txt").open("wb") as stream:
        stream.truncate(100_000_000)
    reading = read_folder([tmp_path])
    assert [one.id for one in reading.transcripts] == ["P01", "P05"]
    assert {one.path.name for one in reading.skipped} == {
        "P02.txt",
        "P03.docx",
        "P04.txt",
        "P06.xyz",
        "P07.txt",
    }
    assert {problem.where for problem in reading.problems} == {
        one.path.name for one in reading.skipped
    }
    assert all(problem.remedy for problem in reading.problems)


def test_the_same_content_under_two_names_is_read_once(tmp_path: Path) -> None:
    (first,) = fill(tmp_path, "P01.txt")
    shutil.copy(first, tmp_path / "P01 copy.txt")
    reading = read_folder([tmp_path])
    assert [one.source.name for one in reading.transcripts] == ["P01.txt"]
    assert "P01 copy.txt: same content as P01.txt" in str(reading.problems[0])


def test_two_files_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    fill(tmp_path, "a/P01.txt", "b/P01.txt", "P01.md")
    reading = read_folder([tmp_path])
    assert [one.id for one in reading.transcripts] == ["P01", "P01-txt", "P01-md"]
    assert [problem.where for problem in reading.problems] == ["P01.txt", "P01.md"]


def test_translations_attributes_and_roles_come_together(tmp_path: Path) -> None:
    (tmp_path / "P01.zh.txt").write_text("陳姑娘：點呀？\nMay：好。\n", encoding="utf-8")
    (tmp_path / "P01.en.txt").write_text("Chan: How are you?\nMay: Well.\n", encoding="utf-8")
    (tmp_path / "participants.csv").write_bytes("參加者,地區\nP01,沙田\nP9,\n".encode("big5hkscs"))
    choices = Choices(interviewers=("陳姑娘", "Chan"))
    english, chinese = read_folder([tmp_path], choices).transcripts
    assert (chinese.id, english.id, english.translation_of) == ("P01", "P01.en", "P01")
    assert [turn.translates for turn in english.turns] == [1, 2]
    assert chinese.attributes["地區"] == english.attributes["地區"] == "沙田"
    assert [turn.role for turn in chinese.turns] == ["interviewer", "participant"]
    problems = read_folder([tmp_path], choices).problems
    assert [problem.where for problem in problems] == ["participants.csv:3"]


def test_choices_reach_the_reading(tmp_path: Path) -> None:
    (tmp_path / "P01_ST.en.txt").write_bytes("Ada: 飲茶\nMay: 好\n".encode("big5hkscs"))
    choices = Choices(
        encoding="big5hkscs",
        participants=("May",),
        interviewers=("Ada",),
        file_pattern="{participant}_{site}",
        translation=Language.ZH,
    )
    (one,) = read_folder([tmp_path], choices).transcripts
    assert (one.id, one.attributes["site"]) == ("P01_ST", "ST")
    assert [turn.role for turn in one.turns] == ["interviewer", "participant"]
    with_limit = read_folder([tmp_path], Choices(max_bytes=4))
    assert "more than" in with_limit.skipped[0].reason


def test_a_broken_participants_table_stops_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "P01.txt")
    (tmp_path / "participants.csv").write_bytes(b"")
    reading = read_folder([tmp_path])
    assert len(reading.transcripts) == 1
    assert "participants.csv: the file is empty" in str(reading.problems[0])


@pytest.mark.parametrize("name", ["participants.csv", "Participants.CSV"])
def test_the_participants_table_is_found_in_folders_and_beside_files(
    tmp_path: Path, name: str
) -> None:
    (path,) = fill(tmp_path, "wave1/P01.txt")
    (tmp_path / "wave1" / name).write_text("participant,site\nP01,ST\n", encoding="utf-8")
    for named in (tmp_path, path):
        (one,) = read_folder([named]).transcripts
        assert one.attributes["site"] == "ST"
    fill(tmp_path, "P02.txt")
    (two,) = read_folder([tmp_path / "P02.txt"]).transcripts
    assert "site" not in two.attributes


def test_copies_are_known_before_anything_is_read(tmp_path: Path) -> None:
    first, other = fill(tmp_path, "P01.txt", "P02.txt")
    same = tmp_path / "P03.txt"
    shutil.copy(first, same)
    prints = {path: fingerprint(path) for path in (first, other, same)}
    assert copies(prints) == {same: first}


def test_putting_together_anew_gives_the_same(tmp_path: Path) -> None:
    fill(tmp_path, "P01.zh.txt", "P01.en.txt", "P02.txt")
    read = [one for path in discover([tmp_path]) for one in ingest.read(path)]
    once, problems = ingest.together(read, Choices())
    assert ingest.together(read, Choices()) == (once, problems)
    assert ingest.together(once, Choices())[0] == once
