"""The store: what a project keeps, as methods of one transaction each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from sqlalchemy import Engine, Table, delete, func, select, update

from qualpipe.model import (
    Codebook,
    Problem,
    QualpipeError,
    Run,
    Segment,
    Suggestion,
    Transcript,
)
from qualpipe.store import rows, tables
from qualpipe.store.bulk import (
    append_run,
    forget,
    ids_kept,
    number_of,
    put,
    put_problems,
    put_transcript,
    relink,
    withdraw,
)
from qualpipe.store.connect import open_engine, rows_of, writing
from qualpipe.store.ledger import Ledger
from qualpipe.store.rows import FileRecord
from qualpipe.store.runs import Runs
from qualpipe.store.team import Team
from qualpipe.store.themes import Editions
from qualpipe.store.vectors import VectorCache

Row = Mapping[str, Any]


class Store:
    """A project's database; every method is one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @classmethod
    def open(cls, url: str) -> Self:
        """Open the database at a SQLAlchemy URL, made or migrated as needed."""
        return cls(open_engine(url))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    # What was read

    def files(self) -> tuple[FileRecord, ...]:
        """Return every file that was looked at, by name."""
        table = tables.FILES
        columns = (table.c.name, table.c.sha256, table.c.reading, table.c.failure)
        found = self._rows(select(*columns).order_by(table.c.name))
        return tuple(FileRecord(**row) for row in found)

    def save_file(
        self,
        record: FileRecord,
        transcripts: Sequence[Transcript] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        """Keep a file and all that was found in it, in place of what it held before.

        The transcripts go by a name of their own, `file#part`, until they are linked.
        """
        with writing(self._engine) as connection:
            number = number_of(connection, record.name)
            kept = ids_kept(connection, record.name)
            forget(connection, record.name)
            put(connection, tables.FILES, [record.row(number)])
            put_problems(connection, problems, file=record.name, transcript=None)
            for part, one in enumerate(transcripts):
                put_transcript(
                    connection,
                    one,
                    name=f"{record.name}#{part}",
                    file=record.name,
                    as_read=rows.unlinked(one),
                    part=part,
                    kept=kept.get(one.id),
                )

    def forget_file(self, name: str) -> None:
        """Drop a file that is gone, with its transcripts; decisions stay."""
        with writing(self._engine) as connection:
            forget(connection, name)

    def as_read(self, kept: Iterable[Transcript]) -> tuple[tuple[str, Transcript], ...]:
        """Return all transcripts, `kept` as they are, as they were read, beside their names.

        One that was linked before keeps its id, whatever files come or go: decisions are made on
        addresses. The others follow in the order in which the files were first seen.
        """
        whole, files = tables.TRANSCRIPTS, tables.FILES
        columns = (whole.c.id, whole.c.as_read, whole.c.kept, whole.c.file)
        query = select(*columns).join(files, files.c.name == whole.c.file)
        order = (whole.c.kept.is_(None), files.c.number, whole.c.part)
        stored = {one.id: one for one in kept}
        found = [
            (row, rows.as_it_was_read(stored[row["id"]], row["as_read"]))
            for row in self._rows(query.order_by(*order))
        ]
        renamed = {(row["file"], one.id): row["kept"] or one.id for row, one in found}
        return tuple(
            (row["id"], rows.under_kept_names(one, row["file"], renamed)) for row, one in found
        )

    def link(
        self,
        pairs: Sequence[tuple[str, Transcript]],
        problems: Sequence[Problem],
        *,
        kept: Iterable[Transcript],
        run: Run,
    ) -> None:
        """Keep what linking made of each transcript, the faults it found, and the run.

        `pairs` holds the name a transcript was kept by and what it is now; one that is as it was
        `kept` keeps its segments.
        """
        before = {one.id: one for one in kept}
        with writing(self._engine) as connection:
            relink(connection, [(old, new) for old, new in pairs if before[old] != new])
            table = tables.PROBLEMS
            connection.execute(delete(table).where(table.c.file.is_(None)))
            put_problems(connection, problems, file=None, transcript=None)
            append_run(connection, run)

    def transcripts(self, ids: Iterable[str] | None = None) -> tuple[Transcript, ...]:
        """Return transcripts by id (all if none are named), with their turns."""
        table = tables.TRANSCRIPTS
        query = select(table).order_by(table.c.id)
        wanted = None if ids is None else sorted(set(ids))
        if wanted is not None:
            query = query.where(table.c.id.in_(wanted))
        turns = self._grouped(tables.TURNS, "transcript", wanted)
        problems = self._grouped(tables.PROBLEMS, "transcript", wanted)
        return tuple(
            rows.transcript_of(row, turns.get(row["id"], []), problems.get(row["id"], []))
            for row in self._rows(query)
        )

    def transcript_ids(self) -> tuple[str, ...]:
        """Return the ids of all transcripts."""
        column = tables.TRANSCRIPTS.c.id
        return tuple(row["id"] for row in self._rows(select(column).order_by(column)))

    def translations(self) -> frozenset[str]:
        """Return the ids of the transcripts that translate another."""
        table = tables.TRANSCRIPTS
        query = select(table.c.id).where(table.c.translation_of.is_not(None))
        return frozenset(row["id"] for row in self._rows(query))

    def failures(self) -> tuple[Problem, ...]:
        """Return the files that gave no transcript, each with the reason."""
        table = tables.FILES
        query = select(table).where(table.c.failure != "").order_by(table.c.name)
        return tuple(
            Problem(where=row["name"], message=row["failure"]) for row in self._rows(query)
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return every fault found in the files."""
        table = tables.PROBLEMS
        query = select(table).order_by(table.c.file, table.c.number)
        return tuple(rows.problem_of(row) for row in self._rows(query))

    # What was computed

    def unsegmented(self, how: str) -> tuple[str, ...]:
        """Return the ids of transcripts that were not segmented in this way yet."""
        table = tables.TRANSCRIPTS
        query = select(table.c.id).where(table.c.segmented != how).order_by(table.c.id)
        return tuple(row["id"] for row in self._rows(query))

    def save_segments(self, transcript: str, segments: Sequence[Segment], *, how: str) -> None:
        """Keep the segments of a transcript in place of those it had, and how they were cut.

        What was suggested for the old ones goes with them.
        """
        table, whole = tables.SEGMENTS, tables.TRANSCRIPTS
        with writing(self._engine) as connection:
            withdraw(connection, tables.SUGGESTIONS.c.transcript == transcript)
            connection.execute(delete(table).where(table.c.transcript == transcript))
            put(connection, table, [rows.segment_row(one) for one in segments])
            mark = update(whole).where(whole.c.id == transcript)
            connection.execute(mark.values(segmented=how))

    def segments(self, transcript: str | None = None) -> tuple[Segment, ...]:
        """Return the segments of one transcript or of all, in the order of speech."""
        table, text = tables.SEGMENTS, tables.TRANSCRIPTS
        order = (table.c.transcript, table.c.turn, table.c.start)
        query, texts = select(table).order_by(*order), select(text.c.id, text.c.text)
        if transcript is not None:
            query = query.where(table.c.transcript == transcript)
            texts = texts.where(text.c.id == transcript)
        said = {row["id"]: row["text"] for row in self._rows(texts)}
        return tuple(rows.segment_of(row, said[row["transcript"]]) for row in self._rows(query))

    def save_suggestions(self, run: Run, suggestions: Iterable[Suggestion]) -> None:
        """Keep a run and what it suggests, in place of what the machine said before."""
        with writing(self._engine) as connection:
            connection.execute(delete(tables.SUGGESTIONS))
            put(connection, tables.SUGGESTIONS, [rows.suggestion_row(one) for one in suggestions])
            append_run(connection, run)

    def suggestions(
        self, *, transcript: str | None = None, code: str | None = None, least: float = 0.0
    ) -> tuple[Suggestion, ...]:
        """Return suggestions that score at least so much, of a transcript or code if named."""
        table = tables.SUGGESTIONS
        query = select(table).where(table.c.score >= least)
        query = query.order_by(table.c.transcript, table.c.segment, table.c.code)
        if transcript is not None:
            query = query.where(table.c.transcript == transcript)
        if code is not None:
            query = query.where(table.c.code == code)
        return tuple(rows.suggestion_of(row) for row in self._rows(query))

    @property
    def runs(self) -> Runs:
        """Return how results came to be."""
        return Runs(self._engine)

    # What people said

    def save_codebook(self, codebook: Codebook, *, at: str) -> None:
        """Keep a version of the codebook; one that is there already stays as it is."""
        row = (codebook.hash, codebook.id, rows.codebook_document(codebook), at)
        with writing(self._engine) as connection:
            table = tables.CODEBOOKS
            held = select(table.c.hash).where(table.c.hash == codebook.hash)
            if connection.execute(held).first() is None:
                put(connection, table, [row])

    def codebook(self, digest: str) -> Codebook:
        """Return the version of the codebook with that hash."""
        table = tables.CODEBOOKS
        found = self._rows(select(table.c.document).where(table.c.hash == digest))
        if not found:
            raise QualpipeError(f"this project holds no codebook {digest[:12]}")
        return rows.codebook_of(found[0]["document"])

    @property
    def themes(self) -> Editions:
        """Return the themes that were found, and what people made of them."""
        return Editions(self._engine)

    @property
    def team(self) -> Team:
        """Return who reviews, in which rounds, and what they noted down."""
        return Team(self._engine)

    @property
    def ledger(self) -> Ledger:
        """Return what people decided."""
        return Ledger(self._engine)

    def count(self, noun: str) -> int:
        """Return how many of a table's rows there are."""
        query = select(func.count()).select_from(tables.METADATA.tables[noun])
        return int(self._rows(query)[0]["count_1"])

    def vectors(self, encoder: str) -> VectorCache:
        """Return the kept vectors of an encoder, named by its fingerprint."""
        return VectorCache(self._engine, encoder)

    def _rows(self, query: Any) -> Sequence[Row]:  # noqa: ANN401 - any statement that selects
        return rows_of(self._engine, query)

    def _grouped(
        self, table: Table, column: str, wanted: Sequence[str] | None
    ) -> dict[str, list[Row]]:
        query = select(table).order_by(*table.primary_key.columns)
        if wanted is not None:
            query = query.where(table.c[column].in_(wanted))
        grouped: dict[str, list[Row]] = {}
        for row in self._rows(query):
            grouped.setdefault(row[column], []).append(row)
        return grouped
