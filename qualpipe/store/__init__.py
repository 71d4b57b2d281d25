"""Keeping a project's values on disk: the one place with SQL."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qualpipe.store.connect import sqlite_url
    from qualpipe.store.ledger import Ledger
    from qualpipe.store.rows import FileRecord
    from qualpipe.store.runs import Runs
    from qualpipe.store.store import Store
    from qualpipe.store.vectors import VectorCache

__all__ = ["FileRecord", "Ledger", "Runs", "Store", "VectorCache", "sqlite_url"]

_HOMES = {
    "FileRecord": "rows",
    "Ledger": "ledger",
    "Runs": "runs",
    "Store": "store",
    "VectorCache": "vectors",
    "sqlite_url": "connect",
}


def __getattr__(name: str) -> object:
    """Import SQLAlchemy when a project is opened: a receipt is read without it."""
    if name not in _HOMES:
        raise AttributeError(f"qualpipe.store has no {name!r}")
    return getattr(import_module(f"qualpipe.store.{_HOMES[name]}"), name)
