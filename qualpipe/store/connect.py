"""Opening a project's database: pragmas, schema, and clear words when it cannot be done."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from qualpipe.model import QualpipeError
from qualpipe.store.tables import APPEND_ONLY, METADATA, RECEIPTS

# The last step of store/migrations: a new database is made at once in this shape.
SCHEMA = "0003"
_STEPS = Path(__file__).parent / "migrations"

_MEANINGS = (
    ("disk is full", "the disk is full; nothing was lost, make room and run it again"),
    ("readonly", "the project cannot be written to; check the permissions of its folder"),
    ("unable to open", "the project's database cannot be opened; check the folder and permissions"),
    ("locked", "another program is writing to the project; wait for it and run it again"),
    ("not a database", "this is no qualpipe database; move it away or name another one"),
    ("malformed", "the database is damaged; restore a copy, or delete it and code again"),
    ("connection", "the database server cannot be reached; check that it runs, and the URL"),
    ("disk i/o", "the disk failed while reading or writing; check it and run it again"),
)


@contextmanager
def in_plain_words(where: str) -> Iterator[None]:
    """Turn the database's faults into errors that name the file and the remedy."""
    try:
        yield
    except DatabaseError as fault:
        said = str(fault.orig).lower()
        for sign, meaning in _MEANINGS:
            if sign in said:
                raise QualpipeError(f"{where}: {meaning}") from fault
        raise


def open_engine(url: str) -> Engine:
    """Return an engine on a database in today's schema, made or migrated as needed.

    One that cannot be written to, as in an archive, is there to be read.
    """
    place = make_url(url)
    local = place.drivername.startswith("sqlite") and place.database
    where = local or place.render_as_string(hide_password=True)
    with in_plain_words(where):
        if local and _is_sealed(Path(local)):
            return _sealed(Path(local), where)
        engine = _engine(url)
        if engine.dialect.name == "sqlite":
            event.listen(engine, "connect", _set_pragmas)
        _bring_up(engine, where)
    return engine


def _is_sealed(database: Path) -> bool:
    """Say whether a whole database can be read and not written.

    Where there is a log somebody works on it, or was killed: what the database holds is not all.
    """
    if not database.is_file() or database.with_name(f"{database.name}-wal").exists():
        return False
    return not _may_write(database) or not _may_write(database.parent)


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK)


def _sealed(database: Path, where: str) -> Engine:
    # Immutable: else SQLite wants to put its files beside a database that was in WAL mode.
    name = f"{database.resolve().as_uri()}?mode=ro&immutable=1"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False)

    engine = create_engine(sqlite_url(database), creator=connect, hide_parameters=True)
    found = _schema_of(engine)
    _refuse_newer(found, where)
    if found != SCHEMA:
        raise QualpipeError(
            f"{where}: of schema {found}, which must be brought to {SCHEMA}, and it cannot be "
            "written to; copy it to a folder of your own"
        )
    return engine


def _engine(url: str) -> Engine:
    """Return an engine; PostgreSQL is spoken through psycopg 3, which is an extra."""
    place = make_url(url)
    if place.drivername == "postgresql":
        place = place.set(drivername="postgresql+psycopg")
    try:
        # A fault must not print the rows it was about: they hold what people said.
        return create_engine(place, hide_parameters=True)
    except ImportError as fault:
        raise QualpipeError(
            f"{place.host}: PostgreSQL needs a driver; get it with: "
            "pip install 'qualpipe[postgres]'"
        ) from fault


def sqlite_url(path: Path) -> str:
    """Return the URL of an SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _set_pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own type
    # Transactions begin where Store says so, never by the driver's guess.
    connection.isolation_level = None
    # FULL: a decision is on disk before anyone is told it is saved.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _bring_up(engine: Engine, where: str) -> None:
    found = _schema_of(engine)
    if found is None:
        _create(engine)
    _refuse_newer(found, where)
    if found is not None and found < SCHEMA:
        upgrade(engine)


def _refuse_newer(found: str | None, where: str) -> None:
    if found is not None and found > SCHEMA:
        raise QualpipeError(
            f"{where}: made by a newer qualpipe (schema {found}, this one knows {SCHEMA}). "
            "Update qualpipe: pip install --upgrade qualpipe"
        )


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Run the steps that an older database lacks, after a copy of it was put beside (SQLite)."""
    from alembic import command  # noqa: PLC0415 - slow to import, and seldom needed
    from alembic.config import Config  # noqa: PLC0415

    _put_a_copy_beside(engine)
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    # One transaction: a kill leaves the older schema, and another process waits for this one.
    with transaction(engine) as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _put_a_copy_beside(engine: Engine) -> None:
    """Copy a database that is older, unless another process upgrades it meanwhile."""
    place, found = engine.url.database, _schema_of(engine)
    if engine.dialect.name != "sqlite" or not place or found in (None, SCHEMA):
        return
    copy = Path(f"{place}.before-upgrade.{os.getpid()}")
    copy.unlink(missing_ok=True)
    try:
        with engine.connect() as connection:
            # VACUUM INTO sees the log too; copying the file alone could miss committed pages.
            connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as made:
            (copied,) = made.execute("SELECT version_num FROM alembic_version").fetchone()
        if copied == found:
            copy.replace(f"{place}.before-upgrade")
    finally:
        copy.unlink(missing_ok=True)


def _schema_of(engine: Engine) -> str | None:
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return None if found is None else str(found)


def _create(engine: Engine) -> None:
    """Make every table in one transaction, so that a kill leaves all of them or none."""
    with transaction(engine) as connection:
        if inspect(connection).has_table("alembic_version"):  # another process was quicker
            return
        METADATA.create_all(connection)
        for statement in APPEND_ONLY[engine.dialect.name]:
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
        )
        connection.execute(text("INSERT INTO alembic_version VALUES (:v)"), {"v": SCHEMA})
        connection.execute(RECEIPTS.insert().values(writes=0, document=""))


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Run one transaction that writes: all of it is on disk at the end, or nothing.

    Whatever is written, what the last run answered may no longer be so: its receipt goes.
    """
    with transaction(engine) as connection:
        yield connection
        connection.exec_driver_sql("UPDATE receipt SET writes = writes + 1, document = ''")


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """Run a transaction that leaves the receipt alone."""
    with in_plain_words(where_of(engine)), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # IMMEDIATE waits for another writer at the start, not half-way with an error.
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Run statements that only read."""
    with in_plain_words(where_of(engine)), engine.connect() as connection:
        yield connection


def where_of(engine: Engine) -> str:
    """Return the database's place as a person would write it: no password."""
    return engine.url.database or engine.url.render_as_string(hide_password=True)


def rows_of(engine: Engine, query: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - any select
    """Return the rows that a statement selects, by column name."""
    with reading(engine) as connection:
        return [dict(row) for row in connection.execute(query).mappings()]
