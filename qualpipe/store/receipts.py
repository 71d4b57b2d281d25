"""Receipts: what the last run answered, for as long as nothing was written since.

SQLAlchemy takes longer to import than a run with nothing to do should take in all; so this is read
with the driver alone, and by whoever has not opened the store.
"""

import sqlite3
from contextlib import closing
from pathlib import Path


def receipt_in(database: Path) -> str:
    """Return what an SQLite database says the last run answered.

    '' if something was written since, or if it cannot be read: opening the project then says why.
    """
    try:
        # Not read-only: who leaves last must be able to clear away the files of the log.
        with closing(sqlite3.connect(f"{database.as_uri()}?mode=rw", uri=True)) as connection:
            connection.execute("PRAGMA query_only = ON")
            found = connection.execute("SELECT document FROM receipt").fetchone()
    except sqlite3.Error:
        return ""
    return str(found[0]) if found else ""
