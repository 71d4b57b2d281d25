"""A codebook is changed in the project, version by version, and by one person at a time."""

import tomllib
from dataclasses import replace
from pathlib import Path

import make
import pytest

from qualpipe.model import Codebook, QualpipeError
from qualpipe.project import Project
from qualpipe.project.steps.codebooks import StaleCodebook

BOOK = """\
id: mine
codes:
  - id: home
    name: {en: Home, zh: 家}
    definition: It feels like home, 好似屋企咁. # a remark of ours
"""


def with_one_more(codebook: Codebook, name: str = "污名") -> Codebook:
    return replace(codebook, codes=(*codebook.codes, make.code("stigma", definition=name)))


def test_a_shipped_codebook_is_copied_into_the_project_first(tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        before = project.codebook()
        project.change_codebook(with_one_more(before), before=before.hash)
        assert project.codebook().codes[-1].id == "stigma"
        assert project.store.codebook(before.hash).codes == before.codes
    settings = tomllib.loads((tmp_path / "qualpipe.toml").read_text("utf-8"))
    assert settings == {"codebook": "codebook.yaml"}
    with Project.open(tmp_path) as again:
        assert again.codebook().codes[-1].id == "stigma"


def test_a_file_of_ours_is_changed_in_place_with_its_remarks(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(BOOK, encoding="utf-8")
    (tmp_path / "qualpipe.toml").write_text('codebook = "mine.yaml"\n', encoding="utf-8")
    with Project.open(tmp_path) as project:
        before = project.codebook()
        project.change_codebook(with_one_more(before), before=before.hash)
        assert [one.id for one in project.codebook()] == ["home", "stigma"]
    assert "# a remark of ours" in (tmp_path / "mine.yaml").read_text("utf-8")


def test_a_change_made_on_an_older_version_is_refused(tmp_path: Path) -> None:
    with Project.open(tmp_path) as project:
        before = project.codebook()
        project.change_codebook(with_one_more(before), before=before.hash)
        now = project.codebook()
        with pytest.raises(StaleCodebook, match="somebody changed the codebook"):
            project.change_codebook(with_one_more(before, "other"), before=before.hash)
        assert project.codebook() == now


def test_a_file_that_lies_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "codebook.yaml").write_text("somebody's notes\n", encoding="utf-8")
    with Project.open(tmp_path) as project:
        before = project.codebook()
        project.change_codebook(with_one_more(before), before=before.hash)
        assert project.settings.codebook == "codebook-2.yaml"
    assert (tmp_path / "codebook.yaml").read_text("utf-8") == "somebody's notes\n"


def test_what_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    with (
        Project.open(tmp_path, flags={"codebook": "no such"}) as project,
        pytest.raises(QualpipeError, match="no such"),
    ):
        project.change_codebook(make.codebook(), before="")
