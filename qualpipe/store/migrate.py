"""Bringing an older project's database up to today's schema, one step after the other."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

_STEPS = Path(__file__).parent / "migrations"


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Run the steps that a database lacks, after a copy of it was put beside (SQLite)."""
    _put_a_copy_beside(engine)
    config = Config()
    config.set_main_option("script_location", str(_STEPS))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
        connection.commit()


def _put_a_copy_beside(engine: Engine) -> None:
    place = engine.url.database
    if engine.dialect.name != "sqlite" or not place or not Path(place).exists():
        return
    copy = Path(f"{place}.before-upgrade")
    copy.unlink(missing_ok=True)
    with engine.connect() as connection:
        # VACUUM INTO sees the log too; copying the file alone could miss committed pages.
        connection.exec_driver_sql("VACUUM INTO ?", (str(copy),))
