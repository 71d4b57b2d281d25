"""The one description of what is stored: every table of a project, for SQLite and PostgreSQL."""

from sqlalchemy import (
    Boolean,
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
    false,
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

# One row: how often the project was written to, and what the last run answered, if nothing was
# written since.
RECEIPTS = Table(
    "receipt",
    METADATA,
    Column("writes", Integer, nullable=False),
    Column("document", Text, nullable=False),  # JSON
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
    Column("codebook", String(64), nullable=False, server_default=""),
    Column("round", Text, nullable=False, server_default=""),
    Column("adjudicates", Boolean, nullable=False, server_default=false()),
    Column("undoes", Integer),
    Column("act", Integer, nullable=False, server_default="0"),
)

# As decisions are: appended, never changed.
MEMOS = Table(
    "memo",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("about", Text, nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("round", Text, nullable=False),
    Column("replaces", Integer),
)

REVIEWERS = Table(
    "reviewer",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("duty", String(16), nullable=False),
    Column("password", Text, nullable=False),  # argon2id; '' where none was set
    Column("added", Text, nullable=False),
    Column("retired", Text, nullable=False),
)

# Who is logged in: the token itself is known to the browser alone.
SESSIONS = Table(
    "session",
    METADATA,
    Column("digest", String(64), primary_key=True),  # SHA-256 of the token
    Column("reviewer", Text, nullable=False),
    Column("csrf", String(64), nullable=False),
    Column("began", Float, nullable=False),  # seconds since 1970
    Column("seen", Float, nullable=False),
)

# Failed logins by account and by address, so that guessing is slow whatever process is asked.
ATTEMPTS = Table(
    "attempt",
    METADATA,
    Column("key", Text, primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last", Float, nullable=False),  # seconds since 1970
)

ROUNDS = Table(
    "round",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("document", Text, nullable=False),  # JSON
    Column("opened", Text, nullable=False),
    Column("closed", Text, nullable=False),
)

ITEMS = Table(
    "item",
    METADATA,
    Column("round", Text, ForeignKey("round.name"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("segment", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("document", Text, nullable=False),  # JSON: the suggestion as it was, odds, reviewers
)

# Who has an item of the open queue before them, so that two do not decide it at the same time.
CLAIMS = Table(
    "claim",
    METADATA,
    Column("segment", Text, primary_key=True),
    Column("code", Text, primary_key=True),
    Column("reviewer", Text, nullable=False),
    Column("until", Float, nullable=False),  # seconds since 1970
)

# What a search for themes found, and what people made of it: each change is a new edition.
EDITIONS = Table(
    "edition",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("run", Text, nullable=False),  # JSON
    Column("document", Text, nullable=False),  # JSON
)

VECTORS = Table(
    "vector",
    METADATA,
    Column("encoder", String(64), primary_key=True),
    Column("content", LargeBinary(16), primary_key=True),
    Column("halves", LargeBinary, nullable=False),  # IEEE 754 half precision, little-endian
    sqlite_with_rowid=False,
)


def _refusing(table: str, name: str) -> dict[str, tuple[str, ...]]:
    """Return the statements that make a database refuse to change or delete a table's rows."""
    said = f"{name} are appended, never changed"
    return {
        "sqlite": tuple(
            f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            for verb in ("UPDATE", "DELETE")
        ),
        "postgresql": (
            (
                f"CREATE FUNCTION {table}_sealed() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
            ),
            (
                f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_sealed()"
            ),
        ),
    }


_DECISIONS_STAY, _MEMOS_STAY = _refusing("decision", "decisions"), _refusing("memo", "memos")
APPEND_ONLY = {
    dialect: (*_DECISIONS_STAY[dialect], *_MEMOS_STAY[dialect]) for dialect in _DECISIONS_STAY
}
