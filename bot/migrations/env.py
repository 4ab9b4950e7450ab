"""Run the migrations on the connection that bot.database.migrate hands over."""

from __future__ import annotations

from alembic import context

from bot.database import Base


def run() -> None:
    """Upgrade inside the caller's transaction; SQLite alters tables by copying them."""
    connection = context.config.attributes["connection"]
    batch = connection.dialect.name == "sqlite"
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=batch)
    with context.begin_transaction():
        context.run_migrations()


run()
