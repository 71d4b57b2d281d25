"""A cluster changes where texts are encoded, and nothing of what comes out."""

from functools import partial
from pathlib import Path
from typing import NoReturn

import numpy as np
import pytest

from qualpipe.engine import Cluster
from qualpipe.engine import cluster as engine
from qualpipe.model import QualpipeError, Run
from qualpipe.project import Project, Settings
from qualpipe.project.steps import embedding
from qualpipe.project.steps.clusters import cluster_of
from qualpipe.project.steps.embedding import Embedder, encode_chunk
from qualpipe.project.watch import unwatched
from qualpipe.store import Store

SAMPLES = Path(__file__).parents[3] / "corpora_samples"
OUTSIDE = "tls://93.184.216.34:8786"
TALK = "I: How?\nP: It feels like home.\nI: 仲有呢？\nP: 姑娘成日打嚟，我唔覆機。\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few texts be enough to ask a cluster for."""
    monkeypatch.setattr(embedding, "SENT", 16)


def texts(number: int) -> list[str]:
    return [f"姑娘成日打嚟問我 {one}, and I said: {'home ' * (one % 7)}" for one in range(number)]


def records(store: Store) -> list[Run]:
    return [run for run in store.runs.all() if run.step == "cluster"]


def written(folder: Path) -> Path:
    interview = folder / "P01.txt"
    interview.write_text(TALK, "utf-8")
    return interview


def coded_in(folder: Path, interview: Path, **flags: object) -> Project:
    folder.mkdir()
    project = Project.open(folder, flags=flags)
    project.ingest([interview])
    project.code()
    return project


@pytest.mark.usefixtures("small")
def test_a_project_is_the_same_whether_a_cluster_encoded_or_not(
    tmp_path: Path, cluster: Cluster
) -> None:
    interview = next(SAMPLES.glob("P01*"))
    here = coded_in(tmp_path / "here", interview)
    there = coded_in(tmp_path / "there", interview, cluster=cluster.server.url)
    assert here.suggestions() == there.suggestions()
    assert here.transcripts() == there.transcripts()
    assert here.segments() == there.segments()
    (mine, yours) = (one.last_run() for one in (here, there))
    assert mine is not None
    assert yours is not None
    assert (mine.id, mine.notes) == (yours.id, yours.notes)
    said = [one.text for one in here.segments()]
    fingerprint = embedding.loaded("bundled").fingerprint
    own, made = (one.store.vectors(fingerprint).get(said) for one in (here, there))
    assert own.keys() == made.keys() == set(said)
    assert all(np.array_equal(own[text], made[text]) for text in own)
    assert not records(here.store)
    assert records(there.store)
    here.close()
    there.close()


@pytest.mark.usefixtures("small")
def test_vectors_are_those_of_this_machine_to_the_last_bit(store: Store, cluster: Cluster) -> None:
    said = texts(50)
    seen: list[tuple[str, int, int]] = []
    embed = Embedder(
        store,
        "bundled",
        jobs=1,
        watch=lambda step, done, total: seen.append((step, done, total)),
        cluster=lambda: cluster,
    )
    made = dict(
        pair for texts, rows in embed._encoded(said) for pair in zip(texts, rows, strict=True)
    )
    own = embedding.loaded("bundled").encode(said)
    assert all(np.array_equal(made[text], row) for text, row in zip(said, own, strict=True))
    assert seen[-1] == ("encoding", 50, 50)
    assert len(seen) == 4


def test_few_texts_stay_here(store: Store, cluster: Cluster) -> None:
    embed = Embedder(store, "bundled", jobs=1, watch=unwatched, cluster=lambda: cluster)
    embed.prepare(texts(embedding.SENT - 1))
    assert not records(store)


@pytest.mark.usefixtures("small")
def test_that_texts_are_sent_is_recorded_before_they_are(
    store: Store, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_short(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine, "_sent", cut_short)
    embed = Embedder(
        store, "bundled", jobs=1, watch=unwatched, cluster=lambda: cluster, started="2026-01-01"
    )
    with pytest.raises(KeyboardInterrupt):
        embed.prepare(texts(20))
    (record,) = records(store)
    where = {"server": cluster.server.name, "remote": "False", "allow_remote": "False"}
    assert record.settings == where
    assert record.inputs["texts"] == "20"
    assert record.started == "2026-01-01"


@pytest.mark.usefixtures("small")
def test_what_reached_nobody_is_not_recorded_as_sent(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 1.0)
    nobody = partial(cluster_of, Settings(cluster="tcp://127.0.0.1:9"))
    embed = Embedder(store, "bundled", jobs=1, watch=unwatched, cluster=nobody)
    with pytest.raises(QualpipeError, match="no Dask scheduler at 127"):
        embed.prepare(texts(20))
    assert not records(store)


@pytest.mark.usefixtures("small")
def test_nothing_is_sent_before_the_address_is_allowed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "engine_for", lambda *_: pytest.fail("texts were sent"))
    interview = written(tmp_path)
    with Project.open(tmp_path, flags={"cluster": OUTSIDE}) as project:
        project.ingest([interview])
        with pytest.raises(QualpipeError, match=r"leave the house.*--allow-remote"):
            project.code()
        assert not records(project.store)
    allowed = cluster_of(Settings(cluster=OUTSIDE, allow_remote=True))
    assert allowed is not None
    assert (allowed.server.remote, allowed.allow_remote) == (True, True)


@pytest.mark.parametrize("address", [OUTSIDE, "tls://no-such-host.invalid:8786"])
def test_a_cluster_is_not_looked_up_where_there_is_too_little_to_send(
    tmp_path: Path, address: str
) -> None:
    interview = written(tmp_path)
    with Project.open(tmp_path) as project:
        project.ingest([interview])
        project.code()
        themes = project.themes.find("all")
    interview.write_text(TALK + "I: 仲有呢？\nP: One more thing, 我想搬屋。\n", "utf-8")
    with Project.open(tmp_path, flags={"cluster": address}) as project:
        project.ingest([interview])
        assert project.code().fresh
        assert project.themes.find("all").number > themes.number
        assert len(project.themes.material(themes)) == 2
        assert not records(project.store)


def test_without_a_name_there_is_no_cluster() -> None:
    assert cluster_of(Settings()) is None


def test_another_model_under_the_same_name_is_refused() -> None:
    with pytest.raises(QualpipeError, match=r"'bundled' is another here \(bundled-\w+\)"):
        encode_chunk(("bundled", "bundled-0", ("home",)))
