"""The one description of what is stored: every table of a project, for SQLite and PostgreSQL."""

from sqlalchemy import (
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# A file that was looked at, read or not: what makes a second run quick.
FILES = Table(
    "file",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("sha256", String(64), nullable=False),
    Column("reading", String(64), nullable=False),  # digest of the settings it was read with
    Column("failure", Text, nullable=False, default=""),  # why it gave no transcript
    Column("number", Integer, nullable=False),  # in the order in which files were first seen
)

TRANSCRIPTS = Table(
    "transcript",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("file", Text, ForeignKey("file.name", ondelete="CASCADE"), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("source", Text, nullable=False),  # JSON
    Column("attributes", Text, nullable=False),  # JSON
    Column("translation_of", Text),
    Column("segmented", Text, nullable=False),  # how; '' if not since it was read or linked
    # JSON: what it was before it was linked to others, so that linking can be done anew.
    Column("as_read", Text, nullable=False),
    Column("part", Integer, nullable=False),  # its place in the file
    Column("kept", Text),  # the id it was given when it was linked, and keeps
)

TURNS = Table(
    "turn",
    METADATA,
    Column("transcript", Text, ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("speaker", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("started", Float),
    Column("ended", Float),
    Column("translates", Integer),
)

PROBLEMS = Table(
    "problem",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    # Without a file: a fault between files, found when they were linked.
    Column("file", Text, ForeignKey("file.name", ondelete="CASCADE"), index=True),
    Column("transcript", Text),
    Column("where", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("remedy", Text, nullable=False),
)

SEGMENTS = Table(
    "segment",
    METADATA,
    Column("transcript", Text, ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    Column("turn", Integer, primary_key=True),
    Column("start", Integer, primary_key=True),  # in the words of the turn
    Column("end", Integer, primary_key=True),
    Column("offset", Integer, nullable=False),  # of the turn's words in the transcript's text
    Column("language", String(8), nullable=False),
    Column("speaker", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("case", Text, nullable=False),
)

CODEBOOKS = Table(
    "codebook",
    METADATA,
    Column("hash", String(64), primary_key=True),
    Column("id", Text, nullable=False),
    Column("document", Text, nullable=False),  # JSON
    Column("at", Text, nullable=False),
)

RUNS = Table(
    "run",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(64), nullable=False, index=True),
    Column("step", String(32), nullable=False),
    Column("document", Text, nullable=False),  # JSON
)

SUGGESTIONS = Table(
    "suggestion",
    METADATA,
    Column("segment", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("transcript", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("basis", Text, nullable=False),
    Column("evidence", Text, nullable=False),  # JSON
    Column("run", String(64), nullable=False),
    Index("ix_suggestion_transcript", "transcript"),
)

# Appended, never changed: triggers refuse anything else, and each row seals the one before it.
DECISIONS = Table(
    "decision",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("segment", Text, nullable=False, index=True),
    Column("code", Text, nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("seen", Text, nullable=False),
    Column("odds", Float),
    Column("words", Text, nullable=False),
    Column("seal", String(64), nullable=False, unique=True),
)

VECTORS = Table(
    "vector",
    METADATA,
    Column("encoder", String(64), primary_key=True),
    Column("content", LargeBinary(16), primary_key=True),
    Column("halves", LargeBinary, nullable=False),  # IEEE 754 half precision, little-endian
    sqlite_with_rowid=False,
)

APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER decision_no_{verb.lower()} BEFORE {verb} ON decision "
        "BEGIN SELECT RAISE(ABORT, 'decisions are appended, never changed'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        (
            "CREATE FUNCTION decision_sealed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'decisions are appended, never changed'; END $$"
        ),
        (
            "CREATE TRIGGER decision_sealed BEFORE UPDATE OR DELETE ON decision "
            "FOR EACH ROW EXECUTE FUNCTION decision_sealed()"
        ),
    ),
}
