"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables of the first release."""
    _make_what_was_read()
    _make_turns()
    _make_segments()
    _make_what_was_computed()
    _make_what_people_said()


def _make_what_was_read() -> None:
    op.create_table(
        "file",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("reading", sa.String(64), nullable=False),
        sa.Column("failure", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
    )
    op.create_table(
        "transcript",
        sa.Column("id", sa.Text, primary_key=True),
        _of("file", "file.name", key=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("attributes", sa.Text, nullable=False),
        sa.Column("translation_of", sa.Text),
        sa.Column("segmented", sa.Text, nullable=False),
        sa.Column("as_read", sa.Text, nullable=False),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("kept", sa.Text),
    )


def _make_turns() -> None:
    op.create_table(
        "turn",
        _of("transcript", "transcript.id"),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("started", sa.Float),
        sa.Column("ended", sa.Float),
        sa.Column("translates", sa.Integer),
    )
    op.create_table(
        "problem",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("file", sa.Text, sa.ForeignKey("file.name", ondelete="CASCADE")),
        sa.Column("transcript", sa.Text),
        sa.Column("where", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("remedy", sa.Text, nullable=False),
    )
    op.create_index("ix_problem_file", "problem", ["file"])


def _make_segments() -> None:
    op.create_table(
        "segment",
        _of("transcript", "transcript.id"),
        sa.Column("turn", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, primary_key=True),
        sa.Column("end", sa.Integer, primary_key=True),
        sa.Column("offset", sa.Integer, nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("speaker", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("case", sa.Text, nullable=False),
    )


def _make_what_was_computed() -> None:
    op.create_table(
        "suggestion",
        sa.Column("segment", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("transcript", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("basis", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("run", sa.String(64), nullable=False),
    )
    op.create_index("ix_suggestion_transcript", "suggestion", ["transcript"])
    op.create_table(
        "run",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("step", sa.String(32), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("ix_run_id", "run", ["id"])
    op.create_table(
        "vector",
        sa.Column("encoder", sa.String(64), primary_key=True),
        sa.Column("content", sa.LargeBinary(16), primary_key=True),
        sa.Column("halves", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )


def _make_what_people_said() -> None:
    op.create_table(
        "codebook",
        sa.Column("hash", sa.String(64), primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_table(
        "decision",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("segment", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("seen", sa.Text, nullable=False),
        sa.Column("odds", sa.Float),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("seal", sa.String(64), nullable=False, unique=True),
    )
    op.create_index("ix_decision_segment", "decision", ["segment"])
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def _of(name: str, target: str, *, key: bool = True) -> sa.Column[str]:
    cascade = sa.ForeignKey(target, ondelete="CASCADE")
    return sa.Column(name, sa.Text, cascade, primary_key=key, nullable=False)


_APPEND_ONLY = {
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
