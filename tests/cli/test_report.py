"""`qualpipe report`: a file, and what a user is told."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
TALK = "I: How is it?\nP: It feels like home.\nI: 仲有呢？\nP: 姑娘成日打嚟，問我點解冇去覆診。\n"


@pytest.fixture
def read(run: Run, tmp_path: Path) -> Run:
    (tmp_path / "P01.txt").write_text(TALK, encoding="utf-8")
    assert run("ingest", "P01.txt").exit_code == 0
    return run


@pytest.mark.parametrize("language", ["en", "zh-HK", "zh-CN"])
@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_report_of_a_project_without_decisions_is_written_and_says_so(
    read: Run, tmp_path: Path, language: str, ending: str
) -> None:
    path = tmp_path / f"report.{ending}"
    found = read("report", "--to", path, "--language", language)
    assert found.exit_code == 0
    assert found.stdout == ""
    assert "Nothing is reviewed yet" in found.stderr
    assert path.stat().st_size > 5_000
    assert read("verify", path).exit_code == 0


def test_another_kind_of_file_is_refused_in_one_line(read: Run, tmp_path: Path) -> None:
    found = read("report", "--to", tmp_path / "report.pdf")
    assert found.exit_code == 1
    assert found.stderr.count("\n") == 1
    assert not (tmp_path / "report.pdf").exists()


def test_a_read_only_file_is_kept_and_named(read: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("kept", encoding="utf-8")
    path.chmod(0o444)
    found = read("report", "--to", path)
    assert found.exit_code == 1
    assert "report.html" in found.stderr
    assert path.read_text("utf-8") == "kept"


def test_an_unknown_attribute_lists_the_known_ones(read: Run, tmp_path: Path) -> None:
    found = read("report", "--to", tmp_path / "r.html", "--by", "gender")
    assert found.exit_code == 1
    assert "unknown attribute 'gender'" in found.stderr
