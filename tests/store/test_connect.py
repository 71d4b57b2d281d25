"""Opening a database: older ones are brought up with a copy of before, sealed ones are read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import make
import pytest
from alembic import op
from sqlalchemy import Engine, create_engine, event, inspect

from qualpipe.model import QualpipeError
from qualpipe.store import FileRecord, Store, connect, sqlite_url
from qualpipe.store.connect import _set_pragmas, upgrade


def older(url: str) -> Engine:
    """Make a database of the schema before the latest."""
    engine = create_engine(url)
    event.listen(engine, "connect", _set_pragmas)
    upgrade(engine, to="0002")
    return engine


def test_an_upgrade_that_is_cut_short_leaves_the_older_schema(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_url(tmp_path / "old.db")
    engine = older(url)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(op, "bulk_insert", killed)
        with pytest.raises(KeyboardInterrupt):
            upgrade(engine)
    assert not inspect(engine).has_table("receipt")
    Store.open(url).close()
    assert inspect(engine).has_table("receipt")


def test_the_copy_of_before_an_upgrade_is_never_one_of_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_url(tmp_path / "old.db")
    engine = older(url)
    Store.open(url).close()
    with monkeypatch.context() as patched:  # as a process sees it that was a moment too slow
        patched.setattr(connect, "_schema_of", lambda _: "0002")
        upgrade(engine)
    copies = sorted(tmp_path.glob("*before-upgrade*"))
    assert [one.name for one in copies] == ["old.db.before-upgrade"]
    with sqlite3.connect(copies[0]) as raw:
        assert raw.execute("SELECT version_num FROM alembic_version").fetchall() == [("0002",)]


@pytest.mark.parametrize("sealed", ["the folder", "the file"])
def test_a_project_in_an_archive_can_be_read_and_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sealed: str
) -> None:
    path = tmp_path / "qualpipe.db"
    url = sqlite_url(path)
    with closing(Store.open(url)) as store:
        store.save_file(
            FileRecord(name="P01.txt", sha256="", reading=""), [make.transcript("屋企 home")]
        )
    shut = {"the folder": tmp_path, "the file": path}[sealed]
    monkeypatch.setattr(connect, "_may_write", lambda one: one != shut)
    with closing(Store.open(url)) as store:
        assert "屋企 home" in store.transcripts()[0].text
        with pytest.raises(QualpipeError, match=r"qualpipe\.db: the project cannot be written to"):
            store.ledger.append([make.decision()])
    assert [one.name for one in tmp_path.iterdir()] == ["qualpipe.db"]


def test_an_older_project_in_an_archive_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = sqlite_url(tmp_path / "qualpipe.db")
    older(url).dispose()
    monkeypatch.setattr(connect, "_may_write", lambda _: False)
    with pytest.raises(QualpipeError, match=r"of schema 0002.*copy it to a folder of your own"):
        Store.open(url)
