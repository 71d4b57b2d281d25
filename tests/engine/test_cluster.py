"""A cluster gives what this machine would have given, or says in one line why it does not."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType

import pytest
from distributed import LocalCluster, Nanny, Scheduler, SpecCluster, get_worker

from qualpipe.address import at_home, scheduler
from qualpipe.engine import Cluster, in_turn, parcel
from qualpipe.engine import cluster as engine
from qualpipe.engine.cluster import in_cluster
from qualpipe.model import QualpipeError, UnreadableFile

SAID = "姑娘成日打嚟"


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 1.0)
    monkeypatch.setattr(engine, "_LOOK", 0.2)


def at(address: str) -> Cluster:
    return Cluster(server=scheduler(address, allow_remote=False))


def twice(text: str) -> str:
    return text * 2


def die_once(task: tuple[str, str]) -> str:
    """Kill the worker on the first try at a task, as the system does when memory runs out."""
    name, mark = task
    path = Path(mark)
    if name == "die" and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def always_die(_task: str) -> str:
    os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def refuse(task: str) -> str:
    raise ValueError(task)


def refuse_file(task: str) -> str:
    raise UnreadableFile(task, "it is a picture", "export it as text")


def where(_task: str) -> str:
    return str(get_worker().address)


def test_a_killed_worker_loses_no_answer(cluster: Cluster, tmp_path: Path) -> None:
    tasks = [(name, str(tmp_path / "mark")) for name in ("a", "b", "die", "c", "d", "e")]
    answers = dict(in_cluster(die_once, tasks, cluster=cluster))
    assert [answers[place] for place in range(6)] == ["a", "b", "die", "c", "d", "e"]


def test_a_task_that_always_kills_its_worker_is_an_error_with_a_remedy(
    dask: LocalCluster, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dask.scheduler, "allowed_failures", 1)  # two deaths take less than four
    with pytest.raises(QualpipeError, match=r"time and again.*memory.*without the cluster"):
        list(in_cluster(always_die, [SAID], cluster=cluster))


def test_a_fault_that_cannot_travel_is_told_in_words(cluster: Cluster) -> None:
    with pytest.raises(QualpipeError, match=r"worker tcp://127.*UnreadableFile: P01.*as text"):
        list(in_cluster(refuse_file, ["P01.txt"], cluster=cluster))


def test_no_word_of_a_task_comes_into_a_log(dask: LocalCluster, cluster: Cluster) -> None:
    assert list(in_cluster(twice, [SAID], cluster=cluster)) == [(0, SAID * 2)]
    with pytest.raises(ValueError, match=SAID):
        list(in_cluster(refuse, [SAID], cluster=cluster))
    assert SAID not in str(dask.get_logs())


def test_the_scheduler_keeps_nothing_when_it_is_done_or_left(
    dask: LocalCluster, cluster: Cluster
) -> None:
    assert dask.scheduler is not None
    answers = in_cluster(twice, ["屋企", "home"] * 20, cluster=cluster)
    next(answers)
    assert len(dask.scheduler.tasks) <= 2 * 2  # two workers, two each
    assert isinstance(answers, Iterator)
    answers.close()  # type: ignore[attr-defined]
    with engine._connected(cluster) as client:
        client.run_on_scheduler(lambda: None)  # what was said before is done by now
    assert not dask.scheduler.tasks


def test_a_worker_with_another_version_is_named(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = {**parcel.versions(), "qualpipe": "0.0.1"}
    packed = parcel.Parcel.of(twice, "home")
    monkeypatch.setattr(parcel.Parcel, "of", lambda *_: replace(packed, versions=other))
    says = r"worker tcp://127\S+ has qualpipe \S+, here 0\.0\.1.*pip install 'qualpipe\[cluster\]=="
    with pytest.raises(QualpipeError, match=says):
        list(in_cluster(twice, ["home"], cluster=cluster))


def test_a_worker_without_qualpipe_is_told_of_and_lives(
    dask: LocalCluster, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = ModuleType("qualpipe_here_alone")

    def open_parcel(*_: object) -> None:
        """Stand for what a worker does not have."""

    open_parcel.__module__, open_parcel.__qualname__ = here.__name__, "open_parcel"
    vars(here)["open_parcel"] = open_parcel
    monkeypatch.setitem(sys.modules, here.__name__, here)
    monkeypatch.setattr(parcel, "open_parcel", open_parcel)
    with pytest.raises(QualpipeError, match="need this version"):
        list(in_cluster(twice, [SAID], cluster=cluster))
    assert dask.scheduler is not None
    assert dask.scheduler.workers
    assert SAID not in str(dask.get_logs())


def test_without_the_package_the_command_that_gets_it_is_named(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(QualpipeError, match=r"get it with: pip install 'qualpipe\[cluster\]'$"):
        list(in_cluster(twice, ["home"], cluster=cluster))


def test_without_a_name_no_cluster_is_looked_for() -> None:
    with pytest.raises(QualpipeError, match="--cluster"):
        list(in_cluster(twice, ["home"]))


@pytest.mark.usefixtures("hurried")
def test_a_server_that_says_nothing_is_given_up_soon() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        cluster = at(f"tcp://127.0.0.1:{other.getsockname()[1]}")
        with pytest.raises(QualpipeError, match=r"no Dask scheduler at 127\S+ \(no answer"):
            list(in_cluster(twice, ["home"], cluster=cluster))


@pytest.mark.usefixtures("hurried")
def test_where_nobody_listens_the_way_to_a_scheduler_is_told() -> None:
    says = r"no Dask scheduler at 127\.0\.0\.1:9 \(Timed out.*start one with: dask scheduler"
    with pytest.raises(QualpipeError, match=says):
        list(in_cluster(twice, ["home"], cluster=at("tcp://127.0.0.1:9")))


@pytest.mark.usefixtures("hurried")
def test_a_server_of_another_kind_is_told_of() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as pages:
        Thread(target=pages.serve_forever, daemon=True).start()
        cluster = at(f"tcp://127.0.0.1:{pages.server_port}")
        with pytest.raises(QualpipeError, match=r"no Dask scheduler at 127"):
            list(in_cluster(twice, ["home"], cluster=cluster))
        pages.shutdown()


@pytest.mark.usefixtures("hurried")
def test_a_cluster_without_workers_is_given_up() -> None:
    with LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address=":0") as empty:
        cluster = at(empty.scheduler_address)
        with pytest.raises(QualpipeError, match=r"has no worker; .* dask worker tcp:"):
            list(in_cluster(twice, ["home"], cluster=cluster))


@pytest.mark.usefixtures("hurried")
def test_a_scheduler_that_goes_away_is_an_error_that_says_what_is_kept() -> None:
    own = LocalCluster(n_workers=1, host="127.0.0.1", dashboard_address=":0")
    answers = in_cluster(twice, ["屋企"] * 50, cluster=at(own.scheduler_address))
    assert next(answers)[1] == "屋企屋企"
    own.close()
    with pytest.raises(QualpipeError, match=r"went away.*What was finished is kept"):
        list(answers)


def spread_over(*hosts: str) -> SpecCluster:
    """Start a worker at each address, under a scheduler of their own."""
    chief = {"cls": Scheduler, "options": {"host": "127.0.0.1", "dashboard_address": ":0"}}
    workers = {place: worker_at(host) for place, host in enumerate(hosts)}
    return SpecCluster(workers=workers, scheduler=chief)


def worker_at(host: str) -> dict[str, object]:
    return {"cls": Nanny, "options": {"host": host, "nthreads": 1}}


def test_workers_outside_are_given_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "at_home", lambda host: at_home(host) and host != "127.0.0.2")
    with spread_over("127.0.0.2", "127.0.0.1") as own:
        assert len(own.scheduler.workers) == 2
        cluster = at(own.scheduler_address)
        ran = {answer for _, answer in in_cluster(where, ["a"] * 20, cluster=cluster)}
    assert {one.rpartition(":")[0] for one in ran} == {"tcp://127.0.0.1"}


@pytest.mark.usefixtures("hurried")
def test_what_was_meant_for_a_machine_that_is_gone_is_given_to_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 10.0)
    with spread_over("127.0.0.2") as own:
        answers = in_cluster(where, ["a"] * 20, cluster=at(own.scheduler_address))
        first = next(answers)
        own.worker_spec[1] = worker_at("127.0.0.1")
        del own.worker_spec[0]
        own.sync(own._correct_state)
        ran = [first, *answers]
    assert sorted(place for place, _ in ran) == list(range(20))
    assert "127.0.0.1" in ran[-1][1]


@pytest.mark.usefixtures("hurried")
def test_a_cluster_whose_workers_are_all_outside_needs_the_user_s_word(
    cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "at_home", lambda _host: False)
    with pytest.raises(QualpipeError, match=r"leave the house.*--allow-remote"):
        list(in_cluster(twice, ["home"], cluster=cluster))
    allowed = Cluster(server=cluster.server, allow_remote=True)
    assert list(in_cluster(twice, ["home"], cluster=allowed)) == [(0, "homehome")]


def test_answers_are_those_of_one_process(cluster: Cluster) -> None:
    tasks = [f"{SAID}{number}" for number in range(40)]
    assert sorted(in_cluster(twice, tasks, cluster=cluster)) == list(in_turn(twice, tasks))
