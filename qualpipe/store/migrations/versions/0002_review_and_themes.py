"""What reviewing in a team and keeping themes need."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Let decisions say more, and make the tables of the team and of themes."""
    for column in (
        sa.Column("codebook", sa.String(64), nullable=False, server_default=""),
        sa.Column("round", sa.Text, nullable=False, server_default=""),
        sa.Column("adjudicates", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("undoes", sa.Integer),
        sa.Column("act", sa.Integer, nullable=False, server_default="0"),
    ):
        op.add_column("decision", column)
    _make_memos()
    _make_people()
    _make_rounds()
    op.create_table(
        "edition",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("run", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )


def _make_memos() -> None:
    op.create_table(
        "memo",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("round", sa.Text, nullable=False),
        sa.Column("replaces", sa.Integer),
    )
    op.create_index("ix_memo_about", "memo", ["about"])
    for statement in _APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def _make_people() -> None:
    op.create_table(
        "reviewer",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("duty", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("added", sa.Text, nullable=False),
        sa.Column("retired", sa.Text, nullable=False),
    )
    op.create_table(
        "session",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("csrf", sa.String(64), nullable=False),
        sa.Column("began", sa.Float, nullable=False),
        sa.Column("seen", sa.Float, nullable=False),
    )
    op.create_table(
        "attempt",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("count", sa.Integer, nullable=False),
        sa.Column("last", sa.Float, nullable=False),
    )


def _make_rounds() -> None:
    op.create_table(
        "round",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("document", sa.Text, nullable=False),
        sa.Column("opened", sa.Text, nullable=False),
        sa.Column("closed", sa.Text, nullable=False),
    )
    op.create_table(
        "item",
        sa.Column("round", sa.Text, sa.ForeignKey("round.name"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("segment", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_table(
        "claim",
        sa.Column("segment", sa.Text, primary_key=True),
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("reviewer", sa.Text, nullable=False),
        sa.Column("until", sa.Float, nullable=False),
    )


_APPEND_ONLY = {
    "sqlite": tuple(
        f"CREATE TRIGGER memo_no_{verb.lower()} BEFORE {verb} ON memo "
        "BEGIN SELECT RAISE(ABORT, 'memos are appended, never changed'); END"
        for verb in ("UPDATE", "DELETE")
    ),
    "postgresql": (
        (
            "CREATE FUNCTION memo_sealed() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'memos are appended, never changed'; END $$"
        ),
        (
            "CREATE TRIGGER memo_sealed BEFORE UPDATE OR DELETE ON memo "
            "FOR EACH ROW EXECUTE FUNCTION memo_sealed()"
        ),
    ),
}
