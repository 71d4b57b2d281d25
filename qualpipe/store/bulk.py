"""Statements that several of the store's methods share."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from sqlalchemy import ColumnElement, Connection, Table, delete, func, insert, select

from qualpipe.model import Problem, Run, Transcript
from qualpipe.store import rows, tables

CHUNK = 20_000
# Notes between the runs: what the last one of a step made is no longer whole.
WITHDRAWN, UNLINKED = "withdrawn", "unlinked"


def put(connection: Connection, table: Table, values: Iterable[Sequence[object]]) -> None:
    """Insert rows given in the order of the table's columns.

    Tuples straight into the driver: five times the speed of a list of dictionaries.
    """
    dialect = connection.dialect
    columns = [column for column in table.columns if column.autoincrement is not True]
    statement = str(
        insert(table)
        .values({column.name: None for column in columns})
        .compile(dialect=dialect, column_keys=[column.name for column in columns])
    )
    waiting = iter(values)
    while chunk := [tuple(one) for one in islice(waiting, CHUNK)]:
        connection.exec_driver_sql(statement, chunk)


def forget(connection: Connection, file: str) -> None:
    """Drop a file and what was found in it, the machine's suggestions on it included."""
    transcripts, suggestions, files = tables.TRANSCRIPTS, tables.SUGGESTIONS, tables.FILES
    held = select(transcripts.c.id).where(transcripts.c.file == file)
    append_run(connection, Run(id="", step=UNLINKED))
    withdraw(connection, suggestions.c.transcript.in_(held))
    connection.execute(delete(files).where(files.c.name == file))


def withdraw(connection: Connection, which: ColumnElement[bool]) -> None:
    """Drop suggestions whose transcript goes, and note it: the last run is then not whole."""
    gone = connection.execute(delete(tables.SUGGESTIONS).where(which)).rowcount
    if gone:
        append_run(connection, Run(id="", step=WITHDRAWN))


def put_transcript(
    connection: Connection,
    transcript: Transcript,
    *,
    name: str,
    file: str,
    as_read: str,
    part: int,
    kept: str | None,
) -> None:
    """Insert a transcript under a name, with its turns and the faults found in it."""
    row = rows.transcript_row(
        transcript, name=name, file=file, as_read=as_read, part=part, kept=kept
    )
    put(connection, tables.TRANSCRIPTS, [row])
    put(connection, tables.TURNS, rows.turn_rows(transcript, name=name))
    put_problems(connection, transcript.problems, file=file, transcript=name)


def put_problems(
    connection: Connection, problems: Iterable[Problem], *, file: str | None, transcript: str | None
) -> None:
    """Insert faults and what they belong to."""
    found = [rows.problem_row(one, file=file, transcript=transcript) for one in problems]
    put(connection, tables.PROBLEMS, found)


def relink(connection: Connection, pairs: Iterable[tuple[str, Transcript]]) -> None:
    """Put transcripts in the place of those of the old names, under their new ones.

    All old ones go before the first new one comes: two may have swapped names.
    """
    table, suggestions = tables.TRANSCRIPTS, tables.SUGGESTIONS
    kept = []
    for old, new in pairs:
        columns = (table.c.file, table.c.as_read, table.c.part)
        kept.append((new, *connection.execute(select(*columns).where(table.c.id == old)).one()))
        connection.execute(delete(table).where(table.c.id == old))
        connection.execute(delete(tables.PROBLEMS).where(tables.PROBLEMS.c.transcript == old))
        withdraw(connection, suggestions.c.transcript == old)
    for new, file, as_read, part in kept:
        put_transcript(
            connection, new, name=new.id, file=file, as_read=as_read, part=part, kept=new.id
        )


def ids_kept(connection: Connection, file: str) -> dict[str, str]:
    """Return the ids that a file's transcripts were given, by those they were read with.

    They keep them when the file is read again.
    """
    table = tables.TRANSCRIPTS
    query = select(table.c.as_read, table.c.kept).where(table.c.file == file)
    found = connection.execute(query)
    return {json.loads(as_read)["id"]: kept for as_read, kept in found if kept is not None}


def number_of(connection: Connection, file: str) -> int:
    """Return the number of a file: its own if it was seen before, else the next."""
    table = tables.FILES
    own = connection.execute(select(table.c.number).where(table.c.name == file)).scalar()
    last = connection.execute(select(func.max(table.c.number))).scalar()
    return int(own) if own is not None else int(last or 0) + 1


def append_run(connection: Connection, run: Run) -> None:
    """Append a run to the list."""
    row = {"id": run.id, "step": run.step, "document": rows.run_document(run)}
    connection.execute(insert(tables.RUNS), row)
