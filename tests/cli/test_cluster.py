import json
from pathlib import Path

import pytest
from conftest import Run

from qualpipe.engine import Cluster
from qualpipe.engine import cluster as engine
from qualpipe.project.steps import embedding

OUTSIDE = "tcp://93.184.216.34:8786"
TRANSCRIPT = (
    "I: How is the centre?\nP: It feels like home.\nI: 仲有呢？\nP: 姑娘成日打嚟，我唔覆機。\n"
)


@pytest.fixture
def interviews(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(embedding, "SENT", 2)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "P01.txt").write_text(TRANSCRIPT, "utf-8")
    return folder


def test_a_cluster_that_is_named_takes_part(run: Run, interviews: Path, cluster: Cluster) -> None:
    ran = run("code", interviews, "--cluster", cluster.server.url, "--format", "json")
    assert ran.exit_code == 0, ran.stderr
    assert json.loads(ran.stdout)["segments"] == 2


def test_a_cluster_outside_is_refused_in_one_line(run: Run, interviews: Path) -> None:
    for asked in (
        ("code", interviews, "--cluster", OUTSIDE),
        ("themes", "--over", "all", "--cluster", OUTSIDE),
    ):
        refused = run(*asked)
        assert refused.exit_code == 1
        assert refused.stderr.startswith("qualpipe: 93.184.216.34 is not on this machine")
        assert len(refused.stderr.splitlines()) == 1


def test_the_file_of_settings_may_name_the_cluster(run: Run, interviews: Path) -> None:
    Path("qualpipe.toml").write_text(f'cluster = "{OUTSIDE}"\n', "utf-8")
    assert run("code", interviews).exit_code == 1
    assert run("code", interviews, "--cluster", "").exit_code == 0


def test_a_run_with_nothing_to_do_asks_no_cluster(
    run: Run, interviews: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 1.0)
    assert run("code", interviews).exit_code == 0
    again = run("code", interviews, "--cluster", "tcp://127.0.0.1:9")
    assert again.exit_code == 0
    assert "Nothing to do" in again.output
