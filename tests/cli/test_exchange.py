"""The commands that exchange files with other programs."""

import json
import zipfile
from pathlib import Path

import pytest
from conftest import Run
from exchanged import DATA


@pytest.fixture
def imported(run: Run) -> Run:
    """Take a small project in, so that there is something to export."""
    result = run("import", "qdpx", DATA / "atlas.qdpx")
    assert result.exit_code == 0, result.output
    return run


def test_an_import_says_what_is_new_and_what_did_not_pass(run: Run) -> None:
    result = run("import", "qdpx", DATA / "qualcoder.qdpx")
    assert result.exit_code == 0
    assert "5 codings" in result.stderr
    assert "users of the same name" in result.stdout
    again = run("import", "qdpx", DATA / "qualcoder.qdpx")
    assert "0 codings" in again.stderr
    assert "There already: 1 transcripts, 5 codings" in again.stderr


def test_the_report_of_an_import_is_there_for_programs(run: Run) -> None:
    result = run("import", "qdpx", DATA / "nvivo.qdpx", "--format", "json")
    answer = json.loads(result.stdout)
    assert answer["origin"] == "NVivo 15.0"
    assert answer["loose_notes"] == ["Plan\n\nAsk about the night shift."]
    assert {"count", "what", "became", "where"} == set(answer["rows"][0])


def test_what_was_imported_can_be_looked_at(imported: Run) -> None:
    assert "受訪者一" in imported("status").stdout
    shown = imported("show", "受訪者一", "--format", "json")
    assert shown.exit_code == 0
    assert "有人同我傾偈" in shown.stdout


@pytest.mark.parametrize("program", ["standard", "nvivo", "atlas", "maxqda", "qualcoder"])
def test_a_project_is_exported_for_each_program(
    imported: Run, tmp_path: Path, program: str
) -> None:
    result = imported("export", "qdpx", "study.qdpx", "--for", program, "--format", "json")
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["codings"] == 8
    with zipfile.ZipFile(tmp_path / "study.qdpx") as archive:
        assert "project.qde" in archive.namelist()


def test_an_unknown_program_is_refused_with_the_known_ones(imported: Run) -> None:
    result = imported("export", "qdpx", "study.qdpx", "--for", "excel")
    assert result.exit_code == 2
    assert "nvivo" in result.stderr


def test_where_nothing_is_coded_the_texts_and_codes_go_out(run: Run, tmp_path: Path) -> None:
    (tmp_path / "P01.txt").write_text("I: 點呀？\nP: 好攰呀。\n", encoding="utf-8")
    run("ingest", "P01.txt")
    result = run("export", "qdpx", "study.qdpx")
    assert result.exit_code == 0
    assert "Nobody coded anything yet" in result.stderr


def test_a_codebook_goes_out_in_and_through_convert(imported: Run, tmp_path: Path) -> None:
    assert imported("export", "qdc", "codes.qdc").exit_code == 0
    assert imported("import", "qdc", "codes.qdc", "--to", "codes.yaml").exit_code == 0
    assert imported("codebook", "convert", "codes.yaml", "again.qdc").exit_code == 0
    assert (tmp_path / "again.qdc").read_bytes() == (tmp_path / "codes.qdc").read_bytes()
    difference = imported("codebook", "diff", "codes.yaml", "again.qdc")
    assert difference.stdout == ""
    assert imported("import", "qdc", "codes.qdc").stderr.startswith("Everything passed")


def test_a_guid_used_twice_is_noted_when_a_codebook_is_converted(run: Run) -> None:
    result = run("codebook", "convert", DATA / "taguette.qdc", "codes.yaml")
    assert result.exit_code == 0
    assert "codes with the same GUID" in result.stderr


@pytest.mark.parametrize("kind", ["qdpx", "qdc"])
def test_what_cannot_be_read_is_one_line_with_a_remedy(run: Run, tmp_path: Path, kind: str) -> None:
    (tmp_path / f"x.{kind}").write_text("hello")
    result = run("import", kind, f"x.{kind}")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"qualpipe: x.{kind}: ")
    assert result.stderr.count("\n") == 1


def test_a_file_that_is_to_be_imported_is_told_apart_from_a_transcript(run: Run) -> None:
    result = run("ingest", DATA / "atlas.qdpx")
    assert result.exit_code == 3
    assert "qualpipe import qdpx atlas.qdpx" in result.stderr
