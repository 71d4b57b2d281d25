"""Fixtures that several test folders share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import settings

from qualpipe.cli import qualpipe
from qualpipe.store import Store, sqlite_url

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
