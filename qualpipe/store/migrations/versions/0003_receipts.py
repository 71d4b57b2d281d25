"""What a run with nothing to do answers from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of the one receipt, and its row."""
    receipt = op.create_table(
        "receipt",
        sa.Column("writes", sa.Integer, nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.bulk_insert(receipt, [{"writes": 0, "document": ""}])
