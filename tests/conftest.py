"""Fixtures that several test folders share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from qualpipe.address import scheduler
from qualpipe.cli import qualpipe
from qualpipe.engine import Cluster
from qualpipe.store import Store, sqlite_url

if TYPE_CHECKING:
    from distributed import LocalCluster

# Properties are judged by what they find, not by how long a busy machine takes.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a qualpipe command in an empty folder, as a user would."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")

    def call(*arguments: str | Path, env: dict[str, str] | None = None) -> Result:
        return CliRunner().invoke(
            qualpipe, [str(one) for one in arguments], env=env, prog_name="qualpipe"
        )

    return call


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(sqlite_url(tmp_path / "qualpipe.db"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def dask() -> "Iterator[LocalCluster]":
    """Start a Dask cluster of two processes on this machine, once for all that use it."""
    from distributed import LocalCluster  # noqa: PLC0415 - a second, for the few that use it

    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=":0"
    ) as started:
        yield started


@pytest.fixture
def cluster(dask: "LocalCluster") -> Cluster:
    return Cluster(server=scheduler(dask.scheduler_address, allow_remote=False))
