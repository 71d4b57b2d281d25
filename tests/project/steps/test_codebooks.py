"""A codebook is read again when its file changed, and only then."""

import subprocess
import sys
from pathlib import Path

import pytest

import qualpipe.codebook
from qualpipe.project import Project

SPEECH = "I: How is it there?\nP: It feels like home.\nI: 仲有呢？\nP: 大家好似一家人。\n"
BOOK = """\
id: mine
codes:
  - id: home
    name: Home
    definition: It feels like home, 好似屋企咁.
"""
RERUN = """
import sys
from qualpipe.cli import main
try:
    main(["code", "in"])
finally:
    print(sorted({"numpy", "ruamel.yaml", "qualpipe.codebook"} & set(sys.modules)), file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "P01.txt").write_text(SPEECH, encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(BOOK, encoding="utf-8")
    return tmp_path


def coded(folder: Path, codebook: str) -> list[str]:
    with Project.open(folder, flags={"codebook": codebook}) as project:
        project.ingest([folder / "in"])
        return [row.name for row in project.code().rows]


@pytest.mark.parametrize("codebook", ["mine.yaml", "recovery"])
def test_a_codebook_that_is_as_it_was_is_not_read_again(
    folder: Path, codebook: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = coded(folder, codebook)

    def unread(_: object) -> None:
        raise AssertionError("the codebook was read")

    monkeypatch.setattr(qualpipe.codebook, "load", unread)
    assert coded(folder, codebook) == before


def test_a_changed_codebook_is_read(folder: Path) -> None:
    assert coded(folder, "mine.yaml") == ["Home"]
    (folder / "mine.yaml").write_text(BOOK.replace("name: Home", "name: 屋企"), encoding="utf-8")
    assert coded(folder, "mine.yaml") == ["屋企"]


def test_another_codebook_is_read(folder: Path) -> None:
    shipped = coded(folder, "recovery")
    assert coded(folder, "mine.yaml") == ["Home"]
    assert coded(folder, "recovery") == shipped


def test_a_folder_of_a_shipped_name_is_no_codebook(folder: Path) -> None:
    (folder / "recovery").mkdir()
    assert coded(folder, "recovery") == coded(folder, "recovery") != ["Home"]


def test_a_run_that_changes_nothing_loads_nothing_heavy(folder: Path) -> None:
    coded(folder, "recovery")
    ran = subprocess.run(
        [sys.executable, "-c", RERUN], cwd=folder, capture_output=True, text=True, check=True
    )
    assert ran.stderr.splitlines()[-1] == "[]"
