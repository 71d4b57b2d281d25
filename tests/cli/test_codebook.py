import json
from pathlib import Path

import pytest
from conftest import Run

COMMANDS = (["list"], ["show", "recovery"], ["check", "recovery"])


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda one: one[0])
@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_a_shipped_codebook_is_shown_in_every_format(
    run: Run, arguments: list[str], form: str
) -> None:
    ran = run("codebook", *arguments, "--format", form)
    assert ran.exit_code == 0, ran.output
    if form == "json":
        assert json.loads(ran.stdout)["schema_version"] == 1


def test_one_language_is_shown_alone(run: Run) -> None:
    shown = run("codebook", "show", "recovery", "--language", "yue").stdout
    assert "屋企" in shown
    assert "[en]" not in shown


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json", ".yaml"])
def test_a_converted_codebook_codes_alike(run: Run, tmp_path: Path, suffix: str) -> None:
    target = tmp_path / f"copy{suffix}"
    assert run("codebook", "convert", "recovery", target).exit_code == 0
    lines = run("codebook", "diff", "recovery", target).stdout.splitlines()
    about_the_book = ("id:", "version:", "source:", "title ", "languages:")
    assert all(line.startswith(about_the_book) for line in lines)
    assert not lines or suffix == ".csv", "only a plain table has no place for these"


def test_what_a_format_has_no_place_for_is_said(run: Run, tmp_path: Path) -> None:
    ran = run("codebook", "convert", "recovery", tmp_path / "copy.csv")
    assert "there is no place for codebook, title, version" in ran.stderr


def test_every_fault_is_told_at_once_with_its_line(run: Run, tmp_path: Path) -> None:
    lines = ["codes:"] + [f"- id: c{n}\n  keyword: [x]" for n in range(40)]
    (tmp_path / "bad.yaml").write_text("\n".join(lines), "utf-8")
    ran = run("codebook", "check", "bad.yaml")
    assert ran.exit_code == 1
    assert ran.stderr.count("bad.yaml:") >= 40
    assert "keywords" in ran.stderr


def test_a_difference_is_told_in_words(run: Run, tmp_path: Path) -> None:
    run("codebook", "convert", "recovery", tmp_path / "mine.yaml")
    text = (tmp_path / "mine.yaml").read_text("utf-8")
    (tmp_path / "mine.yaml").write_text(text.replace("Recovery coaching", "Coaching"), "utf-8")
    told = run("codebook", "diff", "recovery", tmp_path / "mine.yaml").stdout
    assert "recovery_coaching" in told
    assert "Coaching" in told


def test_a_codebook_that_is_there_is_not_written_over_unasked(run: Run, tmp_path: Path) -> None:
    mine = tmp_path / "mine.yaml"
    mine.write_text("codes: [{id: 屋企, keywords: [home]}]  # a month's work\n", "utf-8")
    before = mine.read_bytes()
    refused = run("codebook", "convert", "recovery", mine)
    assert refused.exit_code == 1
    assert "--force" in refused.stderr
    assert mine.read_bytes() == before
    assert run("codebook", "convert", "recovery", mine, "--force").exit_code == 0
    assert "recovery_coaching" in mine.read_text("utf-8")
