"""A run with nothing to do answers at once, and never what is no longer so."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import make
import pytest

from qualpipe import ingest
from qualpipe.model import QualpipeError
from qualpipe.project import Project, as_it_was, leave_receipt, lock
from qualpipe.project.settings import write_template
from qualpipe.project.steps import receipts
from qualpipe.project.summary import Summary

HOME = "訪：點呀？\n受：個中心好似屋企咁，入去坐低飲杯茶都得。\n"
VISITS = "I: How was it?\nP: My worker kept ringing me, then she came to my home.\n"
BOOK = "id: mine\ncodes:\n  - id: home\n    name: Home\n    definition: Feels like home.\n"
RERUN = """
import sys
from qualpipe.cli import main
try:
    main(["code", "in", "--format", "json"])
finally:
    print(sorted({"sqlalchemy", "numpy", "pydantic"} & set(sys.modules)), file=sys.stderr)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "P01.txt").write_text(HOME, "utf-8")
    (tmp_path / "in" / "P02.txt").write_text(VISITS, "utf-8")
    (tmp_path / "mine.yaml").write_text(BOOK, "utf-8")
    return tmp_path


def run(folder: Path, **flags: object) -> Summary:
    with Project.open(folder, flags=flags) as project:
        found = project.code(files=project.ingest([folder / "in"]))
        write_template(folder)
        leave_receipt(project, [folder / "in"])
    return found


def answer(folder: Path, **flags: object) -> Summary | None:
    return as_it_was(folder, [folder / "in"], flags=flags)


def test_before_the_first_run_there_is_no_answer(folder: Path) -> None:
    assert answer(folder) is None


def test_it_answers_what_the_long_way_answers(folder: Path) -> None:
    first = run(folder)
    found, again = answer(folder), run(folder)
    assert found is not None
    assert not found.fresh
    assert found.rows == first.rows
    for one in ("files", "rows", "segments", "unexplained", "basis", "problems", "run"):
        assert getattr(found, one) == getattr(again, one), one


def test_it_opens_no_database_for_it(folder: Path) -> None:
    command = [sys.executable, "-c", RERUN]
    first, second = (
        subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
        for _ in range(2)
    )
    assert second.stderr.splitlines()[-1] == "[]"
    before, after = json.loads(first.stdout), json.loads(second.stdout)
    assert after["rows"] == before["rows"]
    assert (after["files"]["new"], after["files"]["unchanged"]) == (0, 2)


def table(folder: Path) -> None:
    (folder / "in" / "participants.csv").write_text("participant,site\nP01,沙田\n", "utf-8")


def more_words(folder: Path) -> None:
    with (folder / "in" / "P01.txt").open("a", encoding="utf-8") as file:
        file.write("受：同埋多謝。\n")


def decision(folder: Path) -> None:
    with Project.open(folder) as project:
        (segment, *_) = project.segments()
        project.decide([make.decision(segment.address, code="social_support")])


def own_codebook(folder: Path) -> None:
    (folder / "recovery").write_text(BOOK, "utf-8")


CHANGES = [
    table,
    more_words,
    decision,
    own_codebook,
    lambda folder: (folder / "in" / "P02.txt").unlink(),
    lambda folder: (folder / "in" / "P02.txt").rename(folder / "in" / "P03.txt"),
    lambda folder: (folder / "in" / "P03.txt").write_text(VISITS + HOME, "utf-8"),
    lambda folder: (folder / "qualpipe.toml").write_text('unit = "sentence"\n', "utf-8"),
    lambda folder: (folder / "qualpipe.toml").unlink(),
    lambda folder: (folder / "qualpipe.db").unlink(),
    lambda folder: (folder / "qualpipe.db").write_bytes(b"no database"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_there_is_no_answer(
    folder: Path, change: Callable[[Path], object]
) -> None:
    run(folder)
    assert answer(folder) is not None
    change(folder)
    assert answer(folder) is None


def test_a_changed_codebook_and_a_changed_table_are_noticed(folder: Path) -> None:
    table(folder)
    run(folder, codebook="mine.yaml")
    assert answer(folder, codebook="mine.yaml") is not None
    assert answer(folder, codebook="recovery") is None
    (folder / "in" / "participants.csv").write_text("participant,site\nP01,大埔\n", "utf-8")
    assert answer(folder, codebook="mine.yaml") is None
    run(folder, codebook="mine.yaml")
    (folder / "mine.yaml").write_text(BOOK.replace("Feels", "It feels"), "utf-8")
    assert answer(folder, codebook="mine.yaml") is None


def test_what_is_written_while_the_receipt_is_made_voids_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    more_words(folder)
    with Project.open(folder) as project:
        project.code(files=project.ingest([folder / "in"]))
        code = Project.code

        def interrupted(self: Project, **given: object) -> Summary:
            found = code(self, **given)  # type: ignore[arg-type]
            decision(folder)
            return found

        monkeypatch.setattr(Project, "code", interrupted)
        leave_receipt(project, [folder / "in"])
    assert answer(folder) is None


def test_what_was_written_before_the_files_were_looked_at_voids_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    state = receipts.state

    def late(*given: object) -> str:
        seen = state(*given)  # type: ignore[arg-type]
        decision(folder)
        return seen

    with Project.open(folder) as project:
        monkeypatch.setattr(receipts, "state", late)
        leave_receipt(project, [folder / "in"])
    monkeypatch.undo()
    assert answer(folder) is None


def test_a_run_that_went_well_does_not_fail_for_the_receipt(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)

    def gone(*_: object) -> list[Path]:
        raise QualpipeError("in: no transcripts in this folder")

    with Project.open(folder) as project:
        monkeypatch.setattr(receipts, "files_in", gone)
        leave_receipt(project, [folder / "in"])


def test_a_receipt_of_another_shape_is_none(folder: Path) -> None:
    run(folder)
    with Project.open(folder) as project:
        project.store.runs.keep_receipt('{"old": 1}', writes=project.store.runs.writes())
    assert answer(folder) is None


def test_it_does_not_answer_past_another_run(folder: Path) -> None:
    run(folder)
    with lock.of(folder), pytest.raises(lock.ProjectBusy):
        answer(folder)


def half_a_file(folder: Path) -> None:
    (folder / "in" / "P09.docx").write_bytes(b"PK half a file")


def copy(folder: Path) -> None:
    (folder / "in" / "P09.txt").write_text(HOME, "utf-8")


def old_name(folder: Path) -> None:
    (folder / "in" / os.fsdecode("訪談".encode("big5") + b".txt")).write_text(
        VISITS + HOME, "utf-8"
    )


def of_another_program(folder: Path) -> None:
    (folder / "in" / "study.qdpx").write_bytes(b"PK")


def rows_of(folder: Path) -> tuple[int, int]:
    """Return how many runs are kept and how often was written."""
    with Project.open(folder) as project:
        return len(project.store.runs.all()), project.store.runs.writes()


@pytest.mark.parametrize("bad", [half_a_file, copy, old_name, of_another_program])
def test_with_a_file_that_gives_nothing_it_answers_so_and_the_project_does_not_grow(
    folder: Path, bad: Callable[[Path], None]
) -> None:
    bad(folder)
    first = run(folder)
    assert len(first.failures) == 1
    found, kept = answer(folder), rows_of(folder)
    again = run(folder)
    assert found is not None
    assert (found.failures, found.files) == (first.failures, again.files)
    assert (found.files.copies, found.files.failed) == ((1, 0) if bad is copy else (0, 1))
    assert not again.fresh
    assert rows_of(folder) == kept


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(b"PK another half"),
        lambda path: path.write_text(HOME, "utf-8"),
        lambda path: path.unlink(),
        lambda path: path.rename(path.with_name("P10.docx")),
    ],
)
def test_a_file_that_could_not_be_read_is_tried_again_when_it_changed(
    folder: Path, change: Callable[[Path], object]
) -> None:
    half_a_file(folder)
    run(folder)
    assert answer(folder) is not None
    change(folder / "in" / "P09.docx")
    assert answer(folder) is None


def test_a_file_that_may_not_be_opened_is_tried_again_when_it_may(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def guarded(path: Path, *given: Any, **options: Any) -> Any:
        if path.name == "P02.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *given, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", guarded)
        run(folder)
        found = answer(folder)
        assert found is not None
        assert "you may not read this file" in str(found.failures)
    assert answer(folder) is None
    assert run(folder).failures == ()
    monkeypatch.setattr(Path, "open", guarded)
    assert answer(folder) is None


def test_what_may_have_failed_for_another_reason_than_the_file_is_tried_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = ingest.read

    def short_of_memory(path: Path, **options: Any) -> Any:
        if path.name == "P02.txt":
            raise MemoryError
        return read(path, **options)

    monkeypatch.setattr(ingest, "read", short_of_memory)
    assert "MemoryError" in str(run(folder).failures)
    assert answer(folder) is None
