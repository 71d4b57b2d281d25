"""How Alembic reaches the database: by the connection it is handed, never by a URL of its own."""

from alembic import context

from qualpipe.store.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter a column in place
    transactional_ddl=True,  # SQLite can, though Alembic takes it for one that cannot
)
with context.begin_transaction():
    context.run_migrations()
