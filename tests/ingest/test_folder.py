"""Promises of a folder: all is found, what cannot be read is skipped and said, the rest goes on."""

import os
import shutil
from pathlib import Path

import pytest

from qualpipe import ingest
from qualpipe.ingest import Choices, copies, discover, fingerprint, participants_table, together
from qualpipe.model import Language, Problem, QualpipeError, Transcript, UnreadableFile

TEXT = "I: Where? {0}\nP: There, {0}.\n"


def fill(folder: Path, *names: str) -> list[Path]:
    """Write an interview of its own under each name."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(path.as_posix()), encoding="utf-8")
    return paths


def whole(
    folder: Path, choices: Choices | None = None
) -> tuple[tuple[Transcript, ...], tuple[Problem, ...]]:
    """Read what is in a folder and put it together."""
    read = [one for path in discover([folder]) for one in ingest.read(path)]
    return together(read, choices or Choices(), participants=participants_table([folder]))


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
    first, found = sorted(discover([tmp_path]))
    assert (first.name, found) == ("P01.txt", closed)
    with pytest.raises(UnreadableFile, match="this is a folder that may not be opened"):
        fingerprint(found)


def test_two_files_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    fill(tmp_path, "a/P01.txt", "b/P01.txt", "P01.md")
    transcripts, problems = whole(tmp_path)
    assert [one.id for one in transcripts] == ["P01", "P01-txt", "P01-md"]
    assert [problem.where for problem in problems] == ["P01.txt", "P01.md"]


def test_translations_and_attributes_come_together(tmp_path: Path) -> None:
    (tmp_path / "P01.zh.txt").write_text("訪：點呀？\n受：好。\n", encoding="utf-8")
    (tmp_path / "P01.en.txt").write_text("I: How are you?\nP: Well.\n", encoding="utf-8")
    (tmp_path / "participants.csv").write_bytes("參加者,地區\nP01,沙田\nP9,\n".encode("big5hkscs"))
    (english, chinese), problems = whole(tmp_path)
    assert (chinese.id, english.id, english.translation_of) == ("P01", "P01.en", "P01")
    assert [turn.translates for turn in english.turns] == [1, 2]
    assert chinese.attributes["地區"] == english.attributes["地區"] == "沙田"
    assert [problem.where for problem in problems] == ["participants.csv:3"]


def test_choices_reach_the_linking(tmp_path: Path) -> None:
    fill(tmp_path, "P01_ST.en.txt")
    choices = Choices(file_pattern="{participant}_{site}", translation=Language.ZH)
    (one,), _ = whole(tmp_path, choices)
    assert (one.id, one.attributes["site"]) == ("P01_ST", "ST")


def test_a_broken_participants_table_stops_nothing(tmp_path: Path) -> None:
    fill(tmp_path, "P01.txt")
    (tmp_path / "participants.csv").write_bytes(b"")
    transcripts, problems = whole(tmp_path)
    assert len(transcripts) == 1
    assert "participants.csv: the file is empty" in str(problems[0])


@pytest.mark.parametrize("name", ["participants.csv", "Participants.CSV"])
def test_the_participants_table_is_found_in_folders_and_beside_files(
    tmp_path: Path, name: str
) -> None:
    (path,) = fill(tmp_path, "wave1/P01.txt")
    (tmp_path / "wave1" / name).write_text("participant,site\nP01,ST\n", encoding="utf-8")
    for named in (tmp_path, path):
        found = participants_table([named])
        assert found is not None
        assert [row.attributes["site"] for row in found.rows] == ["ST"]
    (other,) = fill(tmp_path, "P02.txt")
    assert participants_table([other]) is None


@pytest.mark.parametrize("hidden", [".venv", ".git/deep", "__MACOSX", "a/.old"])
def test_a_participants_table_in_a_hidden_folder_says_nothing(tmp_path: Path, hidden: str) -> None:
    fill(tmp_path, "a/P01.txt")
    for place, site in ((hidden, "old"), ("a", "沙田")):
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        table = f"participant,site\nP01,{site}\n"
        (tmp_path / place / "participants.csv").write_text(table, encoding="utf-8")
    (one,), problems = whole(tmp_path)
    assert (one.attributes["site"], problems) == ("沙田", ())
    assert ingest.participants_files([tmp_path]) == [tmp_path / "a" / "participants.csv"]


def test_of_two_tables_each_row_is_told_by_its_own_file(tmp_path: Path) -> None:
    fill(tmp_path, "a/P01.txt", "b/P02.txt", "b/P03.txt")
    tables = {"a": "P01,ST\nP03,TP", "b": "TYPO99,ST\nP02,大埔\nP03,ST", "c": ""}
    for place, rows in tables.items():
        (tmp_path / place).mkdir(exist_ok=True)
        content = f"participant,site\n{rows}\n" if rows else ""
        (tmp_path / place / "participants.csv").write_text(content, encoding="utf-8")
    transcripts, problems = whole(tmp_path)
    assert [one.attributes["site"] for one in transcripts] == ["ST", "大埔", "TP"]
    assert [(one.where, one.message) for one in problems] == [
        ("c/participants.csv", "the file is empty"),
        ("b/participants.csv:2", "TYPO99 is the name of no transcript"),
        ("b/participants.csv:4", "P03 stands in a/participants.csv:3 too, which is taken"),
    ]


def test_what_no_table_says_is_told_with_all_their_names(tmp_path: Path) -> None:
    fill(tmp_path, "a/P01.txt", "b/P02.txt")
    for place in ("a", "b"):
        table = "participant,site\nP01,ST\n"
        (tmp_path / place / "participants.csv").write_text(table, encoding="utf-8")
    _, problems = whole(tmp_path)
    assert [one.where for one in problems] == [
        "b/participants.csv:2",
        "a/participants.csv, b/participants.csv",
    ]


@pytest.mark.parametrize(
    ("name", "written", "said"),
    [
        ("José", "mac_roman", "mac_roman"),  # that cannot be told from its bytes
        ("荃灣", "gb18030", "gb18030"),  # so few characters do not tell
        ("沙田", "utf-8", "gb18030"),  # Excel writes another encoding than the recorder did
        ("沙田", "utf-8-sig", "big5hkscs"),
        ("José", "utf-8", "utf-16-le"),
        ("屯門,深水埗", "big5hkscs", "gb18030"),
        ("屯門,深水埗", "big5hkscs", "ascii"),
        ("沙田", "big5hkscs", "utf-8"),  # what was said does not fit
    ],
)
def test_the_encoding_of_the_transcripts_is_tried_on_a_table_that_does_not_say_its_own(
    tmp_path: Path, name: str, written: str, said: str
) -> None:
    rows = "".join(f"P0{n},{each}\n" for n, each in enumerate(name.split(","), 1))
    (tmp_path / "participants.csv").write_bytes(f"participant,name\n{rows}".encode(written))
    found = participants_table([tmp_path], encoding=said)
    assert found is not None
    assert [row.attributes["name"] for row in found.rows] == name.split(",")


def test_a_file_whose_name_is_no_utf_8_is_found_and_does_not_hide_the_others(
    tmp_path: Path,
) -> None:
    first, _ = fill(tmp_path, "P01.txt", "訪談.txt")
    shutil.copy(first, tmp_path / os.fsdecode("訪談".encode("big5") + b".txt"))
    refused = []
    for path in (found := discover([tmp_path])):
        try:
            fingerprint(path)
        except UnreadableFile as fault:
            refused.append(fault.name)
    assert len(found) == 3
    assert refused == [r"\xb3X\xbd\xcd.txt"]


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
